"""Step 11: mentions in running text: scan, judge each stretch, settle overlaps, link what refers back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from entitynorm.index import Index
from entitynorm.match.coref import linked
from entitynorm.match.deny import denied
from entitynorm.match.evidence import Threshold, decided
from entitynorm.match.judge import Judged, judge
from entitynorm.match.offices import holders
from entitynorm.match.settle import beside, settle
from entitynorm.match.spot import blocks, runs, spots, words_of
from entitynorm.match.trim import trimmed
from entitynorm.model import PEOPLE, Context, Mention, Result
from entitynorm.text.tables import Tables

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

    remembered: dict[tuple[str, Context], Result] = {}

    def resolve(mention: Mention) -> Result:
        key = mention.text, mention.context
        if key not in remembered:
            remembered[key] = decided(resolver(mention), threshold)
        return replace(remembered[key], mention=mention)

    sure: list[Result] = []
    judged = Judged(context, tuple(kinds), known, resolve)
    pages = []
    for index in indexes:
        for start, stop in blocks(text):
            words = words_of(text, start, stop, context.lang, index, known)
            pages.append(words)
            for spot in spots(words):
                judge(spot, words, judged)
            for first, last in runs(text[start:stop], index):
                whole = Mention(text[start + first : start + last], context, start + first, start + last)
                judged.take(resolve(whole))
    sure = settle(judged.sure)
    found = [trimmed(result, known, resolve) for result in settle(linked(sure, judged, pages))]
    found = [one for one in found if not any(denied(one, text, context.lang, index) for index in indexes)]
    if not any(judged.fits_kind(kind) for kind in PEOPLE):
        return found
    offices = [result for words in pages for result in holders(words, found, context)]
    sure = settle([*found, *(result for result in offices if result.id)])
    return beside(sure, (result for result in offices if not result.id))
