"""Letters of two words aligned at learnt costs: how far is it from one spelling to another across scripts?

Costs are minus the log of the geometric mean of both conditional probabilities of a pair of letter groups, learnt by
expectation maximisation (``tools/fit_alignments.py``) and kept as readable TSV in ``data/alignments``.
The method follows Li, Zhang and Su, "A joint source-channel model for machine transliteration" (ACL 2004), with groups
of up to two letters a side.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from entitynorm.text.tables import DATA

ALIGNMENTS = DATA / "alignments"
GENERIC = "Zyyy"  # costs for a script that has none of its own
UNSEEN = 4.0  # a letter for a letter, or a letter for nothing, that training never saw
CUT = 0.12  # what it costs, a letter, to take an ending off
FAR = 9.0  # more than any alignment costs a letter

Costs = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=64)
def costs(script: str) -> Costs:
    """Costs of letter groups from romanised words of a script to Latin spelling; the generic ones when it has none."""
    path = ALIGNMENTS / f"{script}.tsv"
    if not path.is_file():
        return costs(GENERIC) if script != GENERIC else {"": {}}
    table: dict[str, dict[str, float]] = {"": {}}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, target, cost = line.split("\t")
            table.setdefault(source, {})[target] = float(cost)
    return table


_NOTHING: Mapping[str, float] = {}


def distance(source: str, target: str, table: Costs, cuts: tuple[int, ...] = (), limit: float = FAR) -> float:
    """Cheapest alignment of two words, per letter; FAR as soon as it must be over ``limit``.

    ``cuts`` are lengths at which ``source`` may also end: the stems that are left when a case ending goes.

    >>> same = {"": {}, "a": {"a": 0.1}, "b": {"b": 0.1}}
    >>> distance("ab", "ab", same), round(distance("aba", "ab", same, (2,)), 2), distance("ba", "ab", same, (), 1.0)
    (0.1, 0.22, 9.0)
    """
    rows, columns = len(source), len(target)
    if not rows or not columns:
        return FAR
    most = limit * (rows + columns) / 2
    lowest = 0.0
    inserted = table[""]
    skip = [inserted.get(letter, UNSEEN) for letter in target]
    pairs = [target[j - 1 : j + 1] for j in range(columns)]  # pairs[j]: the two letters that end at j
    before: list[float] = []
    last = [0.0]
    for j in range(columns):
        last.append(last[j] + skip[j])
    ends: list[tuple[int, float]] = []
    two: Mapping[str, float] = _NOTHING
    for i in range(1, rows + 1):
        one = table.get(source[i - 1], _NOTHING)
        if i > 1:
            two = table.get(source[i - 2 : i], _NOTHING)
        drop = one.get("", UNSEEN)
        row = [last[0] + drop]
        for j in range(1, columns + 1):
            letter = target[j - 1]
            best = last[j - 1] + one.get(letter, UNSEEN)
            other = last[j] + drop
            if other < best:
                best = other
            other = row[j - 1] + skip[j - 1]
            if other < best:
                best = other
            if two:
                cost = two.get(letter)
                if cost is not None and before[j - 1] + cost < best:
                    best = before[j - 1] + cost
            if j > 1:
                pair = pairs[j - 1]
                cost = one.get(pair)
                if cost is not None and last[j - 2] + cost < best:
                    best = last[j - 2] + cost
                if two:
                    cost = two.get(pair)
                    if cost is not None and before[j - 2] + cost < best:
                        best = before[j - 2] + cost
            row.append(best)
        before, last = last, row
        low = min(row)
        if low > most and lowest > most:
            break
        lowest = low
        if i in cuts:
            ends.append((i, row[columns]))
    else:
        ends.append((rows, last[columns]))
    return min((2 * cost / (n + columns) + (CUT if n < rows else 0.0) for n, cost in ends), default=FAR)
