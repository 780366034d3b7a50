"""Step 11d: what the pieces of a text may be: most are refused, each distinct one once.

A piece is what stands between white space. Most pieces of a text are no part of any name, and a piece is looked at
once, however often it occurs and in however many texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, filterfalse, repeat

import regex

from entitynorm.index import Index
from entitynorm.match.filed import filed_among, given_here, is_filed
from entitynorm.match.lexicon import (
    LETTERS,
    Form,
    bare_form,
    filed_form,
    looks_like,
    mates,
    may_be_name,
    person_kinds,
)
from entitynorm.match.whole import AFTER, BEFORE, EDGES, FEW, Whole, listed_at, whole_at, whole_names
from entitynorm.model import PEOPLE
from entitynorm.text.clean import clean
from entitynorm.text.inflect import stems
from entitynorm.text.keys import exact_form
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import cut

COLD, OPEN, WARM, HOT = range(4)  # no part of a name; with a capital, and unknown; of a person's name; a name's rarest
RANK, CAPITAL = 3, 4  # the bits of a rank; of what may be a name, were it known
REMEMBERED = 1 << 19  # pieces
SHARE = 0.1  # pieces for each word of an index after which its digests are read into memory
MANY_NAMES = 200  # with one rarest word, which are no longer told apart by what stands beside it
STARTS = 3  # first letters of a family name by which others of its forms are looked for

RUN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\u3005]"
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{M}\u30fc\u3005\p{N}\p{Latin}·・‧•＝–—-]*"
)
UNSPACED_FROM = "\u0e00"  # no letter of a script without spaces comes before
_GEORGIAN = re.compile("[\u10d0-\u10ff]").search
_LATIN_WORD = re.compile("[A-Za-z\u00aa-\u036f\u1e00-\u1eff]+").fullmatch
_LATIN_TO = "\u036f"  # the last Latin letter of the first blocks, or mark that may stand on one
_ODD_FROM = "\uf900"  # where the letters begin that stand for others
_WORD = regex.compile(r"[\p{L}\p{M}]+").fullmatch
_ASCII_WORDS = re.compile(r"[0-9]+|[A-Za-z](?:[A-Za-z']*[A-Za-z])?").findall

Cut = tuple[tuple[int, str], ...]  # the words of a piece, each with its place in it


@dataclass(frozen=True, slots=True, eq=False)
class Sieve:
    """What one index, asked for names of some kinds in a language, says of the pieces of texts."""

    index: Index
    known: Tables
    lang: str
    kinds: tuple[str, ...]
    people: bool  # whether only names of people are known: words in small letters are no part of them
    offices: bool  # whether words for offices may stand for people who are looked for
    given: frozenset[str]  # the given names for which one that the index knows may stand
    ranks: dict[str, int] = field(default_factory=dict)  # of pieces, and whether they may be names
    words: dict[str, int] = field(default_factory=dict)  # ranks of words
    cuts: dict[str, Cut] = field(default_factory=dict)
    filed: dict[str, bool] = field(default_factory=dict)  # words -> whether the index may know them
    forms: dict[str, Form] = field(default_factory=dict)
    numbers: dict[str, frozenset[int]] = field(default_factory=dict)  # pieces -> words of the index that they may be
    partners: dict[str, frozenset[int] | None] = field(default_factory=dict)  # hot pieces -> what stands beside them
    bare: dict[str, frozenset[int] | None] = field(default_factory=dict)  # see `figures`
    alone: dict[tuple[str, str], bool] = field(default_factory=dict)  # may a hot piece stand alone, on a date
    wholes: dict[str, Whole | None] = field(default_factory=dict)  # hot pieces -> names of several words, but of many
    pairs: dict[tuple[str, str], bool] = field(default_factory=dict)
    unread: list[tuple[str, Sequence[str]]] = field(default_factory=list)  # hot and warm pieces, not yet in:
    by_word: dict[int, list[str]] = field(default_factory=dict)  # word of the index -> pieces that may be it
    unfiled: list[tuple[str, Sequence[str]]] = field(default_factory=list)  # what may be a name, not yet in:
    by_start: dict[str, list[str]] = field(default_factory=dict)  # first letters -> pieces with a word of them

    @property
    def holds(self) -> Callable[[int], bool]:
        """Whether a digest is one of the index: by a look into the file, and from memory once that pays."""
        index = self.index
        in_memory = "digests" in vars(index) or len(self.ranks) >= SHARE * index.words
        return index.digests.__contains__ if in_memory else index.holds

    def cut(self, piece: str) -> Cut:
        """The words of a piece."""
        found = self.cuts.get(piece)
        if found is None:
            if len(self.cuts) >= REMEMBERED:
                self.cuts.clear()
            found = self.cuts[piece] = words_in(piece)
        return found

    def look(self, distinct: set[str]) -> None:
        """Learn what the pieces of a stretch of text may be."""
        ranks = self.ranks
        new = distinct.difference(ranks)
        if len(ranks) + len(new) > REMEMBERED:
            self._forget()
            new = distinct
        ranks.update(dict.fromkeys(new, COLD))
        pieces = _not_small(new) if self.people else [*new]  # in small letters nothing is a name of people
        own = list(map(self._words, pieces, map(str.strip, pieces, repeat(EDGES))))
        self._learn(set(chain.from_iterable(own)).difference(self.words))
        rank_of = self.words.__getitem__
        for piece, words in zip(pieces, own, strict=True):
            rank = rank_of(words[0]) if len(words) == 1 else max(map(rank_of, words), default=COLD)
            if rank < HOT and not piece.isascii() and max(piece) >= UNSPACED_FROM:
                rank = max([rank, *(_rank_run(run, self) for run in RUN.findall(piece))])
            if rank >= WARM:
                self.unread.append((piece, words))
            if rank in (WARM, OPEN) or piece != piece.lower():
                figure = piece[0].isdecimal() and piece[-1].isdecimal()
                ranks[piece] = rank if figure else rank | CAPITAL
                self.unfiled.append((piece, words))
            elif rank == HOT:
                ranks[piece] = rank
                self.unfiled.append((piece, words))

    def _words(self, piece: str, inner: str) -> Sequence[str]:
        """The words of a piece; ``inner`` is what lies between the punctuation at its edges."""
        if inner.isalpha() and (inner.isascii() or max(inner) < UNSPACED_FROM):
            return (inner,)
        if piece.isascii():
            return _ASCII_WORDS(inner)
        if _WORD(inner) and max(inner) < UNSPACED_FROM:
            return (inner,)
        return [part for _, part in self.cut(piece)]

    def _learn(self, words: set[str]) -> None:
        """Rank new words, after it was told of those of each script in one go that no index knows most of them."""
        if self.people:
            small = {word for word in words if is_small(word)}
            self.words.update(dict.fromkeys(small, COLD))
            words = words - small
        alike: dict[tuple[str, bool], list[str]] = {}
        for word in words:
            if is_of_one_script(word):
                alike.setdefault((script_of(word), word.isascii()), []).append(word)
        for (script, _), own in alike.items():
            self.filed.update(dict.fromkeys(own, False))
            found = filed_among(own, script, self.lang, self.holds, self.given, self.known)
            self.filed.update(dict.fromkeys(found, True))
        for word in words:
            self.words[word] = _rank_word(word, self)

    def _forget(self) -> None:
        for own in (self.unread, self.unfiled):
            own.clear()
        for memory in (self.ranks, self.words, self.filed, self.numbers, self.by_word, self.by_start):
            memory.clear()
        for answers in (self.partners, self.bare, self.alone, self.wholes):
            answers.clear()

    def name_at(self, at: int, pieces: list[str]) -> tuple[int, int] | None:
        """The first and the last piece of a name of several words that stands letter for letter around a hot piece."""
        piece = pieces[at]
        others = self.others(piece)
        if others is not None and not (
            (at and self._may_hold(pieces[at - 1], others))
            or (at + 1 < len(pieces) and self._may_hold(pieces[at + 1], others))
        ):
            return None
        if piece not in self.wholes:
            forms = (self.form(word) for _, word in self.cut(piece))
            form = next((form for form in forms if form.names), None)
            names = form.names if form else ()
            self.wholes[piece] = (
                whole_names(form.text if form else "", names, self.index) if len(names) <= FEW else None
            )
        whole = self.wholes[piece]
        if whole is not None:
            return whole_at(at, pieces, whole)
        first = last = at
        while first and at - first < BEFORE and self._may_hold(pieces[first - 1]):
            first -= 1
        while last + 1 < len(pieces) and last - at < AFTER and self._may_hold(pieces[last + 1]):
            last += 1
        return listed_at(at, pieces, (at - first, last - at), self.index)

    def _may_hold(self, piece: str, numbers: frozenset[int] | None = None) -> bool:
        """Whether one of some words of the index, or any, may stand at an edge of a piece; "&" is of any name."""
        hits = self.hits(piece)
        if (hits if numbers is None else not numbers.isdisjoint(hits)) or not self.cut(piece):
            return True
        return not piece.isascii() and max(piece) >= UNSPACED_FROM

    def hits(self, piece: str) -> frozenset[int]:
        """The words of the index that the first and the last word of a piece may be."""
        found = self.numbers.get(piece)
        if found is None:
            words = self.cut(piece)
            own = (number for _, word in {*words[:1], *words[-1:]} for number in self.form(word).hits)
            found = self.numbers[piece] = frozenset(own)
        return found

    def others(self, piece: str) -> frozenset[int] | None:
        """The words that stand beside the one word of a hot piece in names; None when it is none such, or an office."""
        if piece not in self.partners:
            words = self.cut(piece)
            found = None
            if self.ranks[piece] & RANK == HOT and len(words) == 1 and len(words[0][1]) > 1 and not RUN.search(piece):
                form, index = self.form(words[0][1]), self.index
                able = form.capital or not form.cased
                if len(form.names) <= MANY_NAMES and able and not (self.offices and _is_office(words[0][1], self)):
                    found = mates(form, index)
            self.partners[piece] = found
        return self.partners[piece]

    def figures(self, piece: str) -> frozenset[int] | None:
        """The words that stand beside the one numeral or single letter of a piece in names, if it is hot for no more.

        None when it is hot for other words, too, or when a word of the piece itself may be of such a name.
        """
        if piece not in self.bare:
            words = [word for _, word in self.cut(piece)]
            hot = [word for word in words if self.words.get(word) == HOT]
            found = None
            if len(hot) == 1 and (len(hot[0]) == 1 or hot[0].isdecimal()) and not RUN.search(piece):
                found = mates(self.form(hot[0]), self.index)
                if any(not found.isdisjoint(self.form(word).hits) for word in words if word != hot[0]):
                    found = None
            self.bare[piece] = found
        return self.bare[piece]

    def alike(self, numbers: Iterable[int], starts: Iterable[str]) -> set[str]:
        """The pieces with a capital that may be one of some words of the index, or begin with some letters."""
        for piece, words in self.unread:
            for word in words:
                for number in self.form(word).hits:
                    self.by_word.setdefault(number, []).append(piece)
        self.unread.clear()
        found: set[str] = set()
        for number in numbers:
            found.update(self.by_word.get(number, ()))
        for piece, words in self.unfiled if starts else ():
            for word in words:
                self.by_start.setdefault(first_letters(word), []).append(piece)
        if starts:
            self.unfiled.clear()
        for start in starts:
            found.update(self.by_start.get(start, ()))
        return found

    def form(self, word: str) -> Form:
        """What a word may be in the index by its letters."""
        found = self.forms.get(word)
        if found is None:
            if len(self.forms) >= REMEMBERED:
                self.forms.clear()
            found, script, small = bare_form(word, self.lang, self.known)
            may_be = self.filed.get(word)
            if may_be is None:
                may_be = is_filed(found.text, script, self.lang, self.holds, self.given, self.known)
            if may_be:
                found = filed_form(found, small, self.index)
            self.forms[word] = found
        return found


@lru_cache(maxsize=32)
def sieve_of(index: Index, known: Tables, lang: str, kinds: tuple[str, ...]) -> Sieve:
    """What is remembered of the pieces of the texts of a language."""
    offices = _offices(index, kinds)
    return Sieve(index, known, lang, kinds, _of_people(index) and not offices, offices, given_here(index))


def is_small(text: str) -> bool:
    """Whether a text is in small letters of a script that has capitals: Georgian's are hardly ever used.

    >>> is_small("«ministre»,"), is_small("Kyiv"), is_small("თბილისი")
    (True, False, False)
    """
    return text.islower() and (text.isascii() or _GEORGIAN(text) is None)


def words_in(piece: str) -> Cut:
    """The words of a piece, each with its place in it.

    >>> words_in("«Запад-2025»,")
    ((1, 'Запад'), (7, '2025'))
    """
    word = piece.strip(EDGES)
    if word.isalpha() and (word.isascii() or max(word) < UNSPACED_FROM):
        return ((piece.index(word), word),)
    parts = cut(piece)
    found, at = [], 0
    for place, part in enumerate(parts):
        if place % 2:
            found.append((at, part))
        at += len(part)
    return tuple(found)


def adjoin(one: str, two: str) -> bool:
    """Whether no punctuation stands between two neighbours."""
    return one[-1] not in EDGES and two[0] not in EDGES


def first_letters(word: str) -> str:
    """The first letters of a word by which other forms of it are looked for."""
    return (word.lower() if word.isascii() else clean(word))[:STARTS]


def may_pair(one: str, two: str, sieve: Sieve) -> bool:
    """Whether two neighbours look like a person's names, remembered."""
    memory = sieve.pairs
    found = memory.get((one, two))
    if found is None:
        if len(memory) >= REMEMBERED:
            memory.clear()
        found = memory[one, two] = adjoin(one, two) and _told(one, two, sieve)
    return found


