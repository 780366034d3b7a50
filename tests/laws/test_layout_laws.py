"""Laws of the layout: it is laid out already once it was, and nothing that an editor wrote is lost."""

from collections import Counter

import pytest
import yaml
from hypothesis import given

from entitynorm import datafile
from entitynorm.gazetteer.format import formatted
from entitynorm.gazetteer.layout import WIDTH
from entitynorm.gazetteer.schema import aliases, entity
from entitynorm.gazetteer.tree import comments, read
from strategies import alias_texts, written_entries

PATH = "x.yaml"


@given(written_entries())
def test_laying_out_twice_changes_nothing(entry: tuple[str, tuple[str, ...]]) -> None:
    once = formatted(entry[0], PATH)
    assert formatted(once, PATH) == once


@given(written_entries())
def test_no_comment_is_lost(entry: tuple[str, tuple[str, ...]]) -> None:
    text, written = entry
    laid = formatted(text, PATH)
    assert Counter(comments(read(laid, PATH))) == Counter(written)
    assert Counter(comments(read(text, PATH))) == Counter(written)


@given(written_entries())
def test_no_alias_is_lost_and_their_order_is_kept(entry: tuple[str, tuple[str, ...]]) -> None:
    before, after = datafile.parse(entry[0], PATH), datafile.parse(formatted(entry[0], PATH), PATH)
    assert after.data == before.data
    assert list(aliases(after.data)) == list(aliases(before.data))
    assert entity(after) == entity(before)


@given(written_entries())
def test_other_readers_of_yaml_see_the_same_texts(entry: tuple[str, tuple[str, ...]]) -> None:
    laid = formatted(entry[0], PATH)
    assert yaml.load(laid, yaml.BaseLoader) == datafile.parse(laid, PATH).data
    typed = yaml.safe_load(laid)  # by YAML 1.1, which takes most for something else than text
    assert typed["name"] == datafile.parse(laid, PATH).data["name"]


@given(written_entries())
def test_lines_are_short_where_they_can_be(entry: tuple[str, tuple[str, ...]]) -> None:
    for line in formatted(entry[0], PATH).splitlines():
        if len(line.partition("  #")[0]) > WIDTH:
            assert line.count("[") + line.count("{") == 0 or " " not in line.strip() or '"' in line, line


@given(alias_texts)
def test_a_text_is_a_text_in_every_place(text: str) -> None:
    root = read(formatted("id: treaty/x\nname: X\nnot: [A]", PATH), PATH)
    assert root.get("name") == "X"
    bare = "".join(f"\\U{ord(char):08x}" for char in text)
    laid = formatted(f'id: treaty/x\nname: "{bare}"\nnot: ["{bare}", B]\nnames: {{en: [{{text: "{bare}"}}]}}', PATH)
    data = datafile.parse(laid, PATH).data
    assert data == {"id": "treaty/x", "name": text, "not": [text, "B"], "names": {"en": [{"text": text}]}}


@pytest.mark.parametrize(
    "text", ["1", "1e3", "0x1F", "12:30", "yes", "No", "null", "~", "1_000", ".5", ".inf", "2024-05-14", "-1"]
)
def test_what_others_take_for_no_text_is_quoted(text: str) -> None:
    laid = formatted(f"id: treaty/x\nname: '{text}'\nsigned: '2024'\nchecked: \"2024-05-14\"", PATH)
    assert f'name: "{text}"\n' in laid
    assert laid.endswith("signed: 2024\nchecked: 2024-05-14\n")
