"""Where files that a program makes are kept: the wheel carries them; a checkout keeps them in the user's cache."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from entitynorm.errors import EntitynormError

PACKAGE = Path(__file__).parent
ROOT = PACKAGE.parent.parent


@lru_cache(maxsize=1)
def is_checkout() -> bool:
    """Whether the package runs from a checkout (also an editable install), where sources may be newer than builds."""
    return (ROOT / "gazetteers").is_dir() and (ROOT / "pyproject.toml").is_file()


def gazetteers() -> Path:
    """The checkout's folder of gazetteers; the wheel carries only the index that is compiled of them."""
    if not is_checkout():
        raise EntitynormError("the YAML of the gazetteers is not installed with the library: name a folder")
    return ROOT / "gazetteers"


@lru_cache(maxsize=1)
def folder() -> Path:
    """This checkout's folder in the user's cache (``ENTITYNORM_CACHE``, else the platform's usual place)."""
    import hashlib  # only a checkout needs it

    own = os.environ.get("ENTITYNORM_CACHE")
    if own:
        base = Path(own)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "entitynorm"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches" / "entitynorm"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "entitynorm"
    return base / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]


def stale(made: Path, sources: Iterable[Path]) -> bool:
    """Whether a made file is missing or older than any file or folder under its sources."""
    try:
        time = made.stat().st_mtime_ns
    except OSError:
        return True
    return any(_newest(source) >= time for source in sources)


def _newest(path: Path) -> int:
    newest = path.stat().st_mtime_ns
    if path.is_dir():
        folders = [str(path)]
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith((".", "__pycache__")):
                        continue
                    newest = max(newest, entry.stat().st_mtime_ns)
                    if entry.is_dir():
                        folders.append(entry.path)
    return newest


def write(path: Path, body: bytes | Iterable[bytes]) -> None:
    """Write a file, also piece by piece, whole or not at all: another process sees the old one or the new one."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines([body] if isinstance(body, bytes) else body)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
