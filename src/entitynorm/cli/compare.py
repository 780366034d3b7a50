"""Who is spelt how in which file: what was found in several texts, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entitynorm.model import Match, Result


@dataclass(frozen=True, slots=True)
class Found:
    """A text, by the name of its file, and what was found in it."""

    file: str
    text: str
    results: tuple[Result, ...]

    def matches(self) -> Iterator[tuple[Result, Match]]:
        """What was found and is sure, with the entity that it is, in the order of the text."""
        for result in self.results:
            if result.id is not None:
                yield result, result.matches[0]


@dataclass(frozen=True, slots=True)
class Row:
    """An entity and, for every file in turn, how often it is spelt how there."""

    id: str
    name: str
    kind: str
    spellings: tuple[Counter[str], ...]


def compare(files: Sequence[Found]) -> list[Row]:
    """One row an entity: those of most files first, then those that are named most often."""
    rows: dict[str, Row] = {}
    for column, found in enumerate(files):
        for result, match in found.matches():
            candidate = match.candidate
            if match.id not in rows:
                rows[match.id] = Row(match.id, candidate.name, candidate.kind, tuple(Counter() for _ in files))
            rows[match.id].spellings[column][surface(result)] += 1

    def rank(row: Row) -> tuple[int, int, str]:
        return -sum(map(bool, row.spellings)), -sum(s.total() for s in row.spellings), row.id

    return sorted(rows.values(), key=rank)


def surface(result: Result) -> str:
    """How a mention is spelt, on one line even if the text breaks it."""
    return " ".join(result.mention.text.split())


def as_json(files: Sequence[Found], rows: Sequence[Row]) -> dict[str, object]:
    """The comparison for programs."""
    return {
        "files": [found.file for found in files],
        "entities": [
            {
                "id": row.id,
                "name": row.name,
                "kind": row.kind,
                "files": {
                    found.file: [{"surface": text, "count": count} for text, count in spelt.most_common()]
                    for found, spelt in zip(files, row.spellings, strict=True)
                },
            }
            for row in rows
        ],
    }
