"""``gazetteer stats``: tables, JSON and the picture."""

import json

from entitynorm import cache


def test_tables(run, gazetteer):
    result = run("gazetteer", "stats", gazetteer)
    lines = [line.split() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert ["all", "4", "21", "3.5", "4", "(100%)", "0"] in lines
    for head in ("kind", "drawer", "country", "language", "year", "source", "checked"):
        assert any(line[:1] == [head] for line in lines), head


def test_long_tables_are_cut_and_say_so(run, gazetteer):
    result = run("gazetteer", "stats", gazetteer, "--top", "2")
    assert "more: --top " in result.stdout and "2010" not in result.stdout
    assert "more" not in run("gazetteer", "stats", gazetteer, "--top", "99").stdout


def test_programs_get_every_row(run, gazetteer):
    body = json.loads(run("gazetteer", "stats", gazetteer, "--json", "--top", "1").stdout)
    assert body["kinds"]["treaty"]["general_knowledge_alone"] == 1
    assert body["countries"] == {"ru": {"all": 2, "official": 1, "state": 1}}
    assert len(body["languages"]) > 3 and body["drawers"]["states/–"] == {"all": 1, "state": 1}


def test_the_picture_is_written(run, gazetteer, tmp_path):
    path = tmp_path / "coverage.svg"
    assert run("gazetteer", "stats", gazetteer, "--plot", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<svg ")
    missing = tmp_path / "nosuch" / "deep"
    missing.parent.write_text("a file")
    assert run("gazetteer", "stats", gazetteer, "--plot", missing / "x.svg").exit_code == 2


def test_the_shipped_gazetteer_is_counted_by_default(run, gazetteer, monkeypatch):
    monkeypatch.setattr(cache, "gazetteers", lambda: gazetteer)
    assert json.loads(run("gazetteer", "stats", "--json").stdout)["kinds"]["all"]["entries"] == 4
