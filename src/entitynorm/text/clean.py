"""Step 1: make one spelling of text that looks the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from entitynorm.text.pattern import Pattern

APOSTROPHES = "'’‘ʼʻʹ`´ʾʿ＇‛′ʽꞌ׳"
_BARE = Pattern(r"(?<=[\p{Latin}\p{Greek}])[\u0300-\u036f]+|(?<=\p{Cyrillic})[\u0300\u0301]+")
_INVISIBLE = Pattern(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]+")
_LATIN_MARKS = Pattern(r"(?<=\p{Latin})[\u0300-\u036f]+")
_GERSHAYIM = Pattern(r"(?<=\p{Hebrew})[\"״“”](?=\p{Hebrew})")
_LATIN = Pattern(r"\p{Latin}")
_CYRILLIC = Pattern(r"\p{Cyrillic}")
_PLUS = Pattern(r"(?<=[\p{L}\p{M}])\+(?!\w)")  # OPEC+ is not OPEC
_LETTERS = Pattern(r"[\p{L}\p{M}]+")
# Letters of other scripts that look like a Latin one (the part of UTS 39's confusables that occurs in names).
_LOOK_ALIKES: Mapping[str, str] = dict(
    zip("асеорхуікмтвнгпјѕԁһ", "aceopxyikmtbhrnjsdh", strict=True),
)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _LOOK_ALIKES.items() if cyrillic not in "гп"})
_TO_LATIN = str.maketrans({cyrillic: latin for cyrillic, latin in _LOOK_ALIKES.items() if cyrillic not in "гп"})


def _letters(*blocks: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for first, last in blocks for code in range(first, last + 1))


# Blocks with all letters of two scripts: a text that has none of either need not be searched with `regex`.
_LATIN_BLOCKS = _letters(
    (0x41, 0x5A), (0x61, 0x7A), (0xAA, 0x2FF), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2071, 0x209F), (0x212A, 0x2188),
    (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFF21, 0xFF5A), (0x10780, 0x107BF),
    (0x1DF00, 0x1DFFF),
)  # fmt: skip
_CYRILLIC_BLOCKS = _letters(
    (0x400, 0x52F), (0x1C80, 0x1C8F), (0x1D00, 0x1D7F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F), (0xFE2E, 0xFE2F),
    (0x1E030, 0x1E08F),
)  # fmt: skip
# The letters and marks that nobody sees; all else that nobody sees is a format character (Cf).
_UNSEEN = _letters(
    (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF),
)  # fmt: skip


class _Table(dict[int, str]):
    """What each code point becomes, worked out when it is first met: a warm ``str.translate`` table."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become

    def __missing__(self, code: int) -> str:
        self[code] = out = self._become(chr(code))
        return out


def _fold(char: str) -> str:
    if char in APOSTROPHES:
        return "'"
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category[0] == "M" or category == "Nd" or category == "Nl":
        return char
    if category[0] == "L":
        base = unicodedata.normalize("NFD", char)[0]
        return base if base < "\u0400" else char  # Latin and Greek letters lose their marks
    if category == "No" and char.isdigit():
        return str(unicodedata.digit(char))
    return " "


_BARE_LETTERS = _Table(_fold)
_MARKED_LETTERS = _Table(lambda char: char if char.isalpha() else _fold(char))
_BESIDE = "\0"  # stands for a character that must be read together with what is beside it


def _alone(char: str, letters: _Table) -> str:
    """What a character becomes whatever is beside it, by the rules of `folded`; `_BESIDE` when that is not known."""
    if unicodedata.category(char) == "Cf" or char in _UNSEEN:
        return ""
    text = _caseless(char)
    known = char + unicodedata.normalize("NFKC", char) + text
    return _BESIDE if any(map(_depends, known)) else text.translate(letters)


def _depends(char: str) -> bool:
    """Whether it may join a letter that has case, is read as its neighbours say, or is not known to `unicodedata`."""
    category = unicodedata.category(char)
    return (category[0] == "M" and char < "\u0590") or category == "Cn" or char in '+"״“”'


