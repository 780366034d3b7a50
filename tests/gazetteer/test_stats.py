"""What a gazetteer covers, counted and drawn."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from entitynorm.gazetteer.chart import chart
from entitynorm.gazetteer.load import load
from entitynorm.gazetteer.stats import Row, Stats, stats

TODAY = "2026-11-22"
ENTRIES = {
    "states/fr.yaml": "name: France\nnames: {de: [Frankreich]}\nsources: [https://www.un.org/a, https://un.org/b]",
    "officials/fr/ann.yaml": "name: Ann\nnames: {fr: [Anne], ru: [Анна]}\nnot: [Annie]\nsources: [general knowledge]\n"
    "roles: [{role: envoy, of: state/fr, from: 2019-05, to: 2021}, {role: other, of: state/fr, from: 2021}]",
    "officials/fr/bea.yaml": "name: Bea\nsources: [general knowledge, 'wikidata:Q42']\nchecked: 2026-11-01",
    "officials/carl.yaml": "name: Carl\nchecked: 2020",
    "treaties/un/pact.yaml": "name: Pact\nsigned: 1940-01-01\nended: 1946\nparties: [state/fr]\nchecked: 2026-01-01",
    "exercises/z/z.yaml": "name: Z\nacronyms: {en: [ZZ]}",
    "exercises/z/z-25.yaml": "name: Z-25\nseries: exercise/z\nedition: '25'\nheld: {from: 2025-05-01, to: 2025-06-01}",
}
KIND = {"states": "state", "officials": "official", "treaties": "treaty", "exercises": "exercise"}


@pytest.fixture
def counted(tmp_path: Path) -> Stats:
    for name, text in ENTRIES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"id: {KIND[name.partition('/')[0]]}/{path.stem}\n{text}\n", encoding="utf-8")
    return stats(load(tmp_path), TODAY)


def totals(rows: tuple[Row, ...]) -> dict[str, int]:
    return {row.label: row.total for row in rows}


def test_kinds(counted: Stats) -> None:
    kinds = {kind.kind: kind for kind in counted.kinds}
    assert {name: kind.entries for name, kind in kinds.items()} == {
        "all": 7, "official": 3, "treaty": 1, "exercise": 2, "state": 1,
    }  # fmt: skip
    official = kinds["official"]  # the look-alike is an alias as well
    assert (official.aliases, official.languages, official.general, official.unsourced) == (6, 1, 1, 1)
    assert kinds["exercise"].languages == 1  # of the series alone
    assert (kinds["all"].general, kinds["all"].unsourced) == (1, 4)


def test_drawers_and_countries(counted: Stats) -> None:
    assert totals(counted.drawers) == {
        "exercises/–": 2, "officials/fr": 2, "officials/–": 1, "states/–": 1, "treaties/un": 1,
    }  # fmt: skip
    assert counted.countries == (Row("fr", {"state": 1, "official": 1, "treaty": 1}),)


def test_languages(counted: Stats) -> None:
    assert counted.languages[0] == Row("en", {"official": 3, "treaty": 1, "exercise": 2, "state": 1})
    assert totals(counted.languages) == {"en": 7, "de": 1, "fr": 1, "ru": 1}


def test_years_are_those_in_which_something_lasted_in_their_order(counted: Stats) -> None:
    years = totals(counted.years)
    assert list(years) == ["1945", "1946", *map(str, range(2019, 2027))]  # from 1945, to today
    assert (years["1946"], years["2021"], years["2025"]) == (1, 1, 2)


def test_sources_by_their_site_or_first_word(counted: Stats) -> None:
    assert totals(counted.sources) == {"none": 4, "general knowledge": 2, "un.org": 1, "wikidata": 1}


def test_ages_of_checked(counted: Stats) -> None:
    assert [(row.label, row.total) for row in counted.ages] == [
        ("a month", 1), ("a year", 1), ("longer", 1), ("never", 4),
    ]  # fmt: skip


def test_the_picture_has_every_table_and_is_always_the_same(counted: Stats) -> None:
    svg = chart(counted)
    tree = ElementTree.fromstring(svg)
    texts = [text.text or "" for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    for title in ("Entries", "Entries by country", "Entries with a name in a language", "Entries by source"):
        assert title in texts
    assert {"fr", "en", "general knowledge", "1945", "never"} <= set(texts)
    told = [title.text for title in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert "2025, exercise: 1" in told and "fr, treaty: 1" in told
    assert svg == chart(counted)


def test_bars_are_as_long_as_their_counts(counted: Stats) -> None:
    tree = ElementTree.fromstring(chart(counted))
    width = {
        rect[0].text: float(rect.attrib["width"]) for rect in tree.iter("{http://www.w3.org/2000/svg}rect") if len(rect)
    }
    assert width["official, official: 3"] == pytest.approx(3 * width["treaty, treaty: 1"], abs=0.2)


def test_long_tables_are_cut_in_the_picture_and_labels_are_escaped() -> None:
    rows = tuple(Row(f"a<{number}", {"state": 1}) for number in range(40))
    svg = chart(Stats((), (), (), rows, (), (), ()))
    assert "(first 30 of 40)" in svg and "a&lt;29" in svg and "a&lt;30" not in svg
    ElementTree.fromstring(svg)


def test_an_empty_gazetteer_is_counted_too(tmp_path: Path) -> None:
    empty = stats(load(tmp_path), TODAY)
    assert empty == Stats((), (), (), (), (), (), ())
    ElementTree.fromstring(chart(empty))
