"""Step 11k: short and shared names that refer to what the same text names in full."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

from entitynorm.index import Index
from entitynorm.match.doubt import accident
from entitynorm.match.judge import Judged, mention_of
from entitynorm.match.lexicon import Form, is_given_name
from entitynorm.match.nations import said_before
from entitynorm.match.sieve import STARTS
from entitynorm.match.sift import Sifted, inside, sought
from entitynorm.match.spot import Words, words_of
from entitynorm.model import PEOPLE, AliasType, Feature, Match, Period, Result, Status
from entitynorm.text.keys import INITIALS, initialism

LEAST = 0.02  # a weak form must at least be this likely before the text's other mentions lift it
LINKED = 0.8  # the score of a short form whose full form stands in the same text
UNCASED = 4  # letters of a family name in a script without capitals
STEM = 3  # letters of a stem that tells a family name from others
NEAR = 0.5  # cost a letter up to which a word is a family name of somebody named in full


def linked(sure: Sequence[Result], judged: Judged, pages: Sequence[Words], part: Sifted) -> list[Result]:
    """What is sure, without what belongs to others, and the short forms that only one entity named there explains."""
    full = {r.id for r in sure if in_full(r)}
    last = _last_bearer([r for r in sure if r.id in full and in_full(r)], judged)
    others = {key for _, form in judged.strangers for key in _forms(form)}
    kept = [
        r for r in sure if in_full(r) or (r.id in full and _is_last(r, last)) or r.mention.text.lower() not in others
    ]
    named = {r.id for r in kept}
    taken = [
        (r.mention.start, r.mention.end) for r in kept if r.id in full or r.matches[0].candidate.kind not in PEOPLE
    ]
    found = [*kept]
    named_in_full = [r for r in kept if r.id in full and r.matches[0].candidate.kind in PEOPLE]
    things = [r for r in kept if r.matches[0].candidate.kind not in PEOPLE]
    written, unknown = _written(named_in_full, pages)
    strange = {start for start, _ in judged.strangers}
    index = part.sieve.index
    names = Names(bearers_of(index, named_in_full), written, unknown, _meant(index, things, judged))
    if names:
        able, windows = sought(part, names.may_mean, names.bearers, names.starts, taken)
        for words in (*pages, *(words_of(part, first, last, hear=False) for first, last in windows)):
            if not able.isdisjoint(words.surfaces):
                places = [at for at, surface in enumerate(words.surfaces) if surface in able]
                found += _family_names(words, places, names, taken, strange, judged, last)
                found += _initials(words, places, names, taken, judged)
    for result in judged.weak:
        fitting = [m for m in result.matches if m.id in named and m.score > LEAST and _short_form(m) and not _given(m)]
        if len(fitting) == 1:
            found.append(lifted(result, fitting[0]))
    return found


def _given(match: Match) -> bool:
    """Whether only a given name agrees: others bear it, too."""
    return any(feature.name == "given_only" for feature in match.features)


def in_full(result: Result) -> bool:
    """Whether a mention is more than one name of a person, or the name of anything else."""
    candidate = result.matches[0].candidate
    if candidate.kind not in PEOPLE or len(result.mention.text.split()) > 1:
        return True
    return candidate.alias.type is not AliasType.WEAK and not any(
        f.name == "missing" for f in result.matches[0].features
    )


def _last_bearer(people: Sequence[Result], judged: Judged) -> Callable[[str, int], str | None]:
    """Who bore a family name last before a place of the text: an ID, '' for somebody unknown, None for nobody."""
    places: dict[str, list[tuple[int, str]]] = {}
    for start, form in judged.strangers:
        for key in _forms(form):
            places.setdefault(key, []).append((start, ""))
    for result in people:
        if places and result.matches[0].candidate.kind in PEOPLE:
            family = result.mention.text.split()[-1].lower()
            if family in places:
                places[family].append((result.mention.start, result.id or ""))

    def bearer(text: str, at: int) -> str | None:
        before = [place for place in places.get(text.lower(), ()) if place[0] <= at]
        return max(before)[1] if before else None

    return bearer


def _is_last(result: Result, last: Callable[[str, int], str | None]) -> bool:
    return last(result.mention.text, result.mention.start) in (None, result.id)


@dataclass(frozen=True)
class Names:
    """What the names in a text may be called by in the rest of it."""

    bearers: dict[int, dict[str, Match]]  # word of the index -> people with this family name
    written: dict[str, dict[str, Match]]  # a family name as the text writes it, and its stems -> its bearers
    unknown: frozenset[str]  # what is written of them that the index does not have so
    initials: dict[str, dict[str, Match]]  # an acronym -> what it may be the initials of

    def __bool__(self) -> bool:
        return bool(self.bearers or self.initials)

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first letters of what is written and not in the index."""
        return frozenset(text[:STARTS] for text in chain(self.unknown, self.initials))

    def family(self, form: Form) -> dict[str, Match]:
        """The people named whose family name a word may be: as the text writes it, else as the index does."""
        near: dict[str, Match] = {}
        if not _may_be_family(form):
            return near
        for key in _forms(form):
            near |= self.written.get(key, near)
        if not near:
            for number, cost in form.hits.items():
                if cost <= NEAR:
                    near |= self.bearers.get(number, near)
        return {} if near and is_given_name(form) and not _surely(form, self.bearers) else near

    def may_mean(self, form: Form) -> bool:
        """Whether a word may refer to what is named."""
        return bool(self.family(form)) or (_is_short(form.text) and form.word.text in self.initials)


def _is_short(text: str) -> bool:
    return text.isupper() and text.isalpha() and 2 <= len(text) <= INITIALS


