"""Step 3: read numerals in every writing as one value, so that editions discriminate and never fuzz."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_NONE: Mapping[str, int] = MappingProxyType({})
_ROMAN = re.compile(r"(x{0,3}|xl|l)(ix|iv|v?i{0,3})")
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50}
_CYRILLIC = str.maketrans("іхӏ", "ixi")
_ROMAN_STARTS = frozenset("ivxlіхӏ")
_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_DIGITS = frozenset((*_HAN, "十"))


def numeral(word: str, spelled: Mapping[str, int] = _NONE) -> str:
    """The value of a cleaned word as decimal digits, or '' when it is no numeral.

    A lone Roman letter counts (``START I``); whether it is read so is for the caller, who sees its neighbours.

    >>> numeral("2025"), numeral("٢٠٢٥"), numeral("xxv"), numeral("ііі"), numeral("三"), numeral("二〇二五")
    ('2025', '2025', '25', '3', '3', '2025')
    >>> numeral("third", {"third": 3}), numeral("putin"), numeral("05")
    ('3', '', '05')
    """
    if not word:
        return ""
    if word.isdecimal():
        shortest = 2 if len(word) == 2 else 1  # '05 is a year
        return f"{int(word):0{shortest}}" if len(word) < 19 else word
    if word in spelled:
        return str(spelled[word])
    first = word[0]  # tells of most words that they are none
    if first in _ROMAN_STARTS:
        latin = word.translate(_CYRILLIC)
        return str(_roman(latin)) if _ROMAN.fullmatch(latin) else ""
    if first in _HAN_DIGITS:
        return _han(word) if all(c in _HAN_DIGITS for c in word) else ""
    if len(word) == 1 and unicodedata.category(word) == "Nl":
        return str(int(unicodedata.numeric(word)))
    return ""


def compatible(one: str, other: str) -> bool:
    """Whether two values may mean the same: equal, or a year and its last two digits.

    >>> compatible("2025", "25"), compatible("2025", "2021"), compatible("3", "03"), compatible("2005", "05")
    (True, False, True, True)
    """
    if one == other or one.lstrip("0") == other.lstrip("0"):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 2 and len(long) == 4 and long[:2] in ("19", "20") and long.endswith(short)


def regnal(text: str) -> str:
    """The value of a numeral in a person's name, or ''; one letter is an initial, and some names look like numerals.

    >>> regnal("iii"), regnal("ii"), regnal("i"), regnal("xi"), regnal("14")
    ('3', '2', '', '', '14')
    """
    return numeral(text) if len(text) > 2 or text in ("ii", "iv") or text.isdecimal() else ""


def _roman(text: str) -> int:
    total = 0
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        value = _LETTERS[letter]
        total += -value if following and _LETTERS[following] > value else value
    return total


def _han(word: str) -> str:
    if "十" not in word:
        return str(int("".join(str(_HAN[c]) for c in word)))
    tens, _, ones = word.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return ""
    return str((_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0))
