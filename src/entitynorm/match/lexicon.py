"""Step 11a: the distinct words of a text and what each may be in the index, worked out once and remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from types import MappingProxyType

from entitynorm.index import Index
from entitynorm.match.candidates import given_names, known_words, word_hits
from entitynorm.match.spelling import INFLECTED, pair_cost, share_stem
from entitynorm.model import PEOPLE, AliasType, KeyType
from entitynorm.text.clean import clean, marked
from entitynorm.text.inflect import stems
from entitynorm.text.keys import Word, word
from entitynorm.text.romanize import romanize
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables
from entitynorm.text.tokens import words

ALIKE = 0.9  # cost a letter up to which a word may be part of a mention
LETTERS = 5  # of a word that may be found by sound
TOO_SHORT = 4  # letters below which a word is never taken for one of another script
INITIALS, ACRONYM = 3, 6  # letters of an acronym that is taken for the initials of a longer name
LETTER_FOR_LETTER = 0.1  # cost a letter of an acronym in another script
LISTED = 200  # names of one word that are looked through
TRANSLITERATED = 0.1  # cost a letter of a word with the same letters in Latin
HEARD = 6  # words of the same sound whose letters are aligned, those that look most alike
REMEMBERED = 1 << 17  # distinct words
CASED = frozenset({"Latn", "Grek", "Cyrl", "Armn"})  # scripts with capitals
ARTICLES = frozenset(
    {"L", "D", "Un", "All", "Dell", "Nell", "Sull", "Dall"}
)  # elided before a name at the start of a sentence

_NOTHING: Mapping[int, float] = MappingProxyType({})
_NO_WORD = Word("", "Zyyy", "", (), ("",), (), ())


@dataclass(frozen=True, slots=True)
class Form:
    """A distinct word of a text, without an article elided before it, and the words of the index that it may be."""

    text: str  # as written
    cut: int  # characters of the elided article
    word: Word
    cased: bool  # whether its script has capitals
    capital: bool
    hits: Mapping[int, float]  # words of the index -> cost a letter
    names: tuple[int, ...]  # names whose rarest word is one of these


@lru_cache(maxsize=REMEMBERED)
def form_of(surface: str, lang: str, common: bool, index: Index, known: Tables) -> Form:
    """What a word may be in the index: by its letters, and when it looks like a name and is not ``common``, by sound.

    A common word is one that the text writes in small letters too: its capital says only that a sentence begins.
    """
    cut = elided(surface)
    text = surface[cut:]
    script = script_of(text)
    cased = script in CASED
    if cased and text.islower() and not _filed(text, script, lang, index, known):
        return Form(text, cut, _NO_WORD, True, False, _NOTHING, ())
    parts = words(marked(text))
    own = word(parts[0], lang, known) if parts else _NO_WORD
    capital = text[:1].isupper() or (cased and any(map(str.isupper, text[:3])))
    if not parts:
        return Form(text, cut, own, cased, capital, _NOTHING, ())
    if len(own.text) == 1 and cased and not capital:  # « i », «о»: itself, but no numeral and no initial
        same = (n for n in index.words_under(KeyType.EXACT, own.text) if index.word_text(n) == own.text)
        return Form(text, cut, own, cased, capital, dict.fromkeys(same, 0.0), ())
    hits = _spelt(own, index)
    known_well = min(hits.values(), default=ALIKE) <= INFLECTED
    if len(own.text) >= LETTERS and not (common or known_well) and (capital or not cased):
        _add_heard(own, index, hits)
    strict = len(own.text) < LETTERS  # a short word is not guessed across scripts
    hits = {
        number: cost
        for number, cost in hits.items()
        if cost <= ALIKE and not (strict and cost > 0.0 and _stranger(own, text, number, index))
    }
    names = dict.fromkeys(name for number in hits for name in index.names_anchored(number))
    if _is_short(text):
        for number, cost in hits.items():
            if cost <= LETTER_FOR_LETTER:
                names.update(dict.fromkeys(name for name in _spelt_out(number, index)))
    return Form(text, cut, own, cased, capital, hits, tuple(names))


def _is_short(text: str) -> bool:
    """Whether a word looks like an acronym."""
    return text.isupper() and text.isalpha() and INITIALS <= len(text) <= ACRONYM


def _spelt_out(number: int, index: Index) -> list[int]:
    """Longer names that are filed under a word that none of their words is: it is their initials."""
    names = index.names_with(number)[:LISTED].tolist()
    return [name for name in names if index.name_length(name) > 1 and number not in index.words_of(name)]


def _filed(text: str, script: str, lang: str, index: Index, known: Tables) -> bool:
    """Whether a word in small letters has a key of some word of the index, before any other form of it is made."""
    plain = clean(text)
    bare = plain.replace("'", "")
    endings = known.endings(lang, script) if lang or script != "Latn" else ()
    cut = stems(plain, endings, known.clitics(lang, script) if script != "Latn" else ())
    for form in (bare, *cut):
        if index.words_under(KeyType.STEM, form) or index.words_under(KeyType.EXACT, form):
            return True
    if script == "Latn":
        return bool(index.words_under(KeyType.ROMAN, bare))
    scheme = known.scheme(lang, script)
    return any(index.words_under(KeyType.ROMAN, romanize(form, scheme)) for form in (bare, *cut))


def _spelt(own: Word, index: Index) -> dict[int, float]:
    """The words of the index that a word is by its letters: the same, of one stem, the same in Latin letters.

    As `candidates.word_hits` without sound, and without aligning letters: what has the same letters in Latin costs the
    same, whatever its script.
    """
    if own.number:
        return dict(word_hits(own, index, by_sound=False).known)
    found: dict[int, float] = {}
    for name, cost in known_words(own):
        for other in index.words_under(KeyType.EXACT, name):
            found[other] = min(cost, found.get(other, cost))
    for roman in (*own.romans, *own.stem_romans):
        for other in index.words_under(KeyType.ROMAN, roman):
            cost = TRANSLITERATED if roman in own.romans else TRANSLITERATED + INFLECTED
            found[other] = min(cost, found.get(other, cost))
    for stem in (own.text, *own.stems):
        for type in (KeyType.EXACT, KeyType.STEM):
            for other in index.words_under(type, stem):
                text = index.word_text(other)
                if text == own.text:
                    found[other] = 0.0
                elif text == stem or share_stem(own, stem, text):
                    found[other] = min(INFLECTED, found.get(other, INFLECTED))
    return found


def _add_heard(own: Word, index: Index, hits: dict[int, float]) -> None:
    """Add the words that may sound the same whose letters are near enough."""
    heard = word_hits(own, index).heard
    for number in nsmallest(HEARD, heard.keys() - hits.keys(), key=lambda number: (heard[number], number)):
        cost = pair_cost(own, index, number, ALIKE)
        if cost <= ALIKE:
            hits[number] = cost


def _stranger(own: Word, text: str, number: int, index: Index) -> bool:
    """Whether a word of the index is of another script and not the same letter for letter, and long enough to tell."""
    if script_of(index.word_text(number)) == own.script:
        return False
    least = TOO_SHORT - 1 if _is_short(text) else TOO_SHORT
    return len(own.text) < least or index.word_roman(number) not in own.romans


def elided(surface: str) -> int:
    """How many characters an elided article takes (``l'OTAN``, ``L’Alliance``): they are not part of the name.

    >>> elided("l'OTAN"), elided("dell’Alleanza"), elided("O'Brien"), elided("NATO'nun")
    (2, 5, 0, 0)
    """
    for mark in "'’ʼ":
        if mark in surface:
            head, _, tail = surface.partition(mark)
            if tail[:1].isupper() and len(head) <= 4 and (head.islower() or head in ARTICLES):
                return len(head) + 1
    return 0


def is_given_name(form: Form) -> bool:
    """Whether a word is known as a given name."""
    known = given_names()
    return any(text in known for text in (form.word.text, *form.word.romans, *form.word.stem_romans))


def partners(form: Form, index: Index) -> tuple[str, ...]:
    """Latin readings of the other words of names that hold a word: what may stand beside it.

    Names of people alone are looked through, and no more than some hundreds.
    """
    return _partners(tuple(form.hits), index)


@lru_cache(maxsize=1 << 14)
def _partners(numbers: tuple[int, ...], index: Index) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number in numbers:
        for name in index.names_with(number)[:LISTED]:
            if index.kind_of(index.name_entity[name]) in PEOPLE:
                found.update(
                    dict.fromkeys(index.word_roman(other) for other in index.words_of(name) if other != number)
                )
    return tuple(found)


def guess(form: Form, id: str, index: Index) -> float:
    """The least cost a letter of taking a word for one of an entity's names; 0.0 when it is their initials."""
    entity = index.find_id(id)
    if entity is None:
        return 0.0
    own = _words_of(entity, index)
    return min((cost for number, cost in form.hits.items() if number in own), default=0.0)


@lru_cache(maxsize=1 << 12)
def _words_of(entity: int, index: Index) -> frozenset[int]:
    return frozenset(number for name in index.names_of(entity) for number in index.words_of(name))


def weak_names(form: Form, limit: float, index: Index) -> Iterator[int]:
    """The short or ordinary names that a word is, by its letters, as a whole."""
    for name in form.names:
        if (
            index.name_length(name) == 1
            and index.alias_type(name) is AliasType.WEAK
            and min((form.hits.get(w, 9.0) for w in index.words_of(name)), default=9.0) <= limit
        ):
            yield name
