"""Step 11a: which passages of a text are worth reading: what no index knows is refused by the distinct piece.

A piece is what stands between white space. Most pieces of a text are no part of any name, and a piece is looked at
once, however often it occurs and in however many texts. Offsets are recovered only for the pieces that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import compress

import regex

from entitynorm.index import Index
from entitynorm.match.lexicon import (
    LETTERS,
    Form,
    form_of,
    heard_form,
    is_keyed,
    looks_like,
    partners,
    person_kinds,
    sound_shared,
)
from entitynorm.model import PEOPLE
from entitynorm.text.clean import clean
from entitynorm.text.inflect import stems
from entitynorm.text.keys import exact_form
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import cut

COLD, OPEN, WARM, HOT = range(4)  # no part of a name; with a capital, and unknown; of a person's name; a name's rarest
BLOCK = 1 << 18  # characters of a text that are looked through at a time
REMEMBERED = 1 << 19  # pieces
CLOSE, WIDE, WIDEST = 24, 48, 240  # characters on each side of a hot piece that are read: at first, then, at most
LETTERS_A_WORD = 9
MANY = 20_000  # pieces after which the digests of an index are read into memory
MANY_CAPITALS = 0.28  # share of words with a capital from which it says little
STARTS = 3  # first letters of a family name by which others of its forms are looked for

RUN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\u3005]"
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{M}\u30fc\u3005\p{N}\p{Latin}·・‧•＝–—-]*"
)
_UNSPACED_FROM = "\u0e00"  # no letter of a script without spaces comes before
_SPACE = regex.compile(r"\s")
_EDGES = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~«»„“”‘’‚…–—·•'

Cut = tuple[tuple[int, str], ...]  # the words of a piece, each with its place in it


@dataclass(frozen=True, slots=True, eq=False)
class Sieve:
    """What one index, asked for names of some kinds in a language, says of the pieces of texts."""

    index: Index
    known: Tables
    lang: str
    kinds: tuple[str, ...]
    ranks: dict[str, int] = field(default_factory=dict)  # of every piece that was seen
    hot: set[str] = field(default_factory=set)
    able: set[str] = field(default_factory=set)  # that may be of a name beside another
    capital: set[str] = field(default_factory=set)  # that may be a name, were it known: with a capital, or able
    cuts: dict[str, Cut] = field(default_factory=dict)
    pairs: dict[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def people(self) -> bool:
        """Whether only names of people are known, and words in small letters are no part of them."""
        return _of_people(self.index) and not self.offices

    @property
    def offices(self) -> bool:
        """Whether words for offices may stand for people who are looked for."""
        return _offices(self.index, self.kinds)

    @property
    def holds(self) -> Callable[[int], bool]:
        """Whether a digest is one of the index: by a look into the file, and from memory once that pays."""
        return self.index.holds if len(self.ranks) < MANY else self.index.digests.__contains__

    def cut(self, piece: str) -> Cut:
        """The words of a piece."""
        found = self.cuts.get(piece)
        if found is None:
            if len(self.cuts) >= REMEMBERED:
                self.cuts.clear()
            found = self.cuts[piece] = words_in(piece)
        return found

    def look(self, pieces: Collection[str]) -> None:
        """Learn what some pieces may be."""
        if len(self.ranks) + len(pieces) > REMEMBERED:
            for own in (self.ranks, self.hot, self.able, self.capital):
                own.clear()
        for piece in pieces:
            rank = self.ranks[piece] = _rank(piece, self)
            if rank == HOT:
                self.hot.add(piece)
            elif rank != COLD:
                self.able.add(piece)
            if rank in (WARM, OPEN) or piece != piece.lower():
                self.capital.add(piece)

    def form(self, word: str) -> Form:
        """What a word may be in the index by its letters."""
        return form_of(word, self.lang, self.index, self.known)


@dataclass(frozen=True, eq=False)
class Sifted:
    """A stretch of a text after sifting."""

    text: str  # all of it
    start: int
    stop: int
    distinct: set[str]  # pieces
    windows: list[tuple[int, int]]  # what is worth reading
    capitals: bool  # whether so many words have a capital that one says little: German, headlines
    sieve: Sieve
    heard: set[str] = field(default_factory=set)  # words that were sought by their sound, too

    def form(self, word: str) -> Form:
        """What a word may be in the index, by its sound if it was heard anywhere in the text."""
        sieve = self.sieve
        if word in self.heard:
            return heard_form(word, sieve.lang, sieve.index, sieve.known)
        return sieve.form(word)

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct words of all of it."""
        return frozenset(word for piece in self.distinct for _, word in self.sieve.cut(piece))


