"""Made files: written whole or not at all, made anew when a source is newer."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from entitynorm import cache


@pytest.fixture
def fresh_folder() -> Iterator[None]:
    cache.folder.cache_clear()
    yield
    cache.folder.cache_clear()


def test_a_made_file_is_stale_when_missing_or_older_than_any_source(tmp_path: Path) -> None:
    made, sources = tmp_path / "made", tmp_path / "sources"
    deep = sources / "one" / "two"
    deep.mkdir(parents=True)
    source = deep / "a.yaml"
    source.write_text("a")
    assert cache.stale(made, [sources])
    made.write_text("made")
    for path in (source, deep, deep.parent, sources):
        os.utime(path, (1_000, 1_000))
    os.utime(made, (2_000, 2_000))
    assert not cache.stale(made, [sources])
    os.utime(source, (3_000, 3_000))
    assert cache.stale(made, [sources])
    os.utime(source, (1_000, 1_000))
    source.rename(deep / "b.yaml")  # changes the time of the folder alone
    assert cache.stale(made, [sources])


def test_hidden_files_and_bytecode_are_no_sources(tmp_path: Path) -> None:
    made, sources = tmp_path / "made", tmp_path / "sources"
    sources.mkdir()
    made.write_text("made")
    (sources / ".swp").write_text("x")
    (sources / "__pycache__").mkdir()
    os.utime(sources, (1_000, 1_000))
    os.utime(made, (2_000, 2_000))
    assert not cache.stale(made, [sources])


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "a.bin"
    cache.write(path, b"one")
    cache.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [found.name for found in path.parent.iterdir()] == ["a.bin"]


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.bin"
    cache.write(path, b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError("no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        cache.write(path, b"new")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("a.bin", b"old")]


@pytest.mark.usefixtures("fresh_folder")
def test_the_folder_is_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTITYNORM_CACHE", str(tmp_path / "own"))
    assert cache.folder().parent == tmp_path / "own"
    cache.folder.cache_clear()
    monkeypatch.delenv("ENTITYNORM_CACHE")
    monkeypatch.setattr(cache.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.folder().parent == tmp_path / "xdg" / "entitynorm"
    cache.folder.cache_clear()
    monkeypatch.setattr(cache.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache.folder().parent == tmp_path / "local" / "entitynorm"


def test_the_shipped_gazetteers_are_a_folder() -> None:
    assert any(cache.gazetteers().rglob("*.yaml"))
