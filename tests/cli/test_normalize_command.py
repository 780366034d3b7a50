"""``normalize``: the machine interface line by line, and the table for people."""

import json
import math

import pytest

LONG = "Traité " + "très " * 100 + "long"


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_is_answered_by_a_line(run, index):
    result = run("normalize", "--jsonl", "--index", index, stdin='{"mention": "OTAN", "lang": "fr"}\n')
    (answer,) = answers(result)
    assert result.exit_code == 0
    assert list(answer) == ["mention", "id", "status", "score", "matches"]
    assert (answer["mention"], answer["id"], answer["status"]) == ("OTAN", "alliance/nato", "match")
    assert list(answer["matches"][0]) == ["id", "name", "score"]
    assert answer["matches"][0]["name"] == "NATO"


def test_answers_come_in_order_and_letters_are_not_escaped(run, index):
    asked = ["НАТО", "北约", "DSNV", "НАТО"]
    lines = "".join(json.dumps({"mention": mention}) + "\n" for mention in asked)
    result = run("normalize", "--jsonl", "--index", index, stdin=lines)
    assert [answer["mention"] for answer in answers(result)] == asked
    assert "НАТО" in result.stdout and "北约" in result.stdout


def test_scores_have_four_decimals_at_most(run, index):
    lines = '{"mention": "Belousov"}\n{"mention": "Andrei Belousow"}\n{"mention": "Xyz"}\n'
    for answer in answers(run("normalize", "--jsonl", "--index", index, stdin=lines)):
        for score in [answer["score"], *(match["score"] for match in answer["matches"])]:
            assert score == round(score, 4) and 0 <= score <= 1 and math.isfinite(score)


def test_a_mention_of_nobody_is_an_answer(run, index):
    result = run("normalize", "--jsonl", "--index", index, stdin='{"mention": "zzzzzz"}\n')
    assert result.exit_code == 0
    assert answers(result) == [{"mention": "zzzzzz", "id": None, "status": "nil", "score": 0.0, "matches": []}]


def test_matches_are_given_even_if_none_is_sure(run, index, tmp_path):
    namesakes = tmp_path / "namesakes.jsonl"
    names = [{"name": "Ivan Petrov", "lang": "en"}]
    rows = [{"id": f"Q{n}", "kind": "person", "names": names} for n in range(6)]
    namesakes.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (answer,) = answers(
        run("normalize", "--jsonl", "--index", namesakes, "--index", index, stdin='{"mention": "Ivan Petrov"}\n')
    )
    assert answer["id"] is None and answer["status"] == "ambiguous" and len(answer["matches"]) == 5


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nonsense", "not JSON"),
        ("", "not JSON"),
        ("[1]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("{}", "mention"),
        ('{"mention": null}', "mention"),
        ('{"mention": 7}', "mention"),
        ('{"mention": "OTAN", "lang": 7}', "lang"),
        ('{"mention": "OTAN", "date": ["2025"]}', "date"),
        ('{"mention": "OTAN"', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"mention": "OTAN", "n": ' + "9" * 5000 + "}", "not JSON"),
        (b'{"mention": "\xff"}', "not UTF-8"),
    ],
)
def test_a_bad_line_gets_an_error_in_its_place_and_the_run_goes_on(line, problem, run, index):
    bad = line if isinstance(line, bytes) else line.encode()
    good = b'{"mention": "OTAN"}\n'
    result = run("normalize", "--jsonl", "--index", index, stdin=good + bad + b"\n" + good)
    first, second, third = answers(result)
    assert result.exit_code == 1
    assert first["id"] == third["id"] == "alliance/nato"
    assert set(second) == {"error", "line"} and second["line"] == 2 and problem in second["error"]


def test_null_and_further_fields_are_passed_over(run, index):
    row = {"mention": "OTAN", "lang": None, "date": None, "kind": None, "country": None, "role": None}
    more = {"script": "Latin", "diff": "subset", "n": 3, "ids": ["x"], "more": {"deep": [1]}}
    lines = json.dumps(row | more) + '\n{"mention": "OTAN", "n": NaN}\n'
    result = run("normalize", "--jsonl", "--index", index, stdin=lines)
    assert result.exit_code == 0 and [a["id"] for a in answers(result)] == ["alliance/nato"] * 2


