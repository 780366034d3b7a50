"""The nouns: frozen, hashable values, and the little that they work out."""

import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm import (
    Alias,
    AliasType,
    Candidate,
    Context,
    Entity,
    Feature,
    Match,
    Mention,
    Period,
    Result,
    Status,
)
from entitynorm.model import Key, KeyType

VALUES = [
    Alias("OTAN", "fr"),
    Period("2024", role="envoy"),
    Entity("alliance/nato", "NATO", "alliance"),
    Context("fr"),
    Mention("OTAN", Context("fr"), 3, 7),
    Candidate("alliance/nato", "NATO", "alliance", Alias("OTAN", "fr", AliasType.ACRONYM)),
    Feature("same", 1.0, "1.00"),
]
MATCH = Match(VALUES[5], 0.75, (Feature("bias", 1.5, "x"), Feature("rivals", -0.4)))  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [*VALUES, MATCH, Result(Mention("x"))], ids=lambda value: type(value).__name__)
def test_a_value_is_frozen_and_hashable(value: object) -> None:
    assert hash(value) == hash(value)
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        value.anything = 1  # type: ignore[attr-defined]


def test_an_id_is_given_only_with_the_status_match() -> None:
    assert Result(Mention("OTAN"), (MATCH,), Status.MATCH).id == "alliance/nato"
    for status in (Status.AMBIGUOUS, Status.NIL):
        assert Result(Mention("OTAN"), (MATCH,), status).id is None
        assert Result(Mention("OTAN"), (MATCH,), status).score == 0.75
    assert (Result(Mention("x")).id, Result(Mention("x")).score, Result(Mention("x")).status) == (None, 0.0, "nil")


def test_an_explanation_prints_every_match_and_every_reason() -> None:
    lines = Result(Mention("OTAN"), (MATCH,), Status.MATCH).explain().splitlines()
    assert lines[0] == "OTAN: match alliance/nato"
    assert lines[1].split() == ["0.750", "alliance/nato", "by", "OTAN", "[fr,", "acronym]"]
    assert [line.split()[:2] for line in lines[2:]] == [["+1.50", "bias"], ["-0.40", "rivals"]]
    assert Result(Mention("x")).explain() == "x: nil"


days = st.dates().map(lambda day: day.isoformat())


@given(days, days, days)
def test_a_period_covers_the_days_between_its_ends(start: str, end: str, day: str) -> None:
    start, end = sorted((start, end))
    assert Period(start, end).covers(day) == (start <= day <= end)
    assert Period(start).covers(day) == (start <= day)
    assert Period(end=end).covers(day) == (day <= end)
    assert Period().covers(day)


@given(days, days, days)
def test_a_month_or_year_is_covered_when_one_of_its_days_is(start: str, end: str, day: str) -> None:
    start, end = sorted((start, end))
    period = Period(start, end)
    if period.covers(day):
        assert period.covers(day[:7])
        assert period.covers(day[:4])
        assert Period(start[:7], end[:7]).covers(day)
        assert Period(start[:4], end[:4]).covers(day)


def test_values_survive_pickling() -> None:
    alias = Alias("НАТО", "ru", AliasType.ACRONYM)
    candidate = Candidate("alliance/nato", "NATO", "alliance", alias)
    mention = Mention("НАТО", Context(lang="ru", date="2025"), 3, 7)
    result = Result(mention, (Match(candidate, 0.9, (Feature("bias", 1.5, "why"),)),), Status.MATCH)
    entity = Entity("alliance/nato", "NATO", "alliance", (alias,), (Period("1949"),), form="alliance")
    for value in (result, entity, Key(KeyType.EXACT, "nato")):
        copy = pickle.loads(pickle.dumps(value))
        assert copy == value and type(copy) is type(value)
        assert hash(copy) == hash(value)
