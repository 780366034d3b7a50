"""Files are written all or none, whole, and never over somebody else's work, whenever the process dies."""

import subprocess
import sys
from pathlib import Path

import pytest

import entitynorm
from entitynorm.errors import DataErrors
from entitynorm.gazetteer.write import Change, diff, write


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


def test_files_are_changed_made_and_removed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "b").write_text("gone", encoding="utf-8")
    made = tmp_path / "new folder" / "c"
    write([Change(tmp_path / "a", "old", "нове"), Change(tmp_path / "b", "gone", None), Change(made, None, "c\n")])
    assert made.read_text() == "c\n"
    made.unlink()
    made.parent.rmdir()
    assert files(tmp_path) == {"a": "нове"}


def test_the_rights_of_a_file_stay_and_a_link_leads_on(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    write([Change(link, "old", "new")])
    assert link.is_symlink() and real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("old", [None, "what was there before"])
def test_what_somebody_else_wrote_is_not_lost(tmp_path: Path, old: str | None) -> None:
    (tmp_path / "a").write_text("theirs")
    with pytest.raises(DataErrors, match=r"a:1: (exists already|was changed meanwhile)"):
        write([Change(tmp_path / "b", None, "new"), Change(tmp_path / "a", old, "new")])
    assert files(tmp_path) == {"a": "theirs"}


def test_if_one_file_cannot_be_written_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / name).write_text("old")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(DataErrors, match=r"b:1: cannot be written: No space left on device; nothing was changed"):
        write(
            [
                Change(tmp_path / "a", "old", "new"),
                Change(tmp_path / "c", None, "new"),
                Change(tmp_path / "b", "old", "new"),
            ]
        )
    assert files(tmp_path) == {"a": "old", "b": "old"}


def test_a_diff_shows_every_change() -> None:
    changes = [Change(Path("a"), "x\ny\n", "x\nz\n"), Change(Path("b"), "x\n", None), Change(Path("c"), "x\r\n", "x\n")]
    assert list(diff(changes)) == [
        "--- a", "+++ a", "@@ -1,2 +1,2 @@", " x", "-y", "+z",
        "--- b", "+++ /dev/null", "@@ -1 +0,0 @@", "-x",
        "c: ends of lines and marks that nobody sees",
    ]  # fmt: skip


KILLED = """
import os, signal, sys
from pathlib import Path
from entitynorm.gazetteer.load import load
from entitynorm.gazetteer.edit import heir
from entitynorm.gazetteer.merge import merge
from entitynorm.gazetteer.write import Change, write

folder, texts = Path(sys.argv[1]), {}
for path in folder.rglob("*.yaml"):
    texts[path] = path.read_text()
gone = "alliance/old"


CALLS = {"open", "write", "flush", "fsync", "chmod", "close", "replace", "rename", "unlink", "__exit__"}


def dies_at(count):
    def hook(frame, event, arg):
        nonlocal count
        if event == "c_call" and arg.__name__ in CALLS:
            count -= 1
            if count == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    return hook


steps = 0
while True:
    plan = merge(load(folder), folder, gone, "alliance/new")
    steps += 1
    child = os.fork()
    if not child:
        sys.setprofile(dies_at(steps))
        write(plan.changes)
        sys.setprofile(None)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    for change in plan.changes:
        found = change.path.read_text() if change.path.exists() else None
        assert found in (change.old, change.new), (steps, change.path, found)
    loaded = load(folder, strict=False)
    live = {entity.id for entity in loaded.entities}
    assert not loaded.errors and {gone, heir(loaded, gone)} & live, (steps, live)
    if status == 0:
        break
    if gone in live:  # the same command ends what it began
        write(merge(loaded, folder, gone, "alliance/new").changes)
    assert load(folder).retired == {gone: "alliance/new"}
    assert (folder / "alliances/new.yaml").read_text().count("Old Pact") == 1
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for path, text in texts.items():
        path.write_text(text)
print(steps)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no fork, no SIGKILL")
def test_a_write_that_is_killed_at_any_step_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    alliances = tmp_path / "alliances"
    alliances.mkdir()
    (alliances / "old.yaml").write_text("id: alliance/old\nname: Old Pact\n")
    (alliances / "new.yaml").write_text("id: alliance/new\nname: New Pact\n")
    (alliances / "part.yaml").write_text("id: alliance/part\nname: Part\npart_of: alliance/old\n")
    source = str(Path(entitynorm.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": source},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30  # so many steps it was killed at
