"""Spark answers as a plain loop does, in threads of one process and in executors of their own."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import entitynorm
from entitynorm.errors import EntitynormError

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs a Java", allow_module_level=True)

from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from entitynorm.integrations.spark import normalize

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark's own
SCHEMA = StructType([StructField(name, StringType()) for name in ("row", "speaker", "language")])


@pytest.fixture(scope="module", params=["local[2]", "local-cluster[2,1,1024]"])
def session(request, tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    source = str(Path(entitynorm.__file__).parent.parent)
    opened = (
        SparkSession.builder.master(request.param)
        .appName("entitynorm tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .config("spark.executorEnv.PYTHONPATH", source)
        .config("spark.executorEnv.ENTITYNORM_CACHE", os.environ.get("ENTITYNORM_CACHE", ""))
        .config("spark.executor.memory", "512m")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        .getOrCreate()
    )
    yield opened
    opened.stop()
    patch.undo()


def test_a_column_of_answers(session, normalizer, asked, expected):
    mentions, langs = asked
    rows = [(str(number), *row) for number, row in enumerate(zip(mentions, langs, strict=True))]
    frame = session.createDataFrame(rows, SCHEMA).repartition(4)
    found = normalize(frame, "speaker", normalizer, lang="language")
    assert found.columns == ["row", "speaker", "language", "entity"]
    answers = sorted(found.collect(), key=lambda row: int(row["row"]))
    told = [row["entity"].asDict() if row["entity"] is not None else None for row in answers]
    assert told == expected(mentions, langs)
    assert [row["speaker"] for row in answers] == mentions


def test_the_same_file_may_be_sent_twice(session, normalizer):
    frame = session.createDataFrame([("1", "OTAN", "fr"), ("2", "NATO", "en")], SCHEMA)
    for _ in range(2):
        found = normalize(frame, "speaker", normalizer, to="who").selectExpr("who.id").distinct().collect()
        assert [row.id for row in found] == ["alliance/nato"]


def test_an_index_in_memory_is_refused(session, tmp_path):
    source = tmp_path / "people.jsonl"
    source.write_text('{"id": "Q7259", "kind": "person", "names": [{"name": "Ada Lovelace"}]}\n')
    with pytest.raises(EntitynormError, match=r"people\.jsonl: in memory, which no executor sees"):
        normalize(session.createDataFrame([], SCHEMA), "speaker", entitynorm.load(source))
