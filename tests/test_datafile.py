"""YAML read strictly: texts only, no key twice, every problem with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm import DataErrors, datafile


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "on", "null", "~", "1_000", "0x1F", "2021-09-10", "1e3", "12:30:45", ".inf"]
)
def test_every_scalar_is_a_text(scalar: str) -> None:
    assert datafile.parse(f"a: {scalar}", "x.yaml").data == {"a": scalar}


@given(
    st.dictionaries(st.text("abcñж", min_size=1), st.lists(st.text("xyzя '\":#-", max_size=8), max_size=3), max_size=4)
)
def test_what_is_quoted_comes_back(data: dict[str, list[str]]) -> None:
    quoted = {key: ["'" + value.replace("'", "''") + "'" for value in values] for key, values in data.items()}
    text = "\n".join(f"'{key}': [{', '.join(values)}]" for key, values in quoted.items()) or "{}"
    assert datafile.parse(text, "x.yaml").data == data


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\nb: 2\na: 3", ["x.yaml:3: a: occurs twice"]),
        ("a: {b: 1,\n b: 2}", ["x.yaml:2: b: occurs twice"]),
        ("a: &x 1\nb: *x", ["x.yaml:1: anchors and aliases", "x.yaml:2: anchors and aliases"]),
        ("a: !!int 3", ["x.yaml:1: tags are not used here"]),
        ("a: !!python/object:os.system {}", ["x.yaml:1: tags are not used here"]),
        ("a: 1\n---\nb: 2", ["x.yaml:2: a second document"]),
        ("? [a]\n: 1", ["x.yaml:1: a key must be a plain word"]),
        ("- a\n- b", ["x.yaml:1: expected a mapping"]),
        ("", ["x.yaml:1: expected a mapping"]),
        ("a: [1,\nb: }", ["x.yaml:2: "]),
        ("a: 1\n b: 2", ["x.yaml:2: "]),
        ("a: \x01", ["x.yaml:1: not YAML"]),
    ],
)
def test_a_problem_has_its_line(text: str, problems: list[str]) -> None:
    with pytest.raises(DataErrors) as caught:
        datafile.parse(text, "x.yaml")
    found = [str(error) for error in caught.value.errors]
    assert len(found) == len(problems)
    assert all(error.startswith(problem) for error, problem in zip(found, problems, strict=True)), found
    assert str(caught.value) == "\n".join(found)
    assert all("\n" not in error for error in found)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    try:
        assert isinstance(datafile.parse(text, "x.yaml").data, dict)
    except DataErrors as broken:
        assert all(error.line >= 1 for error in broken.errors)


def test_an_error_is_placed_at_the_nearest_known_place() -> None:
    document = datafile.parse("a: 1\nb:\n  - c: 2\n  - d: 3\n", "x.yaml")
    assert str(document.error("bad", "b", 1, "d")) == "x.yaml:4: bad"
    assert str(document.error("bad", "b", 1, "missing", "deep")) == "x.yaml:4: bad"
    assert str(document.error("bad", "nowhere")) == "x.yaml:1: bad"


SHAPE: dict[str, datafile.Shape] = {
    "name": str, "stop": [str], "numerals": {"*": int}, "offices": {"*": [str]}, "rules": {"*": object}
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nmae: French", "x.yaml:1: nmae: no such field; the fields are name, stop, numerals, offices, rules"),
        ("name: [French]", "x.yaml:1: name: expected a text"),
        ("name: French\nstop: le", "x.yaml:2: stop: expected a list"),
        ("stop:\n  - le\n  - [la]", "x.yaml:3: stop.1: expected a text"),
        ("numerals: {deux: two}", "x.yaml:1: numerals.deux: expected a whole number, not 'two'"),
        ("offices: [roi]", "x.yaml:1: offices: expected a mapping"),
        ("offices:\n  head-of-state: roi", "x.yaml:2: offices.head-of-state: expected a list"),
    ],
)
def test_what_is_not_of_the_shape_is_told_with_its_line(text: str, problem: str) -> None:
    assert list(map(str, datafile.problems(datafile.parse(text, "x.yaml"), SHAPE))) == [problem]


def test_what_is_of_the_shape_has_no_problem() -> None:
    text = "name: French\nstop: [le, la]\nnumerals: {deux: 2}\noffices: {speaker: []}\nrules: {a: 1, b: {c: [d]}}"
    assert datafile.problems(datafile.parse(text, "x.yaml"), SHAPE) == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("a: 1\nb: é".encode("latin-1"))
    with pytest.raises(DataErrors, match=r"latin\.yaml:2: not UTF-8 text"):
        datafile.read(latin)
    with pytest.raises(DataErrors, match=r"none\.yaml:1: cannot be read"):
        datafile.read(tmp_path / "none.yaml")
    with pytest.raises(DataErrors, match="cannot be read"):
        datafile.read(tmp_path)
