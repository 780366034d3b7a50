"""Step 11b: the distinct words of a text and what each may be in the index, worked out once and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Jaro

from entitynorm.index import Index
from entitynorm.match.candidates import given_names, known_words, word_hits
from entitynorm.match.filed import NO_WORD, REMEMBERED, given_filed, given_here, is_filed, word_of
from entitynorm.match.spelling import INFLECTED, POOR, pair_cost, share_stem
from entitynorm.model import PEOPLE, AliasType, KeyType
from entitynorm.text.clean import clean, marked
from entitynorm.text.keys import Word
from entitynorm.text.romanize import romanize
from entitynorm.text.script import UNKNOWN, script_of
from entitynorm.text.tables import Tables

ALIKE = 0.9  # cost a letter up to which a word may be part of a mention
LIKE = 0.62  # how much a neighbour must look like a word of a name to be taken for it
CLOSE = 1.5  # cost a letter up to which it is taken for it
LETTERS = 5  # of a word that may be found by sound
TOO_SHORT = 4  # letters below which a word is never taken for one of another script
INITIALS, ACRONYM = 3, 6  # letters of an acronym that is taken for the initials of a longer name
LETTER_FOR_LETTER = 0.1  # cost a letter of an acronym in another script
LISTED = 200  # names of one word that are looked through
TRANSLITERATED = 0.1  # cost a letter of a word with the same letters in Latin
HEARD = 3  # words of the same sound whose letters are aligned, those that look most alike
LOOKS = 0.5  # how much a word must look like one of the same sound
PARTICLE = 3  # letters of a particle of a person's name that is written small
CASED = frozenset({"Latn", "Grek", "Cyrl", "Armn"})  # scripts with capitals
ARTICLES = frozenset(
    {"L", "D", "Un", "All", "Dell", "Nell", "Sull", "Dall"}
)  # elided before a name at the start of a sentence

_FIRST_SOUNDS = (
    "aeiouyjh",
    "uw",
    "kcqgxh",
    "szc",
    "vwbfp",
    "td",
    "l",
    "r",
    "mn",
)  # letters of one sound
_BEGIN_ALIKE = {
    letter: frozenset().union(*(frozenset(sound) for sound in _FIRST_SOUNDS if letter in sound))
    for letter in set().union(*_FIRST_SOUNDS)
}
_NOTHING: Mapping[int, float] = MappingProxyType({})
_NO_NAMES: frozenset[int] = frozenset()


class Form(NamedTuple):  # made for every word that may be of a name
    """A distinct word of a text, without an article elided before it, and the words of the index that it may be."""

    text: str  # as written
    cut: int  # characters of the elided article
    cased: bool  # whether its script has capitals
    capital: bool
    hits: Mapping[int, float]  # words of the index -> cost a letter
    names: tuple[int, ...]  # names whose rarest word is one of these
    lang: str
    known: Tables
    least: float = POOR  # the least cost of a hit
    blank: bool = False  # in small letters and nothing that the index knows: no more is made of it

    @property
    def word(self) -> Word:
        """What matching needs of it, worked out when it is first asked for."""
        return NO_WORD if self.blank else word_of(self.text, self.lang, self.known)

    @property
    def spelt(self) -> bool:
        """Whether a word of the index is spelt so, or is another form of it."""
        return self.least <= INFLECTED

    @property
    def unknown(self) -> bool:
        """Whether it looks like a name and no word of the index is spelt so: it may be heard."""
        return (
            (self.capital or not self.cased) and len(self.text) >= LETTERS and not self.spelt and self.text[0].isalpha()
        )


class Forms(dict[str, Form]):
    """What words may be in an index, looked up when they are first asked for: most words of a window never are."""

    def __init__(self, look_up: Callable[[str], Form]) -> None:
        self.look_up = look_up

    def __missing__(self, surface: str) -> Form:
        found = self[surface] = self.look_up(surface)
        return found


Partners = Mapping[str, tuple[Sequence[int], Sequence[str]]]  # first letter -> words of the index, and as they are read


@lru_cache(maxsize=REMEMBERED)
def form_of(surface: str, lang: str, index: Index, known: Tables) -> Form:
    """What a word may be in the index by its letters."""
    plain, script, small = bare_form(surface, lang, known)
    if not is_filed(plain.text, script, lang, index.holds, given_here(index), known):
        return plain
    return filed_form(plain, small, index)


def bare_form(surface: str, lang: str, known: Tables) -> tuple[Form, str, bool]:
    """A word that no index knows, its script, and whether it is in small letters."""
    cut = elided(surface)
    text = surface[cut:]
    script = script_of(text)
    cased = script in CASED
    small = cased and text.islower()
    capital = not small and (text[:1].isupper() or (cased and _has_capital(text)))
    return Form(text, cut, cased, capital, _NOTHING, (), lang, known, POOR, small), script, small


def _has_capital(text: str) -> bool:
    return any(map(str.isupper, text[:3]))


def may_be_name(text: str) -> bool:
    """Whether a word has a capital, or letters of a script that has none.

    >>> may_be_name("Kyiv"), may_be_name("თბილისი"), may_be_name("city"), may_be_name("2025")
    (True, True, False, False)
    """
    script = script_of(text)
    return _has_capital(text) if script in CASED else script != UNKNOWN


def filed_form(form: Form, small: bool, index: Index) -> Form:
    """What a word may be in an index that may know it."""
    text, lang, known = form.text, form.lang, form.known
    own = word_of(text, lang, known)
    if len(own.text) == 1 and form.cased and not form.capital:  # « i », «о»: itself, but no numeral and no initial
        same = (n for n in index.words_under(KeyType.EXACT, own.text) if index.word_text(n) == own.text)
        found = dict.fromkeys(same, 0.0)
        return form._replace(hits=found, least=0.0 if found else POOR, blank=False)
    hits = _kept(own, text, _spelt(own, index), index)
    names, least = _anchored(own, text, hits, small, index), min(hits.values(), default=POOR)
    return form._replace(hits=hits, names=names, least=least, blank=False)


@lru_cache(maxsize=REMEMBERED)
def heard_form(surface: str, lang: str, index: Index, known: Tables) -> Form:
    """What a word may be in the index by its letters and by its sound."""
    form = form_of(surface, lang, index, known)
    if not form.unknown or len(form.word.text) < LETTERS or form.word.number:
        return form
    own, hits = form.word, dict(form.hits)
    _add_heard(own, index, hits)
    if len(hits) == len(form.hits):
        return form
    hits = _kept(own, form.text, hits, index)
    names, least = _anchored(own, form.text, hits, False, index), min(hits.values(), default=POOR)
    return form._replace(hits=hits, names=names, least=least)


def _kept(own: Word, text: str, hits: Mapping[int, float], index: Index) -> dict[int, float]:
    """The words that are near enough; a short word is not guessed across scripts."""
    strict = len(own.text) < LETTERS
    return {
        number: cost
        for number, cost in hits.items()
        if cost <= ALIKE and not (strict and cost > 0.0 and _stranger(own, text, number, index))
    }


def _anchored(own: Word, text: str, hits: Mapping[int, float], small: bool, index: Index) -> tuple[int, ...]:
    """The names whose rarest word is one of these: no person's by an initial or a word in small letters."""
    names = dict.fromkeys(name for number in hits for name in index.names_anchored(number))
    if _is_short(text):
        for number, cost in hits.items():
            if cost <= LETTER_FOR_LETTER:
                names.update(dict.fromkeys(name for name in _spelt_out(number, index)))
    if len(own.text) == 1 or (small and len(own.text) > PARTICLE):
        people = person_kinds(index)
        return tuple(name for name in names if index.entity_kind[index.name_entity[name]] not in people)
    return tuple(names)


