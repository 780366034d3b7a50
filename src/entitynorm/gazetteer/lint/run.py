"""Run every check over a gazetteer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from entitynorm.collector import collector_off
from entitynorm.gazetteer.lint.allow import Allowed, allow
from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import shelf
from entitynorm.gazetteer.lint.table import ACROSS, CHECKS, CODES
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.text.tables import Tables


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, by file and line, and what comments in the files allow."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...] = ()

    def count(self, level: str) -> int:
        """How many findings are of a level."""
        return sum(found.level == level for found in self.findings)


def report(gazetteer: Gazetteer, known: Tables | None = None, *, today: str = "", only: Collection[str] = ()) -> Report:
    """Every finding of every check; ``only`` names the files of which findings are wanted, all unless said."""
    with collector_off():
        looked_at = shelf(gazetteer, known, today)
        found = [one for check in CHECKS for one in check(looked_at)]
        paths = [document.path for document in gazetteer.documents]
        if gazetteer.retired_document is not None:
            paths.append(gazetteer.retired_document.path)
        if gazetteer.judgements_path:
            paths.append(gazetteer.judgements_path)
        wanted = set(only)
        if wanted:
            found = [one for one in found if one.path in wanted]
            paths = [path for path in paths if path in wanted]
        left, allowed = allow(found, paths, CODES, unsure=ACROSS if wanted else frozenset())
    return Report(tuple(left), tuple(allowed))


def lint(gazetteer: Gazetteer, known: Tables | None = None, *, today: str = "") -> list[Finding]:
    """Every finding that no comment allows, by file and line."""
    return list(report(gazetteer, known, today=today).findings)
