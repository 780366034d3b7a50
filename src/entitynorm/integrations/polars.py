"""Polars: a Series of mentions in, a Series of structs out; or an expression, also in lazy frames."""

from __future__ import annotations

import polars

from entitynorm.integrations.columns import answers, check_context
from entitynorm.normalizer import Normalizer

TEXT = polars.String
ANSWER = polars.Struct({"id": TEXT, "name": TEXT, "kind": TEXT, "score": polars.Float64, "status": TEXT})


def normalize(
    mentions: polars.Series, normalizer: Normalizer | None = None, *, jobs: int = 1, **context: str | polars.Series
) -> polars.Series:
    """The answers to a Series, by its name: structs of id, name, kind, score, status; null where it is null.

    ``lang``, ``date``, ``country``, ``role`` and ``kind`` are each one text, or a Series of the same length. What is
    asked more than once is resolved once. The shipped gazetteers are used unless said. Raises MentionError for what is
    no text.
    """
    known = {name: polars.lit(value) if isinstance(value, str) else value for name, value in context.items()}
    asked = polars.DataFrame({"mention": mentions}).with_columns(**known)
    asked = asked.cast({polars.selectors.by_dtype(polars.Categorical, polars.Enum): TEXT})
    return resolve(asked, normalizer, jobs).alias(mentions.name)


def expression(
    mention: str | polars.Expr, normalizer: Normalizer | None = None, **context: str | polars.Expr
) -> polars.Expr:
    """As `normalize`, of columns: ``frame.with_columns(entity=expression("speaker", lang="language"))``.

    A text names a column; `polars.lit` makes one of a constant.
    """
    check_context(context)
    columns = {"mention": mention, **context}
    named = {name: polars.col(column) if isinstance(column, str) else column for name, column in columns.items()}
    asked = polars.struct(*(column.cast(TEXT).alias(name) for name, column in named.items()))
    return asked.map_batches(
        lambda batch: resolve(batch.struct.unnest(), normalizer), return_dtype=ANSWER, is_elementwise=True
    )


def resolve(asked: polars.DataFrame, normalizer: Normalizer | None, jobs: int = 1) -> polars.Series:
    """The answers to a frame whose columns are the mention and what is known of it."""
    distinct = asked.unique(maintain_order=True)
    columns = {column.name: column.to_list() for column in distinct}
    found = polars.DataFrame(answers(normalizer, columns, jobs), schema=dict(ANSWER))
    answer = polars.when(distinct["mention"].is_not_null()).then(polars.struct(*found)).alias("answer")
    mapping = distinct.with_columns(found.select(answer).to_series())
    joined = asked.join(mapping, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")
    return joined["answer"]
