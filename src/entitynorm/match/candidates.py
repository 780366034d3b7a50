"""Step 8: from the words of a mention to the names that might be meant, the most promising ones first.

Words lead to words (the same, a stem, the same letters in Latin, the same sound, then one off), and words to names.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from entitynorm.index import Index
from entitynorm.match.align import bounded, whole_words
from entitynorm.match.features import Hits
from entitynorm.match.spelling import INFLECTED, POOR, pair_cost, share_stem
from entitynorm.model import KeyType
from entitynorm.text.keys import Word
from entitynorm.text.sound import shortened
from entitynorm.text.tables import tables

_VOWELS = str.maketrans("", "", "aeiouyw")
ENOUGH = 0.6  # a word that is found at so little cost is not sought by sound one class off
ALIGNED = 14  # words of the same sound whose letters are aligned, those that look most alike
ALIGNED_LATIN = 8  # the same for a word in Latin letters, whose likeness says more
EQUIVALENT, SHORT_FORM = 0.25, 0.6  # cost a letter of one given name for another: Serhii for Sergei, Tom for Thomas
FIRST, SURE = 6, 0.35  # after so many words one that costs so little is enough
WORSE = 1.0  # words that cost so much more a letter than the best one are not kept
NAMES_KEPT = 24  # entities whose names are handed on
PER_ENTITY = 3  # names of one entity
WIDE = 8  # times as many names are ranked by what they leave unsaid, too
UNSAID = 0.12  # what a word of a name costs it there
LONG = 30_000  # postings of one word that are read at most


def word_hits(word: Word, index: Index, by_sound: bool = True) -> dict[int, float]:
    """The words of the index that may be this word, with the cost a letter of taking them for it."""
    found: dict[int, float] = {}
    if word.number:
        for value in ("#" + word.number, word.text):
            found.update(dict.fromkeys(index.words_under(KeyType.EXACT, value), 0.0))
        return found
    near: dict[int, None] = {}
    for type, values in (
        (KeyType.EXACT, (word.text, *word.stems)),
        (KeyType.STEM, (word.text, *word.stems)),
        (KeyType.ROMAN, (*word.romans, *word.stem_romans)),
    ):
        for value in values:
            for other in index.words_under(type, value):
                near[other] = None
                if type is KeyType.STEM and share_stem(word, value, index.word_text(other)):
                    found[other] = INFLECTED
    for other in near:
        found[other] = min(pair_cost(word, index, other), found.get(other, POOR))
    for latin, cost in _known_words(word):
        for other in index.words_under(KeyType.EXACT, latin):
            found[other] = min(cost, found.get(other, POOR))
    if by_sound and not word.initial:
        _by_sound(word, index, found)
    return found


def _known_words(word: Word) -> Iterator[tuple[str, float]]:
    """Latin words that this word is known to be, whatever its letters say: learnt ones, and given names."""
    forms = (*word.romans, *word.stem_romans)
    if word.script != "Latn":
        learnt = whole_words(word.script)
        for roman in forms:
            yield from learnt.get(roman, ())
    names = given_names()
    for form in dict.fromkeys((word.text, *forms) if word.script == "Latn" else forms):
        for group, cost in names.get(form, ()):
            for name in group:
                if name != form:
                    yield name, cost


@lru_cache(maxsize=1)
def given_names() -> Mapping[str, Sequence[tuple[Sequence[str], float]]]:
    """Given name -> the groups that it is in, with the cost a letter of taking one member for another.

    >>> [cost for group, cost in given_names()["serhii"] if "sergei" in group]
    [0.25]
    """
    found: dict[str, list[tuple[list[str], float]]] = {}
    table = tables().raw["given_names"]
    for column, cost in (("equivalents", EQUIVALENT), ("short_forms", SHORT_FORM)):
        for group in table[column]:
            entry = (group, cost)
            for member in group:
                found.setdefault(member, []).append(entry)
    return found


def _by_sound(word: Word, index: Index, found: dict[int, float]) -> None:
    """Add the words that sound the same, and when none of them is near, those that are one sound off."""
    alike: dict[int, None] = {}
    for sound in word.sounds:
        alike.update(dict.fromkeys(index.words_under(KeyType.SOUND, sound)))
    _align(word, index, alike, found)
    if min(found.values(), default=POOR) > ENOUGH:
        near: dict[int, None] = {}
        for sound in word.sounds:
            if len(sound) > 2:
                near.update(dict.fromkeys(index.words_near(sound, shortened(sound))))
        for number in alike:
            near.pop(number, None)
        _align(word, index, near, found)


def _align(word: Word, index: Index, numbers: dict[int, None], found: dict[int, float]) -> None:
    """Guess in one call which of these words are most alike, align their letters, and keep those near enough."""
    new = [number for number in numbers if number not in found]
    if not new:
        return
    most = ALIGNED if word.script != "Latn" else ALIGNED_LATIN
    romans = [index.word_roman(number) for number in new]
    best = process.extract(word.roman, romans, scorer=OSA.normalized_similarity, limit=most)
    chosen = dict.fromkeys(new[at] for _, _, at in best)
    if len(new) > most:
        others = [(form, romans) for form in word.romans[1:2]]
        if word.script != "Latn":  # vowels that a script leaves out hide who is alike
            others.append((consonants(word.roman), [consonants(roman) for roman in romans]))
        for form, choices in others:
            more = process.extract(form, choices, scorer=OSA.normalized_similarity, limit=most // 2)
            chosen.update(dict.fromkeys(new[at] for _, _, at in more))
    least = min(found.values(), default=POOR)
    for rank, number in enumerate(chosen):
        if rank >= FIRST and least < SURE:
            break
        cost = pair_cost(word, index, number, min(POOR, round(least, 1) + WORSE))
        if cost < POOR:
            found[number] = cost
            least = min(least, cost)


@lru_cache(maxsize=1 << 17)
def consonants(roman: str) -> str:
    """A Latin reading without vowels and glides, doubled letters once.

    >>> consonants("bennett"), consonants("warren")
    ('bnt', 'rn')
    """
    return bounded(roman)[:-1].translate(_VOWELS)


def names(hits: Hits, index: Index, exact: str = "", kept: int = NAMES_KEPT) -> list[int]:
    """The names of the index that share most with the words of a mention, the most promising ones first.

    Names that are exactly ``exact`` always come first; of one entity only the best few are kept.
    """
    total = math.log(index.names + 2)
    found: dict[int, float] = {}
    for word in hits:
        own: dict[int, float] = {}
        for number in sorted(word, key=word.__getitem__, reverse=True):  # a better word of the same name comes later
            count = index.count(number)
            worth = math.exp(-1.5 * word[number]) * (0.2 + 0.8 * (1 - math.log(count + 1) / total))
            postings = index.names_with(number)
            own.update(dict.fromkeys(postings[:LONG] if count > LONG else postings, worth))
        if not found:
            found = own
        else:
            for name, worth in own.items():
                found[name] = found.get(name, 0.0) + worth
    lengths = index.name_length
    first = nlargest(kept * WIDE, found, key=found.__getitem__) if len(found) > kept * WIDE else found
    worths = {name: found[name] - UNSAID * lengths(name) for name in first}
    ranked = sorted(worths, key=lambda name: (-round(worths[name], 9), index.entity_id(index.name_entity[name])))
    chosen = dict.fromkeys(index.exact(exact)) if exact else {}
    entities: dict[int, int] = {}
    for name in ranked:
        entity = index.name_entity[name]
        seen = entities.get(entity, 0)
        if seen < PER_ENTITY:
            if not seen and len(entities) == kept:
                break
            entities[entity] = seen + 1
            chosen[name] = None
    return list(chosen)
