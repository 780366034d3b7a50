"""Step 3: each cluster of spellings as one question, the most rewarding first, without what was judged before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from entitynorm.gazetteer.judgements import Judgement, Verdict, heir
from entitynorm.suggest.cluster import Spelling, clusters, grammar, spellings
from entitynorm.suggest.sight import NEAR, Guess, Sighting
from entitynorm.text.clean import clean
from entitynorm.text.tables import Tables

LIKELY = 0.5  # score from which two clusters that are like one entity are one question
CONTEXTS = 5  # places shown, each of another spelling or text as far as there are any


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling of a proposal, and how often it occurs."""

    surface: str
    lang: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a spelling stands, with the words around it."""

    place: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question for an editor: are these spellings names of this entity; without an ID: do they need an entry."""

    id: str
    name: str  # of the entity, or the likeliest printed name of a new one
    kind: str
    score: float  # probability that it is the entity; 0.0 for a new one
    forms: tuple[Form, ...]
    texts: int
    reasons: tuple[str, ...]
    contexts: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How many mentions the answer settles."""
        return sum(form.count for form in self.forms)


Verdicts = Mapping[str, Mapping[str, Mapping[str, Verdict]]]  # cleaned spelling -> language -> ID -> the last word


def verdicts(judgements: Iterable[Judgement], retired: Mapping[str, str]) -> Verdicts:
    """What was said of which spelling and ID."""
    found: dict[str, dict[str, dict[str, Verdict]]] = defaultdict(lambda: defaultdict(dict))
    for one in judgements:
        surface, lang, id = one.asked
        found[surface][lang][heir(id, retired) if id else ""] = one.verdict
    return found


def is_settled(surface: str, lang: str, id: str, said: Verdicts, *, again: bool = False) -> bool:
    """Whether a question needs no asking: it was judged, or the spelling is known to be of some entity.

    ``again`` asks what was put off.
    """
    for own in _said_of(surface, lang, said):
        if Verdict.YES in own.values() or own.get(id) is Verdict.NO or (own.get(id) is Verdict.LATER and not again):
            return True
    return False


def _said_of(surface: str, lang: str, said: Verdicts) -> list[Mapping[str, Verdict]]:
    """What was said of a spelling in its language, and where either language is not known."""
    return [own for other, own in said.get(clean(surface), {}).items() if not lang or other in ("", lang)]


def unsettled(proposal: Proposal, said: Verdicts, *, again: bool = False) -> Proposal | None:
    """The part of a proposal that has still to be asked, None if there is none."""
    left = tuple(f for f in proposal.forms if not is_settled(f.surface, f.lang, proposal.id, said, again=again))
    return replace(proposal, forms=left) if left else None


def propose(
    sightings: Iterable[Sighting],
    known: Tables,
    judgements: Iterable[Judgement] = (),
    retired: Mapping[str, str] | None = None,
    *,
    least: int = 1,
    again: bool = False,
) -> list[Proposal]:
    """The questions that sightings raise, in the order of how many texts, then mentions, an answer settles.

    ``least`` is how often a name must occur.
    """
    said = verdicts(judgements, retired or {})
    found = [
        one
        for cluster in _by_target(clusters(spellings(sightings), known), said)
        for one in (unsettled(_proposal(cluster, said), said, again=again),)
        if one is not None and one.count >= least
    ]
    return sorted(found, key=lambda one: (-one.texts, -one.count, -one.score, one.forms[0].surface))


def _by_target(found: Iterable[tuple[Spelling, ...]], said: Verdicts) -> list[tuple[Spelling, ...]]:
    """Clusters, those together that are likely names of one entity."""
    together: dict[str | int, tuple[Spelling, ...]] = {}
    for number, cluster in enumerate(found):
        best, score = _target(cluster, said)
        key: str | int = best.id if best and score >= LIKELY else number
        together[key] = (*together.get(key, ()), *cluster)
    return list(together.values())


def _proposal(cluster: Sequence[Spelling], said: Verdicts) -> Proposal:
    sightings = [one for spelling in cluster for one in spelling.sightings]
    best, score = _target(cluster, said)
    forms = tuple(Form(one.surface, one.lang, len(one.sightings)) for one in cluster)
    reasons = Counter(one.reason for one in sightings)
    told = [reason + (f" ({count} times)" if count > 1 else "") for reason, count in reasons.most_common()]
    if best:
        told.insert(0, f"like '{best.alias}', with a score of {score:.2f}")
    return Proposal(
        id=best.id if best else "",
        name=best.name if best else printed(forms),
        kind=best.kind if best else _kind(cluster),
        score=round(score, 4),
        forms=forms,
        texts=len({one.text for one in sightings}),
        reasons=tuple(told[:CONTEXTS]),
        contexts=tuple(_contexts(cluster)),
    )


def _target(cluster: Sequence[Spelling], said: Verdicts) -> tuple[Guess | None, float]:
    """The entity that all places together speak for, and how much on average; not one that was judged wrong."""
    total: dict[str, float] = defaultdict(float)
    guesses: dict[str, Guess] = {}
    for spelling in cluster:
        for guess in (guess for sighting in spelling.sightings for guess in sighting.guesses):
            own = _said_of(spelling.surface, spelling.lang, said)
            if not any(verdicts.get(guess.id) is Verdict.NO for verdicts in own):
                total[guess.id] += guess.score
                guesses[guess.id] = max(guesses.get(guess.id, guess), guess, key=lambda one: one.score)
    if not total:
        return None, 0.0
    id = min(total, key=lambda id: (-total[id], id))
    score = total[id] / sum(len(spelling.sightings) for spelling in cluster)
    return (guesses[id], score) if score >= NEAR else (None, 0.0)


def _kind(cluster: Sequence[Spelling]) -> str:
    kinds = Counter(one.kind for spelling in cluster for one in spelling.sightings if one.kind)
    return kinds.most_common(1)[0][0] if kinds else grammar(cluster[0])


def printed(forms: Sequence[Form]) -> str:
    """The form that an English paper would print: an English one, else one in plain Latin letters; '' if there is none.

    >>> printed([Form("Ян Новак", "ru", 3), Form("Jan Novák", "cs", 1)]), printed([Form("Ян Новак", "ru", 3)])
    ('Jan Novák', '')
    """
    english = [form.surface for form in forms if form.lang.partition("-")[0] == "en"]
    latin = [form.surface for form in forms if form.surface and all(c < "\u0250" for c in form.surface)]
    return next(iter((*english, *latin)), "")


def _contexts(cluster: Sequence[Spelling]) -> Iterator[Place]:
    """A first place of each spelling, then others."""
    left = [list(one.sightings) for one in cluster]
    shown = 0
    while any(left) and shown < CONTEXTS:
        for own in left:
            if own and shown < CONTEXTS:
                one = own.pop(0)
                shown += 1
                yield Place(one.place, one.lang, one.around)
