"""Checks of references: IDs that entries name, series of editions, redirects of retired IDs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from entitynorm.gazetteer.lint.finding import Finding, finding
from entitynorm.gazetteer.lint.shelf import Shelf
from entitynorm.gazetteer.schema import references as references_of

_YEAR = re.compile(r"(?:19|20)\d\d").fullmatch  # two digits (BALTOPS 50) may count editions


def references(shelf: Shelf) -> Iterator[Finding]:
    """E102, W102: an ID names no entity, or one that is retired."""
    retired = shelf.gazetteer.retired
    for entry in shelf.entries:
        for id, place in references_of(entry.document.data):
            if id in shelf.folders:
                continue
            field = ".".join(map(str, place))
            if id in retired:
                yield entry.found("W102", f"{field}: {id} is retired; it is now {retired[id]}", *place)
            else:
                yield entry.found("E102", f"{field}: {id} does not exist", *place)


def series(shelf: Shelf) -> Iterator[Finding]:
    """E103, W103, W104: an edition of an edition, one outside the folder of its series, one of another year."""
    for entry in shelf.entries:
        series = entry.entity.series
        if series in shelf.folders:
            found = shelf.entities.get(series)
            if series == entry.entity.id or (found is not None and found.series):
                yield entry.found("E103", f"series: {series} is an edition itself", "series")
            elif shelf.folders[series] != PurePath(entry.document.path).parent:
                yield entry.found("W103", f"series: the files of {series} are in {shelf.folders[series]}", "series")
        edition, held = entry.entity.edition, entry.entity.periods
        if _YEAR(edition) and held and held[0].start:
            start, end = held[0].start, held[0].end or held[0].start
            if not start[:4] <= edition <= end[:4]:
                when = f"{start} to {end}" if end != start else start
                yield entry.found("W104", f"edition: {edition} was held {when}", "edition")


def retired(shelf: Shelf) -> Iterator[Finding]:
    """E104, E105, E106, W106: where the redirects of retired IDs lead."""
    document, redirects = shelf.gazetteer.retired_document, shelf.gazetteer.retired
    if document is None:
        return
    for old, new in redirects.items():
        if old in shelf.folders:
            yield finding("E104", document.error(f"{old}: is retired, but an entry has this ID", old))
        seen = [old]
        while seen[-1] in redirects and redirects[seen[-1]] not in seen:
            seen.append(redirects[seen[-1]])
        if seen[-1] in redirects:
            yield finding("E106", document.error(f"{old}: leads in a circle by {new}", old))
        elif seen[-1] not in shelf.folders:
            yield finding("E105", document.error(f"{old}: leads to {seen[-1]}, which does not exist", old))
        elif len(seen) > 2:
            yield finding("W106", document.error(f"{old}: {new} is retired too; write {seen[-1]}", old))