def _family_names(
    words: Words,
    places: Sequence[int],
    names: Names,
    taken: Sequence[tuple[int, int]],
    strange: Set[int],
    judged: Judged,
    last: Callable[[str, int], str | None],
) -> Iterator[Result]:
    """Lone family names of people whom the text names in full."""
    for at in places:
        form, start = words.form(at), words.start(at)
        if start in strange or inside(start, taken):
            continue
        near = names.family(form)
        if not near or accident(at, names.bearers, words):
            continue
        if last(form.text, start) == "":
            continue  # somebody unknown with this family name was named last
        match = next(iter(near.values())) if len(near) == 1 else _told_apart(near, at, words, judged)
        if match is not None:
            yield lifted(Result(mention_of(at, at, words, judged), (match,)), match)


def _told_apart(near: Mapping[str, Match], at: int, words: Words, judged: Judged) -> Match | None:
    """Which of several people with one family name is meant, by the office and the state that stand before it."""
    roles, states = said_before(at, words) if len(near) > 1 else (frozenset(), frozenset())
    if not roles and not states:
        return None
    date, fitting = judged.context.date, []
    for match in near.values():
        entity = words.index.find_id(match.id)
        periods = [Period(*own) for own in words.index.record(entity).get("periods", ())] if entity is not None else []
        held = [p for p in periods if not date or p.covers(date)]
        if (not roles or any(p.role in roles for p in held)) and (not states or any(p.of in states for p in held)):
            fitting.append(match)
    return fitting[0] if len(fitting) == 1 else None


def _may_be_family(form: Form) -> bool:
    """Whether a word has a capital, or is long enough where its script has none."""
    return form.capital if form.cased else len(form.word.text) >= UNCASED


def _forms(form: Form) -> tuple[str, ...]:
    """A word and its stems that are long enough to tell it from others."""
    return (form.word.text, *(stem for stem in form.word.stems if len(stem) >= STEM))


def _written(people: Sequence[Result], pages: Sequence[Words]) -> tuple[dict[str, dict[str, Match]], frozenset[str]]:
    """The last words of names of people as the text writes them, and their stems; and which the index does not have."""
    ends = {r.mention.end: r.matches[0] for r in people if " " in r.mention.text}
    found: dict[str, dict[str, Match]] = {}
    unknown: set[str] = set()
    places = sorted(ends)
    for words in pages if ends else ():
        first, last = bisect_right(places, words.begin), bisect_right(places, words.stop)
        for at in range(len(words)) if first < last else ():
            match = ends.get(words.end(at))
            if match is not None and not is_given_name(words.form(at)):
                form = words.form(at)
                for key in _forms(form):
                    found.setdefault(key, {})[match.id] = match
                    if not form.spelt:
                        unknown.add(key)
    return found, frozenset(unknown)


def _meant(index: Index, things: Sequence[Result], judged: Judged) -> dict[str, dict[str, Match]]:
    """Acronyms that would be the initials of a name of what the text names in full: « Freedom Shield … FS »."""
    meant: dict[str, dict[str, Match]] = {}
    for match in {r.id: r.matches[0] for r in things}.values():
        entity = index.find_id(match.id)
        for name in index.names_of(entity) if entity is not None else ():
            texts = [text for text in map(index.word_text, index.words_of(name)) if not text.isdecimal()]
            short = initialism(texts, judged.known)
            if 2 <= len(short) <= INITIALS:
                meant.setdefault(short, {})[match.id] = match
    return meant


def _initials(
    words: Words, places: Sequence[int], names: Names, taken: Sequence[tuple[int, int]], judged: Judged
) -> Iterator[Result]:
    """Acronyms that are the initials of a name of what the text names in full: « Freedom Shield … FS »."""
    for at in places:
        if _is_short(words.surfaces[at]) and not inside(words.start(at), taken):
            named = names.initials.get(words.form(at).word.text, {})
            if len(named) == 1:
                (match,) = named.values()
                yield lifted(Result(mention_of(at, at, words, judged), (match,)), match)


def _surely(form: Form, bearers: dict[int, dict[str, Match]]) -> bool:
    return any(cost == 0.0 and number in bearers for number, cost in form.hits.items())


def bearers_of(index: Index, people: Sequence[Result]) -> dict[int, dict[str, Match]]:
    """Word of the index -> the people with this family name whom a text names in full."""
    found: dict[int, dict[str, Match]] = {}
    for result in people:
        match = result.matches[0]
        for number in _family_words(match.id, index) if match.candidate.kind in PEOPLE else ():
            found.setdefault(number, {})[match.id] = match
    return found


@lru_cache(maxsize=1 << 14)
def _family_words(id: str, index: Index) -> tuple[int, ...]:
    """The words of the index that a person may be called by alone: the last ones of the names."""
    entity = index.find_id(id)
    return tuple(n for name in index.names_of(entity) for n in index.words_of(name)[-1:]) if entity is not None else ()


def lifted(result: Result, match: Match) -> Result:
    """A result whose one match is named elsewhere in the text; the reasons add up to its score."""
    score = max(match.score, LINKED)
    logit = math.log(score / (1 - score)) if score < 1 else 30.0
    rest = logit - sum(f.value for f in match.features)
    reasons = (*match.features, Feature("named", rest, "the text names it elsewhere in full"))
    return Result(result.mention, (replace(match, score=score, features=reasons),), Status.MATCH)


def _short_form(match: Match) -> bool:
    """Whether a match is by a whole alias in its own letters, or by one name of a person; exercises need more."""
    values = {f.name: f.value for f in match.features}
    if match.candidate.kind == "exercise" or "extra" in values:
        return False
    return match.candidate.kind in PEOPLE or "missing" not in values
