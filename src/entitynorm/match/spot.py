"""Step 11b: where a text may name something: stretches that hold the words of a name, and runs without spaces."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

import regex
from rapidfuzz import process
from rapidfuzz.distance import Jaro

from entitynorm.index import Index
from entitynorm.match.lexicon import Form, form_of, partners
from entitynorm.model import AliasType
from entitynorm.text.keys import exact_form
from entitynorm.text.tables import Tables
from entitynorm.text.tokens import cut

LIKE = 0.7  # how much a neighbour must look like a word of a name to be taken for it
SENTENCE = 8  # characters before a word in which the end of the sentence before would show
LONGEST_RUN = 24  # characters of a name in a script without spaces
MANY_CAPITALS = 0.28  # share of words with a capital from which it says little
BLOCK = 1 << 18  # characters of a text that are looked through at a time

RUN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\u3005]"
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{M}\u30fc\u3005\p{N}\p{Latin}·・‧•＝–—-]*"
)
_SENTENCE_END = regex.compile(r"[.!?…:\n\r]\s*[\"'«»“”„(\[–—-]*\s*$")
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
    capitals: bool = False  # whether so many words have a capital that one says little: German, headlines
    forms: dict[str, Form] = field(default_factory=dict)

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
        return self.text[self.end(one) : self.start(one + 1)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that may be a mention, from its first word to its last."""

    first: int
    last: int
    names: tuple[int, ...]  # of the index, whose rarest word stands here


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


def words_of(text: str, start: int, stop: int, lang: str, index: Index, known: Tables) -> Words:
    """The words of a stretch of text outside runs without spaces, each distinct one looked up once."""
    pieces = cut(text[start:stop])
    surfaces = pieces[1::2]
    ends = array("q", accumulate(map(len, pieces), initial=start))
    distinct = set(surfaces)
    capitals = sum(map(str.istitle, surfaces)) > MANY_CAPITALS * sum(map(str.isalpha, surfaces))
    found = Words(text, start, stop, lang, index, known, surfaces, ends[1::2], capitals)
    named = _in_name_position(found)
    for surface in distinct:
        small = surface.lower()
        common = small != surface and (small in distinct or surface not in named)
        found.forms[surface] = form_of(surface, lang, common, index, known)
    return found


def _in_name_position(words: Words) -> set[str]:
    """Words with a capital that stand inside a sentence, or beside another one: their capital may be a name's."""
    named: set[str] = set()
    capital = [surface[:2] != surface[:2].lower() for surface in words.surfaces]
    for at, surface in enumerate(words.surfaces):
        if capital[at] and surface not in named:
            beside = (at and capital[at - 1]) or (at + 1 < len(capital) and capital[at + 1])
            if beside or not starts_sentence(words.text, words.starts[at]):
                named.add(surface)
    return named


def starts_sentence(text: str, start: int) -> bool:
    """Whether a place is where the text or a sentence of it begins, where any word has a capital."""
    before = text[max(0, start - SENTENCE) : start]
    return not before or bool(_SENTENCE_END.search(before))


def spots(words: Words) -> list[Spot]:
    """Stretches of neighbouring words that hold words of one name, its rarest word among them."""
    hot = {surface for surface, form in words.forms.items() if form.names}
    index, function = words.index, words.known.function_words
    found: dict[tuple[int, int], list[int]] = {}
    for at, surface in enumerate(words.surfaces):
        if surface not in hot:
            continue
        form = words.forms[surface]
        if form.word.text in function:
            continue
        near = _near(words, at)
        for name in form.names:
            own = index.words_of(name)
            if len(own) > 1 and not near.isdisjoint(own):
                where = _extent(words, at, set(own).difference(_first(own, form)))
            else:
                where = at, at
            found.setdefault(where, []).append(name)
    for at in range(len(words.surfaces) - 1):
        if _pair(words, at):
            found.setdefault((at, at + 1), [])
    order = sorted(found, key=lambda where: (where[0], -where[1]))
    return [Spot(first, last, tuple(found[first, last])) for first, last in order]


def _pair(words: Words, at: int) -> bool:
    """Whether a word and the next one look like a person's names: one is known, the other looks like its partner."""
    one, two = words.form(at), words.form(at + 1)
    if not (one.capital and two.capital and (one.hits or two.hits)) or words.between(at) not in (" ", "\u00a0", "\n"):
        return False
    if not (one.word.text.isalpha() and two.word.text.isalpha()):
        return False
    return looks_like(two, partners(one, words.index)) or looks_like(one, partners(two, words.index))


def looks_like(form: Form, romans: Sequence[str]) -> bool:
    """Whether a word looks like one of some Latin readings, or is the initial of one."""
    if form.word.initial:
        return any(roman[:1] == form.word.roman[:1] for roman in romans)
    return process.extractOne(form.word.roman, romans, scorer=Jaro.similarity, score_cutoff=LIKE) is not None


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


@lru_cache(maxsize=16)
def _longest(index: Index) -> dict[str, int]:
    """The first two characters of names written without spaces -> the characters of the longest one."""
    found: dict[str, int] = {}
    for name in range(index.names):
        if index.name_length(name) and index.alias_type(name) is not AliasType.NOT:
            own = index.words_of(name)
            first = index.word_text(own[0])
            if first[:2] in index.unspaced_starts:
                size = sum(len(index.word_text(number)) + 1 for number in own)
                found[first[:2]] = min(LONGEST_RUN, max(size + 1, found.get(first[:2], 0)))
    return found


def runs(text: str, index: Index) -> Iterable[tuple[int, int]]:
    """Where names stand in the runs of scripts without spaces: the longest name filed at each place."""
    longest = _longest(index)
    for run in RUN.finditer(text):
        at, end = run.span()
        while at < end:
            most = longest.get(text[at : at + 2]) or longest.get(exact_form(text[at : at + 2])[:2], 0)
            for stop in range(min(end, at + most), at + 1, -1):
                if index.exact(exact_form(text[at:stop])):
                    yield at, stop
                    at = stop - 1
                    break
            at += 1
