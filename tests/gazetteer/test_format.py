"""What the one layout looks like, and which files are brought into it."""

from pathlib import Path

import pytest

from entitynorm.errors import DataErrors
from entitynorm.gazetteer import format as formatting
from entitynorm.gazetteer.format import files, formatted, look, look_at


def laid(text: str, path: str = "treaties/x.yaml") -> str:
    return formatted(text, path)


def test_fields_of_an_entry_and_of_a_role_come_in_the_order_of_the_schema() -> None:
    text = "roles: [{to: 2025, from: 2024-05, of: state/ru, role: envoy}]\nname: X\nid: official/x\n"
    assert formatted(text, "x.yaml") == (
        "id: official/x\nname: X\nroles:\n  - {role: envoy, of: state/ru, from: 2024-05, to: 2025}\n"
    )


def test_fields_that_the_schema_does_not_know_come_last_for_lint_to_find() -> None:
    assert laid("nmaes: [B]\nid: treaty/x\nname: X\n") == "id: treaty/x\nname: X\nnmaes: [B]\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("not:\n- A\n- B\n", "not: [A, B]\n"),
        ("names: {ru: [А, Б], en: [A]}\n", "names:\n  ru: [А, Б]\n  en: [A]\n"),
        (f"not: [{'a' * 60}, {'b' * 60}]", f"not:\n  - {'a' * 60}\n  - {'b' * 60}\n"),
        ("names: {ru: [А, {from: 1999, text: Б}]}", "names:\n  ru:\n    - А\n    - {text: Б, from: 1999}\n"),
        ("not: ['A', \"B, C\", 'no', '1', 'D: E', 'F#G', https://x.org/?a]",
         'not: [A, "B, C", "no", "1", "D: E", F#G, "https://x.org/?a"]\n'),
        (f"note: {'long ' * 40}", f"note: >-\n  {('long ' * 23).strip()}\n  {('long ' * 17).strip()}\n"),
        ("note: |\n  one\n\n  two", "note: |-\n  one\n\n  two\n"),
        ("signed: '1968-07-01'", "signed: 1968-07-01\n"),
        ("not: []", "not: []\n"),
    ],
)  # fmt: skip
def test_one_way_to_write_each_value(written: str, expected: str) -> None:
    assert laid(f"id: treaty/x\nname: X\n{written}") == f"id: treaty/x\nname: X\n{expected}"


def test_comments_stay_with_what_they_speak_of() -> None:
    written = """# The first line.
name: X # as printed
names: # forms
    ru: [А, # Cyrillic
      # a second one
      Б
      # no more
    ]
    # other languages?
# not its real ID
id: treaty/x
parties:
- # us
  state/us
"""
    assert (
        laid(written)
        == """# not its real ID
id: treaty/x
# The first line.
name: X  # as printed
names:  # forms
  ru:
    - А  # Cyrillic
    # a second one
    - Б
    # no more
  # other languages?
parties:
  # us
  - state/us
"""
    )


def test_retired_ids_are_sorted() -> None:
    assert formatted("treaty/b: treaty/x # two\ntreaty/a: treaty/x", "g/retired.yaml") == (
        "treaty/a: treaty/x\ntreaty/b: treaty/x  # two\n"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "x.yaml:1: expected a mapping at the top level"),
        ("\n# only a comment\n", "x.yaml:1: expected a mapping at the top level"),
        ("id: treaty/x\nid: treaty/x", "x.yaml:2: id: occurs twice"),
        ("a: b", "x.yaml:1: id: is missing: what kind of entry is this?"),
        ("id: traety/x", "x.yaml:1: id: no such kind: 'traety'; did you mean treaty?"),
        ("id: [", "x.yaml:2: did not find expected node content"),
    ],
)
def test_what_is_no_entry_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(DataErrors) as caught:
        formatted(text, "x.yaml")
    assert str(caught.value).startswith(problem)


def test_the_folder_says_the_kind_if_the_entry_does_not() -> None:
    assert formatted("signed: 1968\nname: X", "gazetteers/treaties/arms/x.yaml") == "name: X\nsigned: 1968\n"


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    texts = {"a": "id: treaty/a\nname: [", "b": "name: B\nid: treaty/b\n", "c": "id: treaty/c\nname: C\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    (tmp_path / "d.yaml").write_bytes(b"id: \xff")
    broken, changed, kept, no_text = map(look, sorted(tmp_path.iterdir()))
    assert "a.yaml:3:" in broken.problems and broken.change is None
    assert changed.change is not None and changed.change.new == "id: treaty/b\nname: B\n"
    assert kept.change is None and not kept.problems
    assert "not UTF-8" in no_text.problems


def test_only_files_that_hold_entries_are_looked_at(tmp_path: Path) -> None:
    for name in (
        "treaties/a.yaml",
        "treaties/.b.yaml",
        "retired.yaml",
        "judgements.yaml",
        "treaties/c/d.yaml",
        "e.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [str(path.relative_to(tmp_path)) for path in files([tmp_path])]
    assert found == ["retired.yaml", "treaties/a.yaml", "treaties/c/d.yaml"]
    assert list(files([tmp_path / "judgements.yaml"])) == [tmp_path / "judgements.yaml"]


def test_many_files_are_looked_at_by_several_processes_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatting, "MANY", 3)
    monkeypatch.setattr(formatting.os, "cpu_count", lambda: 2)
    for number in range(9):
        (tmp_path / f"{number}.yaml").write_text(f"id: treaty/x\nname: 'N{number}'\n")
    paths = sorted(tmp_path.iterdir())
    assert list(look_at(paths)) == list(map(look, paths))
