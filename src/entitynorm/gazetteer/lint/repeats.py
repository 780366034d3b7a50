"""Checks within an entry: aliases that are given twice, denied, or would be found without being listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Entry, Name, Shelf
from entitynorm.gazetteer.load import edition_names
from entitynorm.model import PEOPLE, AliasType
from entitynorm.text.clean import clean, marked
from entitynorm.text.keys import name_words
from entitynorm.text.script import script_of
from entitynorm.text.tables import Tables
from entitynorm.text.transcribe import Convention, conventions, transcribe


def twice(shelf: Shelf) -> Iterator[Finding]:
    """W202: an alias is given twice in one language."""
    for entry in shelf.entries:
        groups: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in entry.names:
            if name.alias.type is not AliasType.NOT and name.place != ("name",):  # the printed name may be listed too
                groups[name.alias.lang, name.key].append(name)
        for group in groups.values():
            if len(group) > 1:
                yield from _same_marks(group)


def _same_marks(group: list[Name]) -> Iterator[Finding]:
    first: dict[str, Name] = {}
    for name in group:
        earlier = first.setdefault(marked(name.alias.text), name)
        if earlier is not name:
            where = ".".join(map(str, earlier.place or ()))
            yield name.found("W202", f"'{name.alias.text}' is given already by {where}")


def look_alikes(shelf: Shelf) -> Iterator[Finding]:
    """E203: what is to name something else is an alias."""
    for entry in shelf.entries:
        denied = [name for name in entry.names if name.alias.type is AliasType.NOT]
        if denied:
            own = {name.key: name.alias for name in entry.names if name.alias.type is not AliasType.NOT}
            for name in denied:
                if alias := own.get(name.key):
                    problem = f"'{name.alias.text}' is to name something else, but '{alias.text}' is an alias"
                    yield name.found("E203", problem)


def inflected(shelf: Shelf) -> Iterator[Finding]:
    """W205: an alias is another one of its language with a case ending, which the engine takes off itself."""
    for entry in shelf.entries:
        groups: dict[tuple[str, AliasType, int], list[Name]] = defaultdict(list)
        for name in entry.names:
            if name.alias.type in (AliasType.NAME, AliasType.WEAK) and name.place != ("name",):
                groups[name.alias.lang, name.alias.type, name.key.count(" ")].append(name)
        for (lang, _, _), group in groups.items():
            if len(group) > 1 and shelf.tables.language(lang).get("endings"):
                yield from _endings(group, shelf.tables)


def _endings(group: list[Name], known: Tables) -> Iterator[Finding]:
    for name in group:
        for other in group:
            if _may_be_case_of(name.key, other.key) and _case_of(name, other, known):
                problem = f"'{name.alias.text}' is '{other.alias.text}' with an ending, which is taken off by itself"
                yield name.found("W205", problem)
                break


def _may_be_case_of(long: str, short: str) -> bool:
    """Whether every word starts as the other's does: cheap, and it leaves few pairs to look at."""
    starts = zip(long.split(), short.split(), strict=False)
    return len(short) < len(long) and all(one[:2] == two[:2] for one, two in starts)


def _case_of(name: Name, other: Name, known: Tables) -> bool:
    """Whether every word of a name is that of the other, or that with an ending."""
    ours, theirs = (name_words(one.alias.text, one.alias.lang, known) for one in (name, other))
    pairs = list(zip(ours, theirs, strict=False))
    return len(ours) == len(theirs) and all(one.text == two.text or two.text in one.stems for one, two in pairs)


def numbered(shelf: Shelf) -> Iterator[Finding]:
    """W207: a name of an edition is one of its series with its number, which it has without listing it."""
    for entry in shelf.entries:
        series = shelf.entities.get(entry.entity.series)
        if series is not None and entry.entity.edition:
            own = {(alias.lang, clean(alias.text)): alias.text for alias in edition_names(series, entry.entity.edition)}
            for name in entry.names:
                listed = name.place != ("name",) and name.alias.type is AliasType.NAME
                if listed and (form := own.get((name.alias.lang, name.key))):
                    yield name.found("W207", f"'{name.alias.text}' follows from the series, as '{form}'")


def transcribed(shelf: Shelf) -> Iterator[Finding]:
    """W206: aliases of a person are what their languages make of the native name by themselves; told once an entry."""
    native: dict[str, list[str]] = shelf.tables.raw["names"]["native"]
    writer = _Writer(shelf.tables)
    for entry in shelf.entries:
        if entry.entity.kind in PEOPLE:
            states = {period.of.removeprefix("state/") for period in entry.entity.periods}
            home = {lang for state in states for lang in native.get(state, ())}
            sources = [name for name in entry.names if name.alias.lang in home and script_of(name.key) != "Latn"]
            if sources and (found := writer.derived(entry, sources)):
                listed = ", ".join(f"'{name.alias.text}' ({name.alias.lang})" for name in found)
                yield found[0].found("W206", f"made from the native name without being listed: {listed}")


class _Writer:
    """Native names as other languages write them, each word worked out once."""

    def __init__(self, known: Tables) -> None:
        self.known = known
        self.written: dict[tuple[str, int], str] = {}
        self.patronymic = frozenset(known.raw["names"]["patronymic_languages"])

    def derived(self, entry: Entry, sources: list[Name]) -> list[Name]:
        """The names that conventions make of the sources; the language of the printed name is left alone."""
        native = {name.alias.lang for name in sources} | {"en"}
        forms: dict[tuple[str, AliasType], set[str]] = {}
        found = []
        for name in entry.names:
            lang, type = name.alias.lang, name.alias.type
            if lang not in native and type in (AliasType.NAME, AliasType.WEAK):
                if (lang, type) not in forms:
                    own = (source for source in sources if source.alias.type is type)
                    forms[lang, type] = {form for source in own for form in self._forms(source, lang)}
                if name.alias.text in forms[lang, type]:
                    found.append(name)
        return found

    def _forms(self, source: Name, lang: str) -> Iterator[str]:
        tag = str(self.known.language(source.alias.lang).get("tag", ""))
        parts = source.alias.text.split()
        for convention in conventions(lang, self.known).values():
            if convention.source == tag:
                own = [self._word(part, convention) for part in parts]
                yield " ".join(own)
                if tag in self.patronymic and len(own) == 3:
                    yield f"{own[0]} {own[2]}"

    def _word(self, text: str, convention: Convention) -> str:
        asked = text, id(convention)  # conventions are made once and kept
        if asked not in self.written:
            self.written[asked] = transcribe(text, convention)
        return self.written[asked]
