"""Editors' commands: what is shown and asked, and what is then in the files."""

import json
import shutil
from pathlib import Path

import pytest

from entitynorm.cli.gazetteer import gazetteer as group
from entitynorm.gazetteer import json_schema
from entitynorm.model import KINDS

BELOUSOV = "official/andrey-belousov"


@pytest.fixture
def folder(gazetteer, tmp_path, monkeypatch) -> Path:
    """A gazetteer of one's own, in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(gazetteer, "gazetteers"))


def files(folder: Path) -> dict[str, str]:
    return {str(path): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [name for name in group.commands if name != "lint"])
def test_the_help_of_every_command_has_an_example(name, run):
    assert f"\n  entitynorm gazetteer {name}" in run("gazetteer", name, "--help").stdout


def test_a_change_is_shown_and_written_after_a_yes(folder, run):
    said = run("gazetteer", "add", BELOUSOV, "Андрій Бєлоусов", "--lang", "uk", stdin="y\n")
    assert said.exit_code == 0, said.output
    assert "+  uk: [Андрій Бєлоусов]\n" in said.stdout and "Write this?" in said.stderr
    assert "  uk: [Андрій Бєлоусов]\n" in (folder / "officials" / "andrey-belousov.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "stdin", "status"), [([], "n\n", 2), ([], "", 1), (["--dry-run"], None, 0)])
def test_nothing_is_written_without_a_yes(words, stdin, status, folder, run):
    before = files(folder)
    said = run("gazetteer", "add", BELOUSOV, "Андрій Бєлоусов", "--lang", "uk", *words, stdin=stdin)
    assert said.exit_code == status, said.output
    assert "+  uk: [Андрій Бєлоусов]\n" in said.stdout
    assert files(folder) == before


def test_a_name_that_is_found_anyway_needs_no_entry(folder, run):
    said = run("gazetteer", "add", BELOUSOV, "Andrei Removich Belousov", "--lang", "es", "--dry-run")
    assert "note: 'Andrei Removich Belousov' is worked out from other names already" in said.stderr
    said = run("gazetteer", "add", BELOUSOV, "Andreï Bielousov", "--lang", "fr", "--dry-run")
    assert "note: 'Andreï Bielousov' is found already, by '" in said.stderr
    said = run("gazetteer", "add", BELOUSOV, "The Accountant", "--lang", "en", "--dry-run")
    assert "note:" not in said.stderr


def test_a_name_of_another_entity_is_told_of(folder, run):
    said = run("gazetteer", "add", BELOUSOV, "otan", "--lang", "fr", "--type", "acronym", "--dry-run")
    assert "note: 'otan' is an acronym of alliance/nato (NATO) too\n" in said.stderr


def test_a_name_needs_a_language_and_is_not_given_twice(folder, run):
    assert run("gazetteer", "add", BELOUSOV, "X").exit_code == 2
    said = run("gazetteer", "add", BELOUSOV, "andrei belousov", "--lang", "en", "--yes")
    assert said.exit_code == 2
    assert (
        said.stderr == f"{folder}/officials/andrey-belousov.yaml:4: 'Andrei Belousov' is given already by names.en.0\n"
    )


def test_two_entries_become_one_and_both_ids_are_answered(folder, run):
    (folder / "treaties" / "start-iii.yaml").write_text("id: treaty/start-iii\nname: START III\nsources: [tass.ru]\n")
    said = run("gazetteer", "merge", "treaty/start-iii", "treaty/new-start", "--yes")
    assert said.exit_code == 0, said.output
    assert "+++ /dev/null" in said.stdout
    assert not (folder / "treaties" / "start-iii.yaml").exists()
    assert "treaty/start-iii: treaty/new-start\n" in (folder / "retired.yaml").read_text()
    shown = run("show", "treaty/start-iii", "--index", folder)
    assert "it is now treaty/new-start" in shown.stdout and "START III" in shown.stdout


def test_an_entry_is_retired(folder, run):
    said = run("gazetteer", "retire", "alliance/nato", "--into", "treaty/new-start", "-y")
    assert said.exit_code == 0, said.output
    assert "note: its names are given up: NATO, North Atlantic Treaty Organization" in said.stderr
    assert (folder / "retired.yaml").read_text() == (
        "alliance/nato: treaty/new-start\nalliance/north-atlantic: treaty/new-start\n"
    )
    assert run("gazetteer", "retire", "alliance/nato").exit_code == 2


def test_an_id_is_not_renamed_and_why(folder, run):
    before = files(folder)
    said = run("gazetteer", "rename", "treaty/new-start", "treaty/start-iii")
    assert said.exit_code == 2 and "an ID never changes" in said.stderr and "gazetteer merge" in said.stderr
    said = run("gazetteer", "merge", "treaty/new-start", "treaty/start-iii", "-y")
    assert said.exit_code == 2 and "an ID never changes" in said.stderr
    assert files(folder) == before


def test_format_changes_what_check_lists_and_diff_shows(folder, run):
    before = files(folder)
    for option in ("--check", "--diff"):
        said = run("gazetteer", "format", option)
        assert said.exit_code == 1
        assert "treaties/new-start.yaml" in said.stdout and "andrey-belousov" not in said.stdout
        assert files(folder) == before
    assert "+  en: [New START]\n" in said.stdout
    said = run("gazetteer", "format")
    assert said.exit_code == 0
    assert f"changed: {folder}/treaties/new-start.yaml\n" in said.stdout
    assert "names:\n  en: [New START]\n" in (folder / "treaties" / "new-start.yaml").read_text(encoding="utf-8")
    again = run("gazetteer", "format", "--check", folder / "treaties" / "new-start.yaml", folder / "states")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "2 files: 0 would change, 0 cannot be read\n"


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_are_formatted(folder, run):
    (folder / "treaties" / "a.yaml").write_text("id: [\n")
    (folder / "treaties" / "b.yaml").touch()
    said = run("gazetteer", "format")
    assert said.exit_code == 2
    assert f"{folder}/treaties/a.yaml:2: " in said.stderr
    assert f"{folder}/treaties/b.yaml:1: expected a mapping at the top level" in said.stderr
    assert run("gazetteer", "format", "--check").stdout == ""


def test_another_folder_may_be_named(folder, run, tmp_path):
    folder.rename("mine")
    said = run("gazetteer", "add", BELOUSOV, "The Accountant", "--lang", "en", "--folder", "mine", "--yes")
    assert said.exit_code == 0, said.output
    assert "The Accountant" in Path("mine/officials/andrey-belousov.yaml").read_text(encoding="utf-8")


def test_an_installed_gazetteer_is_never_changed(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("entitynorm.cache.is_checkout", lambda: False)
    said = run("gazetteer", "add", BELOUSOV, "X", "--lang", "en", "--yes")
    assert said.exit_code == 2 and "name the one to change with --folder" in said.stderr


def test_schemas_are_written_for_other_programs(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = run("gazetteer", "schema")
    assert said.exit_code == 0
    assert said.stdout.split() == [f"schemas/{kind}.schema.json" for kind in KINDS]
    for kind in KINDS:
        assert json.loads(Path(f"schemas/{kind}.schema.json").read_text(encoding="utf-8")) == json_schema(kind)
