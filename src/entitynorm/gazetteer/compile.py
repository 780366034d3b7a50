"""Read what an index is built of in parts, which other processes may be handed: entries of folders, lines of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from entitynorm.errors import DataError
from entitynorm.gazetteer import jsonl
from entitynorm.gazetteer.load import load
from entitynorm.model import Entity

TOGETHER = 200  # entries of a folder that are handed over at a time

Part = tuple[Entity, ...] | jsonl.Chunk


def parts(
    sources: Iterable[Path], retired: dict[str, str], progress: Callable[[str, int, int], None]
) -> Iterator[Part]:
    """The entities of gazetteer folders and JSONL files, in parts; ``retired`` is given the retired IDs of folders."""
    sources = tuple(sources)
    whole = sum(path.stat().st_size for path in sources if path.is_file())
    done = 0
    for path in sources:
        if path.is_dir():
            progress("reading", done, whole)
            loaded = load(path)
            retired |= loaded.retired
            for first in range(0, len(loaded.entities), TOGETHER):
                yield loaded.entities[first : first + TOGETHER]
        else:
            for chunk in jsonl.chunks(path):
                yield chunk
                done += len(chunk.body)
                progress("reading", done, whole)


def decoded(part: Part) -> tuple[Sequence[Entity], Sequence[DataError]]:
    """The entities of a part, and what is wrong with the rest of it."""
    return jsonl.entities(part) if isinstance(part, jsonl.Chunk) else (part, ())
