"""Questions from test cases, JSON Lines and texts."""

from pathlib import Path

import pytest

from entitynorm.errors import DataError
from entitynorm.impact import Question, read_questions
from entitynorm.model import Context


def test_every_sort_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "cases:\n  - {mention: OTAN, lang: fr, id: alliance/nato}\n  - {text: Il va., found: []}\n"
    )
    (tmp_path / "b.jsonl").write_text(
        '{"mention": "NATO", "kind": "alliance", "lang": null}\n\n{"text": "It is.", "lang": "de"}\n'
    )
    (tmp_path / "c.txt").write_text("\ufeffEin Text.", encoding="utf-8")
    names = [tmp_path / name for name in ("a.yaml", "b.jsonl", "c.txt")]
    a, b, c = map(str, names)
    assert read_questions(names, lang="en", date="2025") == [
        Question("OTAN", Context(lang="fr", date="2025"), False, a, 2),
        Question("Il va.", Context(lang="en", date="2025"), True, a, 3),
        Question("NATO", Context(lang="en", date="2025", kind="alliance"), False, b, 1),
        Question("It is.", Context(lang="de", date="2025"), True, b, 3),
        Question("Ein Text.", Context(lang="en", date="2025"), True, c, 1),
    ]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.jsonl", '{"mention": "NATO"}\n{"mention"', "a.jsonl:2: not JSON"),
        ("a.jsonl", '\n{"name": "NATO"}', 'a.jsonl:2: expected an object with "mention" or "text"'),
        ("a.jsonl", '{"mention": "NATO", "lang": 1}', "a.jsonl:1: expected"),
        ("a.jsonl", "[]", "a.jsonl:1: expected"),
        ("a.yaml", "mentions: []", "a.yaml:1: cases: expected a list"),
        ("a.yaml", "cases:\n  - {mention: X}\n  - Y", "a.yaml:3: expected a mention or a text"),
        ("a.txt", b"\xff\xfe\xff", "a.txt:1: not UTF-8 text"),
    ],
)
def test_what_is_no_question_has_a_place(tmp_path: Path, name: str, text: str | bytes, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError, match=problem):
        read_questions([path])
