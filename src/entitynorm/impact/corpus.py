"""The mentions and texts whose answers are compared: test cases, JSON Lines, plain texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entitynorm import datafile
from entitynorm.errors import DataError
from entitynorm.model import Context

SAID = ("lang", "country", "role", "date", "kind")


@dataclass(frozen=True, slots=True)
class Question:
    """A mention to resolve, or a text to find mentions in, and where it is from."""

    text: str
    context: Context = Context()
    running: bool = False  # a text, not a mention
    path: str = ""
    line: int = 1


def read_questions(paths: Iterable[Path], lang: str = "", date: str = "") -> list[Question]:
    """The questions of all files; ``lang`` and ``date`` stand in for what a file does not say. Raises DataError.

    A ``.yaml`` file holds ``cases`` as the library's own tests do, a ``.jsonl`` file ``{"mention"}`` or ``{"text"}``
    objects, any other file is one running text.
    """
    context = {name: value for name, value in (("lang", lang), ("date", date)) if value}
    found: list[Question] = []
    for path in paths:
        if path.suffix in (".yaml", ".yml"):
            found += _cases(path, context)
        elif path.suffix in (".jsonl", ".ndjson"):
            found += _lines(path, context)
        else:
            found.append(Question(_read(path), Context(**context), True, str(path)))
    return found


def _cases(path: Path, context: Mapping[str, str]) -> Iterator[Question]:
    document = datafile.read(path)
    cases = document.data.get("cases")
    if not isinstance(cases, list):
        raise document.error("cases: expected a list of mentions and texts")
    for number, case in enumerate(cases):
        error = document.error("expected a mention or a text", "cases", number)
        yield _question(case, context, error)


def _lines(path: Path, context: Mapping[str, str]) -> Iterator[Question]:
    for number, line in enumerate(_read(path).splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as problem:
                raise DataError(str(path), number, f"not JSON: {problem}") from problem
            yield _question(row, context, DataError(str(path), number, 'expected an object with "mention" or "text"'))


def _question(row: Any, context: Mapping[str, str], error: DataError) -> Question:
    """The question of a row; ``error`` says where it is, and is raised if there is none."""
    if not isinstance(row, dict):
        raise error
    said = {name: row[name] for name in SAID if row.get(name) is not None}
    for field in ("mention", "text"):
        if isinstance(text := row.get(field), str) and all(isinstance(value, str) for value in said.values()):
            return Question(text, Context(**{**context, **said}), field == "text", error.path, error.line)
    raise error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(str(path), 1, "not UTF-8 text") from error
    except OSError as error:
        raise DataError(str(path), 1, f"cannot be read: {error.strerror}") from error
