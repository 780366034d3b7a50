"""``explain``, ``show``, ``spellings``: what is printed of reasons and of entities."""

import json
import math
import re


def test_every_match_has_its_reasons_and_their_sum(run, index):
    result = run("explain", "Andreï Biélooussov", "--lang", "fr", "--index", index)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["1.", "official/andrey-belousov", "Andrey", "Belousov,", "by"] in [line[:5] for line in lines]
    values = [float(line[1]) for line in lines if len(line) > 1 and re.fullmatch(r"[+-]\d+\.\d\d", line[1])]
    *reasons, total = values
    assert lines[0][-2:] == ["match", "official/andrey-belousov"] or "match" in lines[0]
    assert len(reasons) > 1 and math.isclose(sum(reasons), total, abs_tol=0.005 * len(values))


def test_programs_get_reasons_that_add_up_to_the_score(run, index):
    result = run("explain", "Andreï Biélooussov", "--json", "--index", index)
    body = json.loads(result.stdout)
    match = body["matches"][0]
    assert body["id"] == match["id"] == "official/andrey-belousov" and 0 < body["threshold"] < 1
    assert set(match["features"][0]) == {"name", "value", "detail"}
    assert set(match["alias"]) == {"text", "lang", "type"}
    assert math.isclose(sum(feature["value"] for feature in match["features"]), match["sum"], abs_tol=0.01)
    assert math.isclose(1 / (1 + math.exp(-match["sum"])), match["score"], abs_tol=0.01)


def test_a_mention_of_nobody_has_no_reasons(run, index):
    result = run("explain", "zzzzzz", "--index", index)
    assert (result.exit_code, result.stdout) == (0, "zzzzzz: nil\n")


def test_an_entity_is_shown_with_names_dates_and_sources(run, index):
    result = run("show", "official/andrey-belousov", "--index", index)
    assert result.exit_code == 0
    for said in ("Андрей Рэмович Белоусов; Белоусов [weak]", "2024-05-14 – …, defence-minister of state/ru",
                 "Q4082839", "general knowledge", "names, he"):  # fmt: skip
        assert said in result.stdout


def test_a_retired_id_leads_to_its_heir(run, index):
    result = run("show", "alliance/north-atlantic", "--index", index)
    assert result.stdout.startswith("alliance/north-atlantic is retired: it is now alliance/nato\n")
    assert "North Atlantic Treaty Organization" in result.stdout
    body = json.loads(run("show", "alliance/north-atlantic", "--json", "--index", index).stdout)
    assert (body["id"], body["asked"], body["form"]) == ("alliance/nato", "alliance/north-atlantic", "alliance")


def test_an_entity_for_programs(run, index):
    body = json.loads(run("show", "treaty/new-start", "--json", "--index", index).stdout)
    assert body["name"] == "New START" and "asked" not in body
    assert {"text": "DSNV", "lang": "fr", "type": "acronym"} in body["aliases"]


def test_an_unknown_id_is_one_line(run, index):
    for words in (["show", "treaty/nosuch"], ["spellings", "treaty/nosuch"]):
        result = run(*words, "--index", index)
        assert result.exit_code == 2 and result.stdout == ""
        assert "treaty/nosuch" in result.stderr and len(result.stderr.splitlines()) == 1


def test_spellings_are_lines(run, index):
    lines = run("spellings", "official/andrey-belousov", "--index", index).stdout.splitlines()
    assert "Andreï Biélooussov" in lines and "Андрей Белоусов" in lines
    assert len(lines) == len(set(lines)) and all(lines)


def test_spellings_of_a_language(run, index):
    french = run("spellings", "alliance/nato", "--lang", "fr", "--index", index).stdout.splitlines()
    assert "OTAN" in french and "北约" not in french
