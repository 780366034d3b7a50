"""Look over a loaded gazetteer for what no entry shows by itself: clashes, loose ends, letters of the wrong script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from entitynorm.datafile import Document, Place
from entitynorm.errors import DataError
from entitynorm.gazetteer.load import Gazetteer, duplicates
from entitynorm.gazetteer.schema import aliases, aliases_of, references
from entitynorm.gazetteer.shape import before
from entitynorm.model import Alias, AliasType, Entity
from entitynorm.text.clean import clean, marked, mixed_words
from entitynorm.text.script import UNKNOWN, script_of_char
from entitynorm.text.tables import Tables, tables

CODES = {
    "E001": "a file has not the form of an entry",
    "E101": "two entries have one ID",
    "E102": "an ID names no entity",
    "W102": "an ID is retired",
    "E103": "the series of an edition is an edition itself",
    "W103": "an edition is not in the folder of its series",
    "E104": "a retired ID is still in use",
    "E105": "a retired ID leads to no entity",
    "E106": "retired IDs lead in a circle",
    "W106": "a retired ID leads to another retired one",
    "E201": "two entities have one full name",
    "W201": "two entities have one full name, but in different languages or by their number only",
    "W202": "an alias is given twice",
    "E203": "a look-alike is an alias of the same entity",
    "E301": "a word mixes Latin and Cyrillic letters",
    "E302": "an alias has no letter of its language",
    "W302": "an alias is in Latin letters, which are not those of its language",
    "W401": "no sources",
    "W402": "never checked",
    "W403": "in force before it was signed",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a check found."""

    path: str
    line: int
    code: str
    message: str

    @property
    def level(self) -> str:
        """``error``, which must be mended, or ``warning``, which must be looked at."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class _Name:
    """An alias of an entity with where it is written; ``place`` is None if it follows from the series."""

    entity: Entity
    alias: Alias
    document: Document
    place: Place | None

    def found(self, code: str, message: str) -> Finding:
        return _finding(code, self.document.error(message, *(self.place or ("edition",))))


def lint(gazetteer: Gazetteer, known: Tables | None = None) -> list[Finding]:
    """Every finding, by file and line. Names of an entry whose form is wrong are looked at when that is mended."""
    known = known or tables()
    broken = {error.path for error in gazetteer.errors}
    pairs = list(zip(gazetteer.entities, gazetteer.documents, strict=True))
    sound = [(entity, document) for entity, document in pairs if document.path not in broken]
    found = [_finding("E001", error) for error in gazetteer.errors]
    found += [_finding("E101", error) for error in duplicates(gazetteer.entities, gazetteer.documents)]
    found += _retired(gazetteer)
    folders = {entity.id: (entity, PurePath(document.path).parent) for entity, document in pairs}
    by_name: dict[str, list[_Name]] = defaultdict(list)
    for entity, document in sound:
        names = [_Name(entity, alias, document, place) for alias, place in aliases(document.data)]
        written = {name.alias for name in names}
        derived = [_Name(entity, alias, document, None) for alias in entity.aliases if alias not in written]
        for name in (*names, *derived):
            if name.alias.type is AliasType.NAME:
                by_name[clean(name.alias.text)].append(name)
        found += _references(gazetteer, document, folders)
        found += _series(entity, document, folders)
        found += _twice(names)
        found += _look_alikes(names)
        adjectives = aliases_of(document.data, "adjectives", AliasType.WEAK)
        for name in (*names, *(_Name(entity, alias, document, place) for alias, place in adjectives)):
            found += _letters(name, known)
        found += _care(document)
    found += _shared(by_name)
    return sorted(found)


def _finding(code: str, error: DataError) -> Finding:
    return Finding(error.path, error.line, code, error.problem)


def _retired(gazetteer: Gazetteer) -> Iterator[Finding]:
    document = gazetteer.retired_document
    if document is None:
        return
    live = {entity.id for entity in gazetteer.entities}
    for old, new in gazetteer.retired.items():
        if old in live:
            yield _finding("E104", document.error(f"{old}: is retired, but an entry has this ID", old))
        seen = [old]
        while seen[-1] in gazetteer.retired and gazetteer.retired[seen[-1]] not in seen:
            seen.append(gazetteer.retired[seen[-1]])
        if seen[-1] in gazetteer.retired:
            yield _finding("E106", document.error(f"{old}: leads in a circle by {new}", old))
        elif seen[-1] not in live:
            yield _finding("E105", document.error(f"{old}: leads to {seen[-1]}, which does not exist", old))
        elif len(seen) > 2:
            yield _finding("W106", document.error(f"{old}: {new} is retired too; write {seen[-1]}", old))


def _references(
    gazetteer: Gazetteer, document: Document, entities: dict[str, tuple[Entity, PurePath]]
) -> Iterator[Finding]:
    for id, place in references(document.data):
        if id in entities:
            continue
        field = ".".join(map(str, place))
        if id in gazetteer.retired:
            problem = f"{field}: {id} is retired; it is now {gazetteer.retired[id]}"
            yield _finding("W102", document.error(problem, *place))
        else:
            yield _finding("E102", document.error(f"{field}: {id} does not exist", *place))


def _series(entity: Entity, document: Document, entities: dict[str, tuple[Entity, PurePath]]) -> Iterator[Finding]:
    if entity.series not in entities:
        return  # it has none, or one that does not exist, which is a finding of its own
    series, folder = entities[entity.series]
    if series.series or series.id == entity.id:
        problem = f"series: {series.id} is an edition itself"
        yield _finding("E103", document.error(problem, "series"))
    elif folder != PurePath(document.path).parent:
        yield _finding("W103", document.error(f"series: the files of {series.id} are in {folder}", "series"))


def _twice(names: list[_Name]) -> Iterator[Finding]:
    first: dict[tuple[str, str], _Name] = {}
    for name in names:
        if name.alias.type is AliasType.NOT or name.place == ("name",):
            continue  # the printed name may well be listed in its place too
        earlier = first.setdefault((name.alias.lang, marked(name.alias.text)), name)
        if earlier is not name:
            where = ".".join(map(str, earlier.place or ()))
            yield name.found("W202", f"'{name.alias.text}' is given already by {where}")


def _look_alikes(names: list[_Name]) -> Iterator[Finding]:
    own = {clean(name.alias.text): name.alias for name in names if name.alias.type is not AliasType.NOT}
    for name in names:
        if name.alias.type is AliasType.NOT and (alias := own.get(clean(name.alias.text))):
            yield name.found("E203", f"'{name.alias.text}' is to name something else, but '{alias.text}' is an alias")


def _letters(name: _Name, known: Tables) -> Iterator[Finding]:
    alias = name.alias
    for word in mixed_words(alias.text):
        yield name.found("E301", f"'{word}' mixes Latin and Cyrillic letters")
    used = {script for char in alias.text if (script := script_of_char(char)) != UNKNOWN}
    usual = _scripts(alias.lang, known)
    foreign = used == {"Latn"}  # as many languages write acronyms, and names now and then
    if used and usual and not used & usual and not (foreign and alias.type is AliasType.ACRONYM):
        code = "W302" if foreign else "E302"
        problem = f"'{alias.text}' is in {'/'.join(sorted(used))}, {alias.lang} is written in {'/'.join(sorted(usual))}"
        yield name.found(code, problem)


def _scripts(lang: str, known: Tables) -> frozenset[str]:
    """The scripts of a language, of which its tag may name one; empty when it is not known."""
    usual = frozenset(known.language(lang).get("scripts", ()))
    return usual & frozenset(lang.split("-")) or usual


def _care(document: Document) -> Iterator[Finding]:
    if "sources" not in document.data:
        yield _finding("W401", document.error("sources: missing: say where names and dates come from"))
    if "checked" not in document.data:
        yield _finding(
            "W402", document.error("checked: missing: say when somebody last compared this with its sources")
        )
    signed, in_force = str(document.data.get("signed", "")), str(document.data.get("in_force", ""))
    if before(in_force, signed):
        yield _finding("W403", document.error(f"in_force: {in_force} is before signed, {signed}", "in_force"))


def _shared(by_name: dict[str, list[_Name]]) -> Iterator[Finding]:
    for names in by_name.values():
        seen: list[_Name] = []
        for name in names:
            others = [other for other in seen if other.entity.id != name.entity.id]
            if others:
                # The worst clash of an alias is enough: two written names of one language.
                other = min(others, key=lambda other: _apart(name, other))
                code = "W201" if _apart(name, other) else "E201"
                where = f"{other.entity.id} ({other.alias.lang or 'any language'})"
                yield name.found(code, f"'{name.alias.text}' is a full name of {where} too; make one of them weak")
            seen.append(name)


def _apart(one: _Name, other: _Name) -> bool:
    """Whether two names that look alike differ in language or are not both written by an editor."""
    languages = {one.alias.lang.partition("-")[0], other.alias.lang.partition("-")[0]}
    return (len(languages) > 1 and "" not in languages) or one.place is None or other.place is None
