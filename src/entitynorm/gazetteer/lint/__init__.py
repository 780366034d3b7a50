"""Look over a gazetteer for what no entry shows by itself. One check is one function; `table` lists them all."""

from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.run import Report, lint, report
from entitynorm.gazetteer.lint.table import CHECKS, CODES

__all__ = ["CHECKS", "CODES", "Finding", "Report", "lint", "report"]
