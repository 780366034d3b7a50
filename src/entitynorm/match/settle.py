"""Step 11c: settle overlapping mentions, and link short forms to what the text names in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from entitynorm.model import PEOPLE, Match, Result, Status

PRICE = 0.5  # characters that every mention of a reading costs: one long mention is worth more than two short ones
LEAST = 0.02  # a weak form must at least be this likely before the text's other mentions lift it
LINKED = 0.8  # the score of a short form whose full form stands in the same text


def settle(results: Iterable[Result]) -> list[Result]:
    """The best reading of overlapping mentions as a whole: the set without overlaps that is worth most."""
    unique = {(r.mention.start, r.mention.end): r for r in sorted(results, key=lambda r: r.score)}
    ordered = sorted(unique.values(), key=lambda r: (r.mention.end, r.mention.start))
    best: list[tuple[float, int]] = [(0.0, -1)]  # best worth of the first n, and which one was taken last
    before: list[int] = []
    for n, result in enumerate(ordered):
        k = n
        while k and ordered[k - 1].mention.end > result.mention.start:
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


def linked(settled: Sequence[Result], weak: Iterable[Result]) -> list[Result]:
    """Short and weak forms that only one entity already named in the text explains."""
    named = {r.id for r in settled}
    out = []
    for result in weak:
        fitting = [m for m in result.matches if m.id in named and m.score > LEAST and _short_form(m)]
        if len(fitting) == 1:
            link = fitting[0]
            out.append(Result(result.mention, (replace(link, score=max(link.score, LINKED)),), Status.MATCH))
    return out


def _short_form(match: Match) -> bool:
    """Whether a match is by a whole alias in its own letters, or by one name of a person; exercises need more."""
    values = {f.name: f.value for f in match.features}
    if match.candidate.kind == "exercise" or "extra" in values:
        return False
    return match.candidate.kind in PEOPLE or "missing" not in values
