"""Step 11n: settle overlapping mentions: the best reading as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from entitynorm.model import Result

PRICE = 0.5  # characters that every mention of a reading costs: one long mention is worth more than two short ones


def settle(results: Iterable[Result]) -> list[Result]:
    """The best reading of overlapping mentions as a whole: the set without overlaps that is worth most."""
    unique = {(r.mention.end, r.mention.start): r for r in sorted(results, key=attrgetter("score"))}
    places = sorted(unique)
    ordered = [unique[place] for place in places]
    best: list[tuple[float, int]] = [(0.0, -1)]  # best worth of the first n, and which one was taken last
    before: list[int] = []
    for n, result in enumerate(ordered):
        k, start = n, places[n][1]
        while k and places[k - 1][0] > start:
            k -= 1
        before.append(k)
        worth = best[k][0] + _worth(result)
        best.append(max((worth, n), (best[n][0], -1)))
    chosen = []
    n = len(ordered)
    while n:
        if best[n][1] < 0:
            n -= 1
        else:
            chosen.append(ordered[n - 1])
            n = before[n - 1]
    return chosen[::-1]


def _worth(result: Result) -> float:
    """What a mention is worth in a reading: its length as far as it is sure, less a price that favours one over two."""
    return result.score * (result.mention.end - result.mention.start) - PRICE


def beside(found: Sequence[Result], others: Iterable[Result]) -> list[Result]:
    """Mentions, and those of others that none of them overlaps, in the order of the text."""
    kept = list(found)
    taken = sorted((r.mention.start, r.mention.end) for r in found)
    for result in sorted(others, key=lambda r: (r.mention.start, -r.mention.end)):
        start, end = result.mention.start, result.mention.end
        place = bisect_left(taken, (start, end))
        clear = (place == len(taken) or taken[place][0] >= end) and (place == 0 or taken[place - 1][1] <= start)
        if clear:
            kept.append(result)
            taken.insert(place, (start, end))
    return sorted(kept, key=lambda r: r.mention.start)
