"""Spark: a column of answers beside a column of mentions, by `mapInArrow`; the executors open the index from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.types import DoubleType, StringType, StructField, StructType

from entitynorm.errors import EntitynormError
from entitynorm.integrations import arrow
from entitynorm.integrations.columns import check_context
from entitynorm.normalizer import Normalizer, is_file, load, reopened

ANSWER = StructType(
    [StructField(name, DoubleType() if name == "score" else StringType()) for name in arrow.ANSWER.names]
)


def normalize(
    frame: DataFrame, mention: str, normalizer: Normalizer | None = None, *, to: str = "entity", **context: str
) -> DataFrame:
    """A frame with a column ``to`` more: structs of id, name, kind, score, status; null where the mention is null.

    ``mention`` names the column to resolve; ``lang``, ``date``, ``country``, ``role`` and ``kind`` name columns of what
    is known of it. The index files of the normalizer (the shipped one unless said) are sent to the executors, where
    entitynorm and pyarrow must be installed. Raises EntitynormError for an index in memory.
    """
    check_context(context)
    known = normalizer or load()
    files = {Path(index.path).name: index for index in known.indexes}
    if len(files) < len(known.indexes):
        raise EntitynormError("two of the index files have one name: rename one")
    for index in known.indexes:
        if not is_file(index):
            raise EntitynormError(f"{index.path}: in memory, which no executor sees: build an index file of it")
        frame.sparkSession.sparkContext.addFile(str(Path(index.path).absolute()))
    schema = StructType([*frame.schema.fields, StructField(to, ANSWER)])
    return frame.mapInArrow(resolver(tuple(files), known.threshold, to, {"mention": mention, **context}), schema)


def resolver(
    files: tuple[str, ...], threshold: float | None, to: str, columns: dict[str, str]
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What an executor does with its batches; a process opens the files once."""

    def resolve(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        normalizer = reopened(tuple(map(SparkFiles.get, files)), threshold)
        for batch in batches:
            mentions, *said = (batch.column(name) for name in columns.values())
            answers = arrow.normalize(mentions, normalizer, **dict(zip(list(columns)[1:], said, strict=True)))
            yield pyarrow.RecordBatch.from_arrays([*batch.columns, answers], names=[*batch.schema.names, to])

    return resolve