@lru_cache(maxsize=16)
def person_kinds(index: Index) -> frozenset[int]:
    """The numbers of the kinds of people."""
    return frozenset(number for number, kind in enumerate(index.kinds) if kind in PEOPLE)


def _is_short(text: str) -> bool:
    """Whether a word looks like an acronym."""
    return text.isupper() and text.isalpha() and INITIALS <= len(text) <= ACRONYM


def _spelt_out(number: int, index: Index) -> list[int]:
    """Longer names that are filed under a word that none of their words is: it is their initials."""
    names = index.names_with(number)[:LISTED].tolist()
    return [name for name in names if index.name_length(name) > 1 and number not in index.words_of(name)]


def _spelt(own: Word, index: Index) -> dict[int, float]:
    """The words of the index that a word is by its letters: the same, of one stem, the same in Latin letters.

    As `candidates.word_hits` without sound, and without aligning letters: what has the same letters in Latin costs the
    same, whatever its script.
    """
    if own.number:
        return dict(word_hits(own, index, by_sound=False).known)
    found: dict[int, float] = {}
    table, filed = given_names(), given_filed(index)
    for name, cost in known_words(own):
        if name in table and name not in filed:
            continue
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
    """Add the words that may sound the same whose letters are near enough.

    What the sounds of a script are often taken for counts only where it writes no capitals: elsewhere a name that is
    written by its sound keeps its consonants.
    """
    if own.script in CASED:
        alike = dict.fromkeys(
            n for sound in own.sounds for n in index.words_under(KeyType.SOUND, sound) if n not in hits
        )
        romans = [index.word_roman(number) for number in alike]
        numbers = list(alike)
        likely: dict[int, float] = {}
        for form in own.romans:
            for _, likeness, at in process.extract(
                form, romans, scorer=OSA.normalized_similarity, limit=HEARD, score_cutoff=LOOKS
            ):
                likely[numbers[at]] = max(likeness, likely.get(numbers[at], 0.0))
        chosen = nsmallest(HEARD, likely, key=lambda number: (-likely[number], number))
    else:
        heard = word_hits(own, index).heard
        chosen = nsmallest(HEARD, heard.keys() - hits.keys(), key=lambda number: (heard[number], number))
    for number in chosen:
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
    return not form.blank and _is_given(form.text, form.lang, form.known)


