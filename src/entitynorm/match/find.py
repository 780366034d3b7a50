"""Step 11: mentions in running text: scan, judge each stretch, settle overlaps, link what refers back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from entitynorm.index import Index
from entitynorm.match.backward import goes_on, people_at, referring
from entitynorm.match.context import same_kind
from entitynorm.match.coref import linked
from entitynorm.match.deny import denied
from entitynorm.match.doubt import writes_nouns_small
from entitynorm.match.evidence import Threshold, decided
from entitynorm.match.judge import Judged, judge, judge_run
from entitynorm.match.listed import listed
from entitynorm.match.offices import holders, told_by_office
from entitynorm.match.settle import beside, settle
from entitynorm.match.sieve import Sifted, blocks, sieve_of, sift, wider
from entitynorm.match.spot import Spot, Words, runs, spots, starts_sentence, words_of
from entitynorm.match.trim import trimmed
from entitynorm.model import PEOPLE, AliasType, Context, Mention, Result
from entitynorm.text.tables import Tables

HOLDS_OFFICES = "alliance"  # looked for with people: "NATO secretary general" is one by the office
EDGE = 3  # words at the edge of a window from which a name may go on beyond it

Resolver = Callable[[Mention], Result]


def find(
    text: str,
    context: Context,
    kinds: Sequence[str],
    indexes: Sequence[Index],
    known: Tables,
    resolver: Resolver,
    threshold: Threshold,
) -> list[Result]:
    """Mentions of entities of these kinds, in the order of the text, each with exact offsets and its reasons."""
    if kinds and not PEOPLE.isdisjoint(kinds) and HOLDS_OFFICES not in kinds:
        all_found = find(text, context, (*kinds, HOLDS_OFFICES), indexes, known, resolver, threshold)
        return [one for one in all_found if any(same_kind(one.matches[0].candidate.kind, kind) for kind in kinds)]

    remembered: dict[tuple[str, Context], Result] = {}

    def resolve(mention: Mention) -> Result:
        key = mention.text, mention.context
        if key not in remembered:
            spelt = listed(mention, indexes[0], known, threshold) if len(indexes) == 1 else None
            if spelt is not None and context.date and spelt.matches and spelt.matches[0].candidate.kind == "exercise":
                spelt = None  # the date tells which edition is meant
            remembered[key] = decided(resolver(mention) if spelt is None else spelt, threshold)
        return replace(remembered[key], mention=mention)

    judged = Judged(context, tuple(kinds), known, resolve)
    pages: list[Words] = []
    sifted: list[Sifted] = []
    for index in indexes:
        sieve = sieve_of(index, known, context.lang, tuple(kinds))
        for start, stop in blocks(text):
            part = sift(text, start, stop, sieve)
            sifted.append(part)
            for window in part.windows:
                words, places = _read(part, window)
                pages.append(words)
                for spot in places:
                    judge(spot, words, judged)
                for one in runs(words):
                    judge_run(one, words, judged)
    sure = settle(judged.sure)
    sure = settle([*sure, *told_by_office(pages, sure, judged.weak, context)])
    found = [trimmed(result, known, resolve) for result in settle(linked(sure, judged, pages, sifted))]
    people = people_at(found)
    found = [
        one
        for one in found
        if not (
            _refers(one, text, context.lang) and goes_on(text, one.mention.end, people, context.lang, indexes[0], known)
        )
    ]
    found = beside(found, referring(found, judged, sifted))
    found = [one for one in found if not any(denied(one, text, context.lang, index) for index in indexes)]
    if not any(judged.fits_kind(kind) for kind in PEOPLE):
        return found
    offices = list(holders(pages, found, context))
    sure = settle([*found, *(result for result in offices if result.id)])
    return beside(sure, (result for result in offices if not result.id))


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


def _read(part: Sifted, window: tuple[int, int]) -> tuple[Words, list[Spot]]:
    """The words of a window and where they may name something; of a wider one when a name may go on beyond it."""
    words = words_of(part, *window)
    found = spots(words)
    if any(spot.first < EDGE or spot.last >= len(words) - EDGE for spot in found):
        more = wider(part, window)
        if more != window:
            words = words_of(part, *more)
            found = spots(words)
    return words, found
