"""Step 7a: other ways to write a mention that no list of words need hold: each may be read as well.

An acronym is parted from the ending that is written to it, Latin letters from those of another script, and a numeral in
Han characters is found within a run of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entitynorm.text.clean import clean
from entitynorm.text.numerals import numeral
from entitynorm.text.pattern import Pattern
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables

_FIRST_FAR = "\u1100"  # no letter of Hangul, Kana or Han comes before
_HAN_NUMERAL = "〇零一二三四五六七八九十"
_ROMAN = dict(zip("123456789", ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"), strict=True))
_INFLECTED = Pattern(r"\b(\p{Lu}{2,})[-\u2010\u2011\u2013:]?(\p{Ll}{1,6})\b")  # FNs, NATO-nak
_ASCII = re.compile(r"\b[A-Z]{2,}[-:]?[a-z]{1,6}\b")  # the same, where no property of Unicode need be known
_AFTER_LATIN = Pattern(r"(?<=\p{Latin})(?=[\p{Han}\p{Hangul}\p{Katakana}\p{Hiragana}])")
_BEFORE_LATIN = Pattern(r"(?<=[\p{Han}\p{Hangul}\p{Katakana}\p{Hiragana}])(?=\p{Latin})")
_COUNTED = re.compile(rf"(?<=[^\W\d_]{{2}})([{_HAN_NUMERAL}]+)([号號次期届屆])")  # 汉光四十一号
_LAST = re.compile(rf"^(.{{2,}}?)([{_HAN_NUMERAL}]+|\d+)$")  # 明斯克协议二
_FIRST = re.compile(rf"^(第[{_HAN_NUMERAL}]+)(\w{{3,}})$")  # 第四日内瓦公约


def rewritten(text: str, lang: str, known: Tables) -> Iterator[str]:
    """The other ways to write a raw mention; none for most.

    >>> from entitynorm.text.tables import tables
    >>> list(rewritten("FNs", "no", tables())), list(rewritten("NATO의", "ko", tables()))
    (['FN'], ['NATO'])
    >>> list(rewritten("新START条約", "ja", tables()))
    ['新START 条約', '新 START 条約']
    >>> list(rewritten("第四日内瓦公约", "zh", tables())), list(rewritten("汉光四十一号", "zh", tables()))
    (['日内瓦第四公约'], ['汉光41号 '])
    >>> list(rewritten("明斯克协议二", "zh", tables()))
    ['明斯克协议2', '明斯克协议II']
    """
    yield from _uninflected(text, lang, known)
    if text.isascii() or max(text) < _FIRST_FAR:
        return
    apart = _AFTER_LATIN.sub(" ", text)
    if apart != text:
        head, _, tail = apart.rpartition(" ")
        ending = clean(tail) in known.endings(lang, script_of(clean(tail)))
        yield head if ending else apart
    whole = _BEFORE_LATIN.sub(" ", apart)
    if whole != apart:
        yield whole
    yield from _numbered(text.strip(), known)


def _uninflected(text: str, lang: str, known: Tables) -> Iterator[str]:
    """The text with endings off its acronyms, where capitals tell the one from the other."""
    if not lang or text.istitle() or text.islower() or not (_ASCII if text.isascii() else _INFLECTED).search(text):
        return

    def cut(found: re.Match[str]) -> str:
        ending = clean(found[2])
        return found[1] if ending in known.endings(lang, script_of(ending)) else found[0]

    bare = _INFLECTED.sub(cut, text)
    if bare != text:
        yield bare


def _numbered(text: str, known: Tables) -> Iterator[str]:
    """A run of Han characters with its numeral in digits, or before the word for what it counts."""
    counted = _COUNTED.sub(lambda found: (numeral(found[1]) or found[1]) + found[2] + " ", text)
    if counted != text:
        yield counted
    if (last := _LAST.match(text)) and _kind_at_end(last[1], known) and (value := numeral(clean(last[2]))):
        yield last[1] + value
        if value in _ROMAN:
            yield last[1] + _ROMAN[value]
    if (first := _FIRST.match(text)) and (kind := _kind_at_end(first[2], known)):
        yield first[2].removesuffix(kind) + first[1] + kind


def _kind_at_end(text: str, known: Tables) -> str:
    """The longest word for a kind of thing that a run ends with, or ''."""
    return next((text[at:] for at in range(1, len(text)) if clean(text[at:]) in known.kinds), "")
