"""Step 11f: where a text may name something: stretches that hold the words of a name, and runs without spaces."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from entitynorm.index import Index
from entitynorm.match.lexicon import LETTERS, Form, Forms, names_beside
from entitynorm.match.sieve import HOT, RUN, UNSPACED_FROM, is_small, pair, start_of
from entitynorm.match.sift import Sifted
from entitynorm.text.keys import exact_form
from entitynorm.text.tables import Tables

SENTENCE = 8  # characters before a word in which the end of the sentence before would show
LONGEST_RUN = 24  # characters of a name in a script without spaces
REMEMBERED = 1 << 15  # stretches of such scripts

_SENTENCE_END = regex.compile(r"[.!?…:\n\r]\s*[\"'«»“”„(\[–—-]*\s*$")
_KATAKANA = regex.compile(r"[\p{Katakana}\u30fc]{2}")
_BESIDE = (" ", "\u00a0", "-", "\n")
_JOINT = regex.compile(
    r"[\s\u00a0]{0,2}|\s?[»”\"]?\s?[-\u2010-\u2015'’ʼ·/−]\s?[«“\"]?|\s[«“\"]|[»”\"]\s"
)  # between words of one name


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text: where each stands, and what it may be in the index."""

    text: str  # all of it
    begin: int  # where the stretch begins and stops
    stop: int
    lang: str
    index: Index
    known: Tables
    surfaces: list[str]
    starts: array[int]
    forms: Forms
    hot: set[str]  # the words that are the rarest of a name
    capitals: bool = False  # whether so many words have a capital that one says little: German, headlines
    pieces: Container[str] = frozenset()  # of all the text that was sifted with it

    def __len__(self) -> int:
        return len(self.surfaces)

    def form(self, at: int) -> Form:
        """What the word at a place may be."""
        return self.forms[self.surfaces[at]]

    def start(self, at: int) -> int:
        """Where the word begins, after an article elided before it."""
        return self.starts[at] + self.form(at).cut

    def end(self, at: int) -> int:
        """Where the word ends."""
        return self.starts[at] + len(self.surfaces[at])

    def between(self, one: int) -> str:
        """What stands between a word and the next one."""
        surfaces, starts = self.surfaces, self.starts
        return self.text[starts[one] + len(surfaces[one]) : starts[one + 1] + self.forms[surfaces[one + 1]].cut]


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that may be a mention, from its first word to its last."""

    first: int
    last: int
    names: tuple[int, ...]  # of the index, whose rarest word stands here


def words_of(sifted: Sifted, start: int, stop: int, *, hear: bool = True) -> Words:
    """The words of a stretch of sifted text outside runs without spaces, each distinct one looked up once."""
    sieve, text = sifted.sieve, sifted.text
    ranks, cuts, forms = sieve.words, sieve.cuts, sifted.forms
    surfaces: list[str] = []
    starts = array("q")
    hot: set[str] = set()
    at = start
    for piece in text[start:stop].split():
        at = text.index(piece, at)
        for place, word in cuts.get(piece) or sieve.cut(piece):
            surfaces.append(word)
            starts.append(at + place)
            if ranks.get(word) == HOT:
                hot.add(word)
        at += len(piece)
    index, known = sieve.index, sieve.known
    capitals, pieces = sifted.capitals, sifted.distinct
    found = Words(text, start, stop, sieve.lang, index, known, surfaces, starts, forms, hot, capitals, pieces)
    for surface in _audible(found) if hear else ():
        small = surface.lower()
        if small == surface or small not in sifted.distinct:  # else its capital says only that a sentence begins
            sifted.hear(surface)
            hot.add(surface)
    return found


def _audible(words: Words) -> set[str]:
    """Unknown words that are worth hearing: what stands beside them may be of the same name, or is a title."""
    found: set[str] = set()
    titles = words.known.light_words[0]
    for at, surface in enumerate(words.surfaces):
        if len(surface) < LETTERS or surface in found:
            continue
        if surface.islower() and (surface.isascii() or is_small(surface)):
            continue
        form = words.forms[surface]
        if not form.unknown:
            continue
        for other, between in ((at - 1, at - 1), (at + 1, at)):
            if not 0 <= other < len(words) or words.between(between) not in _BESIDE:
                continue
            beside = words.form(other)
            if form.cased:
                worth = beside.capital and beside.text.isalpha()
            else:
                worth = bool(beside.hits) or not titles.isdisjoint((beside.word.text, *beside.word.stems))
            if worth:
                found.add(surface)
                break
    return found


def starts_sentence(text: str, start: int) -> bool:
    """Whether a place is where the text or a sentence of it begins, where any word has a capital."""
    before = text[max(0, start - SENTENCE) : start]
    return not before or bool(_SENTENCE_END.search(before))


def spots(words: Words) -> list[Spot]:
    """Stretches of neighbouring words that hold words of one name, its rarest word among them."""
    index, function = words.index, words.known.function_words
    found: dict[tuple[int, int], list[int]] = {}
    for at, surface in enumerate(words.surfaces):
        if surface not in words.hot:
            continue
        form = words.forms[surface]
        if not form.names or (form.word.text in function and not (surface.isupper() and len(surface) > 1)):  # « UN »
            continue
        near = _near(words, at)
        beside = names_beside(form, near, index)
        if beside is not None and not beside:
            found.setdefault((at, at), []).extend(form.names)
            continue
        for name in form.names:
            where = at, at
            if beside is None or name in beside:
                own = index.words_of(name)
                if len(own) > 1 and not near.isdisjoint(own):
                    where = _extent(words, at, set(own).difference(_first(own, form)))
            found.setdefault(where, []).append(name)
    able = [not (surface.islower() and (surface.isascii() or is_small(surface))) for surface in words.surfaces]
    for at, capital in enumerate(pairwise(able)):
        if all(capital) and _pair(words, at):
            found.setdefault((at, at + 1), [])
    order = sorted(found, key=lambda where: (where[0], -where[1]))
    return [Spot(first, last, tuple(found[first, last])) for first, last in order]


def _pair(words: Words, at: int) -> bool:
    """Whether a word and the next one look like a person's names: one is known, the other looks like its partner."""
    one, two = words.form(at), words.form(at + 1)
    if not (one.hits or two.hits) or words.between(at) not in (" ", "\u00a0", "\n"):
        return False
    return pair(one, two, words.index)