@lru_cache(maxsize=REMEMBERED)
def _is_given(text: str, lang: str, known: Tables) -> bool:
    word = word_of(text, lang, known)
    return not given_names().keys().isdisjoint((word.text, *word.romans, *word.stem_romans))


@lru_cache(maxsize=1 << 14)
def _partners(numbers: tuple[int, ...], index: Index) -> Partners:
    """What may stand beside a word: the other words of names that hold it, by the first letters of their readings.

    Names of people alone are looked through, and no more than some hundreds.
    """
    if len(numbers) == 1:
        return _partners_of(numbers[0], index)
    found: dict[str, dict[int, str]] = {}
    for number in numbers:
        for letter, (others, romans) in _partners_of(number, index).items():
            found.setdefault(letter, {}).update(zip(others, romans, strict=True))
    return {letter: (tuple(own), tuple(own.values())) for letter, own in found.items()}


@lru_cache(maxsize=1 << 14)
def _partners_of(number: int, index: Index) -> Partners:
    names: Sequence[int] = index.names_with(number)[:LISTED]
    if len(person_kinds(index)) < len(index.kinds):
        names = [name for name in names if index.kind_of(index.name_entity[name]) in PEOPLE]
    others = set(chain.from_iterable(map(index.words_of, names)))
    others.discard(number)
    found: dict[str, tuple[list[int], list[str]]] = {}
    for other, roman in zip(others, index.word_romans(others), strict=True):
        own = found.setdefault(roman[:1], ([], []))
        own[0].append(other)
        own[1].append(roman)
    return found


def names_beside(form: Form, numbers: Set[int], index: Index) -> Set[int] | None:
    """The names whose rarest word a form is and that have any of some words of the index, too.

    None when each must be looked at: of what may be the initials of names, and where the word itself stands beside it.
    """
    if not numbers:
        return _NO_NAMES
    if _is_short(form.text) or not numbers.isdisjoint(form.hits):
        return None
    found: set[int] = set()
    for number in form.hits:
        mates = _mates(number, index)
        for other in mates.keys() & numbers:
            found.update(mates[other])
    return found


def mates(form: Form, index: Index) -> frozenset[int]:
    """The other words of the names whose rarest word a form is, or whose initials it may be."""
    if _is_short(form.text):
        every = frozenset(chain.from_iterable(map(index.words_of, form.names)))
    else:
        every = frozenset().union(*(_mates(number, index) for number in form.hits))
    return every.difference(form.hits)


@lru_cache(maxsize=1 << 13)
def _mates(number: int, index: Index) -> Mapping[int, Sequence[int]]:
    """The words of the names whose rarest word this is, and of each the names that have it."""
    found: dict[int, list[int]] = {}
    for name in index.names_anchored(number):
        for other in index.words_of(name):
            own = found.get(other)
            if own is None:
                found[other] = [name]
            else:
                own.append(name)
    return found


def looks_like(form: Form, beside: Form, index: Index) -> bool:
    """Whether a word looks like one that names have beside another and may be spelt for it, or is its initial."""
    if not beside.hits:
        return False
    text, lang, known = form.text, form.lang, form.known
    return _looks_like(text, form.blank, lang, known, tuple(form.hits), tuple(beside.hits), index)


@lru_cache(maxsize=REMEMBERED >> 3)
def _looks_like(
    text: str, blank: bool, lang: str, known: Tables, hits: tuple[int, ...], beside: tuple[int, ...], index: Index
) -> bool:
    others = _partners(beside, index)
    if not others:
        return False
    roman = _roman(text, lang, known)
    if len(text) == 1 and not blank and word_of(text, lang, known).initial:
        return roman[:1] in others
    for letter in _BEGIN_ALIKE.get(roman[:1], others):  # whatever is done to a name, its first sound stays
        if letter in others:
            numbers, romans = others[letter]
            for _, _, at in process.extract(roman, romans, scorer=Jaro.similarity, score_cutoff=LIKE, limit=None):
                if numbers[at] in hits:
                    return True
                word = NO_WORD if blank else word_of(text, lang, known)
                if pair_cost(word, index, numbers[at], CLOSE) <= CLOSE:
                    return True
    return False


@lru_cache(maxsize=REMEMBERED)
def _roman(text: str, lang: str, known: Tables) -> str:
    """The Latin reading of a word, as `keys.word` gives it, and nothing else of it."""
    script = script_of(text)
    if script in ("Hani", "Hang"):
        return word_of(text, lang, known).roman
    plain = marked(text) if script == "Latn" else clean(text)
    return romanize(plain.replace("'", "") if script == "Latn" else plain, known.scheme(lang, script)).replace("'", "")


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
