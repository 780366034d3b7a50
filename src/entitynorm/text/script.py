"""Which script a word is written in, as an ISO 15924 code."""

from __future__ import annotations

from bisect import bisect_right

# First code point, last code point, script: the blocks that hold the letters of living scripts.
_BLOCKS = (
    (0x0041, 0x005A, "Latn"), (0x0061, 0x007A, "Latn"), (0x00AA, 0x02AF, "Latn"), (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"), (0x0750, 0x077F, "Arab"), (0x0780, 0x07BF, "Thaa"), (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"), (0x0A00, 0x0A7F, "Guru"), (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"), (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"), (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"), (0x1C80, 0x1C8F, "Cyrl"), (0x1C90, 0x1CBF, "Geor"),
    (0x1D00, 0x1D7F, "Latn"), (0x1E00, 0x1EFF, "Latn"), (0x1F00, 0x1FFF, "Grek"), (0x2C60, 0x2C7F, "Latn"),
    (0x2D00, 0x2D2F, "Geor"), (0x2D80, 0x2DDF, "Ethi"), (0x2DE0, 0x2DFF, "Cyrl"), (0x3005, 0x3007, "Hani"),
    (0x3040, 0x309F, "Hira"), (0x30A0, 0x30FF, "Kana"), (0x3130, 0x318F, "Hang"), (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xA640, 0xA69F, "Cyrl"), (0xA720, 0xA7FF, "Latn"),
    (0xA960, 0xA97F, "Hang"), (0xAB30, 0xAB6F, "Latn"), (0xAC00, 0xD7FF, "Hang"), (0xF900, 0xFAFF, "Hani"),
    (0xFB00, 0xFB06, "Latn"), (0xFB13, 0xFB17, "Armn"), (0xFB1D, 0xFB4F, "Hebr"), (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"), (0xFF21, 0xFF5A, "Latn"), (0xFF66, 0xFF9F, "Kana"), (0x20000, 0x323AF, "Hani"),
)  # fmt: skip
_STARTS = tuple(block[0] for block in _BLOCKS)
UNKNOWN = "Zyyy"


class _Scripts(dict[str, str]):
    """The scripts of characters, found when they are first met."""

    def __missing__(self, char: str) -> str:
        code = ord(char)
        at = bisect_right(_STARTS, code) - 1
        own = at >= 0 and code <= _BLOCKS[at][1] and char.isalpha()
        self[char] = script = _BLOCKS[at][2] if own else UNKNOWN
        return script


_SCRIPTS = _Scripts()


def script_of_char(char: str) -> str:
    """The script of one letter or mark, or "Zyyy" when it belongs to none.

    >>> script_of_char("ს"), script_of_char("Д"), script_of_char("4")
    ('Geor', 'Cyrl', 'Zyyy')
    """
    return _SCRIPTS[char]


def script_of(word: str) -> str:
    """The script of the first letter of ``word``, or "Zyyy" when it has none.

    >>> script_of("სააკაშვილი"), script_of("42"), script_of("2025 Запад")
    ('Geor', 'Zyyy', 'Cyrl')
    """
    if word.isascii():
        return "Latn" if word.isalpha() or any(c.isalpha() for c in word) else UNKNOWN
    for char in word:
        script = _SCRIPTS[char]
        if script != UNKNOWN:
            return script
    return UNKNOWN