def _first(own: Sequence[int], form: Form) -> list[int]:
    return next(([number] for number in own if number in form.hits), [])


def _near(words: Words, at: int) -> set[int]:
    """The words of the index that the neighbours of a word may be."""
    near: set[int] = set()
    if at + 1 < len(words) and joint(words, at):
        near.update(words.form(at + 1).hits)
    if at > 0 and joint(words, at - 1):
        near.update(words.form(at - 1).hits)
    return near


def joint(words: Words, one: int) -> bool:
    """Whether a word and the next one may belong to one name: no punctuation stands between but what names have."""
    between = words.between(one)
    if between == " ":
        return True
    return bool(_JOINT.fullmatch(between)) or (words.form(one).word.initial and between in (".", ". ", ".\u00a0"))


def _extent(words: Words, at: int, left: set[int]) -> tuple[int, int]:
    """The longest run of neighbours of a word that hold other words of the name, in any order."""
    first = last = at
    grown = True
    while left and grown:
        grown = False
        if last + 1 < len(words) and joint(words, last):
            hit = next((n for n in words.form(last + 1).hits if n in left), None)
            if hit is not None:
                left.discard(hit)
                last, grown = last + 1, True
        if left and first > 0 and joint(words, first - 1):
            hit = next((n for n in words.form(first - 1).hits if n in left), None)
            if hit is not None:
                left.discard(hit)
                first, grown = first - 1, True
    return first, last


def runs(words: Words) -> Iterator[tuple[int, int]]:
    """Where names stand in the runs of scripts without spaces: the longest name filed at each place."""
    index, text = words.index, words.text
    able = index.unspaced and max(text[words.begin : words.stop], default="") >= UNSPACED_FROM
    for run in RUN.finditer(text, words.begin, words.stop) if able else ():
        at, end = run.span()
        while at < end:
            most = min(LONGEST_RUN, index.unspaced.get(start_of(text[at : at + 2]), -1) + 1)
            for stop in range(min(end, at + most), at + 1, -1):
                if _is_name(text[at:stop], index) and not _within_word(text, at, stop):
                    yield at, stop
                    at = stop - 1
                    break
            at += 1


@lru_cache(maxsize=REMEMBERED)
def _is_name(text: str, index: Index) -> bool:
    return bool(index.exact(exact_form(text)))


def _within_word(text: str, start: int, stop: int) -> bool:
    """Whether a stretch begins or ends inside a word in Katakana: ``キー`` in ``キーボード``."""
    return any(
        0 < place < len(text) and _KATAKANA.fullmatch(text, place - 1, place + 1) is not None for place in (start, stop)
    )
