"""``gazetteer impact``: tables, JSON, Markdown and the exit status."""

import json
import subprocess

import pytest

ENTRY = "id: treaty/{}\nname: {}\nsources: [general knowledge]\nchecked: 2026-11-22\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "gazetteers"
    (made / "treaties").mkdir(parents=True)
    (made / "treaties" / "oslo.yaml").write_text(ENTRY.format("oslo", "Oslo Accord"))
    (made / "treaties" / "dayton.yaml").write_text(ENTRY.format("dayton", "Dayton Accord"))
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    (tmp_path / "tests" / "cases" / "own.yaml").write_text("cases:\n  - {mention: Oslo Accord, lang: en}\n")
    somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run(["git", "-C", str(tmp_path), *somebody, *words], check=True)
    return made


def take(folder):
    """Give the name of one treaty to the other."""
    path = folder / "treaties" / "dayton.yaml"
    path.write_text(path.read_text() + "names: {en: [Oslo Accord]}\n")


def test_nothing_to_tell(run, folder):
    result = run("gazetteer", "impact", "--folder", folder)
    assert result.exit_code == 0
    assert result.stdout == (
        "Since HEAD: 0 IDs added, 0 edited, 0 retired, 0 vanished. "
        "1 mentions and texts asked: 0 answers differ, 0 lose their ID.\n"
    )


def test_a_lost_id_fails_unless_it_is_accepted(run, folder):
    take(folder)
    result = run("gazetteer", "impact", "--folder", folder)
    assert result.exit_code == 1
    for words in (
        "Answers that differ",
        "Names that collide now",
        "E201",
        "Names out of reach",
        "own.yaml:2",
        "(ID lost)",
    ):
        assert words in result.stdout
    accepted = run("gazetteer", "impact", "--folder", folder, "--accept")
    assert (accepted.exit_code, accepted.stdout) == (0, result.stdout)
    assert run("gazetteer", "impact", "--folder", folder, "--no-cases").exit_code == 0  # nobody asked


def test_files_of_the_editor_are_asked(run, folder, tmp_path):
    take(folder)
    text = tmp_path / "text.txt"
    text.write_text("They signed the Oslo Accord.")
    result = run("gazetteer", "impact", "--folder", folder, "--no-cases", text, "--lang", "en")
    assert result.exit_code == 1 and "text.txt:1" in result.stdout


def test_programs_get_the_same(run, folder):
    take(folder)
    result = run("gazetteer", "impact", "--folder", folder, "--json")
    body = json.loads(result.stdout)
    assert result.exit_code == 1 and body["breaks"] is True
    assert (body["asked"], body["edited"], body["vanished"]) == (1, ["treaty/dayton"], [])
    (change,) = body["changes"]
    assert (change["mention"], change["before"]["id"], change["after"]["id"]) == ("Oslo Accord", "treaty/oslo", None)
    assert {row["id"] for row in body["unreachable"]} == {"treaty/oslo", "treaty/dayton"}
    assert [row["code"] for row in body["collisions"]] == ["E201"]


def test_markdown_for_a_pull_request(run, folder):
    take(folder)
    (folder / "treaties" / "new.yaml").write_text(ENTRY.format("new", "Pact | of X"))
    lines = run("gazetteer", "impact", "--folder", folder, "--markdown").stdout.splitlines()
    assert lines[0] == "### Impact on the gazetteers"
    assert "#### Answers that differ" in lines
    assert "| mention | language | before | now | from |" in lines
    assert any(line.startswith("| Oslo Accord | en | treaty/oslo | ") for line in lines)


def test_outside_a_repository_the_error_is_clear(run, folder, tmp_path_factory):
    lost = tmp_path_factory.mktemp("lost")
    result = run("gazetteer", "impact", "--folder", lost)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "in no git repository" in result.stderr
    result = run("gazetteer", "impact", "--folder", folder, "--base", "nosuch")
    assert result.exit_code == 2 and result.stderr.startswith("nosuch: no such revision")


def test_markdown_and_json_do_not_go_together(run, folder):
    assert run("gazetteer", "impact", "--folder", folder, "--json", "--markdown").exit_code == 2
