"""Checks of letters: scripts and alphabets that do not fit a language, words of mixed or look-alike letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Name, Shelf
from entitynorm.model import AliasType
from entitynorm.text.clean import clean, mixed_words
from entitynorm.text.numerals import numeral
from entitynorm.text.script import UNKNOWN, script_of_char
from entitynorm.text.tables import Tables, simplified_forms

# Letters that neighbours have and a language never writes; of Arabic script, the code points of another keyboard.
NEVER = {
    "ru": "іїєґўђѓјљњћќџ",
    "uk": "ыэъёўђѓјљњћќџ",
    "be": "ищъїєґђѓјљњћќџ",
    "bg": "ыэёіїєґўђѓјљњћќџ",
    "sr": "йщъыьэюяёіїєґў",
    "mk": "йщъыьэюяёіїєґўђћ",
    "ar": "پچژگکی",
    "fa": "كيىة",
}
LOOK_ALIKE = frozenset("ABCEHIJKMOPSTXYaceijopsxy")  # Latin letters that look like Cyrillic ones
_WORD = regex.compile(r"\p{Latin}+")
_MIXED = regex.compile(r"[\p{L}\p{M}]+")
_GREEK, _OTHER = regex.compile(r"\p{Greek}"), regex.compile(r"[\p{Latin}\p{Cyrillic}]")


def letters(shelf: Shelf) -> Iterator[Finding]:
    """E301, E302, E303, W302, W303, W304: the letters of every alias and adjective."""
    for entry in shelf.entries:
        latin = {
            word
            for name in entry.names
            if _usual(name.alias.lang, shelf.tables) in (_NONE, _LATIN)
            for word in name.key.split()
        }
        for name in (*entry.names, *entry.adjectives):
            alias = name.alias
            if alias.text.isascii() and _usual(alias.lang, shelf.tables) in (_NONE, _LATIN):
                continue
            yield from _mixed(name)
            yield from _script(name, shelf.tables, latin)
            yield from _alphabet(name)


def _mixed(name: Name) -> Iterator[Finding]:
    text = name.alias.text
    if text.isascii():
        return
    for word in mixed_words(text):
        yield name.found("E301", f"'{word}' mixes Latin and Cyrillic letters")
    if _GREEK.search(text) and _OTHER.search(text):
        for word in _MIXED.findall(text):
            if _GREEK.search(word) and _OTHER.search(word):
                yield name.found("E301", f"'{word}' mixes Greek letters with others")


def _script(name: Name, known: Tables, latin: set[str]) -> Iterator[Finding]:
    alias = name.alias
    usual = _usual(alias.lang, known)
    used = set(map(script_of_char, alias.text)) - {UNKNOWN}
    if not used or not usual or used <= usual:
        return
    written = f"{alias.lang} is written in {'/'.join(sorted(usual))}"
    disguised = [word for word in _WORD.findall(alias.text) if "Cyrl" in usual and _looks_cyrillic(word, latin)]
    if strange := used - usual - _LATIN:
        code = "E303" if used & usual else "E302"
        yield name.found(code, f"'{alias.text}' has letters of {'/'.join(sorted(strange))}, {written}")
    elif disguised:
        problem = f"every letter of '{disguised[0]}' is Latin, but looks Cyrillic; {written}"
        yield name.found("W303", problem)
    elif not used & usual and alias.type is not AliasType.ACRONYM:  # many languages write acronyms in Latin letters
        yield name.found("W302", f"'{alias.text}' is in Latn, {written}")


def _looks_cyrillic(word: str, latin: set[str]) -> bool:
    """Whether a word is no numeral and no Latin word of the entry, but each of its letters looks Cyrillic."""
    return len(word) > 2 and LOOK_ALIKE.issuperset(word) and not numeral(clean(word)) and clean(word) not in latin


def _alphabet(name: Name) -> Iterator[Finding]:
    lang, text = name.alias.lang, name.alias.text
    strange = [char for char in NEVER.get(lang, "") if char in text or (char.upper() in text and char.upper() != char)]
    if strange:
        yield name.found("W304", f"'{text}': {lang} does not write {', '.join(strange)}")
    elif lang == "zh" and (other := text.translate(simplified_forms())) != text:
        yield name.found("W304", f"'{text}' has traditional characters; zh is '{other}', zh-Hant may list the other")


@lru_cache(maxsize=512)
def _usual(lang: str, known: Tables) -> frozenset[str]:
    """The scripts of a language, of which its tag may name one; empty when it is not known."""
    usual = frozenset(known.language(lang).get("scripts", ()))
    return usual & frozenset(lang.split("-")) or usual


_NONE: frozenset[str] = frozenset()
_LATIN = frozenset({"Latn"})
