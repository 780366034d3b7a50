"""What a command reads: folders, patterns, HTML without its tags, JSON lines, encodings that are told."""

import pytest

from entitynorm.cli.documents import Document, documents, paths_of, visible
from entitynorm.errors import DataError


def test_a_folder_is_the_texts_under_it_and_a_pattern_what_it_matches(tmp_path):
    inner = tmp_path / "in"
    inner.mkdir()
    for name in ("a.txt", "b.HTML", "c.jsonl", "d.pdf"):
        (tmp_path / name).write_text("x")
    (inner / "e.txt").write_text("x")
    names = [str(tmp_path / "a.txt"), str(tmp_path / "b.HTML"), str(tmp_path / "c.jsonl"), str(inner / "e.txt")]
    assert paths_of([str(tmp_path)]) == names
    assert paths_of([str(tmp_path / "*.txt")]) == names[:1]
    assert paths_of([str(tmp_path / "**" / "*.txt")]) == [names[0], names[3]]
    assert paths_of([names[0], str(tmp_path), names[0]]) == names


def test_a_name_of_nothing_stays_to_be_told_of(tmp_path):
    for name in (str(tmp_path / "no.txt"), str(tmp_path / "*.none"), "-"):
        assert paths_of([name]) == [name]


def test_html_is_what_a_reader_sees(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(
        "<title>t</title><style>p{}</style><h1>Kyiv</h1><p>Minsk&nbsp;&amp; <i>Oslo</i><br>Rome<script>x</script>"
    )
    (one,) = documents(str(page))
    assert one.text == "Kyiv\nMinsk & Oslo\nRome\n"
    assert visible("no tags < here & there") == "no tags < here & there\n"


def test_a_line_of_json_is_a_text_of_its_own(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "one", "lang": "fr", "date": "2025"}\n\n{"text": "two"}\n')
    assert list(documents(str(file))) == [Document(f"{file}:1", "one", "fr", "2025"), Document(f"{file}:3", "two")]


@pytest.mark.parametrize("line", ["nonsense", '{"mention": "x"}', '{"text": 3}', '{"text": "x", "lang": 3}'])
def test_a_bad_line_is_an_error_with_its_number(line, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(f'{{"text": "one"}}\n{line}\n')
    with pytest.raises(DataError) as caught:
        list(documents(str(file)))
    assert str(caught.value).startswith(f"{file}:2: ")


def test_an_encoding_may_be_told(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("НАТО".encode("cp1251"))
    assert next(documents(str(file), "cp1251")).text == "НАТО"
    with pytest.raises(DataError):
        list(documents(str(file)))
    file.write_bytes(b"NATO\n\xff\n")
    with pytest.raises(DataError) as caught:
        list(documents(str(file), "ascii"))
    assert str(caught.value).startswith(f"{file}:2: not text in ascii")
