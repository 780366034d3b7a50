"""Names that share words with a mention: what is passed over is what could not be handed on."""

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm.index import Index
from entitynorm.match import candidates
from entitynorm.match.candidates import EXPLAINED, INFLECTED, POOR, SAID, SAME, SPELT, UNSAID, Hits
from entitynorm.normalizer import load

PLACES, PEOPLE = "Aden Bari Cork Dover Essen Faro Genoa Haifa", "Anna Boris Clara Dora Emil Franz"
costs = st.sampled_from([0.0, INFLECTED, 0.3, 0.6, 1.2, 1.9])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Words that many names have, words that few have, and one that a single name has."""
    places = PLACES.split()
    titles = [f"{kind} of {place}" for kind, place in product(("Treaty", "Council", "Bank"), places)]
    titles += [f"Treaty of {one} and {two}" for one, two in product(places, places) if one < two]
    names = [*titles, *(f"{given} {place}" for given, place in product(PEOPLE.split(), places)), "Anna of Zagreb"]
    path = Path(tmp_path_factory.mktemp("ranking"), "names.jsonl")
    rows = [{"id": f"{n:03}", "kind": "person", "names": [{"name": name}]} for n, name in enumerate(names)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return load(path).searched


def told_by_all(hits: list[Hits], light: list[float], index: Index) -> dict[int, float]:
    """What every name tells that holds any of the words, added up name by name."""
    found: dict[int, float] = {}
    for word, share in zip(hits, light, strict=True):
        own: dict[int, float] = {}
        for number, cost in {**word.heard, **word.meant, **word.known}.items():
            said = SAID * share / sum(light) + (SAME * share / sum(light) if cost <= INFLECTED else 0.0)
            worth = said + EXPLAINED * index.rarity(number) * (1.0 - cost / POOR) - SPELT * cost
            for name in index.names_with(number) if worth > 0.0 else ():
                own[name] = max(worth, own.get(name, worth))
        for name, worth in own.items():
            found[name] = found.get(name, 0.0) + worth
    return found


@given(st.data())
def test_of_names_that_may_be_next_to_the_best_none_is_passed_over(index: Index, data: st.DataObject) -> None:
    numbers = st.integers(0, index.words - 1)
    word = st.builds(
        Hits, st.dictionaries(numbers, costs, max_size=3), st.dictionaries(numbers, costs, max_size=6), st.just({})
    )
    hits = data.draw(st.lists(word, min_size=1, max_size=5))
    light = data.draw(st.lists(st.sampled_from([0.12, 0.25, 1.0]), min_size=len(hits), max_size=len(hits)))
    expected = told_by_all(hits, light, index)
    found = candidates._worths(hits, light, index)
    least = max(expected.values(), default=0.0) - UNSAID
    near = {name: worth for name, worth in expected.items() if worth >= least + 1e-9}
    assert {name: found.get(name) for name in near} == pytest.approx(near)
    assert max(found.values(), default=0.0) == pytest.approx(max(expected.values(), default=0.0))


def test_names_of_a_common_word_alone_are_passed_over_beside_one_that_has_a_rarer_word(index: Index) -> None:
    words = {
        text: next(n for n in range(index.words) if index.word_text(n) == text) for text in ("anna", "zagreb", "of")
    }
    hits = [Hits({words[text]: 0.0}, {}, {}) for text in ("anna", "of", "zagreb")]
    found = candidates._worths(hits, [1.0, 0.25, 1.0], index)
    assert len(found) < len(told_by_all(hits, [1.0, 0.25, 1.0], index)) / 4
    assert [name for name in found if found[name] == max(found.values())] == index.exact("anna of zagreb")
