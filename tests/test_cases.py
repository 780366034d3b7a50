"""Cases kept as data, by where they come from: mentions with the ID that is meant, texts with what is named in them.

A case that is known to fail says why (``known_failure``) and fails this test as soon as it does not any more.
A file is about the shipped gazetteers, or about the few ``entities`` that it lists itself.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import entitynorm
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
                expected = case["id" if of == "mention" else "found"]
                yield pytest.param(path, case[of], context, expected, marks=marks, id=name)


@pytest.fixture(scope="module")
def known(shipped: Normalizer, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Normalizer]:
    """What the cases of a file are about."""

    @cache
    def normalizer(path: Path) -> Normalizer:
        entities = datafile.read(path).data.get("entities")
        if not entities:
            return shipped
        listed = tmp_path_factory.mktemp("cases") / f"{path.stem}.jsonl"
        listed.write_text("".join(json.dumps(entity) + "\n" for entity in entities), encoding="utf-8")
        return entitynorm.load(listed)

    return normalizer


@pytest.mark.parametrize(("path", "mention", "context", "id"), list(cases("mention")))
def test_mention(
    known: Callable[[Path], Normalizer], path: Path, mention: str, context: dict[str, str], id: str
) -> None:
    result = known(path).normalize(mention, **context)
    if id.startswith("not "):  # of several answers that would do, what it may not be
        assert result.id != id.removeprefix("not "), result.explain()
    else:
        assert (result.id or "nil") == id, result.explain()


@pytest.mark.parametrize(("path", "text", "context", "expected"), list(cases("text")))
def test_found_in_text(
    known: Callable[[Path], Normalizer], path: Path, text: str, context: dict[str, str], expected: list[list[str]]
) -> None:
    found = [[result.mention.text, str(result.id)] for result in known(path).find(text, **context)]
    assert found == expected


def test_every_file_of_cases_says_where_it_is_from() -> None:
    for path in CASES.glob("*.yaml"):
        assert datafile.read(path).data.get("provenance"), path
