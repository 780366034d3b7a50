"""``gazetteer lint``: findings by path and line, and what the exit status says."""

import json

import pytest

from entitynorm import cache

SOUND = "id: {}\nname: {}\nsources: [general knowledge]\nchecked: 2026-11-22\n"


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def sound(tmp_path):
    folder = tmp_path / "sound"
    write(folder, "states/fr.yaml", SOUND.format("state/fr", "France"))
    write(folder, "treaties/x.yaml", SOUND.format("treaty/x", "Pact of X"))
    return folder


def test_a_sound_gazetteer_has_no_findings(run, sound):
    result = run("gazetteer", "lint", sound)
    assert (result.exit_code, result.stdout) == (0, "2 entries: 0 errors, 0 warnings\n")


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
    assert first.startswith(f"{broken / 'treaties' / 'x.yaml'}:3: E002 nmaes")
    assert last == "1 entries: 1 errors, 0 warnings (E002 1)"


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
    assert (finding["line"], finding["code"], finding["level"]) == (3, "E002", "error")
    assert finding["path"].endswith("x.yaml") and finding["message"].startswith("nmaes")


def test_a_folder_that_is_not_there_is_wrong_usage(run, tmp_path):
    assert run("gazetteer", "lint", tmp_path / "nosuch").exit_code == 2


def test_the_shipped_gazetteer_is_looked_at_by_default(run, sound, monkeypatch):
    monkeypatch.setattr(cache, "gazetteers", lambda: sound)
    assert run("gazetteer", "lint").stdout.startswith("2 entries:")


def test_allowed_findings_are_counted(run, sound):
    path = write(
        sound, "treaties/y.yaml", SOUND.format("treaty/y", "Y") + "parties: [state/xx] # lint: allow E102 why\n"
    )
    result = run("gazetteer", "lint", sound)
    assert (result.exit_code, result.stdout) == (0, "3 entries: 0 errors, 0 warnings, 1 allowed\n")
    (row,) = json.loads(run("gazetteer", "lint", sound, "--json").stdout)["allowed"]
    assert (row["path"], row["line"], row["code"], row["reason"]) == (str(path), 5, "E102", "why")


def test_codes_may_be_chosen(run, sound):
    write(sound, "treaties/y.yaml", "id: treaty/y\nname: Y\nsources: [a, A]\n")
    lines = run("gazetteer", "lint", sound, "--code", "W40").stdout.splitlines()
    assert [line.split()[1] for line in lines[:-1]] == ["W402", "W406"]
    assert run("gazetteer", "lint", sound, "--code", "W402").stdout.endswith("1 warnings (W402 1)\n")
    assert run("gazetteer", "lint", sound, "--code", "E").stdout == "3 entries: 0 errors, 0 warnings\n"


def test_annotations_for_github(run, broken, monkeypatch):
    monkeypatch.chdir(broken)
    result = run("gazetteer", "lint", broken, "--github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=treaties/x.yaml,line=3,title=E002::nmaes: no such field")


def test_paths_are_told_as_seen_from_the_working_folder(run, broken, monkeypatch):
    monkeypatch.chdir(broken)
    assert run("gazetteer", "lint", broken).stdout.startswith("treaties/x.yaml:3: E002")
    assert run("gazetteer", "lint", "treaties/x.yaml").stdout.startswith("treaties/x.yaml:3: E002")
    monkeypatch.chdir(broken / "treaties")
    assert run("gazetteer", "lint", "x.yaml").stdout.startswith("x.yaml:3: E002")


def test_github_and_json_do_not_go_together(run, sound):
    assert run("gazetteer", "lint", sound, "--github", "--json").exit_code == 2


def test_a_file_is_compared_with_the_whole_gazetteer_and_told_of_alone(run, sound):
    twin = write(sound, "treaties/y.yaml", SOUND.format("treaty/y", "Pact of X") + "parties: [state/fr, state/xx]\n")
    write(sound, "treaties/z.yaml", "id: treaty/z\nname: Z\n")  # its own findings are not asked for
    write(sound, "treaties/bad.yaml", "name: [")
    result = run("gazetteer", "lint", twin)
    lines = [line.removeprefix(f"{twin}:") for line in result.stdout.splitlines()]
    assert lines == [
        "2: E201 'Pact of X' is a full name of treaty/x (en) too; make one of them weak",
        "5: E102 parties.1: state/xx does not exist",
        "1 entries: 2 errors, 0 warnings (E102 1, E201 1)",
    ]


def test_a_file_sees_who_else_holds_its_office_and_its_series(run, sound):
    held = "roles:\n  - role: defence-minister\n    of: state/fr\n    from: 2020-01-01\n"
    write(sound, "officials/a.yaml", SOUND.format("official/a", "Ann") + held)
    other = write(sound, "officials/b.yaml", SOUND.format("official/b", "Bea") + held.replace("2020", "2022"))
    write(sound, "exercises/s.yaml", SOUND.format("exercise/s", "S") + "series: exercise/s\nedition: '1'\n")
    edition = write(sound, "exercises/t.yaml", SOUND.format("exercise/t", "T") + "series: exercise/s\nedition: '2'\n")
    assert "W501" in run("gazetteer", "lint", other).stdout
    assert "E103" in run("gazetteer", "lint", edition).stdout


def test_a_file_outside_any_gazetteer_and_files_of_two_are_wrong_usage(run, sound, tmp_path):
    lost = write(tmp_path, "lost/x.yaml", "id: treaty/x\n")
    assert run("gazetteer", "lint", lost).exit_code == 2
    other = write(tmp_path, "other/treaties/x.yaml", SOUND.format("treaty/x", "X"))
    assert run("gazetteer", "lint", other, sound / "treaties" / "x.yaml").exit_code == 2
    assert run("gazetteer", "lint", sound, tmp_path / "other").exit_code == 2
