"""Step 2: cut text into words, with their offsets in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entitynorm.text.pattern import Pattern

_ASCII_WORD = re.compile(r"[0-9]+|[A-Za-z](?:[A-Za-z']*[A-Za-z])?")
_WORD = Pattern(r"\p{N}+|[\p{L}\p{M}](?:[\p{L}\p{M}']*[\p{L}\p{M}])?")


def words(cleaned: str) -> list[str]:
    """The words of a cleaned name; digits part from letters; single letters with nothing else are one acronym.

    >>> words("zapad2025"), words("o'brien 2024a"), words("u s a")
    (['zapad', '2025'], ["o'brien", '2024', 'a'], ['usa'])
    """
    letters_only = cleaned.replace(" ", "").isalpha()  # then the words are what is between spaces
    pattern = _ASCII_WORD if cleaned.isascii() else _WORD
    found: list[str] = cleaned.split() if letters_only else pattern.findall(cleaned)
    if len(found) > 1 and len(found[0]) == 1 and all(len(word) == 1 and word.isalpha() for word in found):
        return ["".join(found)]
    return found


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each word of raw text, digits parted from letters.

    >>> list(spans("« Zapad-2025 »"))
    [(2, 7), (8, 12)]
    """
    for match in _SPAN.finditer(text):
        yield match.span()


_SPAN = Pattern(r"\p{N}+|[\p{L}\p{M}](?:[\p{L}\p{M}\p{Cf}'’‘ʼ״׳]*[\p{L}\p{M}])?")


def cut(text: str) -> list[str]:
    """Raw text cut into what is between words and words by turns, joined they are the text; for scanning.

    Runs of scripts without spaces are between words: names in them are found letter by letter.

    >>> cut("« Zapad-2025 »"), cut("NATO首脳"), cut("NATO는")
    (['« ', 'Zapad', '-', '2025', ' »'], ['', 'NATO', '首脳'], ['', 'NATO', '', '는', ''])
    """
    found: list[str] = _SPACED.split(text)
    return found


_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
_LETTER = rf"[[\p{{L}}\p{{M}}]--[{_UNSPACED}]]"
_WITHIN = rf"[[\p{{L}}\p{{M}}\p{{Cf}}'’‘ʼ״׳]--[{_UNSPACED}]]"
_GERSHAYIM = r"(?<=\p{Hebrew})[\"“”](?=\p{Hebrew})"
_LATIN_IN_KOREAN = r"[\p{Latin}\p{M}]+(?=\p{Hangul})"
_SPACED = Pattern(rf"(?V1)(\p{{N}}+|{_LATIN_IN_KOREAN}|{_LETTER}(?:(?:{_WITHIN}|{_GERSHAYIM})*{_LETTER})?)")
