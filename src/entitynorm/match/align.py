"""Letters of two words aligned at learnt costs: how far is it from one spelling to another across scripts?

Costs are minus the log of the geometric mean of both conditional probabilities of a pair of letter groups, learnt by
expectation maximisation (``tools/fit_alignments.py``) and kept as readable TSV in ``data/alignments``.
The method follows Li, Zhang and Su, "A joint source-channel model for machine transliteration" (ACL 2004), with groups
of up to two letters a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from entitynorm.text.tables import DATA, tables

ALIGNMENTS = DATA / "alignments"
GENERIC = "Zyyy"  # costs for a script that has none of its own
UNSEEN = 4.0  # a letter for a letter, or a letter for nothing, that training never saw
CUT = 0.12  # what it costs, a letter, to take an ending off
LONGEST = 40  # letters of a word that are aligned
FAR = 9.0  # more than any alignment costs a letter
SWAPPED = 2.2  # two letters that changed places: a slip of the fingers, which no training pair shows

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


Spellings = tuple[tuple[str, float], ...]


class Learnt(Mapping[str, Spellings]):
    """Words with their Latin spellings and what these cost; a line of the file is read when its word is asked for."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines

    def __getitem__(self, word: str) -> Spellings:
        targets = (target.partition(" ") for target in self._lines[word].split("\t"))
        return tuple((latin, float(cost)) for latin, _, cost in targets)

    def __contains__(self, word: object) -> bool:
        return word in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@lru_cache(maxsize=64)
def whole_words(script: str) -> Mapping[str, Spellings]:
    """Romanised words of a script whose Latin spelling their letters do not tell (``jon``: John), with costs.

    The commonest ones of the training pairs; the cost grows as the Latin word is a rarer reading of the source.

    >>> whole_words("Cyrl")["jon"][0][0], whole_words("Cyrl").get("putin")
    ('john', None)
    """
    path = ALIGNMENTS / f"{script}.words.tsv"
    if not path.is_file():
        return whole_words(GENERIC) if script != GENERIC else {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return Learnt(dict(line.split("\t", 1) for line in lines if line and line[0] != "#"))


_DOUBLE = re.compile(r"(.)\1+")
_NOTHING: Mapping[str, float] = {}
BAND = 3  # letters that an alignment may run ahead of the shorter word, besides their difference in length
NEVER = 999.0  # more than any alignment costs

Group = tuple[Mapping[str, float], Mapping[str, float]]  # what a group of letters may become: one letter, two letters


@lru_cache(maxsize=1 << 12)
def bounded(word: str) -> str:
    """A word as it is aligned: doubled letters once, so many letters at most, and a mark where it ends.

    >>> bounded("bennett")
    'benet$'
    """
    return single(word) + "$"


def single(word: str) -> str:
    """So many letters of a word at most, doubled ones once.

    >>> single("bennett")
    'benet'
    """
    return _DOUBLE.sub(r"\1", word)[:LONGEST]


@lru_cache(maxsize=1 << 10)
def source_of(word: str, script: str) -> str:
    """A romanised word of a script as it is aligned.

    Where vowels are not written, two equal letters are two sounds.

    >>> source_of("mnndz", "Hebr"), source_of("menndez", "Grek")
    ('mnndz$', 'mendez$')
    """
    return word[:LONGEST] + "$" if tables().unvowelled(script) else bounded(word)


@lru_cache(maxsize=1 << 13)
def group(source: str, script: str) -> Group:
    """The costs of a letter group of a script by the letters that it may become: one, and two."""
    targets = costs(script).get(source, _NOTHING)
    return (
        {target: cost for target, cost in targets.items() if len(target) == 1},
        {target: cost for target, cost in targets.items() if len(target) == 2},
    )


Row = tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float], Mapping[str, float], float]


@lru_cache(maxsize=1 << 9)
def rows_of(source: str, script: str) -> tuple[Row, ...]:
    """For each letter of a word: what it may become alone (one letter, two), with the letter before, and its loss."""
    table = costs(script)
    nothing = (_NOTHING, _NOTHING)
    return tuple(
        (
            *group(letter, script),
            *(group(source[i - 1 : i + 1], script) if i else nothing),
            table.get(letter, _NOTHING).get("", UNSEEN),
        )
        for i, letter in enumerate(source)
    )


@lru_cache(maxsize=1 << 11)
def columns_of(target: str, script: str) -> tuple[list[str], list[float]]:
    """For each letter of a word that is aligned to: the two letters that end there, and the cost of adding it."""
    added = costs(script)[""]
    return (
        ["", "", *(target[j : j + 2] for j in range(len(target) - 1))],
        [0.0, *(added.get(letter, UNSEEN) for letter in target)],
    )


def distance(source: str, target: str, script: str, cuts: tuple[int, ...] = (), limit: float = FAR) -> float:
    """Cheapest alignment of two romanised words, per letter; FAR as soon as it must be over ``limit``.

    ``script`` names the costs to use; ``cuts`` are lengths at which ``source`` may also end: the stems that are left
    when a case ending goes.

    >>> distance("putin", "putin", "Latn") < 0.2
    True
    >>> distance("belosof", "belousov", "Arab") < distance("belosof", "borisov", "Arab")
    True
    >>> distance("vina", "vian", "Latn") < distance("vina", "vlta", "Latn")
    True
    >>> distance("putinym", "putin", "Cyrl", (5,)) < 0.4, distance("putin", "merkel", "Latn", (), 1.0)
    (True, 9.0)
    """
    if not source or not target:
        return FAR
    source, target = source_of(source, script), bounded(target)
    rows, columns = len(source), len(target)
    most = limit * (rows + columns) / 2
    letters = rows + columns - 2  # the mark of the end is none
    pairs, skip = columns_of(target, script)
    behind, ahead = BAND + max(0, rows - columns), BAND + max(0, columns - rows)
    before: list[float] = []
    last = [NEVER] * (columns + 1)
    last[0] = so_far = 0.0
    for j in range(1, min(columns, ahead) + 1):
        last[j] = so_far = so_far + skip[j]
    ends: list[float] = []
    lowest = 0.0
    for i, (one, one_two, two, two_two, drop) in enumerate(rows_of(source, script), 1):
        swapped = source[i - 1] + source[i - 2] if i > 1 else "$"
        row = [NEVER] * (columns + 1)
        first = i - behind
        if first <= 0:
            row[0] = last[0] + drop
            first = 1
        low = left = row[first - 1]
        corner = last[first - 1]
        for j in range(first, min(columns, i + ahead) + 1):
            letter = target[j - 1]
            above = last[j]
            best = corner + one.get(letter, UNSEEN)
            corner = above
            other = above + drop
            if other < best:
                best = other
            other = left + skip[j]
            if other < best:
                best = other
            if two and letter in two:
                other = before[j - 1] + two[letter]
                if other < best:
                    best = other
            if j > 1:
                pair = pairs[j]
                if pair == swapped:
                    other = before[j - 2] + SWAPPED
                    if other < best:
                        best = other
                if pair in one_two:
                    other = last[j - 2] + one_two[pair]
                    if other < best:
                        best = other
                if pair in two_two:
                    other = before[j - 2] + two_two[pair]
                    if other < best:
                        best = other
            row[j] = left = best
            if best < low:
                low = best
        before, last = last, row
        if low > most and lowest > most:
            break
        lowest = low
        if i in cuts:
            ends.append(2 * row[columns - 1] / (i + columns - 1) + CUT)
    else:
        ends.append(2 * last[columns] / letters)
    return min(ends, default=FAR)
