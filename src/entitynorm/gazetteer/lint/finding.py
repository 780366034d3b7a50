"""What a check finds: one place in one file, with a code that stays and a message for a person."""

from __future__ import annotations

from dataclasses import dataclass

from entitynorm.errors import DataError


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a check found.

    >>> print(Finding("npt.yaml", 3, "W401", "sources: missing"))
    npt.yaml:3: W401 sources: missing
    """

    path: str
    line: int
    code: str
    message: str

    @property
    def level(self) -> str:
        """``error``, which must be mended, or ``warning``, which must be looked at."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


def finding(code: str, error: DataError) -> Finding:
    """The finding that an error of a document is."""
    return Finding(error.path, error.line, code, error.problem)
