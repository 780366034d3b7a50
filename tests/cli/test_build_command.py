"""``build``, and what the commands say of indexes and sources that are not right."""

import json
import re

import pytest

ASK = ["normalize", "OTAN", "--index"]


def test_a_folder_and_lines_become_one_index(run, gazetteer, tmp_path):
    people = tmp_path / "people.jsonl"
    people.write_text('{"id": "Q1", "kind": "person", "names": [{"name": "Zebedee Quux", "lang": "en"}]}\n')
    out = tmp_path / "new" / "all.index"
    result = run("build", gazetteer, people, "-o", out)
    assert result.exit_code == 0
    said = re.fullmatch(r"(.+): 5 entities, (\d+) names, ([\d,]+) bytes, \d+\.\d s\n", result.stdout)
    assert said and said[1] == str(out) and int(said[2]) > 15
    assert int(said[3].replace(",", "")) == out.stat().st_size
    lines = '{"mention": "Zebedee Quux"}\n{"mention": "DSNV"}\n'
    answers = run("normalize", "--jsonl", "--index", out, stdin=lines).stdout.splitlines()
    assert [json.loads(line)["id"] for line in answers] == ["Q1", "treaty/new-start"]


def test_bad_yaml_is_told_by_path_and_line_and_nothing_is_written(run, tmp_path):
    folder = tmp_path / "bad"
    (folder / "treaties").mkdir(parents=True)
    path = folder / "treaties" / "x.yaml"
    path.write_text("id: treaty/x\nname: X\nnmaes: {en: [X]}\nsources: [general knowledge]\n")
    result = run("build", folder, "-o", tmp_path / "x.index")
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.startswith(f"{path}:3: nmaes") and len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "x.index").exists()


def test_every_problem_is_a_line(run, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "Q1"}\nnonsense\n')
    result = run("build", path, "-o", tmp_path / "x.index")
    assert result.exit_code == 2
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [f"{path}:1", f"{path}:2"]


@pytest.mark.parametrize("name", ["nosuch", "nosuch.jsonl", "nosuch.index"])
def test_a_source_that_is_not_there_is_one_line(name, run, tmp_path):
    result = run("build", tmp_path / name, "-o", tmp_path / "x.index")
    assert result.exit_code == 2 and name in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_source_is_not_written_over(run, tmp_path):
    path = tmp_path / "people.jsonl"
    path.write_text("{}\n")
    assert run("build", path, "-o", path).exit_code == 2
    assert path.read_text() == "{}\n"


def test_a_place_that_cannot_be_written_is_one_line(run, gazetteer, tmp_path):
    result = run("build", gazetteer, "-o", tmp_path)
    assert result.exit_code == 2 and result.stdout == ""
    assert re.fullmatch(re.escape(str(tmp_path)) + ":1: cannot be written: .+\n", result.stderr)


def damaged(body: bytes):
    """Every way in which a file is not a whole index."""
    flipped = bytearray(body)
    flipped[body.find(b"OTAN")] ^= 1
    header = bytearray(body)
    header[40] ^= 1
    return {
        "empty": b"",
        "foreign": b"PK\x03\x04" + body,
        "text": b"hello\n",
        "truncated": body[:-9],
        "header": bytes(header),
        "flipped": bytes(flipped),
        "longer": body + b"\0" * 8,
    }


@pytest.mark.parametrize("how", damaged(bytes(64)))
@pytest.mark.parametrize("words", [ASK, ["normalize", "--jsonl", "--index"], ["show", "alliance/nato", "--index"]])
def test_a_corrupt_or_foreign_index_is_one_line(how, words, run, index, tmp_path):
    path = tmp_path / "broken.index"
    path.write_bytes(damaged(index.read_bytes())[how])
    result = run(*words, path, stdin='{"mention": "OTAN"}\n')
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.startswith(f"{path}:") and len(result.stderr.splitlines()) == 1


def test_an_index_that_is_not_there_is_one_line(run, tmp_path):
    result = run(*ASK, tmp_path / "nosuch.index")
    assert result.exit_code == 2 and "nosuch.index: cannot be opened" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_gazetteer_folder_may_stand_for_an_index(run, gazetteer):
    assert "alliance/nato" in run(*ASK, gazetteer).stdout


def test_a_whole_index_is_told_so_and_a_damaged_one_is_one_line(run, index, tmp_path):
    said = run("index", "check", index)
    assert said.exit_code == 0 and f"{index}: whole: 19 names" in said.stdout
    body = bytearray(index.read_bytes())
    for at in (len(body) - 20, body.index(b"Belousov"), len(body) // 2):
        path = tmp_path / "broken.index"
        path.write_bytes(bytes([*body[:at], body[at] ^ 4, *body[at + 1 :]]))
        said = run("index", "check", index, path)
        assert said.exit_code == 2 and said.stdout.startswith(f"{index}: whole")
        assert said.stderr.startswith(f"{path}: ") and "damaged" in said.stderr and said.stderr.count("\n") == 1


def test_what_an_index_holds(run, index):
    said = json.loads(run("index", "info", index, "--json").stdout)
    assert said["entities"] == 4 and said["kinds"]["alliance"] == 1 and said["bytes"] == index.stat().st_size
    assert sum(said["sections"].values()) < said["bytes"] < 1000 * said["names"]
    shown = run("index", "info", index).stdout
    assert "official" in shown and "name.text" in shown and f"{said['bytes']:,}" in shown


def test_jobs_change_nothing_but_the_time(run, gazetteer, tmp_path):
    for jobs in (1, 2):
        assert run("build", gazetteer, "-o", tmp_path / f"{jobs}.index", "--jobs", jobs).exit_code == 0
    assert (tmp_path / "1.index").read_bytes() == (tmp_path / "2.index").read_bytes()


def test_a_build_that_fails_leaves_the_old_file(run, index, tmp_path):
    out, lines = tmp_path / "x.index", tmp_path / "bad.jsonl"
    out.write_bytes(index.read_bytes())
    lines.write_text("nonsense\n")
    assert run("build", lines, "-o", out).exit_code == 2
    assert out.read_bytes() == index.read_bytes() and sorted(p.name for p in tmp_path.iterdir()) == [
        "bad.jsonl",
        "x.index",
    ]
