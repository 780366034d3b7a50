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


# Blocks with all letters of two scripts: a text that has none of either need not be searched with `regex`.
_LATIN_BLOCKS = Pattern(
    "[A-Za-z\u00aa-\u02ff\u1d00-\u1dbf\u1e00-\u1eff\u2071-\u209f\u212a-\u2188\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f"
    "\ufb00-\ufb06\uff21-\uff5a\U00010780-\U000107bf\U0001df00-\U0001dfff]",
    "re",
)
_CYRILLIC_BLOCKS = Pattern(
    "[\u0400-\u052f\u1c80-\u1c8f\u1d00-\u1d7f\u2de0-\u2dff\ua640-\ua69f\ufe2e\ufe2f\U0001e030-\U0001e08f]", "re"
)
# Small letters and marks that are clean as they stand: of Cyrl, Armn, Hebr, Arab, Deva, Thai, Geor, Hira, Kana.
_PLAIN = Pattern(
    "[ \u0430-\u0481\u048a-\u052f\u0561-\u0586\u05d0-\u05ea\u0620-\u065f\u066e-\u06d3\u0900-\u0963\u0e01-\u0e3a"
    "\u0e40-\u0e4e\u10d0-\u10fa\u3041-\u3096\u30a1-\u30fa\u30fc]+",
    "re",
)
# The letters and marks that nobody sees; all else that nobody sees is a format character (Cf).
_UNSEEN = frozenset(
    [*map(chr, range(0x180B, 0x1810)), *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))]
).union("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


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
    quick = _quick(text, _BARE_ALONE)
    return clean_in_steps(text) if quick is None else quick


def clean_in_steps(text: str) -> str:
    """What `clean` gives, by the steps that hold for every text; `clean` reads most texts letter by letter instead."""
    text = folded(text)
    return _words(_BARE.sub("", text).translate(_BARE_LETTERS))


def marked(text: str) -> str:
    """Clean text that keeps the marks of Latin and Greek letters: what the sounds of a language are read from.

    >>> marked("Siergiej ŁAWROW"), marked("Gyula Horváth")
    ('siergiej ławrow', 'gyula horváth')
    """
    quick = _quick(text, _MARKED_ALONE)
    return marked_in_steps(text) if quick is None else quick


def marked_in_steps(text: str) -> str:
    """What `marked` gives, as `clean_in_steps`."""
    return _words(folded(text).translate(_MARKED_LETTERS))


def _quick(text: str, letters: _Table) -> str | None:
    """Text read letter by letter, as the steps would give it; None when something in it joins or must be repaired."""
    if text < "\u0400" or not is_plain(read := text.lower().replace("-", " ")):
        read = text.translate(letters)
        if _BESIDE in read:
            return None
        if not read.isascii() and (not unicodedata.is_normalized("NFKC", read) or _is_mixed(read)):
            return None
    if "'" in read:
        return _words(read)
    return " ".join(read.split())


def is_plain(text: str) -> bool:
    """Whether it is clean as it stands, seen at a glance: words in small letters of scripts that lose no marks.

    >>> is_plain("белоусов"), is_plain("Белоусов"), is_plain("šojgu")
    (True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None and unicodedata.is_normalized("NFKC", text)


def _is_mixed(text: str) -> bool:
    """Whether it has both Latin and Cyrillic letters."""
    if not (_CYRILLIC_BLOCKS.search(text) and _LATIN_BLOCKS.search(text)):
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
