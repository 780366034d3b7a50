"""What checks look at: the sound entries of a gazetteer with their names, cleaned once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from entitynorm.datafile import Document, Place
from entitynorm.gazetteer.lint.finding import Finding, finding
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import aliases, aliases_of
from entitynorm.model import Alias, AliasType, Entity
from entitynorm.text.clean import clean
from entitynorm.text.tables import Tables, tables


@dataclass(frozen=True, slots=True)
class Name:
    """An alias of an entity with where it is written; ``place`` is None if it follows from the series."""

    entity: Entity
    alias: Alias
    document: Document
    place: Place | None
    key: str  # the alias, cleaned

    def found(self, code: str, message: str) -> Finding:
        """A finding where the alias is written."""
        return finding(code, self.document.error(message, *(self.place or ("edition",))))


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a sound form: its entity, the names written in it, and those that follow from the series."""

    entity: Entity
    document: Document
    names: tuple[Name, ...]
    derived: tuple[Name, ...]
    adjectives: tuple[Name, ...]

    def found(self, code: str, message: str, *place: str | int) -> Finding:
        """A finding at a place of the file."""
        return finding(code, self.document.error(message, *place))


@dataclass(frozen=True, slots=True)
class Shelf:
    """A gazetteer as checks see it. Names of an entry whose form is wrong are looked at when that is mended."""

    gazetteer: Gazetteer
    entries: tuple[Entry, ...]
    folders: Mapping[str, PurePath]  # ID -> the folder of its file, also of one that cannot be read
    entities: Mapping[str, Entity]
    tables: Tables
    today: str  # ISO 8601

    def names(self, *types: AliasType) -> Iterator[Name]:
        """The names of these types, written and derived, entry by entry."""
        for entry in self.entries:
            for name in (*entry.names, *entry.derived):
                if name.alias.type in types:
                    yield name


def shelf(gazetteer: Gazetteer, known: Tables | None = None, today: str = "") -> Shelf:
    """Make a gazetteer ready for the checks; ``today`` is the day from which ages are counted."""
    broken = {error.path for error in gazetteer.errors}
    pairs = list(zip(gazetteer.entities, gazetteer.documents, strict=True))
    entries = tuple(_entry(entity, document) for entity, document in pairs if document.path not in broken)
    folders = {id: PurePath(path).parent for id, path in gazetteer.files.items()}
    entities = {entity.id: entity for entity in gazetteer.entities}
    return Shelf(gazetteer, entries, folders, entities, known or tables(), today or date.today().isoformat())


def _entry(entity: Entity, document: Document) -> Entry:
    def name(alias: Alias, place: Place | None) -> Name:
        return Name(entity, alias, document, place, clean(alias.text))

    written = tuple(name(alias, place) for alias, place in aliases(document.data))
    own = {found.alias for found in written}
    adjectives = aliases_of(document.data, "adjectives", AliasType.WEAK)
    return Entry(
        entity,
        document,
        written,
        tuple(name(alias, None) for alias in entity.aliases if alias not in own and alias.type is not AliasType.NOT),
        tuple(name(alias, place) for alias, place in adjectives),
    )
