"""pandas answers as a plain loop does."""

import pytest

from entitynorm.errors import MentionError

pandas = pytest.importorskip("pandas")
from entitynorm.integrations.pandas import normalize  # noqa: E402


def rows(frame):
    found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [row if row["status"] is not None else None for row in found]


@pytest.mark.parametrize("dtype", [None, object, "category", "string"])
def test_a_series_gives_a_frame_with_its_index(normalizer, asked, expected, dtype):
    mentions, langs = asked
    series = pandas.Series(mentions, index=range(5, 5 + len(mentions)), dtype=dtype, name="speaker")
    frame = normalize(series, normalizer, lang=pandas.Series(langs))
    assert list(frame.columns) == ["id", "name", "kind", "score", "status"]
    assert frame.index.equals(series.index)
    assert rows(frame) == expected(mentions, langs)


def test_what_is_known_may_be_one_text(normalizer, expected):
    mentions = ["DSNV", "OTAN", float("nan")]
    frame = normalize(pandas.Series(mentions), normalizer, lang="fr", jobs=2)
    assert rows(frame) == expected(["DSNV", "OTAN", None], ["fr"] * 3)


def test_every_distinct_mention_is_resolved_once(normalizer, asked, monkeypatch):
    seen = []
    many = normalizer.normalize_many

    def counted(rows, **said):
        return many((seen.append(row) or row for row in rows), **said)

    monkeypatch.setattr(normalizer, "normalize_many", counted)
    normalize(pandas.Series(asked[0]), normalizer, lang=pandas.Series(asked[1]))
    assert len(seen) == len({pair for pair in zip(*asked, strict=True) if pair[0] is not None})


def test_nothing_in_nothing_out(normalizer):
    frame = normalize(pandas.Series([], dtype=object), normalizer)
    assert list(frame.columns) == ["id", "name", "kind", "score", "status"] and len(frame) == 0


def test_a_number_is_no_mention(normalizer):
    with pytest.raises(MentionError, match="mention: a text is needed"):
        normalize(pandas.Series(["OTAN", 3]), normalizer)


def test_what_does_not_fit_is_refused(normalizer):
    with pytest.raises(ValueError, match="lang: 1 values for 2 mentions"):
        normalize(pandas.Series(["OTAN", "NATO"]), normalizer, lang=pandas.Series(["fr"]))
    with pytest.raises(TypeError, match="no such context: 'language'"):
        normalize(pandas.Series(["OTAN"]), normalizer, language="fr")
