"""Step 1: make one spelling of text that looks the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import regex

APOSTROPHES = "'’‘ʼʻʹ`´ʾʿ＇‛′ʽꞌ׳"
_BARE = regex.compile(r"(?<=[\p{Latin}\p{Greek}])[\u0300-\u036f]+|(?<=\p{Cyrillic})[\u0300\u0301]+")
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]+")
_LATIN_MARKS = regex.compile(r"(?<=\p{Latin})[\u0300-\u036f]+")
_GERSHAYIM = regex.compile(r"(?<=\p{Hebrew})[\"״“”](?=\p{Hebrew})")
_LATIN = regex.compile(r"\p{Latin}")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_PLUS = regex.compile(r"(?<=[\p{L}\p{M}])\+(?!\w)")  # OPEC+ is not OPEC
_LETTERS = regex.compile(r"[\p{L}\p{M}]+")
# Letters of other scripts that look like a Latin one (the part of UTS 39's confusables that occurs in names).
_LOOK_ALIKES: Mapping[str, str] = dict(
    zip("асеорхуікмтвнгпјѕԁһ", "aceopxyikmtbhrnjsdh", strict=True),
)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _LOOK_ALIKES.items() if cyrillic not in "гп"})
_TO_LATIN = str.maketrans({cyrillic: latin for cyrillic, latin in _LOOK_ALIKES.items() if cyrillic not in "гп"})


class _Table(dict[int, str]):
    """What each code point becomes, worked out when it is first met: a warm ``str.translate`` table."""

    def __missing__(self, code: int) -> str:
        self[code] = out = _fold(chr(code))
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


_TABLE = _Table()


def clean(text: str) -> str:
    """Fold case, width, invisible characters and punctuation; marks of Latin and Greek letters go too.

    Marks of other scripts are letters of their own and stay. An apostrophe inside a word stays as ``'``.

    >>> clean("  ＮＡＴＯ–Tr\u200béaty "), clean("Йошкар-Ола"), clean("हिन्दी")
    ('nato treaty', 'йошкар ола', 'हिन्दी')
    >>> clean("l’OTAN"), clean("Beloúsov, Andréi"), clean("İstanbul"), clean("OPEC+")
    ("l'otan", 'belousov andrei', 'istanbul', 'opec plus')
    """
    return _bare(folded(text))


def marked(text: str) -> str:
    """Clean text that keeps the marks of Latin and Greek letters: what the sounds of a language are read from.

    >>> marked("Siergiej ŁAWROW"), marked("Gyula Horváth")
    ('siergiej ławrow', 'gyula horváth')
    """
    folded_text = folded(text)
    if folded_text.isascii():
        return _words(folded_text.translate(_TABLE))
    return _words("".join(c if c.isalpha() else t for c in folded_text if (t := _TABLE[ord(c)])))


def folded(text: str) -> str:
    """Normal form NFKC, case folded, invisible characters out, look-alike letters repaired; punctuation stays."""
    if text.isascii():
        text = text.lower()
        return _PLUS.sub(" plus", text) if "+" in text else text
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = text.casefold().replace("i\u0307", "i").replace("ı", "i")
    text = unicodedata.normalize("NFKC", text)
    if "+" in text:
        text = _PLUS.sub(" plus", text)
    if _CYRILLIC.search(text) and _LATIN.search(text):
        text = _repair(text)
    if max(text, default="") >= "\u0590" and _GERSHAYIM.search(text):
        text = _GERSHAYIM.sub("", text)
    return text


def _bare(text: str) -> str:
    if not text.isascii() and any("\u0300" <= c <= "\u036f" for c in text):
        text = _BARE.sub("", text)
    return _words(text.translate(_TABLE))


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
