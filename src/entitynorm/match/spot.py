"""Step 11a: where a text may name something: stretches that hold the words of a name, and runs without spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from entitynorm.index import Index
from entitynorm.match.candidates import costs
from entitynorm.text.clean import marked
from entitynorm.text.keys import Word, exact_form, word
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables, script_is_unspaced
from entitynorm.text.tokens import spans, words

ALIKE = 0.9  # cost a letter up to which a word may be part of a mention
LETTERS = 5  # of a word that may be found by sound
TOO_SHORT = 4  # letters below which a word is never taken for one of another script
LONGEST_RUN = 24  # characters of a name in a script without spaces
ARTICLES = frozenset(
    {"L", "Un", "All", "Dell", "Nell", "Sull", "Dall"}
)  # elided before a name at the start of a sentence
CASED = frozenset({"Latn", "Grek", "Cyrl", "Armn"})  # scripts with capitals

_RUN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\u3005]"
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{M}\u30fc\u3005\p{N}\p{Latin}·・‧•＝-]*"
)
_JOINT = regex.compile(
    r"[\s\u00a0]{0,2}|\s?[»”\"]?\s?[-\u2010-\u2015'’ʼ·/−]\s?[«“\"]?|\s[«“\"]|[»”\"]\s"
)  # between words of one name


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text with where it stands and what it may be in the index."""

    start: int
    end: int
    word: Word
    capital: bool
    hits: dict[int, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that may be a mention."""

    start: int
    end: int
    first: int  # tokens
    last: int


def tokens_of(text: str, lang: str, index: Index, known: Tables) -> list[Token]:
    """The words of a text outside runs without spaces, each with what it may be in the index."""
    tokens = []
    seen: dict[str, tuple[Word, dict[int, float]]] = {}
    for start, end in spans(text):
        surface = text[start:end]
        if script_is_unspaced(script_of(surface)):
            continue
        start += elided(surface)
        surface = text[start:end]
        if surface not in seen:
            seen[surface] = look_up(surface, lang, index, known)
        own, hits = seen[surface]
        tokens.append(Token(start, end, own, surface[:1].isupper(), hits))
    return tokens


def look_up(surface: str, lang: str, index: Index, known: Tables) -> tuple[Word, dict[int, float]]:
    """The word and the words of the index that it may be; by sound only what looks like a name."""
    parts = words(marked(surface))
    own = word(parts[0] if parts else "", lang, known)
    if not parts:
        return own, {}
    cased = own.script in CASED
    fuzzy = len(own.text) >= LETTERS and (not cased or not surface.islower())
    hits = costs(own, index, by_sound=fuzzy)
    strict = len(own.text) < LETTERS  # a short word is not guessed across scripts
    return own, {
        number: cost
        for number, cost in hits.items()
        if cost <= ALIKE and not (strict and cost > 0.0 and _stranger(own, number, index))
    }


def _stranger(own: Word, number: int, index: Index) -> bool:
    """Whether a word of the index is of another script and not the same letter for letter, and long enough to tell."""
    if script_of(index.word_text(number)) == own.script:
        return False
    return len(own.text) < TOO_SHORT or index.word_roman(number) not in own.romans


def elided(surface: str) -> int:
    """How many characters an elided article takes (``l'OTAN``, ``L’Alliance``): they are not part of the name.

    >>> elided("l'OTAN"), elided("dell’Alleanza"), elided("O'Brien"), elided("NATO'nun")
    (2, 5, 0, 0)
    """
    for mark in "'’ʼ":
        head, _, tail = surface.partition(mark)
        if tail[:1].isupper() and len(head) <= 4 and (head.islower() or head in ARTICLES):
            return len(head) + 1
    return 0


def spots(tokens: list[Token], text: str, index: Index, known: Tables) -> list[Spot]:
    """Stretches of neighbouring tokens that hold words of one name, its rarest word among them."""
    found: dict[tuple[int, int], Spot] = {}
    function = known.function_words
    for at, token in enumerate(tokens):
        if token.word.text in function:
            continue
        for number in token.hits:
            for name in index.names_anchored(number):
                first, last = _extent(tokens, at, set(index.words_of(name)) - {number}, text)
                found.setdefault((first, last), Spot(tokens[first].start, tokens[last].end, first, last))
    return sorted(found.values(), key=lambda spot: (spot.start, -spot.end))


def _joint(one: Token, two: Token, text: str) -> bool:
    """Whether two neighbouring words may belong to one name: no punctuation stands between them but what names have."""
    between = text[one.end : two.start]
    return bool(_JOINT.fullmatch(between)) or (one.word.initial and between in (".", ". ", ".\u00a0"))


def _extent(tokens: list[Token], at: int, wanted: set[int], text: str) -> tuple[int, int]:
    """The longest run of neighbours of a token that hold other words of the name, in any order."""
    first = last = at
    left = set(wanted)
    grown = True
    while left and grown:
        grown = False
        if last + 1 < len(tokens) and _joint(tokens[last], tokens[last + 1], text):
            hit = next((n for n in tokens[last + 1].hits if n in left), None)
            if hit is not None:
                left.discard(hit)
                last, grown = last + 1, True
        if left and first > 0 and _joint(tokens[first - 1], tokens[first], text):
            hit = next((n for n in tokens[first - 1].hits if n in left), None)
            if hit is not None:
                left.discard(hit)
                first, grown = first - 1, True
    return first, last


def runs(text: str, index: Index) -> Iterable[tuple[int, int]]:
    """Where names stand in the runs of scripts without spaces: the longest name filed at each place."""
    starts = index.unspaced_starts
    for run in _RUN.finditer(text):
        at, end = run.span()
        while at < end:
            if exact_form(text[at : at + 2])[:2] not in starts:
                at += 1
                continue
            for stop in range(min(end, at + LONGEST_RUN), at + 1, -1):
                if index.exact(exact_form(text[at:stop])):
                    yield at, stop
                    at = stop - 1
                    break
            at += 1