@pytest.mark.parametrize("country", ["Afghanistan", "russia-cabinet", "ru", "state/ru", "", "??", "Côte d'Ivoire"])
@pytest.mark.parametrize("kind", ["person", "alliance", "ORG"])
def test_any_country_and_kind_is_taken(country, kind, run, index):
    line = json.dumps({"mention": "OTAN", "country": country, "kind": kind, "role": "x", "date": "soon"})
    result = run("normalize", "--jsonl", "--index", index, stdin=line)
    assert result.exit_code == 0 and answers(result)[0]["status"] in ("match", "ambiguous", "nil")


def test_a_byte_order_mark_before_the_first_line_is_no_error(run, index):
    result = run("normalize", "--jsonl", "--index", index, stdin='\ufeff{"mention": "OTAN"}\r\n')
    assert result.exit_code == 0 and answers(result)[0]["id"] == "alliance/nato"


def test_a_last_line_without_its_end_is_answered(run, index):
    assert len(answers(run("normalize", "--jsonl", "--index", index, stdin='{"mention": "A"}\n{"mention": "B"}'))) == 2


def test_nothing_in_nothing_out(run, index):
    result = run("normalize", "--jsonl", "--index", index, stdin="")
    assert (result.exit_code, result.output) == (0, "")


def test_an_option_stands_in_for_what_a_line_does_not_say(run, index):
    lines = '{"mention": "OTAN", "kind": null}\n{"mention": "OTAN", "kind": "alliance"}\n'
    wrong, right = answers(run("normalize", "--jsonl", "--index", index, "--kind", "treaty", stdin=lines))
    assert wrong["matches"][0]["score"] < right["matches"][0]["score"]


def test_several_indexes_are_searched_as_one(run, index, tmp_path):
    more = tmp_path / "more.jsonl"
    more.write_text('{"id": "Q1", "kind": "person", "names": [{"name": "Zebedee Quux", "lang": "en"}]}\n')
    lines = '{"mention": "Zebedee Quux"}\n{"mention": "OTAN"}\n'
    result = run("normalize", "--jsonl", "--index", index, "--index", more, stdin=lines)
    assert [a["id"] for a in answers(result)] == ["Q1", "alliance/nato"]


def test_the_table_names_who_is_meant(run, index):
    result = run("normalize", "OTAN", "zzzzzz", "--lang", "fr", "--index", index)
    assert result.exit_code == 0
    found, none = (line.split() for line in result.stdout.splitlines() if "OTAN" in line or "zzzzzz" in line)
    assert found[:2] == ["OTAN", "alliance/nato"] and found[3:] == ["match", "NATO"]
    assert none == ["zzzzzz", "–", "0.000", "nil"]


def test_the_table_takes_mentions_from_standard_input(run, index):
    result = run("normalize", "--index", index, stdin="\ufeffOTAN\r\n\n  DSNV \n")
    assert "alliance/nato" in result.stdout and "treaty/new-start" in result.stdout
    assert result.stdout.count("match") == 2


def test_a_piped_table_is_neither_cut_nor_coloured(run, index):
    result = run("normalize", LONG, "[bold]OTAN[/bold]", ":smile:", "--index", index)
    assert any(LONG in line for line in result.stdout.splitlines())
    assert "\x1b" not in result.stdout and "…" not in result.stdout
    assert "[bold]OTAN[/bold]" in result.stdout and ":smile:" in result.stdout


def test_characters_that_steer_a_terminal_are_not_printed(run, index):
    result = run("normalize", "a\x1b[2Jb\nc", "--index", index)
    assert "\x1b" not in result.stdout and "a�[2Jb c" in result.stdout


def test_half_a_surrogate_pair_is_read_and_written(run, index):
    """Programs that cut texts at a number of UTF-16 units make such texts."""
    result = run("normalize", "--jsonl", "--index", index, stdin='{"mention": "OTAN \\ud83d"}\n')
    (answer,) = answers(result)
    assert (result.exit_code, answer["mention"], answer["id"]) == (0, "OTAN \ud83d", "alliance/nato")
    table = run("normalize", "OTAN \udcff", "--index", index)
    assert table.exit_code == 0 and "OTAN � " in table.stdout


def test_an_unknown_kind_is_refused_with_the_choices(run, index):
    result = run("normalize", "OTAN", "--kind", "offical", "--index", index)
    assert result.exit_code == 2 and "offical" in result.stderr and "official" in result.stderr
