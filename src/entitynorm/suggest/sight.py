"""Step 1: names in real text that no entity explains, or none well enough, and what each might be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entitynorm.match.unresolved import unresolved
from entitynorm.model import Context, Feature, Result, Status
from entitynorm.normalizer import Normalizer
from entitynorm.text.clean import clean

SURE = 0.9  # score from which a match needs no second look
NEAR = 0.3  # score from which a candidate may be what is meant
AROUND = 60  # characters of text shown on each side
ELSEWHERE = frozenset({"office", "named"})  # reasons that lie in the text, not in the name


@dataclass(frozen=True, slots=True)
class Guess:
    """An entity that a name might be of, by which of its aliases."""

    id: str
    name: str
    kind: str
    score: float
    alias: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at one place of one text."""

    surface: str
    lang: str
    kind: str  # '' if nothing says what it names
    text: str  # which text it is in
    place: str  # where in it
    around: str
    reason: str
    guesses: tuple[Guess, ...] = ()


def in_text(text: str, context: Context, name: str, normalizer: Normalizer, sure: float = SURE) -> Iterator[Sighting]:
    """The names in a running text that are not known well; ``name`` says what text it is."""
    kinds = tuple(dict.fromkeys(kind for index in normalizer.indexes for kind in index.kinds))
    found = normalizer.find(text, lang=context.lang, date=context.date, kinds=kinds)
    for result in found:
        mention = result.mention
        if result.matches[0].candidate.kind != "state" and is_poor(result, sure):
            yield _sighting(text, mention.start, mention.end, "", context, name, _why(result), _guesses(result, ""))
    for one in unresolved(text, context.lang, found, normalizer.searched, normalizer.tables, ()):
        result = normalizer.normalize(one.text, lang=context.lang, date=context.date, kind=one.kind)
        if result.status is not Status.MATCH or is_poor(result, sure):
            yield _sighting(text, one.start, one.end, one.kind, context, name, one.reason, _guesses(result, one.kind))


def in_mention(
    text: str, context: Context, name: str, normalizer: Normalizer, sure: float = SURE
) -> Iterator[Sighting]:
    """The mention itself, if it is not known well."""
    result = normalizer.normalize(
        text, lang=context.lang, date=context.date, country=context.country, role=context.role, kind=context.kind
    )
    if " ".join(text.split()) and is_poor(result, sure):
        guesses = _guesses(result, context.kind)
        yield _sighting(text, 0, len(text), context.kind, context, name, _why(result), guesses)


def is_poor(result: Result, sure: float) -> bool:
    """Whether an answer is none or a doubtful one, for want of a name: not when the name is listed and is shared."""
    if result.status is Status.MATCH and result.score >= sure:
        return False
    surface = clean(result.mention.text)
    return not any(
        clean(match.candidate.alias.text) == surface or any(feature.name in ELSEWHERE for feature in match.features)
        for match in result.matches
        if not _judged(match.features)
    )


def _judged(features: Iterable[Feature]) -> bool:
    return any(feature.name == "not" for feature in features)


def _why(result: Result) -> str:
    if not result.matches:
        return "nothing is like it"
    best = result.matches[0]
    told = {Status.MATCH: "taken for", Status.AMBIGUOUS: "ambiguous, perhaps", Status.NIL: "not resolved, nearest is"}
    return f"{told[result.status]} {best.candidate.name}"


def _guesses(result: Result, kind: str) -> tuple[Guess, ...]:
    return tuple(
        Guess(match.id, match.candidate.name, match.candidate.kind, match.score, match.candidate.alias.text)
        for match in result.matches
        if match.score >= NEAR
        and match.candidate.kind in (kind or match.candidate.kind,)
        and not _judged(match.features)
    )


def _sighting(
    text: str, start: int, end: int, kind: str, context: Context, name: str, reason: str, guesses: tuple[Guess, ...]
) -> Sighting:
    around = " ".join(text[max(0, start - AROUND) : end + AROUND].split())
    line = text.count("\n", 0, start) + 1
    place = f"{name}:{line}" if "\n" in text.strip() else name
    surface = " ".join(text[start:end].split())
    return Sighting(surface, context.lang, kind, name, place, around, reason, guesses)
