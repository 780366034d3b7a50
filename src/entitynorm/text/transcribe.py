"""Write a name from another script as the press of a language does: « Белоусов » is "Beloussow" in German."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from entitynorm.text.clean import APOSTROPHES
from entitynorm.text.romanize import Runs, Scheme, compiled_runs, romanize
from entitynorm.text.tables import Tables

_WORD = regex.compile(rf"[\p{{L}}\p{{M}}]+(?:[{regex.escape(APOSTROPHES)}][\p{{L}}\p{{M}}]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_FOREIGN = regex.compile(r"(?:(?!\p{Latin})\p{L}\p{M}*)+")
_STRESS = regex.compile(r"(?<=\p{Cyrillic})[\u0300\u0301]")  # й, ї, ѓ are one character in NFC: these are no letters


@dataclass(frozen=True, slots=True)
class Convention:
    """How one language writes names from another: groups and letters in one table, read in one pass.

    What the pass writes is never read again, so a target in the script of the source keeps what it was given.
    """

    source: str  # the language that the names come from, a tag without the convention's own suffix
    spell: Mapping[str, str]  # letters and groups, with ^ and $ for the edges of a word
    fallback: Scheme | None = None  # for letters that the table lacks; None: they stay
    capitals: Mapping[str, str] = field(default_factory=dict)  # where a capital is not the usual one (Turkish i: İ)
    runs: Runs | None = None  # what ``spell`` says, compiled


def convention(
    source: str,
    letters: Mapping[str, str],
    runs: Mapping[str, str] | None = None,
    fallback: Scheme | None = None,
    capitals: Mapping[str, str] | None = None,
) -> Convention:
    """Compile a table as the ``conventions`` of a language file hold it."""
    spell = {group.translate(_APOSTROPHES): to for group, to in (*letters.items(), *(runs or {}).items())}
    return Convention(source, spell, fallback, capitals or {}, compiled_runs(spell) if spell else None)


@lru_cache(maxsize=128)
def conventions(target: str, known: Tables, person: bool = True) -> Mapping[str, Convention]:
    """Every convention of a language by its tag (``ru``, ``ru-icao``), in the order of its file.

    ``people`` in the file are runs for names of people alone: Putin is Putinas in Lithuanian, but Zapad stays Zapad.

    >>> from entitynorm.text.tables import tables
    >>> transcribe("Герасимов", conventions("fr", tables())["ru"])
    'Guerassimov'
    """
    own = known.language(target)
    latin = own.get("scripts", ())[:1] == ["Latn"]
    found = {}
    for tag, table in own.get("conventions", {}).items():
        source = known.language(tag)
        lang = str(source.get("tag", tag.partition("-")[0]))
        # A letter that a Greek or Cyrillic table lacks is better left than written in a third script.
        fallback = known.scheme(lang, source.get("scripts", ["Zyyy"])[0]) if latin else None
        runs = {**table.get("runs", {}), **(table.get("people", {}) if person else {})}
        found[tag] = convention(lang, table.get("letters", {}), runs, fallback, table.get("capitals"))
    return found


def transcribe(name: str, convention: Convention) -> str:
    """A name in the spelling of a convention; what is no word stays, and so does a word in Latin letters.

    Capitals are kept: at the start of each word and of each part of a hyphenated one, or throughout. A word in a script
    without case starts with one.

    >>> german = convention("ru", {"ш": "sch", "о": "o", "й": "i", "г": "g", "у": "u", "р": "r"}, {"ой$": "oj"})
    >>> transcribe("Шойгу-Шогур, ШОРОЙ (2)", german)
    'Schoigu-Schogur, SCHOROJ (2)'
    """
    name = _STRESS.sub("", unicodedata.normalize("NFC", name))
    written: str = _WORD.sub(lambda match: _word(match.group(), convention), name)
    return written


def _word(word: str, convention: Convention) -> str:
    if not _FOREIGN.search(word):
        return word
    small = "".join(lower if len(lower := c.lower()) == 1 else c for c in word.translate(_APOSTROPHES))
    written: list[str] = []
    at = 0
    if (runs := convention.runs) is not None:
        for match in runs.pattern.finditer(small):
            written += (_uncovered(small[at : match.start()], convention), runs.become(match))
            at = match.end()
    written.append(_uncovered(small[at:], convention))
    return _capitals("".join(written), word, convention)


def _uncovered(letters: str, convention: Convention) -> str:
    """Letters that no group and no letter of the convention covers; Latin ones stay as they are."""
    scheme = convention.fallback
    return letters if scheme is None else _FOREIGN.sub(lambda match: romanize(match.group(), scheme), letters)


def _capitals(written: str, source: str, convention: Convention) -> str:
    """What was written, with the capitals of its source: none, the first, or all; a caseless word gets the first."""
    letters = [c for c in source if c.isalpha()]
    if not letters or letters[0] != letters[0].title():  # a letter of a script without case is its own title form
        return written
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return "".join(convention.capitals.get(c, c.upper()) for c in written)
    return convention.capitals.get(written[:1], written[:1].upper()) + written[1:]
