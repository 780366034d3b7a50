"""Arrow: an array of mentions in, an array of structs out; what DuckDB and Spark call."""

from __future__ import annotations

import pyarrow

from entitynorm.integrations.columns import answers
from entitynorm.normalizer import Normalizer

TEXT = pyarrow.string()
ANSWER = pyarrow.struct({"id": TEXT, "name": TEXT, "kind": TEXT, "score": pyarrow.float64(), "status": TEXT})


def normalize(
    mentions: pyarrow.Array | pyarrow.ChunkedArray,
    normalizer: Normalizer | None = None,
    **context: pyarrow.Array | pyarrow.ChunkedArray,
) -> pyarrow.StructArray:
    """The answers to an array: structs of id, name, kind, score, status; null where it is null.

    ``lang``, ``date``, ``country``, ``role`` and ``kind`` are arrays of the same length. What is asked more than once
    is resolved once. The shipped gazetteers are used unless said. Raises MentionError for what is no text.
    """
    if context:
        rows = list(zip(*(column.to_pylist() for column in (mentions, *context.values())), strict=True))
        number = {row: place for place, row in enumerate(dict.fromkeys(rows))}
        distinct = [list(column) for column in zip(*number, strict=True)] or [[] for _ in range(len(context) + 1)]
        places = pyarrow.array([number[row] for row in rows], pyarrow.int32())
    else:
        column = mentions.combine_chunks() if isinstance(mentions, pyarrow.ChunkedArray) else mentions
        encoded = column if pyarrow.types.is_dictionary(column.type) else column.dictionary_encode()
        distinct, places = [encoded.dictionary.to_pylist()], encoded.indices
    asked = dict(zip(("mention", *context), distinct, strict=True))
    found = answers(normalizer, asked)
    missing = pyarrow.array([text is None for text in asked["mention"]], pyarrow.bool_())
    columns = [pyarrow.array(found[field.name], field.type) for field in ANSWER]
    return pyarrow.StructArray.from_arrays(columns, fields=list(ANSWER), mask=missing).take(places)
