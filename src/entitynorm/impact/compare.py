"""Ask two versions of a gazetteer the same questions, and say what is otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from entitynorm.collector import collector_off
from entitynorm.gazetteer.lint import Finding
from entitynorm.gazetteer.lint.collisions import alike, same_acronym, same_name
from entitynorm.gazetteer.lint.shelf import shelf
from entitynorm.gazetteer.load import Gazetteer, load
from entitynorm.gazetteer.schema import FOLDERS
from entitynorm.impact.beside import beside
from entitynorm.impact.corpus import Question
from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import Alias, AliasType, Context, Entity
from entitynorm.normalizer import Normalizer
from entitynorm.text.tables import Tables, tables

STRONG = frozenset({AliasType.NAME, AliasType.ACRONYM})  # aliases that should be enough by themselves
COMMON = 40  # entities that share a word, from which it tells nothing


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side says of a mention."""

    id: str  # '' unless the status is ``match``
    status: str
    score: float


@dataclass(frozen=True, slots=True)
class Change:
    """A mention with two answers that differ."""

    question: Question
    surface: str
    before: Answer
    after: Answer
    redirected: bool = False  # the ID of before was retired in favour of that of after

    @property
    def breaks(self) -> bool:
        """Whether an ID that was answered is answered no more, and no redirect leads from it to the new answer."""
        return bool(self.before.id) and self.before.id != self.after.id and not self.redirected


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A full name or an acronym that does not lead to its own entity any more, or from the start."""

    id: str
    alias: Alias
    before: Answer | None  # None if the alias is new
    after: Answer


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change does."""

    added: tuple[str, ...]  # IDs
    edited: tuple[str, ...]
    retired: Mapping[str, str]  # IDs that were live -> where they lead now
    vanished: tuple[str, ...]  # IDs that were live or retired, and lead nowhere now
    changes: tuple[Change, ...]
    collisions: tuple[Finding, ...]
    unreachable: tuple[Unreachable, ...]
    errors: tuple[str, ...]  # what cannot be read now, and was left out
    asked: int  # mentions and texts

    @property
    def breaks(self) -> bool:
        """Whether somebody who stored an ID is answered otherwise now."""
        return bool(self.vanished) or any(change.breaks for change in self.changes)


Found = tuple[int, str, Answer]  # offset in the text, surface, answer
Probe = tuple[str, Alias]  # the ID of an entity and one of its aliases


def compare(base: Path, folder: Path, questions: Sequence[Question], known: Tables | None = None) -> Impact:
    """What changes between a folder as it was and as it is."""
    with collector_off():
        return _compare(base, folder, questions, known or tables())


def _compare(base: Path, folder: Path, questions: Sequence[Question], known: Tables) -> Impact:
    after = load(folder, strict=False)
    before = load(base, strict=False)
    old, new = _by_id(before), _by_id(after)
    touched = {id for id in old.keys() | new.keys() if old.get(id) != new.get(id)}
    probes = list(_probes(touched, old, new))
    collisions: list[Finding] = []
    if touched or dict(before.retired) != dict(after.retired):
        waiting = beside(lambda: _ask(old, before.retired, questions, probes, known))
        found_after, reached_after = _ask(new, after.retired, questions, probes, known)
        collisions = _collisions(before, after, base, folder, touched, known)
        found_before, reached_before = waiting()
    else:
        found_before = found_after = [[] for _ in questions]
        reached_before = reached_after = [Answer("", "nil", 0.0)] * len(probes)
    lost = {id for id in (*old, *before.retired) if not _leads(id, new, after.retired)}
    lost -= after.files.keys()  # a file that cannot be read is told of as an error
    redirects = {id: end for id in old if id not in new and (end := _leads(id, new, after.retired))}
    return Impact(
        added=tuple(sorted(new.keys() - old.keys())),
        edited=tuple(sorted(touched & old.keys() & new.keys())),
        retired=redirects,
        vanished=tuple(sorted(lost)),
        changes=tuple(_changes(questions, found_before, found_after, redirects)),
        collisions=tuple(collisions),
        unreachable=tuple(_unreachable(probes, old, reached_before, reached_after)),
        errors=tuple(str(error) for error in after.errors),
        asked=len(questions),
    )


def _by_id(gazetteer: Gazetteer) -> dict[str, Entity]:
    """The entities that can be compiled, one an ID."""
    found: dict[str, Entity] = {}
    for entity in gazetteer.entities:
        if entity.id and entity.name:
            found.setdefault(entity.id, entity)
    return found


def _leads(id: str, live: Mapping[str, Entity], retired: Mapping[str, str]) -> str:
    """The live ID that an ID leads to, '' if none."""
    seen: set[str] = set()
    while id not in live:
        if id in seen or id not in retired:
            return ""
        seen.add(id)
        id = retired[id]
    return id