@lru_cache(maxsize=32)
def sieve_of(index: Index, known: Tables, lang: str, kinds: tuple[str, ...]) -> Sieve:
    """What is remembered of the pieces of the texts of a language."""
    return Sieve(index, known, lang, kinds)


def words_in(piece: str) -> Cut:
    """The words of a piece, each with its place in it.

    >>> words_in("«Запад-2025»,")
    ((1, 'Запад'), (7, '2025'))
    """
    word = piece.strip(_EDGES)
    if word.isalpha() and (word.isascii() or max(word) < _UNSPACED_FROM):
        return ((piece.index(word), word),)
    parts = cut(piece)
    found, at = [], 0
    for place, part in enumerate(parts):
        if place % 2:
            found.append((at, part))
        at += len(part)
    return tuple(found)


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
    pieces = text[start:stop].split()
    distinct = set(pieces)
    sieve.look(distinct.difference(sieve.ranks))
    places = list(compress(range(len(pieces)), map(sieve.hot.__contains__, pieces)))
    places += _pairs(pieces, sieve)
    capitals = sum(map(str.istitle, pieces)) > MANY_CAPITALS * len(pieces)
    windows = _windows(text, start, stop, [pieces[at] for at in sorted({*places})], around(sieve))
    return Sifted(text, start, stop, distinct, windows, capitals, sieve)


def sought(
    sifted: Sifted, wanted: Callable[[Form], bool], starts: frozenset[str], known: dict[str, tuple[str, ...]]
) -> tuple[set[str], list[tuple[int, int]]]:
    """The words that are wanted, and where such a word stands that was no reason to read on before.

    ``starts`` are the first letters of wanted words that the index does not know, so that not every word is looked at;
    ``known`` remembers the wanted words of each piece.
    """
    sieve = sifted.sieve
    found: set[str] = set()
    late: set[str] = set()
    for piece in sifted.distinct & (sieve.capital | sieve.hot):
        words = known.get(piece)
        if words is None:
            words = known[piece] = tuple(_wanted_in(piece, sifted, wanted, starts))
        if words:
            found.update(words)
            if piece not in sieve.hot:
                late.add(piece)
    if not late:
        return found, []
    pieces = [piece for piece in sifted.text[sifted.start : sifted.stop].split() if piece in late]
    return found, _windows(sifted.text, sifted.start, sifted.stop, pieces, CLOSE)


def standing(sifted: Sifted, wanted: set[str]) -> list[tuple[int, int]]:
    """The stretches around some pieces of a sifted text."""
    pieces = [p for p in sifted.text[sifted.start : sifted.stop].split() if p in wanted] if wanted else []
    return _windows(sifted.text, sifted.start, sifted.stop, pieces, CLOSE)


def _wanted_in(piece: str, sifted: Sifted, wanted: Callable[[Form], bool], starts: frozenset[str]) -> Iterator[str]:
    known = sifted.sieve.ranks.get(piece, COLD) >= WARM
    for _, word in sifted.sieve.cut(piece):
        able = known or word in sifted.heard
        if (able or (word.lower() if word.isascii() else clean(word))[:STARTS] in starts) and wanted(sifted.form(word)):
            yield word


