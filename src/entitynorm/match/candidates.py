"""Step 8: from the words of a mention to the names that might be meant, the most promising ones first.

Words lead to words (the same, a stem, the same letters in Latin, the same sound, then one sound off), words lead to names.
"""

from __future__ import annotations

import math
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import Jaro

from entitynorm.index import Index
from entitynorm.model import KeyType
from entitynorm.text.keys import Word
from entitynorm.text.sound import shortened

ENOUGH = 0.90  # a word that is found so well is not sought by sound one class off
WORDS_KEPT = 40  # words of the index kept for a word of the mention
NAMES_KEPT = 24  # names handed on
LONG = 30_000  # postings of one word that are read at most when it is not the best one

def word_hits(word: Word, index: Index, by_sound: bool = True) -> dict[int, float]:
    """The words of the index that may be this word, with a first guess of how alike they are, 0 to 1."""
    found: dict[int, float] = {}
    if word.number:
        for number in index.words_under(KeyType.EXACT, "#" + word.number):
            found[number] = 1.0
        for number in index.words_under(KeyType.EXACT, word.text):
            found[number] = 1.0
        return found
    for type, value in (
        *((KeyType.EXACT, value) for value in (word.text, *word.stems)),
        *((KeyType.STEM, value) for value in (word.text, *word.stems)),
        *((KeyType.ROMAN, value) for value in (*word.romans, *word.stem_romans)),
    ):
        guess = 1.0 if type is KeyType.EXACT and value == word.text else 0.96
        for number in index.words_under(type, value):
            found.setdefault(number, guess)
    if by_sound and not word.initial:
        _by_sound(word, index, found)
    return found


def _by_sound(word: Word, index: Index, found: dict[int, float]) -> None:
    alike: dict[int, None] = {}
    for sound in word.sounds:
        alike.update(dict.fromkeys(index.words_under(KeyType.SOUND, sound)))
    best = _keep(word, index, alike, found)
    if best < ENOUGH:
        near: dict[int, None] = {}
        for sound in word.sounds:
            if len(sound) > 2:
                near.update(dict.fromkeys(index.words_near(sound, shortened(sound))))
        for number in alike:
            near.pop(number, None)
        _keep(word, index, near, found)


def _keep(word: Word, index: Index, numbers: dict[int, None], found: dict[int, float]) -> float:
    """Guess how alike these words are, in one call over all of them, and keep the best; returns the best guess."""
    new = [number for number in numbers if number not in found]
    best = max(found.values(), default=0.0)
    if new:
        romans = [index.word_roman(number) for number in new]
        for roman in (*word.romans, *word.stem_romans[:1]):
            for _, guess, at in process.extract(roman, romans, scorer=Jaro.similarity, limit=WORDS_KEPT):
                if guess > found.get(new[at], 0.0):
                    found[new[at]] = guess
                best = max(best, guess)
    return best


def names(words: tuple[Word, ...], index: Index, kept: int = NAMES_KEPT) -> list[int]:
    """The names of the index that share most with the words of a mention, the most promising ones first."""
    total = math.log(index.names + 2)
    found: dict[int, float] = {}
    for word in words:
        hits = word_hits(word, index)
        own: dict[int, float] = {}
        for number in sorted(hits, key=hits.__getitem__):  # ascending: a better word of the same name comes later
            count = index.count(number)
            worth = hits[number] ** 3 * (0.2 + 0.8 * (1 - math.log(count + 1) / total))
            postings = index.names_with(number)
            own.update(dict.fromkeys(postings[:LONG] if count > LONG else postings, worth))
        if not found:
            found = own
        else:
            for name, worth in own.items():
                found[name] = found.get(name, 0.0) + worth
    return nlargest(kept, found, key=found.__getitem__)
