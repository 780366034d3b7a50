"""The examples of the how-to pages run in the real engines."""

import doctest
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
PAGES = {
    "resolve-in-pandas.md": "pandas",
    "resolve-in-polars.md": "polars",
    "resolve-in-duckdb.md": "duckdb",
    "resolve-in-spark.md": "pyspark",
    "link-in-spacy.md": "spacy",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("page", PAGES)
def test_examples_of_a_page(page, monkeypatch):
    pytest.importorskip(PAGES[page])
    if PAGES[page] == "pyspark" and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs a Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    source = "\n".join(EXAMPLE.findall((HOW_TO / page).read_text(encoding="utf-8")))
    told = []
    test = doctest.DocTestParser().get_doctest(source, {}, page, page, 0)
    outcome = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert outcome.failed == 0, "".join(told)
    assert outcome.attempted > 4