def _told(one: str, two: str, sieve: Sieve) -> bool:
    last, first = sieve.cut(one)[-1:], sieve.cut(two)[:1]
    if not last or not first:
        return False
    a, b = sieve.form(last[0][1]), sieve.form(first[0][1])
    return pair(a, b, sieve.index)


def pair(one: Form, two: Form, index: Index) -> bool:
    """Whether two words look like a person's names: the index knows one and has the like of the other beside it."""
    if not (_WORD(one.text) and _WORD(two.text) and _like_names(one, two)):
        return False
    if not (one.hits or two.hits) or (one.spelt and two.spelt):
        return False  # a name that has both is found by its rarest word
    alike = looks_like(two, one, index) or looks_like(one, two, index)
    return alike and not (_says_little(one) or _says_little(two))


def _says_little(form: Form) -> bool:
    return form.word.text in form.known.function_words


def _like_names(one: Form, two: Form) -> bool:
    """Whether two words have capitals, or are of a script without any and long enough to tell."""
    if one.cased or two.cased:
        return one.capital and two.capital
    return min(len(one.text), len(two.text)) >= LETTERS - 1 and (one.unknown or two.unknown)


def _not_small(pieces: Iterable[str]) -> list[str]:
    """The pieces that are not in small letters, as `is_small` says, told in C."""
    return [*filterfalse(str.islower, pieces), *filter(_GEORGIAN, filter(str.islower, pieces))]


def is_of_one_script(word: str) -> bool:
    """Whether a word has letters of one script and marks, or digits, and nothing else."""
    if word.isascii():
        return "'" not in word
    if not (word.isalpha() or _WORD(word)):
        return False
    return _LATIN_WORD(word) is not None or (min(word) > _LATIN_TO and max(word) < _ODD_FROM)


def _rank_word(word: str, sieve: Sieve) -> int:
    if sieve.offices and _is_office(word, sieve):
        return HOT
    if sieve.filed.get(word) is False:
        return OPEN if len(word) >= LETTERS and may_be_name(word) else COLD
    form = sieve.form(word)
    if form.names and _wanted(form, sieve) and not (form.cased and word.islower() and _of_people(sieve.index)):
        return HOT
    if form.hits and (form.capital or not form.cased):
        return WARM
    return OPEN if len(form.text) >= LETTERS and may_be_name(form.text) else COLD


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
