"""Words of titles that mean the same in other languages, and short words that stand for several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entitynorm import Normalizer, load
from entitynorm.text.tables import tables

ENTITIES = (
    ("org/mfa-cn", "org", "Министерство иностранных дел Китайской Народной Республики", "ru"),
    ("org/mfa-us", "org", "Государственный департамент США", "ru"),
    ("org/moldovan-bank", "org", "Национальный банк Молдавии", "ru"),
    ("org/japan", "org", "Япония", "ru"),
    ("org/sweden", "org", "Швеция", "ru"),
    ("person/japan", "person", "Jean Japan", "en"),
    ("person/swede", "person", "Peter Schwed", "en"),
)


@pytest.fixture(scope="module")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    path: Path = tmp_path_factory.mktemp("meanings") / "entities.jsonl"
    rows = [{"id": i, "kind": k, "names": [{"name": n, "lang": lang}]} for i, k, n, lang in ENTITIES]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("mention", "lang", "id"),
    [
        ("МИД Китая", "ru", "org/mfa-cn"),
        ("Госдепа США", "ru", "org/mfa-us"),
        ("молдавского Национального банка", "ru", "org/moldovan-bank"),
        ("японского", "ru", "org/japan"),
        ("Japanese", "en", "org/japan"),
        ("шведский", "ru", "org/sweden"),
    ],
)
def test_what_means_the_same_is_the_first_choice(resolver: Normalizer, mention: str, lang: str, id: str) -> None:
    result = resolver.normalize(mention, lang=lang)
    assert result.matches and result.matches[0].id == id, result.explain()


def test_a_person_is_not_named_by_a_meaning(resolver: Normalizer) -> None:
    result = resolver.normalize("Jean Japonsky", lang="pl")
    assert result.id is None, result.explain()


def test_a_word_is_known_by_its_stem_and_only_by_enough_of_it() -> None:
    known = tables()
    assert "state-jp" in known.meanings(["японск"])
    assert not known.meanings(["яп"])
    assert known.compounds("ru")["минобороны"] == "министерство обороны"
    assert "минобороны" not in known.compounds("de")
    assert known.compounds("")["минфин"] == "министерство финансов"
