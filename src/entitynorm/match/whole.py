"""Step 11c: names of several words that stand in a text letter for letter: they are told from its pieces alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from entitynorm.index import Index
from entitynorm.model import AliasType
from entitynorm.text.keys import exact_form

EDGES = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~«»„“”‘’‚…–—·•'  # of a piece: no part of a name
FEW = 48  # names with one rarest word: of more not each is looked at
BEFORE, AFTER = 4, 4  # pieces of a name beside the one with its rarest word, where that has many names
REACHES = tuple((before, after) for before in range(BEFORE + 1) for after in range(AFTER + 1) if before + after)


@dataclass(frozen=True, slots=True)
class Whole:
    """Names that share their rarest word."""

    texts: frozenset[str]
    reaches: tuple[tuple[int, int], ...]  # how many pieces such a name has before and after the one with that word


def whole_names(word: str, names: Iterable[int], index: Index) -> Whole:
    """The names of several pieces among some that have a word, as they are listed; ordinary ones take a closer look."""
    texts: set[str] = set()
    reaches: dict[tuple[int, int], None] = {}
    for name in names:
        if index.name_length(name) < 2 or index.alias_type(name) is not AliasType.NAME:
            continue
        text = index.alias(name).text
        parts = text.split()
        at = next((place for place, part in enumerate(parts) if word in part), -1)
        if at >= 0 and len(parts) > 1:
            texts.add(" ".join(parts).strip(EDGES))
            reaches[at, len(parts) - 1 - at] = None
    return Whole(frozenset(texts), tuple(reaches))


def whole_at(place: int, pieces: Sequence[str], whole: Whole) -> tuple[int, int] | None:
    """The first and the last piece of the longest name that has its rarest word at a place.

    >>> whole_at(2, "met (Andrey Belousov) there".split(), Whole(frozenset({"Andrey Belousov"}), ((1, 0),)))
    (1, 2)
    """
    return _longest(place, pieces, whole.reaches, whole.texts.__contains__)


def listed_at(place: int, pieces: Sequence[str], reach: tuple[int, int], index: Index) -> tuple[int, int] | None:
    """The first and the last piece of the longest name of an index around a place, within some pieces on each side."""

    def is_name(text: str) -> bool:
        return any(index.alias_type(name) is AliasType.NAME and index.alias(name).text == text for name in same(text))

    def same(text: str) -> list[int]:
        return index.exact(exact_form(text))

    reaches = ((before, after) for before, after in REACHES if before <= reach[0] and after <= reach[1])
    return _longest(place, pieces, reaches, is_name)


def _longest(
    place: int, pieces: Sequence[str], reaches: Iterable[tuple[int, int]], is_name: Callable[[str], bool]
) -> tuple[int, int] | None:
    best = None
    for before, after in reaches:
        first, last = place - before, place + after
        if first >= 0 and last < len(pieces) and (best is None or last - first > best[1] - best[0]):
            text = " ".join(pieces[first : last + 1])
            if is_name(text.strip(EDGES)) and not (text[0] == "-" or text[-1] == "-"):
                best = first, last
    return best