def _pairs(pieces: list[str], sieve: Sieve) -> Iterable[int]:
    """Where two words with a capital stand side by side that may be a person's names, though neither tells it alone."""
    first = list(map(sieve.able.__contains__, pieces))
    other = list(map(sieve.capital.__contains__, pieces))
    places = range(len(pieces) - 1)
    near = set(compress(places, map(int.__and__, first, other[1:])))
    near.update(compress(places, map(int.__and__, other, first[1:])))
    memory = sieve.pairs
    for at in near:
        one, two = pieces[at], pieces[at + 1]
        found = memory.get((one, two))
        if found is None:
            if len(memory) >= REMEMBERED:
                memory.clear()
            found = memory[one, two] = one[-1].isalnum() and two[0].isalnum() and _may_pair(one, two, sieve)
        if found:
            yield at


def _may_pair(one: str, two: str, sieve: Sieve) -> bool:
    last, first = sieve.cut(one)[-1:], sieve.cut(two)[:1]
    if not last or not first:
        return False
    a, b = sieve.form(last[0][1]), sieve.form(first[0][1])
    return pair(a, b, sieve.index)


def pair(one: Form, two: Form, index: Index) -> bool:
    """Whether two words look like a person's names: the index knows one and has the like of the other beside it."""
    if not (one.text.isalpha() and two.text.isalpha() and _like_names(one, two)):
        return False
    if not (one.hits or two.hits):
        return one.cased and one.unknown and two.unknown and sound_shared(one, two, index)
    if _says_little(one) or _says_little(two):
        return False
    if one.spelt and two.spelt:
        return False  # a name that has both is found by its rarest word
    return looks_like(two, partners(one, index)) or looks_like(one, partners(two, index))


def _says_little(form: Form) -> bool:
    return form.word.text in form.known.function_words


def _like_names(one: Form, two: Form) -> bool:
    """Whether two words have capitals, or are of a script without any and long enough to tell."""
    if one.cased or two.cased:
        return one.capital and two.capital
    return min(len(one.text), len(two.text)) >= LETTERS - 1 and (one.unknown or two.unknown)


def around(sieve: Sieve) -> int:
    """How many characters on each side of a hot piece are read at first."""
    return WIDEST // 2 if _offices(sieve.index, sieve.kinds) else WIDE


def wider(sifted: Sifted, window: tuple[int, int]) -> tuple[int, int]:
    """A window as wide as the longest name needs."""
    beside = min(WIDEST, LETTERS_A_WORD * sifted.sieve.index.longest_name)
    first, last = max(sifted.start, window[0] - beside), min(sifted.stop, window[1] + beside)
    return _at_space(sifted.text, first, last, window, sifted.start, sifted.stop)


def _windows(text: str, start: int, stop: int, pieces: list[str], beside: int) -> list[tuple[int, int]]:
    """The stretches around some pieces of a text, given in their order, that begin and end at white space."""
    found: list[tuple[int, int]] = []
    at = start
    for piece in pieces:
        at = _place(text, piece, at, start, stop)
        end = at + len(piece)
        first, last = _at_space(text, max(start, at - beside), min(stop, end + beside), (at, end), start, stop)
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
        at = end
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


def _place(text: str, piece: str, at: int, start: int, stop: int) -> int:
    """Where a piece stands next in a stretch, between white space or its edges."""
    while True:
        at = text.index(piece, at)
        end = at + len(piece)
        if (at == start or text[at - 1].isspace()) and (end == stop or text[end].isspace()):
            return at
        at += 1


