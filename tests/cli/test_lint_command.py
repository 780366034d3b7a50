"""``gazetteer lint``: findings by path and line, and what the exit status says."""

import json

import pytest

from entitynorm import cache


def test_a_sound_gazetteer_has_no_findings(run, gazetteer):
    result = run("gazetteer", "lint", gazetteer)
    assert (result.exit_code, result.stdout) == (0, "4 entries: 0 errors, 0 warnings\n")


@pytest.fixture
def broken(tmp_path):
    folder = tmp_path / "broken"
    (folder / "treaties").mkdir(parents=True)
    (folder / "treaties" / "x.yaml").write_text("id: treaty/x\nname: X\nnmaes: {en: [X]}\nsources: [a]\n")
    return folder


def test_errors_have_path_line_and_code(run, broken):
    result = run("gazetteer", "lint", broken)
    first, *_, last = result.stdout.splitlines()
    assert result.exit_code == 1
    assert first.startswith(f"{broken / 'treaties' / 'x.yaml'}:3: E001 nmaes")
    assert last == "1 entries: 1 errors, 0 warnings"


def test_warnings_alone_are_no_failure(run, broken):
    path = broken / "treaties" / "x.yaml"
    path.write_text("id: treaty/x\nname: X\nsources: [a]\n")
    result = run("gazetteer", "lint", broken)
    assert result.exit_code == 0 and "W402" in result.stdout


def test_programs_get_the_same_findings(run, broken):
    result = run("gazetteer", "lint", broken, "--json")
    body = json.loads(result.stdout)
    assert result.exit_code == 1 and body["entries"] == 1
    finding = body["findings"][0]
    assert (finding["line"], finding["code"], finding["level"]) == (3, "E001", "error")
    assert finding["path"].endswith("x.yaml") and finding["message"].startswith("nmaes")


def test_a_folder_that_is_not_there_is_wrong_usage(run, tmp_path):
    assert run("gazetteer", "lint", tmp_path / "nosuch").exit_code == 2


def test_the_shipped_gazetteer_is_looked_at_by_default(run, gazetteer, monkeypatch):
    monkeypatch.setattr(cache, "gazetteers", lambda: gazetteer)
    assert run("gazetteer", "lint").stdout.startswith("4 entries:")
