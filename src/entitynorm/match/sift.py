"""Step 11e: which passages of a text are worth reading; offsets are recovered for these alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, compress
from sys import maxsize

import regex

from entitynorm.match.lexicon import Form, Forms, heard_form
from entitynorm.match.sieve import CAPITAL, HOT, RANK, WARM, Sieve, adjoin, first_letters, may_pair
from entitynorm.match.whole import EDGES

BLOCK = 1 << 18  # characters of a text that are looked through at a time
CLOSE, WIDE, WIDEST = 24, 48, 240  # characters on each side of a hot piece that are read: at first, then, at most
LETTERS_A_WORD = 9
SAMPLE = 4_096  # pieces by which a stretch is judged
MANY_CAPITALS = 0.28  # share of words with a capital from which it says little

ASCII_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f "  # at which `str.split` cuts
SPACES = ASCII_SPACES + (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_SPACE = regex.compile(r"\s")
_HOT = re.compile(b"[%c%c]" % (HOT, HOT | CAPITAL))
_KNOWN = re.compile(b"%c" % (WARM | CAPITAL))


class Places:
    """Where the pieces of a stretch begin in the text: each is sought where as many letters stand before it.

    >>> places = Places(" a  b a", 10, ["a", "b", "a"])
    >>> places[2], places[0]
    (16, 11)
    """

    def __init__(self, stretch: str, start: int, pieces: Sequence[str]) -> None:
        self._stretch, self._start, self._pieces = _one_space(stretch), start, pieces
        self._ends = list(accumulate(map(len, pieces), initial=0))  # letters before each piece
        self._last = (0, 0)  # the piece that was asked for last, and where it begins: the next one comes after it

    def __getitem__(self, at: int) -> int:
        number, place = self._last if at >= self._last[0] else (0, 0)
        stretch, piece = self._stretch, self._pieces[at]
        left = self._ends[at] - self._ends[number]  # letters from there to the piece
        found = place + left + at - number  # no earlier: as if one space stood between any two
        while True:
            found = stretch.index(piece, found)
            left -= found - place - stretch.count(" ", place, found)
            place = found
            if not left:
                self._last = at, place
                return self._start + place
            found += 1


def _one_space(stretch: str) -> str:
    """A text with all white space of one kind, each character in its place.

    >>> _one_space("a\\t\\u3000b c")
    'a  b c'
    """
    for space in ASCII_SPACES if stretch.isascii() else SPACES:
        stretch = stretch.replace(space, " ")
    return stretch


class Pieces:
    """The distinct pieces of a stretch: most that are asked for are in none."""

    def __init__(self, stretch: str, pieces: Sequence[str], known: Container[str]) -> None:
        self._stretch, self._pieces, self._known = stretch, pieces, known

    def __contains__(self, piece: object) -> bool:
        return piece in self._known and str(piece) in self._stretch and piece in self.every

    @cached_property
    def every(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self._pieces)


@dataclass(frozen=True, eq=False)
class Sifted:
    """A stretch of a text after sifting."""

    text: str  # all of it
    start: int
    stop: int
    pieces: list[str]  # what stands between white space
    places: Places  # where they begin
    ranks: bytes  # of each: of many pieces it is 0
    distinct: Pieces
    whole: list[tuple[int, int]]  # names of several words letter for letter
    windows: list[tuple[int, int]]  # what else is worth reading
    lonely: list[tuple[str, tuple[int, int]]]  # words of names with nothing of theirs beside them, and where they stand
    capitals: bool  # whether so many words have a capital that one says little: German, headlines
    sieve: Sieve
    heard: set[str] = field(default_factory=set)  # words that were sought by their sound, too

    @cached_property
    def forms(self) -> Forms:
        """What words may be in the index, by their sound if they were heard anywhere in the stretch."""
        return Forms(self.sieve.form)

    def hear(self, word: str) -> None:
        """Seek a word by its sound, too."""
        sieve = self.sieve
        self.heard.add(word)
        self.forms[word] = heard_form(word, sieve.lang, sieve.index, sieve.known)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that end with a line, else a sentence, else a word, so that the work grows with the text and no faster.

    >>> list(blocks("Kyiv"))
    [(0, 4)]
    """
    at = 0
    while len(text) - at > BLOCK:
        stop = at + BLOCK
        for mark in ("\n", ". ", " "):
            place = text.rfind(mark, at + BLOCK // 2, stop)
            if place > 0:
                stop = place + 1
                break
        yield at, stop
        at = stop
    yield at, len(text)


def sift(text: str, start: int, stop: int, sieve: Sieve) -> Sifted:
    """What of a stretch of text is worth reading."""
    stretch = text[start:stop]
    pieces = stretch.split()
    try:
        ranks = bytes(map(sieve.ranks.__getitem__, pieces))
    except KeyError:  # some are new
        sieve.look(set(pieces))
        ranks = bytes(map(sieve.ranks.__getitem__, pieces))
    places = {*(found.start() for found in _HOT.finditer(ranks)), *_pairs(pieces, ranks, sieve)}
    sample = pieces[:: len(pieces) // SAMPLE + 1]
    capitals = sum(map(str.istitle, sample)) > MANY_CAPITALS * len(sample)
    names, rest = _whole(pieces, sorted(places), ranks, sieve)
    offsets = Places(stretch, start, pieces)
    whole = []
    for first, last in names:
        begin, end = offsets[first], offsets[last] + len(pieces[last])
        begin += len(pieces[first]) - len(pieces[first].lstrip(EDGES))
        end -= len(pieces[last]) - len(pieces[last].rstrip(EDGES))
        whole.append((begin, end))
    windows, lonely = [], []
    for at in rest:
        if _is_bare_figure(at, pieces, sieve):
            continue
        begin = offsets[at]
        where = begin, begin + len(pieces[at])
        if _is_lonely(at, pieces, sieve):
            lonely.append((pieces[at], where))
        else:
            windows.append(where)
    windows = _windows(text, start, stop, windows, beside(sieve))
    distinct = Pieces(stretch, pieces, sieve.ranks)
    return Sifted(text, start, stop, pieces, offsets, ranks, distinct, whole, windows, lonely, capitals, sieve)


def _whole(
    pieces: list[str], places: Iterable[int], ranks: bytes, sieve: Sieve
) -> tuple[list[tuple[int, int]], list[int]]:
    """The names that stand letter for letter around some places, and the places that are left."""
    names: list[tuple[int, int]] = []
    rest: list[int] = []
    done = -1
    for at in places:
        if at <= done:
            continue
        name = sieve.name_at(at, pieces) if ranks[at] & RANK == HOT else None
        if name is None or name[0] <= done or _goes_on(*name, pieces, ranks):
            rest.append(at)
            continue
        names.append(name)
        done = name[1]
        while rest and rest[-1] >= name[0]:
            rest.pop()
    return names, rest


def _goes_on(first: int, last: int, pieces: list[str], ranks: bytes) -> bool:
    """Whether what stands beside a name may be of a longer one."""
    return bool(first and ranks[first - 1] & RANK >= WARM and adjoin(pieces[first - 1], pieces[first])) or (
        last + 1 < len(pieces) and ranks[last + 1] & RANK >= WARM and adjoin(pieces[last], pieces[last + 1])
    )


def late(sifted: Sifted, wanted: Set[str]) -> list[tuple[int, int]]:
    """Where the lonely words stand that are wanted after all and were not read, and the stretches around them."""
    starts = [start for start, _ in sifted.windows]
    places = []
    for piece, where in sifted.lonely:
        at = bisect_right(starts, where[0]) - 1
        if piece in wanted and not (at >= 0 and where[1] <= sifted.windows[at][1]):
            places.append(where)
    return _windows(sifted.text, sifted.start, sifted.stop, places, beside(sifted.sieve))


def _is_bare_figure(at: int, pieces: list[str], sieve: Sieve) -> bool:
    """Whether a piece is hot for its numerals and single letters alone, and no word beside one is of a name with it."""
    mates = sieve.figures(pieces[at])
    return mates is not None and all(
        mates.isdisjoint(sieve.hits(pieces[other])) for other in (at - 1, at + 1) if 0 <= other < len(pieces)
    )


def _is_lonely(at: int, pieces: list[str], sieve: Sieve) -> bool:
    """Whether a hot piece is one word, and neither neighbour can be of the same name."""
    piece = pieces[at]
    others = sieve.others(piece)
    if others is None:
        return False
    for one, two, other in ((at - 1, at, at - 1), (at, at + 1, at + 1)):
        if 0 <= other < len(pieces) and adjoin(pieces[one], pieces[two]):
            beside = pieces[other]
            if sieve.ranks[beside] & CAPITAL and may_pair(pieces[one], pieces[two], sieve):
                return False
            if not others.isdisjoint(sieve.hits(beside)):
                return False
    return True


def sought(
    sifted: Sifted,
    wanted: Callable[[Form], bool],
    numbers: Iterable[int],
    starts: Set[str],
    taken: Sequence[tuple[int, int]],
) -> tuple[set[str], list[tuple[int, int]]]:
    """The words that are wanted, and where such a word stands that was no reason to read on before, nor is ``taken``.

    Only those are looked at that may be words of the index with these ``numbers``, and those that begin with the
    letters ``starts``, since the index does not know them.
    """
    sieve = sifted.sieve
    found: set[str] = set()
    late: set[str] = set()
    heard = {first_letters(word) for word in sifted.heard if wanted(sifted.forms[word])}
    alike = sieve.alike(numbers, starts | heard)
    for piece in sifted.distinct.every & alike:
        words = [word for _, word in sieve.cut(piece) if wanted(sifted.forms[word])]
        if words:
            found.update(words)
            if sieve.ranks[piece] & RANK != HOT:
                late.add(piece)
    ranks = sifted.ranks  # none of what is wanted is cold
    places = compress(range(len(ranks)), ranks)
    wanted_at = map(late.__contains__, compress(sifted.pieces, ranks))
    return found, _around(sifted, compress(places, wanted_at) if late else (), taken)


def standing(sifted: Sifted, wanted: Set[str]) -> list[tuple[int, int]]:
    """The stretches around some pieces of a sifted text."""
    pieces = sifted.pieces
    return _around(sifted, compress(range(len(pieces)), map(wanted.__contains__, pieces)), ()) if wanted else []


def _around(sifted: Sifted, numbers: Iterable[int], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches around the pieces with some numbers, in their order, but for those whose words are all taken."""
    places = []
    for at in numbers:
        piece, begin = sifted.pieces[at], sifted.places[at]
        words = sifted.sieve.cut(piece)
        over = bisect_right(taken, (begin + words[0][0], maxsize)) - 1
        if over < 0 or begin + words[-1][0] >= taken[over][1]:
            places.append((begin, begin + len(piece)))
    return _windows(sifted.text, sifted.start, sifted.stop, places, CLOSE)


def inside(place: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the stretches that are taken, given in their order, none over another.

    >>> inside(3, [(0, 2), (3, 5)]), inside(2, [(0, 2), (3, 5)])
    (True, False)
    """
    at = bisect_right(taken, (place, maxsize)) - 1
    return at >= 0 and place < taken[at][1]


def _pairs(pieces: list[str], ranks: bytes, sieve: Sieve) -> Iterator[int]:
    """Where two words with a capital stand side by side that may be a person's names, though neither tells it alone."""
    last = len(ranks) - 1
    for found in _KNOWN.finditer(ranks):
        at = found.start()
        if at and ranks[at - 1] & CAPITAL and may_pair(pieces[at - 1], pieces[at], sieve):
            yield at - 1
        if at < last and ranks[at + 1] & CAPITAL and may_pair(pieces[at], pieces[at + 1], sieve):
            yield at


def beside(sieve: Sieve) -> int:
    """How many characters on each side of a hot piece are read at first."""
    return WIDEST // 2 if sieve.offices else WIDE


def wider(sifted: Sifted, window: tuple[int, int]) -> tuple[int, int]:
    """A window as wide as the longest name needs."""
    beside = min(WIDEST, LETTERS_A_WORD * sifted.sieve.index.longest_name)
    first, last = max(sifted.start, window[0] - beside), min(sifted.stop, window[1] + beside)
    return _at_space(sifted.text, first, last, window, sifted.start, sifted.stop)


def _windows(text: str, start: int, stop: int, places: list[tuple[int, int]], beside: int) -> list[tuple[int, int]]:
    """The stretches around some places of a text, given in their order, that begin and end at white space."""
    found: list[tuple[int, int]] = []
    for at, end in places:
        first, last = _at_space(text, max(start, at - beside), min(stop, end + beside), (at, end), start, stop)
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _at_space(text: str, first: int, last: int, inner: tuple[int, int], start: int, stop: int) -> tuple[int, int]:
    """A stretch with no half of a piece at its edges: less at its beginning, more at its end."""
    if first > start and not text[first - 1].isspace():
        space = _SPACE.search(text, first, inner[0])
        first = space.end() if space else inner[0]
    if last < stop and not text[last].isspace():
        space = _SPACE.search(text, last, stop)
        last = space.start() if space else stop
    return first, last
