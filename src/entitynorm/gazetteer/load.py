"""Read a folder of entries: every file, every problem, and the names of editions that follow from their series'."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from entitynorm import datafile
from entitynorm.collector import collector_off
from entitynorm.datafile import Document
from entitynorm.errors import DataError, DataErrors
from entitynorm.gazetteer import judgements as judged
from entitynorm.gazetteer.judgements import JUDGEMENTS, Judgement
from entitynorm.gazetteer.schema import FOLDERS, entity
from entitynorm.gazetteer.shape import identifier, suggestion
from entitynorm.model import Alias, AliasType, Entity

RETIRED = "retired.yaml"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The entries of a folder. ``documents`` are the files of ``entities``, in the same order."""

    entities: tuple[Entity, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)  # old ID -> new ID
    documents: tuple[Document, ...] = ()
    errors: tuple[DataError, ...] = ()  # problems of form, if they were not raised
    retired_document: Document | None = None
    files: Mapping[str, str] = field(default_factory=dict)  # ID -> path, of every file, also one that cannot be read
    judgements: tuple[Judgement, ...] = ()  # the noes among them are look-alikes of ``entities`` too
    judgements_path: str = ""  # '' if there is no such file


def load(folder: Path, *, strict: bool = True, only: Collection[Path] | None = None) -> Gazetteer:
    """Read every entry below ``folder``; raises DataErrors with all problems of all files.

    If not ``strict`` the problems of form are returned, and so are the entries that have one, without their bad fields.
    ``only`` names the files to read; ``files`` of the answer are all that there are.
    """
    entities: list[Entity] = []
    documents: list[Document] = []
    errors: list[DataError] = []
    files: dict[str, str] = {}
    with collector_off():
        for kind, path in _files(folder, errors):
            files[f"{kind}/{path.stem}"] = str(path)
            if only is not None and path not in only:
                continue
            try:
                document = datafile.read(path)
            except DataErrors as broken:
                errors += broken.errors
                continue
            found, problems = entity(document, kind)
            errors += problems
            entities.append(found)
            documents.append(document)
        retired, retired_document = _retired(folder / RETIRED, errors)
        path = folder / JUDGEMENTS
        judgements, problems = judged.read(path)
        errors += problems
        named = tuple(judged.with_denials(with_editions(entities), judgements, retired))
    if strict and (errors := errors + duplicates(entities, documents)):
        raise DataErrors(errors)
    read_from = str(path) if path.exists() else ""
    return Gazetteer(named, retired, tuple(documents), tuple(errors), retired_document, files, judgements, read_from)


def duplicates(entities: Sequence[Entity], documents: Sequence[Document]) -> list[DataError]:
    """An error for every entry whose ID an earlier one has."""
    first: dict[str, Document] = {}
    return [
        document.error(f"id: {found.id} is taken by {earlier.path}", "id")
        for found, document in zip(entities, documents, strict=True)
        if (earlier := first.setdefault(found.id, document)) is not document
    ]


def with_editions(entities: Sequence[Entity]) -> Iterator[Entity]:
    """The entities, where an edition of an exercise has the names of its series with its own number after them.

    >>> series = Entity("exercise/zapad", "Zapad", "exercise", (Alias("Захад", "be"),))
    >>> edition = Entity("exercise/zapad-2025", "Zapad-2025", "exercise", series=series.id, edition="2025")
    >>> [alias.text for alias in list(with_editions([series, edition]))[1].aliases]
    ['Захад 2025']
    """
    by_id = {found.id: found for found in entities}
    for found in entities:
        series = by_id.get(found.series)
        if series is None or not found.edition:
            yield found
        else:
            own = {(alias.text, alias.lang) for alias in found.aliases}
            derived = [alias for alias in edition_names(series, found.edition) if (alias.text, alias.lang) not in own]
            yield replace(found, aliases=found.aliases + tuple(derived))


def edition_names(series: Entity, edition: str) -> Iterator[Alias]:
    """The names of a series with a number; a language that has acronyms only lends those."""
    words = (AliasType.NAME, AliasType.WEAK)
    named = {alias.lang for alias in series.aliases if alias.type in words}
    for alias in series.aliases:
        if alias.type in words or (alias.type is AliasType.ACRONYM and alias.lang not in named):
            yield Alias(f"{alias.text} {edition}", alias.lang, AliasType.NAME)


def _files(folder: Path, errors: list[DataError]) -> Iterator[tuple[str, Path]]:
    """The kinds and files of entries; a YAML file elsewhere is a problem, for nobody would miss it in time."""
    if not folder.is_dir():
        errors.append(DataError(str(folder), 1, "no such folder"))
    found = []
    for base, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        found += [Path(base, name) for name in names if name.endswith((".yaml", ".yml")) and not name.startswith(".")]
    depth = len(folder.parts)
    for path in sorted(found):
        parts = path.parts[depth:]
        if parts in ((RETIRED,), (JUDGEMENTS,)):
            continue
        if path.suffix != ".yaml":
            errors.append(DataError(str(path), 1, "not read: its name must end in .yaml"))
        elif len(parts) == 1:
            errors.append(DataError(str(path), 1, f"not read: an entry belongs in a folder{suggestion('', FOLDERS)}"))
        elif parts[0] not in FOLDERS:
            errors.append(DataError(str(path), 1, f"not read: no folder {parts[0]}{suggestion(parts[0], FOLDERS)}"))
        else:
            yield FOLDERS[parts[0]], path


def _retired(path: Path, errors: list[DataError]) -> tuple[dict[str, str], Document | None]:
    if not path.exists():
        return {}, None
    try:
        document = datafile.read(path)
    except DataErrors as broken:
        errors += broken.errors
        return {}, None
    check = identifier().check
    found: dict[str, str] = {}
    for old, new in document.data.items():
        problems = [problem for side in (old, new) for _, problem in check(side)]
        errors += [document.error(f"{old}: {problem}", old) for problem in problems]
        if not problems:
            found[old] = str(new)
    return found, document
