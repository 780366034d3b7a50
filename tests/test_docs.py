"""The documentation is true of the code: links lead somewhere, commands run, every field and feature is described."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest

from entitynorm import datafile
from entitynorm.cli import main
from entitynorm.gazetteer.lint import CODES
from entitynorm.gazetteer.schema import FIELDS, FORMS, ROLES
from entitynorm.match import context, features, resolve
from entitynorm.text.compile_tables import LANGUAGE_FIELDS, SCRIPT_FIELDS
from entitynorm.text.tables import DATA

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")
NUMBERS = re.compile(r"[+-]?\d\.\d|\d bytes")


_spec = importlib.util.spec_from_file_location("make_examples", ROOT / "tools" / "make_examples.py")
assert _spec is not None and _spec.loader is not None
make_examples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make_examples)


def read(page: Path | str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The anchors that headings get on code hosts."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {"#" + re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path, anchor in LINK.findall(text):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), path + anchor


def test_every_page_is_listed() -> None:
    index = DOCS / "index.md"
    listed = {(DOCS / path).resolve() for path, _ in LINK.findall(read(index))}
    made = {DOCS / "figures.md"}  # by tools/evaluate.py
    assert {path.resolve() for path in DOCS.rglob("*.md")} - {index.resolve()} - made <= listed


def test_every_decision_says_what_and_why() -> None:
    for page in (DOCS / "decisions").glob("*.md"):
        found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert found[0].startswith(page.name[:4])
        assert found[1:] == ["Context", "Decision", "Consequences"], page.name


@pytest.mark.parametrize("page", make_examples.pages(), ids=lambda page: page.name)
def test_commands_print_what_pages_show(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    make_examples.prepare(text, tmp_path)
    monkeypatch.chdir(tmp_path)
    for example in make_examples.CONSOLE.finditer(text):
        for command, shown in make_examples.commands(example[2]):
            status, output = make_examples.run(command)
            assert status == 0, f"{command}\n{output}"
            for cell in cells(shown):
                assert cell in output, f"python tools/make_examples.py may mend it: {command}\n{cell}\n{output}"


def cells(shown: str) -> list[str]:
    """What a page shows, without numbers, which a new fit of the weights may change."""
    found = []
    for line in shown.splitlines():
        parts = re.findall(r'"[^"]*"', line) if line.strip().startswith("{") else re.split(r"\s{2,}", line.strip())
        found += [part for part in parts if re.search(r"[^\W\d_]", part) and not NUMBERS.search(part)]
    return found


def test_cells_are_what_must_be_printed() -> None:
    assert cells(" Kim   –   0.174   ambiguous\n ─────\n") == ["Kim", "ambiguous"]
    assert cells('{"id": "treaty/new-start", "score": 0.9997}') == ['"id"', '"treaty/new-start"', '"score"']


def options(command: click.Command) -> set[str]:
    """The options of a command, by the name that the page uses: the short one if there is one."""
    return {min(param.opts, key=len) for param in command.params if isinstance(param, click.Option)} - {"--help"}


def test_every_command_and_option_is_described() -> None:
    text = read("reference/command-line.md")
    info = click.Context(main)
    for name in main.list_commands(info):
        command = main.get_command(info, name)
        assert command is not None
        parts = {name: command}
        if isinstance(command, click.Group):
            parts = {f"{name} {sub}": part for sub, part in command.commands.items()}
        for full, part in parts.items():
            assert f"## {full}\n" in text, full
            assert options(part) <= set(re.findall(r"-[-a-z]+", text)), full


def test_every_field_of_a_gazetteer_is_described() -> None:
    text = read("reference/gazetteers.md")
    for kind, fields in FIELDS.items():
        section = text.partition(f"## {kind}\n")[2].partition("\n## ")[0]
        common = text.partition("## Fields of every kind\n")[2].partition("\n## ")[0]
        for field in fields:
            assert f"| `{field.name}` |" in section + common, (kind, field.name)
    for word in (*ROLES, *FORMS):
        assert f"| `{word}` |" in text, word


def test_every_code_of_the_linter_has_a_section_and_every_section_a_code() -> None:
    sections = re.split(r"^### ", read("reference/checks.md"), flags=re.MULTILINE)[1:]
    heads = dict(section.partition("\n")[0].split(": ", 1) for section in sections)
    assert heads == dict(CODES) and len(heads) == len(sections)
    assert [section for section in sections if len(section.partition("\n")[2].split()) < 4] == []


def test_every_field_of_a_data_file_is_described() -> None:
    text = read("reference/language-files.md")
    assert [name for name in (*LANGUAGE_FIELDS, *SCRIPT_FIELDS) if f"`{name}`" not in text] == []


def test_every_feature_is_described_and_no_other() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", read("reference/score.md").partition("## Status")[0], re.MULTILINE))
    weights = datafile.read(DATA / "weights.yaml").data
    weighed = {name for group in ("context", "person", "phrase") for name in weights[group]}
    sources = [Path(module.__file__ or "").read_text(encoding="utf-8") for module in (features, context, resolve)]
    worked_out = {name for source in sources for name in re.findall(r'values\["(\w+)"', source)}
    either = re.compile(r'"(\w+)" if .* else "(\w+)"\]')
    worked_out |= {name for source in sources for names in either.findall(source) for name in names}
    assert weighed | {"rivals", "not"} <= described
    assert described <= weighed | worked_out | {"rivals", "not", "look_alikes"}


def test_the_readme_names_only_what_there_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Scripts and languages")[2]
    known = {str(datafile.read(path).data["name"]) for path in (DATA / "scripts").glob("*.yaml")}
    assert [name for name in known if name not in text] == []
    languages = {datafile.read(path).data["name"] for path in (DATA / "languages").glob("*.yaml")}
    named = re.search(r"numerals known:\n(.*?)\nand others", text, re.DOTALL)
    assert named is not None
    assert {name.strip() for name in named[1].replace("\n", " ").strip(", ").split(",")} <= languages
