"""Step 8a: how far a word of a mention is from a word of the index: 0.0 for the same, else the learnt cost a letter."""

from __future__ import annotations

from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.align import FAR, GENERIC, distance
from entitynorm.text.keys import Word
from entitynorm.text.script import script_of

POOR = 1.8  # words at a larger cost a letter are not the same word
INFLECTED = 0.06  # cost a letter of a stem that is the same word


@lru_cache(maxsize=1 << 16)
def word_cost(
    romans: tuple[str, ...], cuts: tuple[int, ...], script: str, other: str, other_script: str, limit: float = POOR
) -> float:
    """Cost a letter between Latin readings of two words, by the costs of whichever script is not Latin."""
    if script == "Latn" and other_script != "Latn":
        return min(distance(other, roman, other_script, (), limit) for roman in romans)
    table = script if other_script == "Latn" else "Latn" if script == other_script else GENERIC
    return min(distance(roman, other, table, cuts, limit) for roman in romans)


def pair_cost(word: Word, index: Index, other: int, limit: float = POOR) -> float:
    """Cost a letter between a word of the mention and a word of the index; FAR when it must be over ``limit``."""
    text = index.word_text(other)
    if word.text == text:
        return 0.0
    if text in word.stems:
        return INFLECTED
    roman = index.word_roman(other)
    if word.number or not roman:
        return FAR
    cuts = tuple(len(stem) for stem in word.stem_romans if word.roman.startswith(stem))
    return word_cost(word.romans, cuts, word.script, roman, script_of(text), limit)
