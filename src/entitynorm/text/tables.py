"""All that is known of scripts and languages, read from ``data/`` once and handed to every step.

The YAML is compiled into one file of JSON texts (by the wheel's build, or into the user's cache when a file of
``data/`` is newer), so that neither importing nor resolving needs a YAML parser. A process reads those that it needs.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from base64 import b64decode
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, cast

from entitynorm import cache
from entitynorm.text.inflect import Affixes
from entitynorm.text.romanize import Listed, Scheme, scheme
from entitynorm.text.sound import Hearing, hearing

DATA = cache.PACKAGE / "data"
COMPILED = DATA / "compiled" / "tables.tsv"
HAN_READINGS = {  # language -> readings of Han characters that its texts may mean, the likeliest first
    "": ("zh", "ko", "ja", "yue"),
    "zh": ("zh", "ko", "yue"),
    "yue": ("yue", "zh", "ko"),
    "ko": ("ko", "zh"),
    "ja": ("ja", "ko", "zh"),
}
APART = ("languages", "scripts", "words", "foreign_names")  # columns whose tables are read one by one
UNFILED = ("weights", "foreign_names", "compounds")  # columns that no key is made from
MANNERS = frozenset({"former", "then", "elect", "acting", "deputy"})  # kept among the words for offices, but no offices
STATE = "state-"  # what the concepts of states begin with
FORMAT = 8  # grows when compiled tables or the keys made from them change


class Writing(NamedTuple):
    """How words of one script are read and inflected in a language."""

    endings: Affixes
    clitics: Affixes
    scheme: Scheme  # to Latin letters, by the table of the script and what the language does otherwise
    sounds: Scheme | None  # to Latin letters by how the language reads them, of a word in Latin letters


@dataclass(frozen=True, eq=False)
class Tables:
    """The compiled tables. ``raw`` is what the data files say; everything else is made from it when first asked for."""

    raw: Mapping[str, Any]
    fingerprint: str
    _schemes: dict[tuple[str, str], Scheme] = field(default_factory=dict)
    _sounds: dict[str, Scheme | None] = field(default_factory=dict)

    @cached_property
    def languages(self) -> Mapping[str, Mapping[str, Any]]:
        """BCP 47 tag -> what its file says."""
        return cast("Mapping[str, Mapping[str, Any]]", self.raw["languages"])

    @cached_property
    def scripts(self) -> Mapping[str, Mapping[str, Any]]:
        """ISO 15924 code -> what its file says."""
        return cast("Mapping[str, Mapping[str, Any]]", self.raw["scripts"])

    @cached_property
    def weights(self) -> Mapping[str, Any]:
        """The fitted weights of the score."""
        return cast("Mapping[str, Any]", self.raw["weights"])

    def foreign_names(self, script: str) -> Mapping[str, Mapping[str, int]]:
        """Words of a script -> the Latin names that they are known to be, each with its place among its spellings."""
        return cast("Mapping[str, Mapping[str, int]]", self.raw["foreign_names"].get(script, {}))

    def threshold(self, grammar: str) -> float:
        """The score from which a match is answered: of a ``person``, a ``curated`` phrase or any other ``phrase``."""
        return float(self.weights["threshold"][grammar])

    @lru_cache(maxsize=2)  # noqa: B019
    def grammar_weights(self, person: bool) -> Mapping[str, float]:
        """The weights of features for names of people, or for phrases; those of the context are the same for both."""
        return {**self.weights["context"], **self.weights["person" if person else "phrase"]}

    @cached_property
    def unspaced(self) -> frozenset[str]:
        """The scripts that are written without spaces between words."""
        return frozenset(self.raw["unspaced"])

    @cached_property
    def hearing(self) -> Hearing:
        """How neutral Latin letters are heard."""
        return hearing(self.raw["sounds"]["groups"], self.raw["sounds"]["classes"])

    @lru_cache(maxsize=512)  # noqa: B019  (tables live as long as the process)
    def writing(self, lang: str, script: str) -> Writing:
        """All that a word of a script needs. Of Latin letters nothing is an ending when the language is not known."""
        latin = script == "Latn"
        return Writing(
            self.endings(lang, script) if lang or not latin else (),
            () if latin else self.clitics(lang, script),
            self.scheme(lang, "Latn" if script == "Hani" else script),  # Han characters are read by `text.han`
            self.sounds(lang) if latin else None,
        )

    @lru_cache(maxsize=512)  # noqa: B019
    def language(self, lang: str) -> Mapping[str, Any]:
        """The file of a language or of the language it is a variety of (``zh-hant`` -> ``zh``); empty when unknown."""
        lang = lang.lower().replace("_", "-")
        while lang and lang not in self.languages:
            lang = lang.rpartition("-")[0]
        return self.languages.get(lang, {})

    @lru_cache(maxsize=512)  # noqa: B019
    def endings(self, lang: str, script: str) -> frozenset[str]:
        """The case endings of a language, or of every language of the script when it is not known."""
        return self._of(lang, script, "endings")

    @lru_cache(maxsize=512)  # noqa: B019
    def clitics(self, lang: str, script: str) -> frozenset[str]:
        """The prefixes written together with the next word, as `endings`."""
        return self._of(lang, script, "clitics")

    def _of(self, lang: str, script: str, column: str) -> frozenset[str]:
        own = self.language(lang)
        if own and script in own.get("scripts", ()):
            return frozenset(own.get(column, ()))
        every = (one.get(column, ()) for one in self.languages.values() if script in one.get("scripts", ())[:1])
        return frozenset(chain.from_iterable(every))

    @cached_property
    def numerals(self) -> Mapping[str, int]:
        """Spelled numerals of every language (a word that two languages read otherwise is left out)."""
        return cast("Mapping[str, int]", self.raw["words"]["numerals"])

    def unvowelled(self, script: str) -> bool:
        """Whether vowels are mostly not written in a script."""
        return "unvowelled" in self.scripts.get(script, {})

    @property
    def initials(self) -> Mapping[str, str]:
        """Names of Latin letters in other scripts -> the letter, a capital one."""
        return cast("Mapping[str, str]", self.raw["words"]["initials"])

    @lru_cache(maxsize=512)  # noqa: B019
    def scheme(self, lang: str, script: str) -> Scheme:
        """How words of a script are written in Latin letters, with what the language does otherwise."""
        own = self.language(lang)
        tag = str(own.get("tag", "")) if script in own.get("scripts", ()) else ""
        found = self._schemes.get((tag, script))
        if found is None:
            table = self.scripts.get(script, {})
            own = own if tag else {}
            found = self._schemes[tag, script] = scheme(
                {**table.get("letters", {}), **own.get("letters", {})},
                {**table.get("runs", {}), **own.get("runs", {})},
                table.get("before", ()),
                table.get("after", ()),
                table.get("form", "NFC"),
            )
        return found

    @lru_cache(maxsize=512)  # noqa: B019
    def sounds(self, lang: str) -> Scheme | None:
        """How a language reads Latin letters, as a scheme over marked text; None when it says nothing of it."""
        own = self.language(lang)
        tag = str(own.get("tag", ""))
        if tag not in self._sounds:
            runs = own.get("sounds")
            letters = self.scripts.get("Latn", {}).get("letters", {})
            self._sounds[tag] = scheme(letters, runs) if runs else None
        return self._sounds[tag]

    @cached_property
    def light_words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The single words of all titles and offices, and all function words, particles and kind words."""
        words = self.raw["words"]
        return frozenset(words["titles"]), frozenset((*words["function"], *words["kind_words"]))

    @cached_property
    def lone_titles(self) -> frozenset[str]:
        """The titles and offices of one word."""
        return frozenset(self.raw["words"]["lone_titles"])

    @cached_property
    def title_phrases(self) -> Mapping[str, list[str]]:
        """First word of a title or office of several words -> all that begin with it."""
        return cast("Mapping[str, list[str]]", self.raw["words"]["title_phrases"])

    @lru_cache(maxsize=512)  # noqa: B019
    def ordinary(self, lang: str) -> frozenset[str]:
        """Short ordinary words of a language (of all, when it has none listed), which an acronym may be spelled as."""
        lists = self.raw["words"]["ordinary"]
        own = str(self.language(lang).get("tag", ""))
        return frozenset(lists[own] if own in lists else chain.from_iterable(lists.values()))

    @cached_property
    def _meanings(self) -> tuple[array[int], array[int], list[str]]:
        """Digests of forms, sorted; for each the number of a concept; the concepts."""
        columns = []
        for code, name in (("I", "digests"), ("H", "numbers")):
            column = array(code)
            column.frombytes(b64decode(self.raw["meanings"][name]))
            if sys.byteorder == "big":
                column.byteswap()
            columns.append(column)
        return columns[0], columns[1], self.raw["meanings"]["concepts"]

    def meanings(self, forms: Iterable[str]) -> set[str]:
        """The concepts that a word with these forms names in the titles of some language (``ministry``)."""
        digests, numbers, concepts = self._meanings
        found = set()
        for form in forms:
            digest = zlib.crc32(form.encode())
            at = bisect_left(digests, digest)
            while at < len(digests) and digests[at] == digest:
                found.add(concepts[numbers[at]])
                at += 1
        return found

    @property
    def state_names(self) -> Mapping[str, list[tuple[list[list[str]], str]]]:
        """A form of the first word of a state's name of several words -> the forms of each, and the concept."""
        return cast("Mapping[str, list[tuple[list[list[str]], str]]]", self.raw["state_names"])

    def compounds(self, lang: str) -> Mapping[str, str]:
        """Short words of a language (of all, when it is not known) with the words that they stand for: минобороны."""
        tag = str(self.language(lang).get("tag", ""))
        return cast("Mapping[str, str]", self.raw["compounds"].get(tag, {})) if tag else self._every_compound

    @cached_property
    def _every_compound(self) -> Mapping[str, str]:
        return dict(chain.from_iterable(column.items() for column in self.raw["compounds"].values()))

    @cached_property
    def joined_titles(self) -> frozenset[str]:
        """Titles and offices of the languages that write them together with the name (``大統領``)."""
        return frozenset(self.raw["words"]["joined_titles"])

    @cached_property
    def patronymics(self) -> tuple[str, ...]:
        """The endings of patronymics in Latin readings."""
        return tuple(self.raw["names"]["patronymics"])

    @cached_property
    def gendered(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The endings in Latin readings of forms that only a woman's, and only a man's family name has."""
        endings = self.raw["names"]["gendered"]
        return tuple(endings["feminine"]), tuple(endings["masculine"])

    @cached_property
    def genealogy(self) -> frozenset[str]:
        """The words between a name and the father's, in Latin readings."""
        return frozenset(self.raw["names"]["genealogy"])

    @cached_property
    def shared_endings(self) -> tuple[str, ...]:
        """The endings in Latin readings that many family names share and that tell no two apart, the longest first."""
        return tuple(sorted(self.raw["names"]["shared_endings"], key=len, reverse=True))

    @cached_property
    def function_words(self) -> frozenset[str]:
        """The single function words and particles of all languages: a name never starts from one alone."""
        return frozenset(self.raw["words"]["function"])

    @cached_property
    def kinds(self) -> Mapping[str, list[str]]:
        """Word for a kind of thing -> the kinds that it may be a word for."""
        return cast("Mapping[str, list[str]]", self.raw["words"]["kinds"])

    @cached_property
    def offices(self) -> Mapping[str, list[list[str]]]:
        """First word of an office -> its phrases, each with its role."""
        return cast("Mapping[str, list[list[str]]]", self.raw["words"]["roles"])

    @cached_property
    def offices_of(self) -> Mapping[str, Mapping[str, str]]:
        """Phrase for an office that is another one in some states -> ID of each of them -> that one."""
        return cast("Mapping[str, Mapping[str, str]]", self.raw["words"]["roles_of"])


@lru_cache(maxsize=1)
def simplified_forms() -> Mapping[int, str]:
    """Traditional Han characters to their simplified form, as a ``str.translate`` table."""
    table = {}
    for line in (DATA / "han" / "simplified.tsv").read_text(encoding="utf-8").splitlines():
        simple, traditional = line.split("\t")
        table.update({ord(char): simple for char in traditional})
    return table


def han_order(lang: str) -> tuple[str, ...]:
    """The languages whose readings of Han characters a text of a language may mean, its own first."""
    return HAN_READINGS.get(lang.lower().partition("-")[0], HAN_READINGS[""])


@lru_cache(maxsize=8)
def han_scheme(lang: str) -> Scheme:
    """Characters to one reading each, from ``data/han``, which ``tools/make_han_tables.py`` makes."""
    return Scheme(Listed((DATA / "han" / f"{lang}.tsv").read_text(encoding="utf-8")), keeps_ascii=True)


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The library's tables, compiled; made anew when a data file of a checkout is newer."""
    path = COMPILED
    if cache.is_checkout():
        path = cache.folder() / "tables.tsv"
        if cache.stale(path, [DATA, Path(__file__), Path(__file__).with_name("compile_tables.py")]):
            cache.write(path, compiled().encode())
    return load(path)


def load(path: Path) -> Tables:
    """Read compiled tables."""
    body = path.read_bytes()
    columns: dict[str, dict[str, memoryview]] = {}
    start = 0
    while start < len(body):
        end = body.find(b"\n", start) % (len(body) + 1)  # the last line has none
        name_at = body.index(b"\t", start) + 1
        text_at = body.index(b"\t", name_at) + 1
        column, name = body[start : name_at - 1].decode(), body[name_at : text_at - 1].decode()
        columns.setdefault(column, {})[name] = memoryview(body)[text_at:end]
        start = end + 1
    raw = Apart({column: texts if column in APART else texts[""] for column, texts in columns.items()})
    return Tables(raw, f"{FORMAT}-{raw['check']}")


def compiled() -> str:
    """All data files as lines of a column, for some columns the name of one of its tables, and that as a JSON text."""
    from entitynorm.text.compile_tables import compile_tables

    raw = compile_tables(DATA)
    filed = {column: table for column, table in raw.items() if column not in UNFILED}
    raw["check"] = f"{zlib.crc32(_json(filed).encode()):08x}"
    raw["unspaced"] = ["Hani", *(script for script, table in raw["scripts"].items() if "unspaced" in table)]
    lines = [
        (column, name, table)
        for column, value in raw.items()
        for name, table in (value.items() if column in APART else [("", value)])
    ]
    return "\n".join(f"{column}\t{name}\t{_json(table)}" for column, name, table in lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Apart(Mapping[str, Any]):
    """Tables kept as JSON texts, each read when it is first asked for."""

    def __init__(self, texts: Mapping[str, memoryview | Mapping[str, memoryview]]) -> None:
        self._texts = texts
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            text = self._texts[name]
            self._read[name] = json.loads(bytes(text)) if isinstance(text, memoryview) else Apart(text)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def script_is_unspaced(script: str) -> bool:
    """Whether a script is written without spaces between words.

    >>> script_is_unspaced("Hani"), script_is_unspaced("Cyrl")
    (True, False)
    """
    return script in tables().unspaced
