"""Every Python example of the README and of the pages under docs runs and prints what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLE = re.compile(r"^( *)```pycon\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def examples(page: Path) -> doctest.DocTest:
    """The examples of a page as one session, with the lines on which they stand."""
    text = page.read_text(encoding="utf-8")
    kept = ["\n"] * text.count("\n")
    for found in EXAMPLE.finditer(text):
        first = text[: found.start(2)].count("\n")
        for number, line in enumerate(found[2].splitlines()):
            kept[first + number] = line.removeprefix(found[1]) + "\n"
        kept[first - 1] = "\n"
    return doctest.DocTestParser().get_doctest("".join(kept), {}, page.name, str(page), 0)


WITH_EXAMPLES = [page for page in PAGES if EXAMPLE.search(page.read_text(encoding="utf-8"))]


def test_the_readme_has_a_tour() -> None:
    assert len(examples(ROOT / "README.md").examples) >= 8


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_examples(page: Path) -> None:
    report: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(examples(page), out=report.append)
    assert outcome.failed == 0, "".join(report)
    assert outcome.attempted > 0
