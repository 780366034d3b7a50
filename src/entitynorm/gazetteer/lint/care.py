"""Checks of care: where an entry comes from, and when somebody last looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Entry, Shelf
from entitynorm.gazetteer.shape import before

FRESH = timedelta(days=366)  # who is in office, and what goes on, is looked at once a year
LASTING = timedelta(days=5 * 366)  # everything else every five years


def sources(shelf: Shelf) -> Iterator[Finding]:
    """W401, W406: no sources, or one of them twice."""
    for entry in shelf.entries:
        if "sources" not in entry.document.data:
            yield entry.found("W401", "sources: missing: say where names and dates come from")
        seen: dict[str, int] = {}
        for number, source in enumerate(entry.entity.sources):
            earlier = seen.setdefault(source.strip().rstrip("/").casefold(), number)
            if earlier != number:
                yield entry.found("W406", f"sources.{number}: '{source}' is there already", "sources", number)


def checked(shelf: Shelf) -> Iterator[Finding]:
    """W402, W405: never checked, or so long ago that it may no longer be true."""
    today = date.fromisoformat(shelf.today)
    limits = {living: (today - age).isoformat() for living, age in ((True, FRESH), (False, LASTING))}
    for entry in shelf.entries:
        day = str(entry.document.data.get("checked", ""))
        if not day:
            yield entry.found("W402", "checked: missing: say when somebody last compared this with its sources")
        elif before(day, limits[_goes_on(entry)]):
            why = "in office" if _goes_on(entry) else "five years"
            yield entry.found("W405", f"checked: {day} is long ago ({why}): compare it with its sources", "checked")


def _goes_on(entry: Entry) -> bool:
    """Whether an official holds an office without an end: what changes soonest."""
    return any(period.role and not period.end for period in entry.entity.periods)
