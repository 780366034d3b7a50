"""The JSON Schema says what the reader says."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from entitynorm import cache
from entitynorm.datafile import parse, read
from entitynorm.gazetteer.json_schema import json_schema
from entitynorm.gazetteer.schema import FIELDS, FOLDERS, entity
from entitynorm.model import KINDS

VALIDATORS = {kind: Draft202012Validator(json_schema(kind)) for kind in KINDS}
GOOD = {
    "official": "{id: official/x, name: X, roles: [{role: envoy, of: alliance/un, from: '2024'}], family: {en: X}}",
    "treaty": "{id: treaty/x, name: X, names: {ru: [Х, {text: Ха, from: '1999-01'}]}, signed: '1999-01-02'}",
    "exercise": "{id: exercise/x, name: X, series: exercise/y, edition: 2024A, held: {from: '2024'}, countries: [pl]}",
    "alliance": "{id: alliance/x, name: X, form: court, part_of: [alliance/un], members: [state/fr]}",
    "state": "{id: state/x, name: X, capital: {en: Y, fr: [Y, Z]}, adjectives: {ru: [иксский]}, not: [Z]}",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_good_entries_pass_both(kind: str) -> None:
    document = parse(GOOD[kind], "x.yaml")
    assert entity(document)[1] == []
    assert list(VALIDATORS[kind].iter_errors(document.data)) == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("official", {"nmaes": {"en": ["X"]}}),
        ("official", {"roles": [{"role": "envoi", "of": "state/fr"}]}),
        ("official", {"roles": [{"role": "envoy"}]}),
        ("official", {"roles": [{"role": "envoy", "of": "official/y"}]}),
        ("official", {"names": {"english": ["X"]}}),
        ("official", {"names": {"en": "X"}}),
        ("official", {"names": {"en": []}}),
        ("official", {"names": {"en": [" "]}}),
        ("official", {"names": {}}),
        ("official", {"born": "May 1999"}),
        ("official", {"name": ""}),
        ("official", {"wikidata": "42"}),
        ("official", {"id": "treaty/x"}),
        ("treaty", {"names": {"en": [{"source": "y"}]}}),
        ("exercise", {"countries": ["PL"]}),
        ("exercise", {"held": {"form": "2024"}}),
        ("exercise", {"series": "treaty/y"}),
        ("alliance", {"form": "club"}),
        ("alliance", {"part_of": []}),
        ("state", {"capital": {"en": ["X", {}]}}),
    ],
)
def test_bad_entries_fail_both(kind: str, change: dict[str, Any]) -> None:
    document = parse(GOOD[kind], "x.yaml")
    document.data.update(change)
    assert entity(document, kind)[1] != []
    assert list(VALIDATORS[kind].iter_errors(document.data)) != []


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_other_readers_see_are_dates_too(kind: str) -> None:
    validator = VALIDATORS[kind]
    assert list(validator.iter_errors({"id": f"{kind}/x", "name": "X", "checked": 2026})) == []
    assert list(validator.iter_errors({"id": f"{kind}/x", "name": 2026})) != []


def test_every_field_is_described() -> None:
    for kind, fields in FIELDS.items():
        properties: Any = json_schema(kind)["properties"]
        assert {name: schema["description"] for name, schema in properties.items()} == {
            field.name: field.description for field in fields
        }


def test_shipped_entries_that_the_reader_passes_pass_the_schema() -> None:
    # One of each drawer: a schema is slow, and the entries of a drawer are written alike.
    seen: dict[Path, Path] = {path.parent: path for path in sorted(cache.gazetteers().glob("*/**/*.yaml"))}
    assert seen
    for path in seen.values():
        kind = FOLDERS[path.relative_to(cache.gazetteers()).parts[0]]
        document = read(path)
        if not entity(document, kind)[1]:
            assert [error.message for error in VALIDATORS[kind].iter_errors(document.data)] == [], path
