"""Checks of dates that belong to different fields, and of days that are still to come."""

from __future__ import annotations

from collections.abc import Iterator

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Shelf
from entitynorm.gazetteer.shape import before

YOUNGEST = 18  # years of an official who takes an office


def order(shelf: Shelf) -> Iterator[Finding]:
    """W403, W404: a treaty in force before it was signed, an official in office as a child."""
    for entry in shelf.entries:
        data = entry.document.data
        signed, in_force = str(data.get("signed", "")), str(data.get("in_force", ""))
        if before(in_force, signed):
            yield entry.found("W403", f"in_force: {in_force} is before signed, {signed}", "in_force")
        born = str(data.get("born", ""))
        if born:
            grown = f"{int(born[:4]) + YOUNGEST}{born[4:]}"
            for number, period in enumerate(entry.entity.periods):
                if period.start and before(period.start, grown):
                    problem = f"roles.{number}: from {period.start}, but born {born}"
                    yield entry.found("W404", problem, "roles", number)


def future(shelf: Shelf) -> Iterator[Finding]:
    """E405: checked on a day that is still to come."""
    for entry in shelf.entries:
        checked = str(entry.document.data.get("checked", ""))
        if before(shelf.today, checked):
            yield entry.found("E405", f"checked: {checked} is still to come", "checked")
