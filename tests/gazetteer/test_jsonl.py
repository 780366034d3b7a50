"""Names from other programs, one entity a line."""

from pathlib import Path

import pytest

from entitynorm.errors import DataErrors
from entitynorm.gazetteer.jsonl import MANY, parse, read
from entitynorm.model import Alias, AliasType, Entity

ADA = '{"id": "Q1", "kind": "person", "names": [{"name": "Ada Lovelace", "lang": "en"}, {"name": "Ада", "lang": "ru"}]}'


def test_the_first_name_is_the_printed_one_and_foreign_kinds_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{ADA}\n\n{{"id": "b", "kind": "ship", "names": [{{"name": "B"}}]}}', encoding="utf-8")
    assert list(read(path)) == [
        Entity("Q1", "Ada Lovelace", "person", (Alias("Ada Lovelace", "en"), Alias("Ада", "ru"))),
        Entity("b", "B", "ship", (Alias("B"),)),
    ]


def test_types_are_read_and_repeated_names_are_one() -> None:
    acronym = '{"name": "N", "lang": "en", "type": "acronym"}'
    weak = '{"name": "A", "lang": null, "type": "weak"}, {"name": "A", "type": "weak"}'
    assert parse(f'{{"id": "n", "kind": "alliance", "names": [{acronym}, {weak}]}}').aliases == (
        Alias("N", "en", AliasType.ACRONYM),
        Alias("A", "", AliasType.WEAK),
    )


def test_other_fields_are_passed_over() -> None:
    line = '{"id": "n", "kind": "k", "score": 3, "names": [{"name": "A", "lang": "en", "source": "x"}]}'
    assert parse(line) == Entity("n", "A", "k", (Alias("A", "en"),))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": ', "not JSON: Expecting value at column 8"),
        ("[1]", 'expected an object {"id", "kind", "names"}'),
        ('{"kind": "k", "names": [{"name": "A"}]}', "id: is missing"),
        ('{"id": 7, "kind": "k", "names": [{"name": "A"}]}', "id: expected a text"),
        ('{"id": "a", "kind": " ", "names": [{"name": "A"}]}', "kind: is empty"),
        ('{"id": "a", "kind": "k"}', "names: expected a list of names, it is missing"),
        ('{"id": "a", "kind": "k", "names": []}', "names: expected a list of names"),
        ("[" * 200_000, "not read: nested too deeply"),
    ],
)
def test_a_broken_line_is_an_error_that_says_what_is_wrong(line: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse(line)
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ('"A"', 'names.0: expected an object {"name", "lang"}'),
        ('{"name": "A"}, {"lang": "en"}', "names.1.name: is missing"),
        ('{"name": "\\ud800"}', "names.0.name: half of a surrogate pair is no character"),
        ('{"name": "A", "lang": ["en"]}', "names.0.lang: expected a text"),
        ('{"name": "A", "type": ["weak"]}', "names.0.type: no such type: ['weak']"),
        ('{"name": "A", "type": "acronim"}', "names.0.type: no such type: 'acronim'; did you mean acronym?"),
    ],
)
def test_a_broken_name_is_an_error_with_its_number(names: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse(f'{{"id": "a", "kind": "k", "names": [{names}]}}')
    assert str(caught.value).startswith(problem)


def test_a_broken_line_does_not_stop_the_next_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xff\xfe\n" + ADA.encode() + b"\n{}\n" + ADA.encode())
    lines = read(path)
    assert [next(lines).id, next(lines).id] == ["Q1", "Q1"]
    with pytest.raises(DataErrors) as caught:
        next(lines)
    assert [str(error) for error in caught.value.errors] == [f"{path}:1: not UTF-8 text", f"{path}:3: id: is missing"]


def test_a_file_of_something_else_is_soon_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("x\n" * (MANY + 1) + ADA)
    with pytest.raises(DataErrors) as caught:
        list(read(path))
    assert len(caught.value.errors) == MANY


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataErrors, match=r"a\.jsonl:1: cannot be read: No such file"):
        list(read(tmp_path / "a.jsonl"))
