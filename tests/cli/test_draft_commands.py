"""New entries: by questions, by options, and drafted from files."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from entitynorm.gazetteer import load


@pytest.fixture
def folder(gazetteer, tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(gazetteer, "gazetteers"))


def test_questions_lead_to_an_entry_and_a_wrong_answer_is_asked_again(folder, run):
    answers = [
        "official",
        "Jana Černochová",
        "",
        "be=Яна Чарнохава",
        "defence-ministre",
        "defence-minister",
        "rx",
        "ru",
    ]
    answers += ["2021-12-17", "2025-12", "", "general knowledge", "y"]
    said = run("gazetteer", "new", stdin="\n".join(answers) + "\n")
    assert said.exit_code == 0, said.output
    assert "no such role: 'defence-ministre'; did you mean defence-minister?" in said.stderr
    assert "expected an ID like state or alliance/some-name, not 'rx'" in said.stderr
    assert "ID [official/jana-cernochova]" in said.stderr
    written = (folder / "officials" / "ru" / "jana-cernochova.yaml").read_text(encoding="utf-8")
    assert (
        written
        == f"""id: official/jana-cernochova
name: Jana Černochová
names:
  be: [Яна Чарнохава]
family: {{en: Černochová, be: Чарнохава}}
roles:
  - {{role: defence-minister, of: state/ru, from: 2021-12-17, to: 2025-12}}
sources: [general knowledge]
checked: {date.today()}
"""
    )
    assert run("gazetteer", "format", "--check").stderr.startswith("6 files")


def test_every_question_is_an_option_too(folder, run):
    words = ["--kind", "exercise", "--name", "Zapad", "--native", "be=Захад|ru=Запад", "--countries", "ru", "--yes"]
    assert run("gazetteer", "new", *words).exit_code == 0
    words = [
        "--kind",
        "exercise",
        "--name",
        "Zapad-2025",
        "--from",
        "2025-09-12",
        "--to",
        "2025-09-16",
        "--source",
        "x",
        "-y",
    ]
    said = run("gazetteer", "new", *words)
    assert said.exit_code == 0, said.output
    zapad = next(entity for entity in load(folder).entities if entity.id == "exercise/zapad-2025")
    assert zapad.series == "exercise/zapad" and "Захад 2025" in {alias.text for alias in zapad.aliases}
    assert (folder / "exercises" / "zapad" / "zapad-2025.yaml").exists()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--name", "X"], "with --yes say --kind and --name"),
        (["--kind", "treaty", "--name", "New START"], "treaty/new-start: is taken (New START)"),
        (["--kind", "treaty", "--name", "X", "--id", "treaty/new-start"], "exists already"),
        (["--kind", "treaty", "--name", "X", "--signed", "May"], "--signed: signed: expected a date"),
        (
            ["--kind", "treaty", "--name", "X", "--parties", "alliance/nota"],
            "alliance/nota does not exist; did you",
        ),
        (["--kind", "treaty", "--name", "X", "--native", "Traité X"], "'Traité X' is not LANG=TEXT"),
        (["--kind", "treaty", "--name", "X", "--role", "envoy"], "role: no such column for treaty"),
    ],
)
def test_what_is_wrong_is_refused(words, problem, folder, run):
    said = run("gazetteer", "new", *words, "--yes")
    assert said.exit_code == 2 and problem.removeprefix("--signed: signed: ") in said.stderr
    assert len(list(folder.rglob("*.yaml"))) == 5


def test_drafts_from_a_table_say_what_is_left(folder, run):
    Path("a.csv").write_text("name,names.fr,signed\nPrague Pact,Pacte de Prague,1955\nNew START,,\n", encoding="utf-8")
    said = run("gazetteer", "draft", "a.csv", "--kind", "treaty", "--drawer", "arms", "--yes")
    assert said.exit_code == 0, said.output
    assert "note: treaty/prague-pact: sources: missing" in said.stderr
    assert "note: treaty/new-start: is taken (New START)" in said.stderr
    assert (
        (folder / "treaties" / "arms" / "prague-pact.yaml")
        .read_text(encoding="utf-8")
        .startswith("# to check: sources")
    )


def test_a_bad_row_stops_the_whole_table(folder, run):
    Path("a.csv").write_text("name,signed\nA,1955\nB,May\nC,June\n", encoding="utf-8")
    said = run("gazetteer", "draft", "a.csv", "--kind", "treaty", "--yes")
    assert said.exit_code == 2
    assert [line.split(": ")[:2] for line in said.stderr.splitlines()] == [["a.csv:3", "signed"], ["a.csv:4", "signed"]]
    assert not list(folder.rglob("a.yaml"))


def test_an_entity_that_is_there_already_by_its_item_is_left_alone(folder, run):
    item = {"id": "Q4082839", "labels": {"en": {"language": "en", "value": "A. B."}}, "claims": {"P31": []}}
    Path("Q1.json").write_text(json.dumps(item))
    said = run("gazetteer", "draft", "Q1.json", "--kind", "official", "--yes")
    assert said.exit_code == 2
    assert (
        said.stderr
        == "Q1.json:1: nothing to draft: A. B.: is official/andrey-belousov already, by its item on Wikidata\n"
    )