def _rank(piece: str, sieve: Sieve) -> int:
    if piece.isascii():
        if piece.islower() and sieve.people:
            return COLD
        word = piece if piece.isalpha() else piece.strip(_EDGES)
        if word.isalpha():
            plain = word.lower()
            if not sieve.lang and not sieve.offices and not is_keyed(plain, sieve.holds, sieve.known):
                return OPEN if len(word) >= LETTERS and word != plain else COLD
            return _rank_word(word, sieve, True)
        if not word:
            return COLD
    elif max(piece) >= _UNSPACED_FROM and RUN.search(piece):
        found = [_rank_run(run, sieve) for run in RUN.findall(piece)]
        return max(found + [_rank_word(word, sieve, False) for _, word in sieve.cut(piece)])
    words = sieve.cut(piece)
    return max((_rank_word(word, sieve, len(words) == 1) for _, word in words), default=COLD)


def _rank_word(word: str, sieve: Sieve, alone: bool) -> int:
    index = sieve.index
    offices = _offices(index, sieve.kinds)
    small = word.islower()
    if small and not offices and _of_people(index) and (alone or len(word) > STARTS):
        return COLD
    if offices and _is_office(word, sieve):
        return HOT
    form = sieve.form(word)
    if form.names and _wanted(form, sieve) and not (small and alone and form.cased and _of_people(index)):
        return HOT
    if form.capital and form.hits:
        return WARM
    if not form.cased and form.hits:
        return WARM
    return OPEN if (form.capital or not form.cased) and len(form.text) >= LETTERS else COLD


def _wanted(form: Form, sieve: Sieve) -> bool:
    """Whether a word is the rarest of a name of a kind that is looked for; states are context unless asked for."""
    index = sieve.index
    if not sieve.kinds or "state" in sieve.kinds or "state" not in index.kinds:
        return True
    state = index.kinds.index("state")
    return any(index.entity_kind[index.name_entity[name]] != state for name in form.names)


def _rank_run(run: str, sieve: Sieve) -> int:
    """A run of a script without spaces: whether a name or an office may begin anywhere in it."""
    starts = sieve.index.unspaced
    if starts and any(start_of(run[at : at + 2]) in starts for at in range(len(run) - 1)):
        return HOT
    if not _offices(sieve.index, sieve.kinds):
        return COLD
    phrases = written_together(sieve.known)
    return (
        HOT if any(run.startswith(phrase, at) for at, c in enumerate(run) for phrase, _ in phrases.get(c, ())) else COLD
    )


@lru_cache(maxsize=1 << 16)
def start_of(two: str) -> str:
    """The first two characters of a name, as an index files them."""
    return two if two.isascii() else exact_form(two)[:2]


@lru_cache(maxsize=4)
def written_together(known: Tables) -> dict[str, list[tuple[str, str]]]:
    """First letter -> the offices of scripts without spaces that begin with it, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entries in known.offices.values():
        for phrase, role in entries:
            if script_is_unspaced(script_of(phrase)):
                found.setdefault(phrase[0], []).append((phrase, role))
    return {letter: sorted(own, key=lambda one: (-len(one[0]), one)) for letter, own in found.items()}


@lru_cache(maxsize=1 << 16)
def office_forms(surface: str, lang: str, known: Tables) -> tuple[str, ...]:
    """A cleaned word, what stands before an apostrophe in it, and its stems: as words for offices are sought."""
    text = clean(surface)
    script = script_of(text)
    if script == "Latn" and not lang:
        return (text, text.partition("'")[0], text.partition("'")[2])
    clitics = known.clitics(lang, script) if script != "Latn" else ()
    return (text, text.partition("'")[0], *stems(text, known.endings(lang, script), clitics))


def _is_office(word: str, sieve: Sieve) -> bool:
    return not sieve.known.offices.keys().isdisjoint(office_forms(word, sieve.lang, sieve.known))


@lru_cache(maxsize=64)
def _offices(index: Index, kinds: tuple[str, ...]) -> bool:
    """Whether offices may stand for people whom an index knows and who are looked for."""
    return "official" in index.kinds and (not kinds or not PEOPLE.isdisjoint(kinds))


@lru_cache(maxsize=16)
def _of_people(index: Index) -> bool:
    """Whether an index knows people alone: no word in small letters is their name."""
    return len(person_kinds(index)) == len(index.kinds)
