"""A dict of prepared names: the floor."""

from __future__ import annotations

from pathlib import Path

from resolvers.prepare import prepared
from resolvers.source import Answer, Ask, Source


def open(source: Source, folder: Path) -> Ask:
    """A function from a mention to the best row."""
    rows: dict[str, int] = {}
    for row, (name, _) in enumerate(source.rows()):
        rows.setdefault(prepared(name), row)

    def ask(mention: str) -> Answer:
        row = rows.get(prepared(mention))
        return row, 0.0 if row is None else 1.0

    return ask
