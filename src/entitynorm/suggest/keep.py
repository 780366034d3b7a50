"""Proposals in a file, YAML for people or JSON Lines for programs, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from entitynorm import datafile
from entitynorm.errors import DataError, DataErrors
from entitynorm.suggest.propose import Form, Place, Proposal

LINES = (".jsonl", ".ndjson")
SUFFIXES = (".yaml", ".yml", *LINES)


def row(one: Proposal) -> dict[str, object]:
    """A proposal as plain values; one without an ID is a new entity's."""
    return {
        "question": "alias" if one.id else "new",
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "score": one.score,
        "count": one.count,
        "texts": one.texts,
        "spellings": [{"surface": form.surface, "lang": form.lang, "count": form.count} for form in one.forms],
        "reasons": list(one.reasons),
        "contexts": [{"place": place.place, "lang": place.lang, "text": place.text} for place in one.contexts],
    }


def written(proposals: Iterable[Proposal], path: Path) -> str:
    """The text of a file of proposals, in the form that its name asks for."""
    rows = [row(one) for one in proposals]
    if path.suffix in LINES:
        return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    return yaml.safe_dump({"proposals": rows}, allow_unicode=True, sort_keys=False, width=120)


def read(path: Path) -> list[Proposal]:
    """The proposals of a file; raises DataErrors with every one that is none."""
    errors: list[DataError] = []
    found: list[Proposal] = []
    for line, value in _rows(path):
        try:
            found.append(proposal(value))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            told = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            errors.append(DataError(str(path), line, f"no proposal: {told}"))
    if errors:
        raise DataErrors(errors)
    return found


def proposal(value: Any) -> Proposal:
    """A proposal of plain values, whose numbers may be texts; raises ValueError, TypeError or KeyError."""
    if not isinstance(value, dict):
        raise ValueError("expected fields, like {id, spellings}")
    rows = value["spellings"]
    if not isinstance(rows, list) or not rows:
        raise ValueError("spellings: expected a list of {surface, lang, count}")
    forms = tuple(Form(_text(one["surface"]), str(one.get("lang") or ""), int(one.get("count") or 1)) for one in rows)
    return Proposal(
        id=str(value.get("id") or ""),
        name=str(value.get("name") or ""),
        kind=str(value.get("kind") or ""),
        score=float(value.get("score") or 0),
        forms=forms,
        texts=int(value.get("texts") or 1),
        reasons=tuple(map(str, value.get("reasons") or ())),
        contexts=tuple(
            Place(str(one.get("place", "")), str(one.get("lang", "")), str(one.get("text", "")))
            for one in value.get("contexts") or ()
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("spellings: a surface is a text")
    return value


def _rows(path: Path) -> Sequence[tuple[int, Any]]:
    if path.suffix not in LINES:
        document = datafile.read(path)
        rows = document.data.get("proposals")
        if not isinstance(rows, list):
            raise DataErrors([document.error("proposals: expected a list, as `gazetteer suggest` writes it")])
        return [(document.lines.get(("proposals", number), 1), value) for number, value in enumerate(rows)]
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataErrors([DataError(str(path), 1, f"cannot be read: {error}")]) from error
    found: list[tuple[int, Any]] = []
    errors = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append((number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                errors.append(DataError(str(path), number, f"not JSON: {error}"))
    if errors:
        raise DataErrors(errors)
    return found
