"""Polars answers as a plain loop does, in series, frames and lazy frames."""

import pytest

from entitynorm.errors import MentionError

polars = pytest.importorskip("polars")
from entitynorm.integrations.polars import ANSWER, expression, normalize  # noqa: E402


@pytest.mark.parametrize("dtype", [polars.String, polars.Categorical])
def test_a_series_gives_a_series_of_structs(normalizer, asked, expected, dtype):
    mentions, langs = asked
    series = polars.Series("speaker", mentions, dtype=dtype)
    found = normalize(series, normalizer, lang=polars.Series(langs))
    assert (found.name, found.dtype) == ("speaker", ANSWER)
    assert found.to_list() == expected(mentions, langs)


def test_what_is_known_may_be_one_text(normalizer, expected):
    mentions = ["DSNV", "OTAN", None]
    found = normalize(polars.Series(mentions), normalizer, lang="fr", jobs=2)
    assert found.to_list() == expected(mentions, ["fr"] * 3)


@pytest.mark.parametrize("engine", ["eager", "in-memory", "streaming"])
def test_an_expression_works_in_every_engine(normalizer, asked, expected, engine):
    mentions, langs = asked
    frame = polars.DataFrame({"row": range(len(mentions)), "speaker": mentions, "language": langs})
    entity = expression("speaker", normalizer, lang="language", kind=polars.lit(None))
    if engine == "eager":
        found = frame.with_columns(entity=entity)
    else:
        found = frame.lazy().with_columns(entity=entity).collect(engine=engine).sort("row")
    assert found["entity"].to_list() == expected(mentions, langs)


def test_nothing_in_nothing_out(normalizer):
    found = normalize(polars.Series("speaker", [], dtype=polars.String), normalizer)
    assert (found.dtype, len(found)) == (ANSWER, 0)


def test_nothing_but_missing_mentions(normalizer):
    assert normalize(polars.Series([None, None]), normalizer).to_list() == [None, None]


def test_a_number_is_no_mention(normalizer):
    with pytest.raises(MentionError, match="mention: a text is needed"):
        normalize(polars.Series([3]), normalizer)


def test_a_context_that_is_none_is_refused(normalizer):
    with pytest.raises(TypeError, match="no such context: 'language'"):
        expression("speaker", normalizer, language="fr")
