"""What can go wrong, in words that an editor or a caller can act on."""

from __future__ import annotations

from collections.abc import Sequence


class EntitynormError(Exception):
    """Anything that this library raises on purpose; its text is one clear line."""


class DataError(EntitynormError):
    """A data file says something that it may not say.

    >>> str(DataError("npt-1968.yaml", 3, "nmaes: no such field for treaty"))
    'npt-1968.yaml:3: nmaes: no such field for treaty'
    """

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path, self.line, self.problem = path, line, problem


class DataErrors(EntitynormError):  # noqa: N818  (several of them, as the name says)
    """Every problem found in a set of data files, one a line, in the order of the files."""

    def __init__(self, errors: Sequence[DataError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


class IndexFileError(EntitynormError):
    """An index file is truncated, altered, foreign, or made by another version."""


class UnknownEntityError(EntitynormError):
    """An ID that no gazetteer holds and that is not retired either."""


class MentionError(EntitynormError):
    """A mention or its context is not of the form that the library reads."""