def _probes(touched: set[str], old: Mapping[str, Entity], new: Mapping[str, Entity]) -> Iterator[Probe]:
    """The aliases that may be out of reach now: those of what a change touches, and those that share a rare word."""
    by_word: dict[str, set[str]] = defaultdict(set)
    for entity in new.values():
        for alias in entity.aliases:
            for word in alias.text.casefold().split():
                by_word[word].add(entity.id)
    near = set(touched)
    for id in touched:
        for entity in (side[id] for side in (old, new) if id in side):
            for alias in entity.aliases:
                words = alias.text.casefold().split()
                rarest = min(words, key=lambda word: (len(by_word.get(word, ())), word), default="")
                if len(others := by_word.get(rarest, set())) <= COMMON:
                    near |= others
    for id in sorted(near & new.keys()):
        yield from ((id, alias) for alias in new[id].aliases if alias.type in STRONG)


def _ask(
    entities: Mapping[str, Entity],
    retired: Mapping[str, str],
    questions: Sequence[Question],
    probes: Iterable[Probe],
    known: Tables,
) -> tuple[list[list[Found]], list[Answer]]:
    """The answers of one side to the questions, and to the bare aliases."""
    index = Index(memoryview(build(entities.values(), retired=retired, known=known)), "gazetteer", known)
    normalizer = Normalizer([index], known)
    kinds = {entity.kind for entity in entities.values()}
    found = [list(_found(normalizer, question, kinds)) for question in questions]
    reached = [_answer(normalizer, alias.text, Context(lang=alias.lang)) for _, alias in probes]
    return found, reached


def _found(normalizer: Normalizer, question: Question, kinds: set[str]) -> Iterator[Found]:
    context = question.context
    if not question.running:
        yield 0, question.text, _answer(normalizer, question.text, context)
    elif kinds:
        for result in normalizer.find(question.text, lang=context.lang, date=context.date):
            mention = result.mention
            yield mention.start, mention.text, Answer(result.id or "", str(result.status), result.score)


def _answer(normalizer: Normalizer, text: str, context: Context) -> Answer:
    result = normalizer.normalize(
        text, lang=context.lang, date=context.date, country=context.country, role=context.role, kind=context.kind
    )
    return Answer(result.id or "", str(result.status), result.score)


def _changes(
    questions: Sequence[Question],
    before: Sequence[Sequence[Found]],
    after: Sequence[Sequence[Found]],
    redirects: Mapping[str, str],
) -> Iterator[Change]:
    nothing = Answer("", "nil", 0.0)
    for question, one, two in zip(questions, before, after, strict=True):
        old = {(start, surface): answer for start, surface, answer in one}
        new = {(start, surface): answer for start, surface, answer in two}
        for place in sorted(old.keys() | new.keys()):
            was, now = old.get(place, nothing), new.get(place, nothing)
            if was.id != now.id:
                yield Change(question, place[1], was, now, bool(was.id) and redirects.get(was.id) == now.id)


def _collisions(
    before: Gazetteer, after: Gazetteer, base: Path, folder: Path, touched: set[str], known: Tables
) -> list[Finding]:
    """The collisions that were not there before; only an entity that was touched can have one."""
    found = [one for one in _clashes(after, known) if any(f" {id} " in f" {_id(one)} {one.message} " for id in touched)]
    if found:
        told = {_bare(one, base) for one in _clashes(before, known)}
        found = [one for one in found if _bare(one, folder) not in told]
    return found


def _clashes(side: Gazetteer, known: Tables) -> list[Finding]:
    looked_at = shelf(side, known)
    return sorted(one for check in (same_name, alike, same_acronym) for one in check(looked_at))


def _id(one: Finding) -> str:
    """The ID of the entity that a finding is told of."""
    path = Path(one.path)
    return next(f"{FOLDERS[part]}/{path.stem}" for part in reversed(path.parts) if part in FOLDERS)


def _bare(one: Finding, folder: Path) -> tuple[str, str, str]:
    """A finding without its line, in a path that both sides share."""
    return Path(one.path).relative_to(folder).as_posix(), one.code, one.message


def _unreachable(
    probes: Sequence[Probe],
    old: Mapping[str, Entity],
    before: Sequence[Answer],
    after: Sequence[Answer],
) -> Iterator[Unreachable]:
    """Aliases that do not lead to their entity now, if they did before or are new."""
    for (id, alias), was, now in zip(probes, before, after, strict=True):
        known = id in old and alias in old[id].aliases
        if now.id != id and (not known or was.id == id):
            yield Unreachable(id, alias, was if known else None, now)