_BARE_ALONE = _Table(lambda char: _alone(char, _BARE_LETTERS))
_MARKED_ALONE = _Table(lambda char: _alone(char, _MARKED_LETTERS))


def clean(text: str) -> str:
    """Fold case, width, invisible characters and punctuation; marks of Latin and Greek letters go too.

    Marks of other scripts are letters of their own and stay. An apostrophe inside a word stays as ``'``.

    >>> clean("  ＮＡＴＯ–Tr\u200béaty "), clean("Йошкар-Ола"), clean("हिन्दी")
    ('nato treaty', 'йошкар ола', 'हिन्दी')
    >>> clean("l’OTAN"), clean("Beloúsov, Andréi"), clean("İstanbul"), clean("OPEC+")
    ("l'otan", 'belousov andrei', 'istanbul', 'opec plus')
    """
    quick = text.translate(_BARE_ALONE)
    return _words(quick) if _holds(quick) else clean_in_steps(text)


def clean_in_steps(text: str) -> str:
    """What `clean` gives, by the steps that hold for every text; `clean` reads most texts letter by letter instead."""
    text = folded(text)
    return _words(_BARE.sub("", text).translate(_BARE_LETTERS))


def marked(text: str) -> str:
    """Clean text that keeps the marks of Latin and Greek letters: what the sounds of a language are read from.

    >>> marked("Siergiej ŁAWROW"), marked("Gyula Horváth")
    ('siergiej ławrow', 'gyula horváth')
    """
    quick = text.translate(_MARKED_ALONE)
    return _words(quick) if _holds(quick) else marked_in_steps(text)


def marked_in_steps(text: str) -> str:
    """What `marked` gives, as `clean_in_steps`."""
    return _words(folded(text).translate(_MARKED_LETTERS))


def _holds(quick: str) -> bool:
    """Whether text that was read letter by letter is what the steps would give: nothing in it joins or is repaired."""
    if _BESIDE in quick:
        return False
    return quick.isascii() or (unicodedata.is_normalized("NFKC", quick) and not _is_mixed(quick))


def _is_mixed(text: str) -> bool:
    """Whether it has both Latin and Cyrillic letters."""
    if _LATIN_BLOCKS.isdisjoint(text) or _CYRILLIC_BLOCKS.isdisjoint(text):
        return False
    return bool(_LATIN.search(text) and _CYRILLIC.search(text))


def folded(text: str) -> str:
    """Normal form NFKC, case folded, invisible characters out, look-alike letters repaired; punctuation stays."""
    if text.isascii():
        text = text.lower()
    else:
        text = _caseless(_INVISIBLE.sub("", text))
        if _is_mixed(text):
            text = _repair(text)
        text = _GERSHAYIM.sub("", text)
    return _PLUS.sub(" plus", text) if "+" in text else text


def _caseless(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("i\u0307", "i").replace("ı", "i")
    return unicodedata.normalize("NFKC", text)


def _words(text: str) -> str:
    """One space between words, no apostrophe around one."""
    if "'" not in text:
        return " ".join(text.split())
    return " ".join(word for raw in text.split() if (word := raw.strip("'")))


def mixed_words(text: str) -> list[str]:
    """The words of ``text`` that mix Latin and Cyrillic letters: a mistake or a disguise, repaired by `clean`.

    >>> mixed_words("Владимир Пyтин"), mixed_words("Андрей Putin")
    (['Пyтин'], [])
    """
    if not _is_mixed(text):
        return []
    return [word for word in _LETTERS.findall(text) if _LATIN.search(word) and _CYRILLIC.search(word)]


def _repair(text: str) -> str:
    """Write each word that mixes Latin and Cyrillic letters in the one script that all its letters allow."""
    for word in mixed_words(text):
        plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", word))  # no Cyrillic letter looks like a Latin é
        for one, other in ((plain.translate(_TO_CYRILLIC), _LATIN), (word.translate(_TO_LATIN), _CYRILLIC)):
            if not other.search(one):
                text = text.replace(word, one)
                break
    return unicodedata.normalize("NFC", text)
