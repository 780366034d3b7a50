"""Shapes of values, alone."""

import pytest

from entitynorm.gazetteer import shape


@pytest.mark.parametrize("value", ["2024", "2024-02", "2024-02-29", "0001"])
def test_a_date_is_a_day_a_month_or_a_year(value: str) -> None:
    assert list(shape.DATE.check(value)) == []


@pytest.mark.parametrize(
    "value", ["24", "2024-2", "2023-02-29", "2024-00", "2024-01-01T00", "0000", "２０２４", [], {}, ""]
)
def test_anything_else_is_no_date(value: object) -> None:
    assert [place for place, _ in shape.DATE.check(value)] == [()]


def test_a_record_tells_missing_unknown_and_wrong_fields() -> None:
    alias = shape.record(
        "alias", [shape.Field("text", shape.TEXT, "", required=True), shape.Field("to", shape.DATE, "")]
    )
    assert list(alias.check({"to": "x", "tetx": "y"})) == [
        (("tetx",), "no such field for alias; did you mean text?"),
        ((), "text is missing"),
        (("to",), "expected a date like 2024-05-14, 2024-05 or 2024, not 'x'"),
    ]
    assert list(alias.check({"text": "y"})) == []
    assert [problem for _, problem in alias.check("y")] == ["expected fields, like {text: ...}, not 'y'"]


def test_one_value_or_a_list_is_told_from_an_empty_list() -> None:
    capital = shape.one_or_list(shape.TEXT)
    assert list(capital.check("Minsk")) == list(capital.check(["Minsk", "Miensk"])) == []
    assert list(capital.check([])) == [((), "is empty")]
    assert list(capital.check(["Minsk", " "])) == [((1,), "is empty")]
