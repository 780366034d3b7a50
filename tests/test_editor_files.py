"""What editors' programs read: templates, settings and hooks, true of the code."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from entitynorm import datafile
from entitynorm.cli import main
from entitynorm.gazetteer import json_schema
from entitynorm.gazetteer.format import formatted
from entitynorm.gazetteer.schema import FIELDS, FOLDERS, entity
from entitynorm.gazetteer.tree import read
from entitynorm.model import KINDS

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "docs" / "templates").glob("*.yaml"))
SETTINGS: dict[str, Any] = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_is_a_sound_entry_in_the_one_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    id = str(datafile.parse(text, str(path)).data["id"])
    document = datafile.parse(text, f"{id.partition('/')[2]}.yaml")  # as the file is called when it is an entry
    assert entity(document)[1] == []
    assert list(Draft202012Validator(json_schema(id.partition("/")[0])).iter_errors(document.data)) == []
    assert formatted(text, str(path)) == text


@pytest.mark.parametrize("kind", KINDS)
def test_templates_show_every_field_of_a_kind(kind: str) -> None:
    shown: set[str] = set()
    for path in TEMPLATES:
        root = read(path.read_text(encoding="utf-8"), str(path))
        if str(root.get("id")).startswith(f"{kind}/"):
            shown |= {item.key for item in root.items}
    assert shown == {field.name for field in FIELDS[kind]}


def test_every_kind_has_a_template_and_an_edition_has_its_own() -> None:
    assert {path.stem for path in TEMPLATES} == {*KINDS, "edition"}


def test_the_settings_name_the_schemas_that_are_written_for_the_folders_that_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["gazetteer", "schema"]).exit_code == 0
    named = {str((tmp_path / path).resolve().relative_to(tmp_path.resolve())) for path in SETTINGS["yaml.schemas"]}
    assert named == {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json")}
    for path, globs in SETTINGS["yaml.schemas"].items():
        kind = Path(path).name.partition(".")[0]
        folders = {glob.split("/")[1] for glob in globs if glob.startswith("gazetteers/")}
        assert {FOLDERS[folder] for folder in folders} == {kind}
        assert all((ROOT / glob).exists() for glob in globs if "*" not in glob)


def test_hooks_run_commands_that_there_are_on_the_files_that_there_are() -> None:
    hooks = re.findall(
        r"entry: entitynorm (.*)\n.*\n *files: (.*)\n", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    )
    assert len(hooks) == 2
    for command, pattern in hooks:
        assert CliRunner().invoke(main, [*command.split(), "--help"]).exit_code == 0
        assert re.search(pattern, "gazetteers/treaties/arms-control/new-start.yaml")
        assert not re.search(pattern, "docs/templates/treaty.yaml")
