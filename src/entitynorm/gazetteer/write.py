"""Write changed files: all of them or none, and each of them whole, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from entitynorm.errors import DataError, DataErrors


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a file; no old text is a new file, no new text one that goes."""

    path: Path
    old: str | None
    new: str | None


def diff(changes: Iterable[Change]) -> Iterator[str]:
    """The lines of a unified diff of changes.

    >>> print(*diff([Change(Path("npt.yaml"), None, "id: treaty/npt\\n")]), sep="\\n")
    --- /dev/null
    +++ npt.yaml
    @@ -0,0 +1 @@
    +id: treaty/npt
    """
    for change in changes:
        old, new = (str(change.path) if text is not None else os.devnull for text in (change.old, change.new))
        lines = [(text or "").replace("\r\n", "\n").split("\n") for text in (change.old, change.new)]
        before, after = (part[:-1] if part[-1] == "" else part for part in lines)
        if before == after:
            yield f"{change.path}: ends of lines and marks that nobody sees"
        yield from unified_diff(before, after, old, new, lineterm="")


def write(changes: Sequence[Change]) -> None:
    """Write every change, or none and raise DataErrors.

    New texts are first written and flushed beside the files that they are for; only then each takes its file's place at
    once. Files go last. Where the power fails between two of them, the same command ends what it began when it is run
    again: the order of the changes has to see to it that a gazetteer is sound after each.
    """
    _unchanged(changes)
    made: dict[Path, str] = {}
    try:
        for change in changes:
            if change.new is not None:
                made[change.path] = _beside(change.path, change.new)
        _replace(changes, made)
    except OSError as error:
        name = str(error.filename2 or error.filename or changes[0].path)
        raise DataErrors([DataError(name, 1, f"cannot be written: {error.strerror}; nothing was changed")]) from error
    finally:
        for temporary in made.values():
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _unchanged(changes: Iterable[Change]) -> None:
    """Nobody else's work is lost: a file must still hold what the change was made from."""
    errors = []
    for path, old in ((change.path, change.old) for change in changes):
        try:
            found = path.read_bytes().decode("utf-8") if path.exists() or path.is_symlink() else None
        except (OSError, UnicodeDecodeError):
            found = ""
        if found != old:
            errors.append(
                DataError(str(path), 1, "exists already" if old is None else "was changed meanwhile: look again")
            )
    if errors:
        raise DataErrors(errors)


def _beside(path: Path, text: str) -> str:
    """A file in the same folder that holds a text, on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.", suffix=".tmp")
    with os.fdopen(handle, "wb") as out:
        out.write(text.encode("utf-8"))
        out.flush()
        os.fsync(out.fileno())
    Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    return temporary


def _replace(changes: Sequence[Change], made: dict[Path, str]) -> None:
    done: list[Change] = []
    try:
        for change in sorted(changes, key=lambda change: change.new is None):
            if change.new is None:
                change.path.unlink()
            else:
                Path(made[change.path]).replace(change.path.resolve())
            done.append(change)
    except OSError:
        for change in reversed(done):
            if change.old is None:
                change.path.unlink()
            else:
                Path(_beside(change.path, change.old)).replace(change.path.resolve())
        raise
    for folder in {change.path.resolve().parent for change in changes}:
        _flush(folder)


def _flush(folder: Path) -> None:
    """Names of files are on disk too; a system that cannot do this for folders does it by itself."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
