"""Bring the files of a gazetteer into the one layout."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from entitynorm.errors import DataError, DataErrors
from entitynorm.gazetteer.layout import layout
from entitynorm.gazetteer.load import RETIRED
from entitynorm.gazetteer.schema import FIELDS, FOLDERS
from entitynorm.gazetteer.shape import suggestion
from entitynorm.gazetteer.tree import Group, read
from entitynorm.gazetteer.write import Change

MANY = 400  # so many files are worth the start of a second process


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file: what would change in it, if anything; or what is wrong with it, a line each."""

    path: Path
    change: Change | None = None
    problems: str = ""


def formatted(text: str, path: str) -> str:
    """The text of an entry, or of the retired IDs, in the one layout; raises DataErrors if it is neither.

    >>> formatted("name: NPT\\nid:   treaty/npt", "npt.yaml")
    'id: treaty/npt\\nname: NPT\\n'
    """
    entry = read(text, path)
    return layout(entry, kind_of(entry, path))


def kind_of(entry: Group, path: str) -> str:
    """The kind that an entry says it is of, or that its folder is for; '' for the file of retired IDs."""
    file = Path(path)
    if file.name == RETIRED and not isinstance(entry.get("name"), str):
        return ""
    id = entry.get("id")
    said = id.partition("/")[0] if isinstance(id, str) else ""
    if said in FIELDS:
        return said
    for part in reversed(file.parent.parts):
        if part in FOLDERS:
            return FOLDERS[part]
    fault = f"no such kind: '{said}'{suggestion(said, FIELDS)}" if said else "is missing: what kind of entry is this?"
    raise DataErrors([DataError(path, 1, f"id: {fault}")])


def look(path: Path) -> Looked:
    """A file and how it would be laid out."""
    try:
        text = read_text(path)
        laid = formatted(text, str(path))
    except DataErrors as error:
        return Looked(path, problems=str(error))
    return Looked(path, None if laid == text else Change(path, text, laid))


def look_at(paths: Sequence[Path]) -> Iterator[Looked]:
    """Every file, in order; many of them by several processes."""
    workers = min(os.cpu_count() or 1, 4)
    if len(paths) < MANY or workers == 1:
        yield from map(look, paths)
        return
    # No garbage is made, so a process that lives for this alone need not look for any.
    with ProcessPoolExecutor(workers, initializer=gc.disable) as pool:
        yield from pool.map(look, paths, chunksize=50)


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The YAML files of these files and folders; in a folder, those that hold entries or retired IDs."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        whole = any((path / folder).is_dir() for folder in FOLDERS)  # beside its folders lie files that are no entries
        for file in sorted(path.rglob("*.yaml")):
            parts = file.relative_to(path).parts
            if not any(part.startswith(".") for part in parts) and (not whole or len(parts) > 1 or parts == (RETIRED,)):
                yield file


def read_text(path: Path) -> str:
    """The text of a file as it is, with its ends of lines; raises DataErrors."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataErrors([DataError(str(path), line, "not UTF-8 text")]) from error
    except OSError as error:
        raise DataErrors([DataError(str(path), 1, f"cannot be read: {error.strerror}")]) from error
