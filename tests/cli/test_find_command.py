"""``find``: mentions for programs, and one table of spellings across files."""

import json

import pytest

MONDE = "Andreï Biélooussov a dénoncé l’OTAN. Le DSNV expire. L’OTAN se tait. Andreï\nBiélooussov est à Minsk.\n"
FIGARO = "Andreï Belousov a parlé du New START.\n"


@pytest.fixture
def papers(tmp_path):
    (tmp_path / "monde.txt").write_bytes(b"\xef\xbb\xbf" + MONDE.encode())
    (tmp_path / "figaro.txt").write_bytes(FIGARO.encode("utf-16"))
    return [tmp_path / "monde.txt", tmp_path / "figaro.txt"]


def test_offsets_count_characters_of_the_text(run, index):
    text = "😀 Ministre: Andreï Biélooussov, l’OTAN."
    result = run("find", "--jsonl", "--index", index, stdin=json.dumps({"text": text, "lang": "fr"}) + "\n")
    (answer,) = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0 and list(answer) == ["mentions"]
    person, alliance = answer["mentions"]
    assert set(person) == {"start", "end", "surface", "id", "kind", "score"}
    assert (person["id"], person["kind"]) == ("official/andrey-belousov", "official")
    assert (alliance["id"], alliance["surface"]) == ("alliance/nato", "OTAN")
    for mention in answer["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
        assert mention["score"] == round(mention["score"], 4)


def test_a_text_that_names_nobody_is_answered(run, index):
    result = run("find", "--jsonl", "--index", index, stdin='{"text": ""}\n{"text": "rien", "lang": null, "id": 3}\n')
    assert (result.exit_code, result.stdout) == (0, '{"mentions": []}\n' * 2)


@pytest.mark.parametrize(
    "line", ["nonsense", "{}", '{"text": null}', '{"text": 3}', '{"text": "a", "lang": 3}', '{"mention": "OTAN"}']
)
def test_a_bad_line_gets_an_error_in_its_place(line, run, index):
    result = run("find", "--jsonl", "--index", index, stdin=f'{{"text": "OTAN"}}\n{line}\n{{"text": "OTAN"}}\n')
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 1
    assert len(first["mentions"]) == len(third["mentions"]) == 1
    assert set(second) == {"error", "line"} and second["line"] == 2


def test_states_are_found_only_when_asked_for(run, index):
    line = json.dumps({"text": "La Russie et l’OTAN"})

    def ids(*options):
        answer = json.loads(run("find", "--jsonl", "--index", index, *options, stdin=line).stdout)
        return [mention["id"] for mention in answer["mentions"]]

    assert ids() == ["alliance/nato"]
    assert ids("--kinds", "state") == ["state/ru"]
    assert ids("--kinds", "state, alliance") == ["state/ru", "alliance/nato"]


def test_foreign_kinds_of_an_index_are_found_without_asking(run, index, tmp_path):
    more = tmp_path / "more.jsonl"
    rows = [("Q1", "person", "Zebedee Quux"), ("Q2", "org", "Blorptex"), ("Q3", "event", "Wumblefest")]
    lines = [json.dumps({"id": id, "kind": kind, "names": [{"name": name}]}) for id, kind, name in rows]
    more.write_text("\n".join(lines))
    line = json.dumps({"text": "Zebedee Quux, Blorptex, Wumblefest, OTAN, Russie"})
    answer = json.loads(run("find", "--jsonl", "--index", more, "--index", index, stdin=line).stdout)
    assert [mention["id"] for mention in answer["mentions"]] == ["Q1", "Q2", "Q3", "alliance/nato"]


def test_an_unknown_kind_is_refused(run, index, papers):
    result = run("find", papers[0], "--kinds", "official,treeaty", "--index", index)
    assert result.exit_code == 2 and "treeaty" in result.stderr


def test_one_table_shows_how_each_file_spells_an_entity(run, index, papers):
    result = run("find", *papers, "--lang", "fr", "--index", index)
    assert result.exit_code == 0 and result.stderr == ""
    header, *_ = (line for line in result.stdout.splitlines() if line.strip())
    assert [word for word in header.split() if word in map(str, papers)] == list(map(str, papers))
    rows = {cells[2]: cells for line in result.stdout.splitlines() if len(cells := columns(line)) == 5}
    assert rows["official/andrey-belousov"][:2] == ["Andrey Belousov", "official"]
    assert rows["official/andrey-belousov"][3:] == ["Andreï Biélooussov ×2", "Andreï Belousov ×1"]
    assert rows["treaty/new-start"][3:] == ["DSNV ×1", "New START ×1"]
    assert rows["alliance/nato"][3:] == ["OTAN ×2", "–"]


def columns(line):
    import re

    return re.split(r" {2,}", line.strip())


def test_programs_get_the_same_table(run, index, papers):
    result = run("find", *papers, "--json", "--index", index)
    body = json.loads(result.stdout)
    monde, figaro = map(str, papers)
    assert body["files"] == [monde, figaro]
    by_id = {row["id"]: row for row in body["entities"]}
    assert list(by_id) == ["official/andrey-belousov", "treaty/new-start", "alliance/nato"]
    assert by_id["alliance/nato"]["files"] == {monde: [{"surface": "OTAN", "count": 2}], figaro: []}


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run, index, papers, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"OTAN\n\xff\n")
    result = run("find", papers[0], bad, tmp_path / "nosuch.txt", papers[1], "--index", index)
    assert result.exit_code == 2
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [f"{bad}:2", f"{tmp_path / 'nosuch.txt'}:1"]
    assert "DSNV ×1" in result.stdout and "New START ×1" in result.stdout and "bad.txt" not in result.stdout


def test_no_file_that_can_be_read_is_no_table(run, index, tmp_path):
    result = run("find", tmp_path / "nosuch.txt", "--index", index)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_file_named_twice_is_one_column(run, index, papers):
    body = json.loads(run("find", papers[0], papers[0], "--json", "--index", index).stdout)
    assert body["files"] == [str(papers[0])]


@pytest.mark.parametrize("words", [[], ["-"]])
def test_a_text_may_be_piped_in(words, run, index):
    assert "OTAN ×1" in run("find", *words, "--index", index, stdin="L’OTAN").stdout


def test_nothing_found_is_said(run, index):
    result = run("find", "--index", index, stdin="rien")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)


@pytest.mark.parametrize("words", [["x.txt"], ["--json"], ["--html", "x.html"]])
def test_lines_and_files_do_not_mix(words, run, index):
    assert run("find", "--jsonl", *words, "--index", index, stdin="{}").exit_code == 2


def test_a_page_is_written(run, index, papers, tmp_path):
    page = tmp_path / "new" / "names.html"
    result = run("find", *papers, "--index", index, "--html", page)
    assert result.exit_code == 0 and "DSNV ×1" in result.stdout
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>") and text.count("<article") == 2
