"""Step 8a: how far a word of a mention is from a word of the index: 0.0 for the same, else the learnt cost a letter."""

from __future__ import annotations

from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.align import FAR, GENERIC, distance, source_of
from entitynorm.text.inflect import stands_for
from entitynorm.text.keys import Word
from entitynorm.text.script import script_of
from entitynorm.text.tables import tables

POOR = 2.0  # words at a larger cost a letter are not the same word
INFLECTED = 0.08  # cost a letter of another form of the same word
UNLIKE = 0.09  # cost a letter that a word with other letters has at least
BETWEEN = 0.15  # cost a letter that a match against a non-Latin spelling bears, for a Latin mention
BETWEEN_OTHERS = 0.35  # the same for a mention in another non-Latin script: most entities have a Latin name as well
SHORTEST = 4  # letters below which such a match is none


@lru_cache(maxsize=1 << 12)
def word_cost(
    romans: tuple[str, ...], cuts: tuple[int, ...], script: str, other: str, other_script: str, limit: float = POOR
) -> float:
    """Cost a letter between Latin readings of two words, by the costs of whichever script is not Latin."""
    if script == other_script or other_script == "Latn":
        return _least(romans, other, "Latn" if script == other_script else script, cuts, limit)
    if len(other) < SHORTEST:
        return BETWEEN if other in romans else FAR
    if script == "Latn":
        return min(distance(other, roman, other_script, (), limit) for roman in romans) + BETWEEN
    return _least(romans, other, GENERIC, cuts, limit) + BETWEEN_OTHERS


def _least(romans: tuple[str, ...], other: str, script: str, cuts: tuple[int, ...], limit: float) -> float:
    """The least distance of several readings, none of them followed further than the best one so far."""
    least = FAR
    for roman in romans:
        least = min(least, distance(roman, other, script, cuts, min(limit, least)))
    return least


def pair_cost(word: Word, index: Index, other: int, limit: float = POOR) -> float:
    """Cost a letter between a word of the mention and a word of the index; FAR when it must be over ``limit``."""
    text = index.word_text(other)
    if word.text == text:
        return 0.0
    if text in word.stems:
        return INFLECTED
    roman = index.word_roman(other)
    if word.figure or not roman:
        return FAR
    cost = word_cost(
        word.romans, _cuts(word.roman, word.stem_romans, word.script), word.script, roman, script_of(text), limit
    )
    return max(cost * _telling(word.roman, roman), UNLIKE)


@lru_cache(maxsize=1 << 12)
def _telling(one: str, other: str) -> float:
    """By how much a cost a letter grows when an ending that both words share tells nothing (Jakobs-, Tomasdottir)."""
    for ending in tables().shared_endings:
        if other.endswith(ending) and one.endswith(ending):
            return len(other) / max(1, len(other) - len(ending))
    return 1.0


@lru_cache(maxsize=1 << 10)
def _cuts(roman: str, stems: tuple[str, ...], script: str) -> tuple[int, ...]:
    """How many of a word's letters each stem keeps, as `align.source_of` counts them."""
    whole = source_of(roman, script)
    return tuple(len(short) for stem in stems if whole.startswith(short := source_of(stem, script)[:-1]))


def share_stem(word: Word, stem: str, other: str) -> bool:
    """Whether a stem that both words are filed under is enough of both to take them for one word."""
    return stands_for(stem, word.text) and stands_for(stem, other)
