"""rapidfuzz: every name compared by WRatio."""

from __future__ import annotations

from pathlib import Path

from rapidfuzz import fuzz, process

from resolvers.prepare import prepared
from resolvers.source import Answer, Ask, Source


def open(source: Source, folder: Path) -> Ask:
    """A function from a mention to the best row."""
    names = [prepared(name) for name, _ in source.rows()]

    def ask(mention: str) -> Answer:
        found = process.extractOne(prepared(mention), names, scorer=fuzz.WRatio)
        return (found[2], found[1] / 100) if found else (None, 0.0)

    return ask
