"""Read entities from a table: one a row of CSV, a field a column; rows of one name are offices of one official."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entitynorm.errors import DataError, DataErrors
from entitynorm.gazetteer.draft import full_id
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.gazetteer.schema import FIELDS
from entitynorm.gazetteer.shape import suggestion
from entitynorm.model import KINDS

SEPARATOR = "|"  # between the values of one cell
ROLE = ("role", "of", "from", "to")
LANGUAGES = ("names", "family", "acronyms", "weak", "adjectives", "capital", "metonyms")
REFERENCES = {"of": ("state", "alliance"), "parties": ("state", "alliance"), "members": ("state", "alliance"),
              "part_of": ("alliance",), "series": ("exercise",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says of one entity, and in which line it begins."""

    line: int
    kind: str
    said: Mapping[str, Any]
    drawer: str = ""


def read(text: str, path: str, gazetteer: Gazetteer, kind: str = "") -> list[Row]:
    """The entities of a table; ``kind`` is that of rows that do not say theirs. Raises DataErrors with all problems."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    errors: list[DataError] = []
    rows: dict[tuple[str, str], Row] = {}
    header: list[str] = []
    try:
        for cells in lines:
            line = lines.line_num
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                errors.append(DataError(path, line, f"{len(cells)} cells under {len(header)} headings"))
                continue
            flat = {column: cell.strip() for column, cell in zip(header, cells, strict=False) if cell.strip()}
            try:
                row = _row(line, flat, gazetteer, kind)
            except ValueError as problem:
                errors.append(DataError(path, line, str(problem)))
                continue
            key = (row.kind, str(row.said.get("id") or row.said.get("name")))
            rows[key] = _joined(rows[key], row) if key in rows else row
    except csv.Error as error:
        errors.append(DataError(path, lines.line_num, f"not CSV: {error}"))
    if errors:
        raise DataErrors(errors)
    return list(rows.values())


def _row(line: int, flat: dict[str, str], gazetteer: Gazetteer, kind: str) -> Row:
    kind, drawer = flat.pop("kind", kind), flat.pop("drawer", "")
    if kind not in KINDS:
        problem = f"no such kind: '{kind}'{suggestion(kind, KINDS)}" if kind else "is missing: name it with --kind"
        raise ValueError(f"kind: {problem}")
    return Row(line, kind, fields(kind, flat, gazetteer), drawer)


def _joined(first: Row, more: Row) -> Row:
    """Two rows of one entity: what the first does not say, and the offices of both."""
    said = {**more.said, **first.said}
    if roles := [*first.said.get("roles", ()), *more.said.get("roles", ())]:
        said["roles"] = roles
    return Row(first.line, first.kind, said, first.drawer or more.drawer)


def fields(kind: str, flat: Mapping[str, str], gazetteer: Gazetteer) -> dict[str, Any]:
    """Fields of an entry from columns: ``names.fr`` holds names in French, ``role, of, from, to`` an office.

    Values of one cell are parted by ``|``. Raises ValueError for a column that is no field of the kind.

    >>> fields("official", {"name": "A", "names.fr": "Â|À", "role": "envoy", "of": "alliance/un"}, Gazetteer())
    {'name': 'A', 'names': {'fr': ['Â', 'À']}, 'roles': [{'role': 'envoy', 'of': 'alliance/un'}]}
    """
    found: dict[str, Any] = {}
    dated = {"official": ("roles", ROLE), "exercise": ("held", ("from", "to"))}
    several, parts = dated.get(kind, ("", ()))
    known = {field.name: field.shape.json for field in FIELDS[kind]}
    record: dict[str, str] = {}
    for column, cell in flat.items():
        field, _, lang = column.partition(".")
        values = [value.strip() for value in cell.split(SEPARATOR) if value.strip()]
        if column in REFERENCES:
            values = [full_id(value, REFERENCES[column], gazetteer) for value in values]
        if column in parts:
            record[column] = values[0]
        elif field in LANGUAGES and field in known and lang:
            found.setdefault(field, {})[lang] = values[0] if field == "family" and len(values) == 1 else values
        elif field in known and field not in LANGUAGES and field != several and not lang:
            found[field] = values if known[field].get("type") == "array" else values[0]
        else:
            choices = [*(f"{name}.en" if name in LANGUAGES else name for name in known if name != several), *parts]
            raise ValueError(f"{column}: no such column for {kind}{suggestion(column, choices)}")
    if record:
        order = {part: record[part] for part in parts if part in record}
        found[several] = [order] if kind == "official" else order
    return found


def languages(pairs: Iterator[str] | tuple[str, ...]) -> dict[str, list[str]]:
    """Texts by language from ``LANG=TEXT``; raises ValueError.

    >>> languages(("cs=Jana Černochová", "be=Яна Чарнохава"))
    {'cs': ['Jana Černochová'], 'be': ['Яна Чарнохава']}
    """
    found: dict[str, list[str]] = {}
    for pair in pairs:
        lang, sign, text = pair.partition("=")
        if not (sign and lang.strip() and text.strip()):
            raise ValueError(f"'{pair}' is not LANG=TEXT, like cs=Jana Černochová")
        found.setdefault(lang.strip(), []).append(text.strip())
    return found
