"""Checks of the form: whether every file is an entry with known fields, and every ID is there once."""

from __future__ import annotations

from collections.abc import Iterator

from entitynorm.gazetteer.lint.finding import Finding, finding
from entitynorm.gazetteer.lint.shelf import Shelf
from entitynorm.gazetteer.load import duplicates
from entitynorm.gazetteer.shape import MISORDERED, UNKNOWN_FIELD


def form(shelf: Shelf) -> Iterator[Finding]:
    """E001, E002, E003: what the reader of entries refuses."""
    for error in shelf.gazetteer.errors:
        if UNKNOWN_FIELD in error.problem:
            yield finding("E002", error)
        elif MISORDERED in error.problem:
            yield finding("E003", error)
        else:
            yield finding("E001", error)


def one_id(shelf: Shelf) -> Iterator[Finding]:
    """E101: two entries have one ID."""
    for error in duplicates(shelf.gazetteer.entities, shelf.gazetteer.documents):
        yield finding("E101", error)
