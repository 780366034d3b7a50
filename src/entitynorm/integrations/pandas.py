"""pandas: a Series of mentions in, a DataFrame of answers out."""

from __future__ import annotations

import pandas

from entitynorm.integrations.columns import answers
from entitynorm.normalizer import Normalizer


def normalize(
    mentions: pandas.Series, normalizer: Normalizer | None = None, *, jobs: int = 1, **context: str | pandas.Series
) -> pandas.DataFrame:
    """The answers to a Series, with its index: columns id, name, kind, score, status; missing where it is missing.

    ``lang``, ``date``, ``country``, ``role`` and ``kind`` are each one text, or a Series of the same length, taken by
    position. What is asked more than once is resolved once. The shipped gazetteers are used unless said.
    Raises MentionError for what is no text.
    """
    asked = {"mention": mentions}
    for name, value in context.items():
        if len(known := value if not isinstance(value, str) else mentions) != len(mentions):
            raise ValueError(f"{name}: {len(known)} values for {len(mentions)} mentions")
        asked[name] = value
    codes = pandas.Series(0, index=range(len(mentions)))
    for column in asked.values():
        if not isinstance(column, str):
            own, distinct = pandas.factorize(column)
            codes = pandas.Series(pandas.factorize(codes * (len(distinct) + 1) + own)[0])
    first = (~codes.duplicated()).to_numpy()
    columns = {name: texts(column, first) for name, column in asked.items()}
    found = pandas.DataFrame(answers(normalizer, columns, jobs))
    return found.take(codes.to_numpy()).set_axis(mentions.index)


def texts(column: str | pandas.Series, chosen: pandas.Series) -> list[object]:
    """The chosen values of a column, None where one is missing."""
    if isinstance(column, str):
        return [column] * int(chosen.sum())
    kept = column[chosen].astype(object)
    return list(kept.where(kept.notna(), None))
