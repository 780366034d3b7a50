"""A folder as git has it at a revision, written out beside the one that is being edited."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entitynorm.errors import EntitynormError


class RevisionError(EntitynormError):
    """A folder is in no git repository, or a revision is not known there."""


@contextmanager
def revision(folder: Path, name: str) -> Iterator[Path]:
    """The folder as it was at a revision, in a temporary place; raises RevisionError. Nothing of git's is changed."""
    if not folder.is_dir():
        raise RevisionError(f"{folder}: no such folder")
    outside = f"{folder}: in no git repository"
    prefix = _git(folder, outside, "rev-parse", "--show-prefix").decode().strip()
    top = Path(_git(folder, outside, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = _git(top, f"{name}: no such revision", *asked).decode().strip()
    body = _git(top, f"{folder}: not in {name}", "archive", "--format=tar", f"{commit}:{prefix}")
    with tempfile.TemporaryDirectory(prefix="entitynorm-") as made:
        _write(body, Path(made))
        yield Path(made)


def _write(body: bytes, folder: Path) -> None:
    """Write the files of an archive, which git has made itself; links and devices are no entries."""
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        for member in archive:
            if member.isfile() and (data := archive.extractfile(member)) is not None:
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data.read())


def _git(folder: Path, problem: str, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git is not installed: it is needed to see what the gazetteers were before") from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise RevisionError(f"{problem} ({said})" if said else problem)
    return done.stdout
