"""Words of which nothing is known are sought further while many titles are likely."""

import json
from itertools import product
from pathlib import Path

import pytest

from entitynorm import Normalizer, load
from entitynorm.match import resolve

HEADS = "bor cal dun fer gol hal kar lem mor nov pol ros sal tor ver wim bro cle dra fle gri kra pla sko tra vla"
TAILS = "ana berg dorf eta ford gard hem ica lund mar nes ona pori ria stad ton ula vik wald zin"
# more titles than are compared for what stands beside a known word, and people for whom the words of titles are rare
COUNCILS, PEOPLE = 450, 6_000


@pytest.fixture(scope="module")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    places = ["".join(parts) for parts in product(HEADS.split(), TAILS.split())]
    people = [f"{one} {two}" for one, two in product(places[:100], places[100:])][:PEOPLE]
    titles = [f"National Institute of Justice of {place}" for place in (*places[:COUNCILS], "Ḩaḑramawt", "Agstafa")]
    named = [*(("organisation", title) for title in titles), *(("person", name) for name in people)]
    path = Path(tmp_path_factory.mktemp("councils"), "councils.jsonl")
    rows = [{"id": f"{n:04}", "kind": kind, "names": [{"name": name}]} for n, (kind, name) in enumerate(named)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(("place", "meant"), [("iḨaḑramawt", "Ḩaḑramawt"), ("iAgstafa", "Agstafa")])
def test_of_titles_that_differ_in_one_word_the_one_meant_is_found(
    councils: Normalizer, monkeypatch: pytest.MonkeyPatch, place: str, meant: str
) -> None:
    asked = f"National Institute of Justice of {place}"
    assert councils.normalize(asked).matches[0].candidate.name.endswith(meant)
    monkeypatch.setattr(resolve, "_settled", lambda found, index: True)  # the first likely titles are taken
    assert not councils.normalize(asked).matches[0].candidate.name.endswith(meant)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Shirakūsa Jōyaku", "シラクーサ条約"),
        ("Shirakuusa Jouyaku", "シラクーサ条約"),
        ("Ge Ling Lan An Quan Bu", "格陵兰安全部"),
    ],
)
def test_a_title_in_latin_letters_is_found_where_it_is_one_word(tmp_path: Path, asked: str, meant: str) -> None:
    listed = ["シラクーサ条約", "ウーリ条約", "格陵兰安全部", "丹麦安全部", "Jo Akers", "Shira Kusa"]
    rows = [{"id": name, "kind": "organisation", "names": [{"name": name}]} for name in listed]
    path = tmp_path / "titles.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert load(path).normalize(asked).matches[0].id == meant
    assert meant not in {match.id for match in load(path).normalize(f"{asked} II").matches[:1]}
