"""Formats for other programs say the same as the mentions do, to the character."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm.cli import formats
from entitynorm.cli.compare import Found
from entitynorm.model import Alias, Candidate, Match, Mention, Result, Status


def found(text: str, *spans: tuple[int, int]) -> Found:
    match = Match(Candidate("alliance/x", "X", "alliance", Alias("X")), 0.9)
    results = [Result(Mention(text[a:b], start=a, end=b), (match,), Status.MATCH) for a, b in spans]
    return Found("a.txt", text, tuple(results))


def test_columns_tag_every_word():
    text = "L’OTAN, l’Union\neuropéenne."
    lines = "".join(formats.conll([found(text, (2, 6), (10, 26))])).split("\n")
    assert [line.split("\t")[:2] for line in lines if line] == [
        ["L’", "O"], ["OTAN", "B-alliance"], [",", "O"], ["l’", "O"], ["Union", "B-alliance"],
        ["européenne", "I-alliance"], [".", "O"],
    ]  # fmt: skip
    assert lines[4].endswith("\talliance/x") and lines[0].endswith("\t_")


@given(st.text(max_size=40), st.data())
def test_columns_lose_no_letter_and_no_mention(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if text[a:b].strip()]
    rows = [line.split("\t") for line in "".join(formats.conll([found(text, *spans)])).split("\n") if "\t" in line]
    said = "".join(row[0] for row in rows if len(row) == 3)
    if not any(c in text for c in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
        assert "".join(said.split()) == "".join(text.split())
        assert sum(row[1].startswith("B-") for row in rows) == len(spans)


def test_stand_off_parts_a_mention_at_line_breaks():
    lines = list(formats.standoff([found("the Union\r\n européenne", (4, 22))]))
    assert lines == [
        "T1\talliance 4 9;12 22\tUnion européenne\n",
        "N1\tReference T1 entitynorm:alliance/x\tX\n",
    ]


@pytest.mark.parametrize("form", ["jsonl", "standoff", "conll", "html", "json"])
def test_the_command_prints_every_format(form, run, index, tmp_path):
    (tmp_path / "a.txt").write_text("Andreï Biélooussov et l’OTAN.")
    (tmp_path / "b.html").write_text("<p>OTAN</p>")
    result = run("find", tmp_path, "--format", form, "--index", index)
    assert result.exit_code == 0 and "alliance/nato" in result.stdout
    if form == "jsonl":
        one, two = map(json.loads, result.stdout.splitlines())
        assert one["file"].endswith("a.txt") and [m["id"] for m in two["mentions"]] == ["alliance/nato"]


def test_processes_that_share_the_files_answer_alike(run, index, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("Andreï Biélooussov et l’OTAN. " * (number + 1))
    alone = run("find", tmp_path, "--format", "jsonl", "--index", index)
    shared = run("find", tmp_path, "--format", "jsonl", "--index", index, "--jobs", "2")
    assert alone.stdout == shared.stdout and len(alone.stdout.splitlines()) == 3


def test_names_that_nobody_knows_are_counted_with_contexts(run, index, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Selon le ministre Ottokar Lindenbrock, rien. Le ministre Ottokar Lindenbrock et l’OTAN."
    )
    result = run("find", tmp_path, "--unresolved", "--lang", "fr", "--index", index)
    (row,) = map(json.loads, result.stdout.splitlines())
    assert (row["surface"], row["kind"], row["count"]) == ("Ottokar Lindenbrock", "official", 2)
    assert row["contexts"][0]["text"].startswith("Selon le ministre Ottokar")


def test_an_unknown_encoding_is_refused(run, index, tmp_path):
    result = run("find", tmp_path, "--encoding", "klingon", "--index", index)
    assert result.exit_code == 2 and "klingon" in result.stderr
