"""Step 4: answers of an editor, each carried out as changes of files that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from entitynorm import datafile
from entitynorm.gazetteer.edit import Plan
from entitynorm.gazetteer.format import read_text
from entitynorm.gazetteer.judgements import JUDGEMENTS, Judgement, Verdict, appended, heir, parsed
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import FOLDERS, entity
from entitynorm.gazetteer.write import Change
from entitynorm.model import KINDS
from entitynorm.suggest.answer import TYPES, Answer, AnswerError, kept, target
from entitynorm.suggest.carry import drafted, named
from entitynorm.suggest.propose import Proposal, Verdicts, unsettled, verdicts
from entitynorm.text.tables import Tables


@dataclass(frozen=True, slots=True)
class Step:
    """An answer that was carried out: what it was to, what it changed, and the state before it."""

    verdict: Verdict
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    before: Session


@dataclass(frozen=True, slots=True)
class Session:
    """What is left to ask, what was answered, and the gazetteer as it is now."""

    folder: Path
    gazetteer: Gazetteer
    left: tuple[Proposal, ...]
    done: tuple[Step, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)  # edits of the first proposal that is left

    def count(self, verdict: Verdict) -> int:
        """How many answers were so."""
        return sum(step.verdict is verdict for step in self.done)


def begin(folder: Path, gazetteer: Gazetteer, proposals: Sequence[Proposal], *, again: bool = False) -> Session:
    """A session with what was not judged yet; ``again`` asks what was put off."""
    said = verdicts(gazetteer.judgements, gazetteer.retired)
    left = (unsettled(_redirected(one, gazetteer), said, again=again) for one in proposals)
    return Session(folder, gazetteer, tuple(one for one in left if one is not None))


def _redirected(one: Proposal, gazetteer: Gazetteer) -> Proposal:
    return replace(one, id=heir(one.id, gazetteer.retired)) if one.id else one


def edited(session: Session, said: Mapping[str, str]) -> Session:
    """The session with the proposal that is asked edited; raises AnswerError."""
    if not session.left:
        raise AnswerError("nothing is left to answer")
    both = {**session.said, **said}
    kept(session.left[0], both)
    if (kind := both.get("kind")) and kind not in KINDS:
        raise AnswerError(f"kind: no such kind: '{kind}'; the choices are {', '.join(KINDS)}")
    if (type := both.get("type")) and type not in TYPES:
        raise AnswerError(f"type: no such type: '{type}'; the choices are {', '.join(TYPES)}")
    return replace(session, said=both)


def answered(session: Session, answer: Answer, who: str, when: str, known: Tables) -> Session:
    """The session after a yes, no or later to the first proposal left, whose changes are still to be written.

    Raises EntitynormError if that cannot be done; nothing is changed then.
    """
    now = edited(session, answer.said)
    proposal, said = now.left[0], now.said
    verdict = Verdict(answer.word)
    forms = kept(proposal, said)
    id = target(proposal, said, session.gazetteer)
    plan = Plan(())
    if verdict is Verdict.YES and any(one.id == id for one in session.gazetteer.entities):
        plan = named(session.gazetteer, id, forms, said, known)
    elif verdict is Verdict.YES:
        id, plan = drafted(session.folder, session.gazetteer, proposal, forms, {**said, "id": id}, known)
    new = [Judgement(f.surface, said.get("lang") or f.lang, verdict, id, who, when, answer.why) for f in forms]
    path = session.folder / JUDGEMENTS
    old = read_text(path) if path.exists() else None
    changes = (*plan.changes, Change(path, old, appended(old, new, str(path))))
    step = Step(verdict, changes, plan.remarks, session)
    gazetteer = reread(session.gazetteer, changes)
    left = session.left[1:]
    if verdict is Verdict.YES:  # the same spelling may be asked about elsewhere
        left = tuple(one for p in left if (one := unsettled(p, _said(gazetteer), again=True)) is not None)
    return Session(session.folder, gazetteer, left, (*session.done, step))


def undone(session: Session) -> tuple[Session, tuple[Change, ...]]:
    """The session before the last answer, and the changes that take that back; raises AnswerError if there is none."""
    if not session.done:
        raise AnswerError("nothing to undo")
    step = session.done[-1]
    return step.before, tuple(Change(one.path, one.new, one.old) for one in reversed(step.changes))


def _said(gazetteer: Gazetteer) -> Verdicts:
    return verdicts(gazetteer.judgements, gazetteer.retired)


def reread(gazetteer: Gazetteer, changes: Sequence[Change]) -> Gazetteer:
    """The gazetteer with changed files read from what is to be written, all others as they were."""
    for change in changes:
        path = str(change.path)
        if change.path.name == JUDGEMENTS:
            found = parsed(datafile.parse(change.new, path))[0] if change.new else ()
            gazetteer = replace(gazetteer, judgements=found)
            continue
        pairs = dict(zip((one.path for one in gazetteer.documents), range(len(gazetteer.documents)), strict=True))
        if change.new is None:
            continue
        document = datafile.parse(change.new, path)
        kind = next(FOLDERS[part] for part in reversed(change.path.parts) if part in FOLDERS)
        own, _ = entity(document, kind)
        at = pairs.get(path, len(gazetteer.documents))
        gazetteer = replace(
            gazetteer,
            entities=(*gazetteer.entities[:at], own, *gazetteer.entities[at + 1 :]),
            documents=(*gazetteer.documents[:at], document, *gazetteer.documents[at + 1 :]),
            files={**gazetteer.files, own.id: path},
        )
    return gazetteer


def asked(session: Session) -> Iterator[str]:
    """The lines of the question that is next, for a person."""
    proposal, said = session.left[0], session.said
    id = target(proposal, said, session.gazetteer)
    entities = {one.id: one for one in session.gazetteer.entities}
    if id in entities:
        yield f"Is this {entities[id].name} ({id})?"
    else:
        name = said.get("name") or ("" if proposal.id else proposal.name)
        yield f"New {said.get('kind') or proposal.kind or 'entity'}{': ' + name if name else ''}?"
    left = set(kept(proposal, said))
    for number, form in enumerate(proposal.forms, 1):
        if form in left:
            yield f"  {number}. {form.surface} [{said.get('lang') or form.lang or 'und'}] ×{form.count}"
    for reason in proposal.reasons:
        yield f"  why: {reason}"
    for place in proposal.contexts:
        yield f"  {place.place}: … {place.text} …"
