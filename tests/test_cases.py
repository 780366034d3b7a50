"""Cases kept as data, by where they come from: mentions with the ID that is meant, texts with what is named in them.

A case that is known to fail says why (``known_failure``) and fails this test as soon as it does not any more.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from entitynorm import Normalizer, datafile

CASES = Path(__file__).parent / "cases"
FIELDS = {"mention", "text", "lang", "date", "country", "role", "kind", "id", "found", "known_failure"}


def cases(of: str) -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        document = datafile.read(path)
        for number, case in enumerate(document.data["cases"]):
            assert set(case) <= FIELDS, document.error(f"fields {set(case) - FIELDS}", "cases", number)
            if of in case:
                known = case.get("known_failure")
                marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
                context = {name: case[name] for name in ("lang", "date", "country", "role", "kind") if name in case}
                name = f"{path.stem}-{number + 1}-{case[of][:30]}-{case.get('lang', '')}"
                yield pytest.param(case[of], context, case["id" if of == "mention" else "found"], marks=marks, id=name)


@pytest.mark.parametrize(("mention", "context", "id"), list(cases("mention")))
def test_mention(shipped: Normalizer, mention: str, context: dict[str, str], id: str) -> None:
    result = shipped.normalize(mention, **context)
    if id.startswith("not "):  # of several answers that would do, what it may not be
        assert result.id != id.removeprefix("not "), result.explain()
    else:
        assert (result.id or "nil") == id, result.explain()


@pytest.mark.parametrize(("text", "context", "expected"), list(cases("text")))
def test_found_in_text(shipped: Normalizer, text: str, context: dict[str, str], expected: list[list[str]]) -> None:
    found = [[result.mention.text, str(result.id)] for result in shipped.find(text, **context)]
    assert found == expected


def test_every_file_of_cases_says_where_it_is_from() -> None:
    for path in CASES.glob("*.yaml"):
        assert datafile.read(path).data.get("provenance"), path
