"""``gazetteer suggest`` and ``review``: from a text to a judged gazetteer, by script, with undo and resume."""

import json
import shutil
from pathlib import Path

import pytest

import entitynorm
from entitynorm import datafile
from entitynorm.gazetteer.judgements import read
from entitynorm.gazetteer.load import load
from entitynorm.gazetteer.write import Change, write

ID = "official/andrey-belousov"
PROPOSALS = [
    {"id": ID, "name": "Andrey Belousov", "kind": "official",
     "spellings": [{"surface": "Andrej Bjelousoff", "lang": "de", "count": 3},
                   {"surface": "Antoine Bellouseau", "lang": "fr", "count": 1}]},
    {"id": ID, "kind": "official", "spellings": [{"surface": "Andrey Belousova", "lang": "en"}]},
    {"kind": "exercise", "name": "Stone Lion", "spellings": [{"surface": "Каменный лев", "lang": "ru"},
                                                             {"surface": "Stone Lion", "lang": "en"}]},
    {"kind": "official", "spellings": [{"surface": "Ян Новак", "lang": ""}]},
]  # fmt: skip


@pytest.fixture
def folder(gazetteer: Path, tmp_path: Path) -> Path:
    return shutil.copytree(gazetteer, tmp_path / "gazetteers")


@pytest.fixture
def proposals(tmp_path: Path) -> Path:
    path = tmp_path / "proposals.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in PROPOSALS), encoding="utf-8")
    return path


@pytest.fixture
def answer(run, folder, proposals):
    def answer(*lines, options=()):
        stdin = "".join(line + "\n" for line in lines)
        return run("gazetteer", "review", proposals, "--folder", folder, "--who", "A. Editor", *options, stdin=stdin)

    return answer


def judged(folder):
    found, problems = read(folder / "judgements.yaml")
    assert problems == []
    return [(one.surface, one.lang, one.verdict.value, one.id) for one in found]


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_yes_gives_the_entry_the_name_and_a_dropped_spelling_is_left(answer, folder):
    entry = folder / "officials" / "andrey-belousov.yaml"
    entry.write_text("# the minister\n" + entry.read_text(encoding="utf-8"), encoding="utf-8")
    result = answer("yes drop=2 seen in the press")
    assert result.exit_code == 0 and "1 yes, 0 no, 0 later; 3 left" in result.stdout
    assert "+  de: [Andrej Bjelousoff]" in result.stdout
    text = entry.read_text(encoding="utf-8")
    assert text.startswith("# the minister\n") and datafile.read(entry).data["names"]["de"] == ["Andrej Bjelousoff"]
    assert judged(folder) == [("Andrej Bjelousoff", "de", "yes", ID)]
    (one,) = read(folder / "judgements.yaml")[0]
    assert (one.who, one.why, len(one.when)) == ("A. Editor", "seen in the press", 10)
    assert "Antoine Bellouseau" in answer("quit").stdout


def test_a_no_is_obeyed_at_once_and_never_asked_again(answer, folder):
    before = entitynorm.load(folder).normalize("Andrey Belousova", lang="en")
    assert before.id == ID
    assert answer("later", "no it's a painter").exit_code == 0
    normalizer = entitynorm.load(folder)
    assert normalizer.normalize("Andrey Belousova", lang="en").id is None
    assert [r.id for r in normalizer.find("We met Andrey Belousova there.", lang="en") if r.id] == []
    again = answer("quit").stdout
    assert "Andrey Belousova" not in again and "Bjelousoff" not in again and "Каменный лев" in again
    assert "Bjelousoff" in answer("quit", options=["--later"]).stdout


def test_a_yes_to_a_new_entity_writes_a_draft_that_loads(answer, folder):
    result = answer("later", "later", "yes id=exercise/stone-lion")
    assert result.exit_code == 0
    path = folder / "exercises" / "stone-lion" / "stone-lion.yaml"
    assert "# to check: " in path.read_text(encoding="utf-8")
    data = datafile.read(path).data
    assert (data["id"], data["name"], data["names"]) == ("exercise/stone-lion", "Stone Lion", {"ru": ["Каменный лев"]})
    assert entitynorm.load(folder).normalize("Каменный лев", lang="ru").id == "exercise/stone-lion"
    assert judged(folder)[-1] == ("Stone Lion", "en", "yes", "exercise/stone-lion")


def test_undo_takes_back_every_file_and_one_answer_after_the_other(answer, folder):
    before = files(folder)
    result = answer("yes", "no", "yes", "undo", "undo", "undo", "later")
    assert result.exit_code == 0 and result.stdout.count("taken back") == 3
    assert [verdict for _, _, verdict, _ in judged(folder)] == ["later", "later"]
    (folder / "judgements.yaml").unlink()
    assert files(folder) == before


def test_a_session_goes_on_where_it_was_left(answer, folder):
    assert "1 yes, 1 no, 0 later; 2 left" in answer("y", "n", "q").stdout
    result = answer("n", "edit name='Jan Novák' lang=ru", "y")
    assert "1 yes, 1 no, 0 later; 0 left" in result.stdout
    assert "Is this" not in result.stdout and "New official: Jan Novák?" in result.stdout
    assert datafile.read(folder / "officials" / "jan-novak.yaml").data["names"] == {"ru": ["Ян Новак"]}
    assert load(folder).errors == ()
    assert answer().stdout == "0 yes, 0 no, 0 later; 0 left\n"


