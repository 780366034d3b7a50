"""Step 11: mentions in running text: scan, judge each stretch, settle overlaps, link what refers back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from operator import itemgetter

from entitynorm.collector import collector_off
from entitynorm.index import Index
from entitynorm.match.backward import goes_on, people_at, referring
from entitynorm.match.context import same_kind
from entitynorm.match.coref import bearers_of, in_full, linked
from entitynorm.match.deny import denied
from entitynorm.match.doubt import writes_nouns_small
from entitynorm.match.evidence import Threshold, decided
from entitynorm.match.judge import Judged, judge, judge_run, stands_alone
from entitynorm.match.listed import listed
from entitynorm.match.offices import holders, told_by_office
from entitynorm.match.settle import beside, settle
from entitynorm.match.sieve import sieve_of
from entitynorm.match.sift import Sifted, blocks, late, sift, wider
from entitynorm.match.spot import Spot, Words, runs, spots, starts_sentence, words_of
from entitynorm.match.trim import trimmed
from entitynorm.model import PEOPLE, AliasType, Context, Mention, Result
from entitynorm.text.tables import Tables

HOLDS_OFFICES = "alliance"  # looked for with people: "NATO secretary general" is one by the office
EDGE = 3  # words at the edge of a window from which a name may go on beyond it

REMEMBERED = 1 << 16  # stretches of texts

Resolver = Callable[[Mention], Result]


@lru_cache(maxsize=8)
def _memory(resolver: Resolver, threshold: Threshold) -> dict[tuple[str, Context], Result]:
    """What stretches of texts were resolved to, in this text and in earlier ones."""
    return {}


def find(
    text: str,
    context: Context,
    kinds: Sequence[str],
    index: Index,
    known: Tables,
    resolver: Resolver,
    threshold: Threshold,
) -> list[Result]:
    """Mentions of entities of these kinds, in the order of the text, each with exact offsets and its reasons."""
    if kinds and not PEOPLE.isdisjoint(kinds) and HOLDS_OFFICES not in kinds:
        all_found = find(text, context, (*kinds, HOLDS_OFFICES), index, known, resolver, threshold)
        return [one for one in all_found if any(same_kind(one.matches[0].candidate.kind, kind) for kind in kinds)]

    remembered = _memory(resolver, threshold)

    def resolve(mention: Mention) -> Result:
        key = mention.text, mention.context
        result = remembered.get(key)
        if result is None:
            if len(remembered) >= REMEMBERED:
                remembered.clear()
            spelt = listed(mention, index, known, threshold)
            if spelt is not None and context.date and spelt.matches and spelt.matches[0].candidate.kind == "exercise":
                spelt = None  # the date tells which edition is meant
            result = remembered[key] = decided(resolver(mention) if spelt is None else spelt, threshold)
        return Result(mention, result.matches, result.status)

    sieve = sieve_of(index, known, context.lang, tuple(kinds))
    found: list[Result] = []
    with collector_off():  # much of what is made of new words stays
        for start, stop in blocks(text):
            judged = Judged(context, tuple(kinds), known, resolve)
            found += _mentions(sift(text, start, stop, sieve), judged)
    return found


def _mentions(part: Sifted, judged: Judged) -> list[Result]:
    """The mentions in one stretch of text, which was sifted."""
    pages: list[Words] = []
    text, context, known, index = part.text, judged.context, judged.known, part.sieve.index
    for begin, end in part.whole:
        judged.take(judged.resolve(Mention(text[begin:end], context, begin, end)))
    for words, places in _read(part, part.windows, pages):
        for spot in places:
            judge(spot, words, judged)
        for one in runs(words):
            judge_run(one, words, judged)
    for words, places in _read(part, late(part, _wanted(part, judged)), pages) if part.lonely else ():
        for spot in places:
            if not overlaps(words.starts[spot.first], words.end(spot.last), part.windows):  # it was judged
                judge(spot, words, judged)

    sure = settle(judged.sure)
    sure = settle([*sure, *told_by_office(pages, sure, judged.weak, context)])
    names = partial(_name_count, index)
    found = [trimmed(result, known, judged.resolve, names) for result in settle(linked(sure, judged, pages, part))]
    people = people_at(found)
    found = [
        one
        for one in found
        if not (_refers(one, text, context.lang) and goes_on(text, one.mention.end, people, context.lang, index, known))
    ]
    found = beside(found, referring(found, judged, part))
    found = [one for one in found if not denied(one, text, context.lang, index)]
    if not any(judged.fits_kind(kind) for kind in PEOPLE):
        return found
    offices = list(holders(pages, found, context))
    sure = settle([*found, *(result for result in offices if result.id)])
    return beside(sure, (result for result in offices if not result.id))


def _name_count(index: Index, id: str) -> int:
    entity = index.find_id(id)
    return 0 if entity is None else index.name_count(entity)


def _refers(result: Result, text: str, lang: str) -> bool:
    """Whether an ordinary word was taken for a thing that the text names elsewhere: « l'Alliance » is more than one."""
    best, start = result.matches[0], result.mention.start
    if best.candidate.alias.type is not AliasType.WEAK or best.candidate.kind in PEOPLE:
        return False
    proper = (
        writes_nouns_small(lang)
        and text[start].isupper()
        and (text[start - 1 : start] in ("'", "’") or not starts_sentence(text, start))
    )
    return not proper and any(feature.name == "named" for feature in best.features)


def overlaps(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch lies over one of some places, given in their order.

    >>> overlaps(3, 5, [(0, 2), (4, 9)]), overlaps(2, 4, [(0, 2), (4, 9)])
    (True, False)
    """
    at = bisect_right(places, start, key=itemgetter(1))
    return at < len(places) and places[at][0] < end


def _wanted(part: Sifted, judged: Judged) -> set[str]:
    """The lonely pieces that may be mentions, or the family names of people whom the text names in full."""
    sieve, index = part.sieve, part.sieve.index
    bearers = bearers_of(index, [r for r in judged.sure if r.matches[0].candidate.kind in PEOPLE and in_full(r)])
    wanted = sieve.alike(bearers, ())
    for piece in {piece for piece, _ in part.lonely} - wanted:
        key = piece, judged.context.date
        alone = sieve.alone.get(key)
        if alone is None:
            alone = sieve.alone[key] = stands_alone(sieve.form(sieve.cut(piece)[0][1]), index, judged)
        if alone:
            wanted.add(piece)
    return wanted


def _read(part: Sifted, windows: Sequence[tuple[int, int]], pages: list[Words]) -> Iterator[tuple[Words, list[Spot]]]:
    """The words of windows and where they may name something; of wider ones when a name may go on beyond."""
    for window in windows:
        words = words_of(part, *window)
        found = spots(words)
        if any(spot.first < EDGE or spot.last >= len(words) - EDGE for spot in found):
            more = wider(part, window)
            if more != window:
                words = words_of(part, *more)
                found = spots(words)
        pages.append(words)
        yield words, found
