"""DuckDB answers as a plain loop does."""

import pytest

duckdb = pytest.importorskip("duckdb")
pyarrow = pytest.importorskip("pyarrow")
from entitynorm.integrations import arrow  # noqa: E402
from entitynorm.integrations.duckdb import register  # noqa: E402


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


def test_a_function_of_a_mention(connection, normalizer, asked, expected):
    register(connection, normalizer)
    speeches = pyarrow.table({"row": range(len(asked[0])), "speaker": asked[0]})
    connection.register("speeches", speeches)
    found = connection.execute("SELECT entitynorm(speaker) FROM speeches ORDER BY row").fetchall()
    assert [row for (row,) in found] == expected(asked[0])


def test_a_function_of_a_mention_and_what_is_known(connection, normalizer, asked, expected):
    mentions, langs = asked
    register(connection, normalizer, name="entity_of", context=["lang", "date"])
    speeches = pyarrow.table({"row": range(len(mentions)), "speaker": mentions, "language": langs})
    connection.register("speeches", speeches)
    found = connection.execute("SELECT entity_of(speaker, language, NULL) FROM speeches ORDER BY row").fetchall()
    assert [row for (row,) in found] == expected(mentions, langs)
    query = "SELECT e.id, e.score FROM (SELECT entity_of('DSNV', 'fr', NULL) AS e)"
    ((id, score),) = connection.execute(query).fetchall()
    assert (id, score > 0.9) == ("treaty/new-start", True)


def test_join_on_ids(connection, normalizer):
    register(connection, normalizer)
    connection.execute("CREATE TABLE a AS SELECT unnest(['OTAN', 'Biélooussov']) AS name")
    connection.execute("CREATE TABLE b AS SELECT unnest(['Белоусов', 'NATO', 'zzzzzz']) AS name")
    found = connection.execute(
        "SELECT a.name, b.name FROM a JOIN b ON entitynorm(a.name).id = entitynorm(b.name).id ORDER BY 1"
    ).fetchall()
    assert found == [("Biélooussov", "Белоусов"), ("OTAN", "NATO")]


def test_an_error_is_not_swallowed(connection, normalizer):
    with pytest.raises(TypeError, match="no such context: 'language'"):
        register(connection, normalizer, context=["language"])


@pytest.mark.parametrize("chunks", [1, 3])
@pytest.mark.parametrize("encoded", [False, True])
def test_arrays_in_any_form(normalizer, expected, chunks, encoded):
    mentions = ["OTAN", None, "Biélooussov", "OTAN"]
    array = pyarrow.array(mentions)
    array = array.dictionary_encode() if encoded else array
    found = arrow.normalize(pyarrow.chunked_array([array] * chunks), normalizer)
    assert found.to_pylist() == expected(mentions) * chunks


def test_empty_arrays(normalizer):
    empty = pyarrow.array([], pyarrow.string())
    assert arrow.normalize(empty, normalizer).type == arrow.ANSWER
    assert len(arrow.normalize(empty, normalizer, lang=empty)) == 0