def test_an_edit_turns_a_new_entity_into_a_name_and_back(answer, folder):
    assert answer("later", "later", "later", f"yes id={ID} lang=cs type=weak").exit_code == 0
    assert datafile.read(folder / "officials" / "andrey-belousov.yaml").data["weak"] == {"cs": ["Ян Новак"]}
    assert answer("yes id= name='Andrej Bjelousoff' drop=2", options=["--later"]).exit_code == 0
    assert (folder / "officials" / "andrej-bjelousoff.yaml").exists()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["perhaps"], "standard input:1: 'perhaps' is no answer: yes, no, later, edit, undo, quit"),
        (["undo"], "standard input:1: nothing to undo"),
        (["# a comment", "edit colour=red"], "standard input:2: colour: cannot be edited"),
        (["yes drop=1,2"], "standard input:1: drop: no spelling is left"),
        (["yes drop=3"], "standard input:1: drop: no spelling 3; there are 1 to 2"),
        (["edit name='x"], "standard input:1: edit name='x: no closing quotation"),
        (["edit kind=ship"], "standard input:1: kind: no such kind: 'ship'"),
        (["edit type=long"], "standard input:1: type: no such type: 'long'"),
        (["l", "l", "l", "yes"], "standard input:4: name: how does the English press write it?"),
        (["l", "l", "l", "yes name=X"], "standard input:4: 'Ян Новак': in which language is it?"),
        (["l", "l", "l", "l", "l"], "standard input:5: nothing is left to answer"),
    ],
)
def test_an_answer_that_cannot_be_is_told_of_and_changes_nothing(answer, folder, lines, told):
    before = files(folder)
    result = answer(*lines)
    assert result.exit_code == 2 and told in result.stderr
    kept = judged(folder) if (folder / "judgements.yaml").exists() else []
    assert {verdict for _, _, verdict, _ in kept} <= {"later"}
    assert {name: body for name, body in files(folder).items() if name.name != "judgements.yaml"} == before


def test_single_keys_of_a_terminal(run, folder, proposals, monkeypatch):
    from entitynorm.cli import review

    keys = iter("xynuuelq")
    monkeypatch.setattr(review, "piped", lambda: False)
    monkeypatch.setattr(review.click, "getchar", lambda: next(keys))
    words = "it's another\ndrop=2\n"  # why it is a no; what is edited
    result = run("gazetteer", "review", proposals, "--folder", folder, "--who", "A", stdin=words)
    assert result.exit_code == 0, result.output
    assert "'x' is no answer" in result.stderr and "0 yes, 0 no, 1 later; 3 left" in result.stdout
    assert judged(folder) == [("Andrej Bjelousoff", "de", "later", ID)]


def test_answers_may_come_from_a_file(run, folder, proposals, tmp_path):
    script = tmp_path / "answers.txt"
    script.write_text("no\n\n# so far\n")
    result = run("gazetteer", "review", proposals, "--folder", folder, "--answers", script)
    assert result.exit_code == 0 and len(judged(folder)) == 2


def test_an_id_that_was_retired_meanwhile_is_followed(answer, run, folder, proposals):
    proposals.write_text(proposals.read_text(encoding="utf-8").replace(ID, "official/belousov"), encoding="utf-8")
    (folder / "retired.yaml").write_text(f"official/belousov: {ID}\n", encoding="utf-8")
    assert answer("yes drop=2").exit_code == 0
    assert judged(folder) == [("Andrej Bjelousoff", "de", "yes", ID)]


def test_a_broken_file_of_judgements_is_told_of_and_not_written_to(answer, folder):
    path = folder / "judgements.yaml"
    path.write_text("judgements:\n- {surface: X}\n")
    result = answer("no")
    assert result.exit_code == 2 and "judgements.yaml:2: judgements.0: verdict is missing" in result.stderr
    assert path.read_text() == "judgements:\n- {surface: X}\n"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(folder):
    path = folder / "judgements.yaml"
    path.write_text("other")
    with pytest.raises(entitynorm.errors.DataErrors, match="was changed meanwhile"):
        write([Change(path, "mine", "new")])


def test_suggest_proposes_writes_and_skips_what_is_judged(run, folder, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Treffen mit Minister Sigmund Halbrecht. Auch Andrey Belousov kam.", encoding="utf-8")
    lines = [{"mention": "Zygmunt Halbrecht", "lang": "pl", "kind": "official"}, {"mention": "NATO", "lang": "en"}]
    (texts / "m.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    output = tmp_path / "p.yaml"
    asked = ("gazetteer", "suggest", texts, "--lang", "de", "--folder", folder)
    result = run(*asked, "-o", output)
    assert result.exit_code == 0
    assert "2 mentions are not known well: 0 new names and 1 new entities proposed" in result.stdout
    (proposal,) = json.loads(run(*asked, "--json").stdout)["proposals"]
    assert (proposal["question"], proposal["kind"], proposal["texts"], proposal["count"]) == ("new", "official", 2, 2)
    assert {one["lang"] for one in proposal["spellings"]} == {"de", "pl"}
    assert [one["place"] for one in proposal["contexts"]] == [str(texts / "a.txt"), f"{texts / 'm.jsonl'}:1"]
    assert run("gazetteer", "review", output, "--folder", folder, stdin="no\n").exit_code == 0
    assert json.loads(run(*asked, "--json").stdout) == {"proposals": []}


def test_suggest_tells_of_files_that_cannot_be_read_and_goes_on(run, folder, tmp_path):
    broken, text = tmp_path / "b.jsonl", tmp_path / "t.txt"
    broken.write_text("{\n")
    text.write_text("Treffen mit Minister Sigmund Halbrecht.", encoding="utf-8")
    result = run("gazetteer", "suggest", broken, tmp_path / "no.txt", text, "--lang", "de", "--folder", folder)
    assert result.exit_code == 2 and "Sigmund Halbrecht" in result.stdout
    assert "b.jsonl:1: not JSON" in result.stderr and "no.txt:1: cannot be read" in result.stderr
    assert run("gazetteer", "suggest", text, "-o", tmp_path / "p.csv").exit_code == 2
