"""DuckDB: a function of SQL from a mention to a struct."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import Parameter, Signature

import duckdb
import pyarrow

from entitynorm.integrations import arrow
from entitynorm.integrations.columns import check_context
from entitynorm.normalizer import Normalizer, load

ANSWER = {"id": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "score": "DOUBLE", "status": "VARCHAR"}


def register(
    connection: duckdb.DuckDBPyConnection,
    normalizer: Normalizer | None = None,
    *,
    name: str = "entitynorm",
    context: Sequence[str] = (),
) -> None:
    """Make ``entitynorm(mention, ...)`` a function of a connection; its answer has id, name, kind, score and status.

    ``context`` names what follows the mention, in order: ``lang``, ``date``, ``country``, ``role``, ``kind``; NULL is
    not said. A mention that is NULL has NULL for answer.
    """
    check_context(context)
    known = normalizer or load()

    def answer(*columns: pyarrow.ChunkedArray) -> pyarrow.StructArray:
        return arrow.normalize(columns[0], known, **dict(zip(context, columns[1:], strict=True)))

    # DuckDB counts the parameters that a function declares.
    declared = [Parameter(field, Parameter.POSITIONAL_ONLY) for field in ("mention", *context)]
    vars(answer)["__signature__"] = Signature(declared)
    parameters = ["VARCHAR"] * (1 + len(context))
    result = duckdb.struct_type(ANSWER)
    connection.create_function(name, answer, parameters, result, type="arrow", null_handling="special")
