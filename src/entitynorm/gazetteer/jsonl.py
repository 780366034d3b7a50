"""Read names from JSON Lines: one entity a line, of any kind, made by any program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from entitynorm.errors import DataError, DataErrors
from entitynorm.gazetteer.shape import suggestion
from entitynorm.model import Alias, AliasType, Entity

MANY = 100  # so many broken lines say that the file is something else
CHUNK = 1 << 18  # bytes of lines that are read at a time


def read(path: str | Path) -> Iterator[Entity]:
    """Yield the entity of each line ``{"id", "kind", "names": [{"name", "lang", "type"?}]}``; blank lines are skipped.

    The first name is the one to print. Other fields are passed over. A broken line does not stop the next ones:
    DataErrors with all of them (or the first hundred) is raised at the end.
    """
    errors: list[DataError] = []
    for chunk in chunks(path):
        found, problems = entities(chunk)
        yield from found
        errors += problems
        if len(errors) >= MANY:
            raise DataErrors(errors[:MANY])
    if errors:
        raise DataErrors(errors)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole lines of a file, and the number of the first of them."""

    path: str
    first: int
    body: bytes


def chunks(path: str | Path, size: int = CHUNK) -> Iterator[Chunk]:
    """A file in chunks of at least so many bytes, but for the last."""
    first = 1
    try:
        with Path(path).open("rb") as file:
            while body := file.read(size):
                body += file.readline()
                yield Chunk(str(path), first, body)
                first += body.count(b"\n")
    except OSError as error:
        raise DataErrors([DataError(str(path), 1, f"cannot be read: {error.strerror}")]) from error


def entities(chunk: Chunk) -> tuple[list[Entity], list[DataError]]:
    """The entities of the lines, and what is wrong with the others."""
    found: list[Entity] = []
    errors: list[DataError] = []
    for number, line in enumerate(BytesIO(chunk.body), chunk.first):
        if line.strip():
            try:
                found.append(parse(line))
            except ValueError as problem:
                errors.append(DataError(chunk.path, number, str(problem)))
    return found, errors


def parse(line: str | bytes) -> Entity:
    """The entity of one line; raises ValueError with what is wrong.

    >>> parse('{"id": "Q1", "kind": "person", "names": [{"name": "Ада", "lang": "ru"}]}').aliases
    (Alias(text='Ада', lang='ru', type=<AliasType.NAME: 'name'>),)
    """
    try:
        found = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("not read: nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError('expected an object {"id", "kind", "names"}')
    id, kind = _text(found, "id"), _text(found, "kind")
    names = found.get("names")
    if not isinstance(names, list) or not names:
        raise ValueError("names: expected a list of names" + ("" if "names" in found else ", it is missing"))
    aliases = tuple([_alias(name, number) for number, name in enumerate(names)])
    if len(aliases) > 1:
        aliases = tuple(dict.fromkeys(aliases))
    return Entity(id, aliases[0].text, kind, aliases)


def _alias(name: object, number: int) -> Alias:
    where = f"names.{number}."
    if not isinstance(name, dict):
        raise ValueError(f'{where[:-1]}: expected an object {{"name", "lang"}}')
    lang, type = name.get("lang"), name.get("type")
    if type is not None and (not isinstance(type, str) or type not in _TYPES):
        raise ValueError(f"{where}type: no such type: {type!r}{suggestion(str(type), _TYPES)}")
    text = _text(name, "name", where)
    return Alias(text, _text(name, "lang", where) if lang else "", _TYPES[type] if type else AliasType.NAME)


def _text(found: dict[str, object], field: str, where: str = "") -> str:
    value = found.get(field)
    if not isinstance(value, str) or not value.strip():
        fault = "is empty" if isinstance(value, str) else "expected a text"
        raise ValueError(f"{where}{field}: {fault if field in found else 'is missing'}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{where}{field}: half of a surrogate pair is no character") from None
    return value


_TYPES = {str(type): type for type in AliasType}
