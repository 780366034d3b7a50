"""What becomes of names that nobody knows: one question a name, across spellings, scripts and texts."""

import pytest

from entitynorm.errors import DataErrors
from entitynorm.gazetteer.judgements import Judgement, Verdict
from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import Alias, Context, Entity
from entitynorm.normalizer import Normalizer
from entitynorm.suggest import Sighting, in_mention, in_text, propose
from entitynorm.suggest.cluster import clusters, spellings
from entitynorm.suggest.keep import read, written
from entitynorm.text.tables import tables

BELOUSOV = Entity(
    "official/andrey-belousov",
    "Andrey Belousov",
    "official",
    (Alias("Andrey Belousov", "en"), Alias("Андрей Рэмович Белоусов", "ru")),
)
ONE_MAN = [("Зигмунт Хальбрехт", "ru"), ("Zygmunt Halbrecht", "pl"), ("Sigmund Halbrecht", "de"),
           ("Зигмунт Гальбрехт", "uk")]  # fmt: skip
OTHERS = [("Marie Dupont", "fr"), ("Olga Sternfeld", "de")]


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer([Index(memoryview(build([BELOUSOV])), "one", tables())])


def seen(surface: str, lang: str, text: str = "t", kind: str = "official") -> Sighting:
    return Sighting(surface, lang, kind, text, text, surface, "after Minister")


def test_spellings_of_one_name_in_four_languages_are_one_cluster_and_others_are_not() -> None:
    found = clusters(spellings(seen(*one) for one in [*ONE_MAN, *OTHERS]), tables())
    together = {frozenset((one.surface, one.lang) for one in cluster) for cluster in found}
    assert together == {frozenset(ONE_MAN), *(frozenset([one]) for one in OTHERS)}


def test_no_spelling_is_lost_and_kinds_stay_apart() -> None:
    sightings = [seen(*one) for one in ONE_MAN] + [seen("Halbrecht", "de", kind="exercise")]
    found = clusters(spellings(sightings), tables())
    assert sorted(s.surface for cluster in found for s in cluster) == sorted([*(n for n, _ in ONE_MAN), "Halbrecht"])
    assert ["Halbrecht"] in [[one.surface for one in cluster] for cluster in found]


def test_a_family_name_joins_the_one_full_name_that_there_is_and_none_of_two() -> None:
    def together(*surfaces: str) -> set[frozenset[str]]:
        found = clusters(spellings(seen(surface, "de") for surface in surfaces), tables())
        return {frozenset(one.surface for one in cluster) for cluster in found}

    jan, olga, family = "Jan Halbrecht", "Olga Halbrecht", "Halbrecht"
    assert together(jan, family) == {frozenset([jan, family])}
    assert together(jan, olga, family) == {frozenset([jan]), frozenset([olga]), frozenset([family])}


def test_counts_texts_and_order() -> None:
    sightings = [seen("Marie Dupont", "fr", "a"), *[seen("Olga Sternfeld", "de", "a")] * 3, seen(*ONE_MAN[0], "a"),
                 seen(*ONE_MAN[1], "b")]  # fmt: skip
    found = propose(sightings, tables())
    assert [(one.forms[0].surface, one.texts, one.count) for one in found][1:] == [
        ("Olga Sternfeld", 1, 3),
        ("Marie Dupont", 1, 1),
    ]
    assert (found[0].texts, found[0].count, found[0].name, found[0].id) == (2, 2, "Zygmunt Halbrecht", "")
    turned = propose(reversed(sightings), tables())
    assert [set(one.forms) for one in turned] == [set(one.forms) for one in found]
    assert [one.count for one in propose(sightings, tables(), least=3)] == [3]


def test_a_doubtful_match_is_a_question_of_its_entity_and_a_sure_one_is_none(normalizer: Normalizer) -> None:
    mention = list(in_mention("Andrzej Bjelousoff", Context(lang="pl"), "m:1", normalizer, 1.0))
    assert [guess.id for guess in mention[0].guesses] == [BELOUSOV.id]
    (proposal,) = propose(mention, tables())
    assert (proposal.id, proposal.name, proposal.kind) == (BELOUSOV.id, "Andrey Belousov", "official")
    assert proposal.score > 0 and proposal.reasons[0].startswith("like '")
    assert list(in_mention("Андрея Белоусова", Context(lang="ru"), "m:1", normalizer)) == []


def test_running_text_gives_names_after_titles_and_in_quotation_marks(normalizer: Normalizer) -> None:
    text = (
        "Erste Zeile.\nTreffen mit Minister Sigmund Halbrecht und Andrey Belousov. Die Übung „Steinerner Löwe“ begann."
    )
    found = list(in_text(text, Context(lang="de"), "a.txt", normalizer))
    assert [(one.surface, one.kind, one.place) for one in found] == [
        ("Sigmund Halbrecht", "official", "a.txt:2"),
        ("Steinerner Löwe", "exercise", "a.txt:2"),
    ]
    assert all(one.surface in one.around for one in found)


def test_what_was_judged_is_not_asked_again(normalizer: Normalizer) -> None:
    mention = list(in_mention("Andrzej Bjelousoff", Context(lang="pl"), "m:1", normalizer, 1.0))

    def ask(verdict: str, id: str = BELOUSOV.id, *, again: bool = False) -> list[str]:
        said = [Judgement("Andrzej Bjelousoff", "pl", Verdict(verdict), id)]
        return [one.id for one in propose(mention, tables(), said, {"official/b": BELOUSOV.id}, again=again)]

    assert ask("yes") == ask("yes", "official/b") == ask("later") == []
    assert ask("later", again=True) == [BELOUSOV.id]
    assert ask("no") == ask("no", "official/b") == [""]  # then it may be somebody who has no entry
    assert ask("no", "") == [BELOUSOV.id]


@pytest.mark.parametrize("name", ["p.yaml", "p.jsonl"])
def test_a_file_of_proposals_is_read_back(tmp_path, name: str) -> None:
    found = propose([seen("Зигмунт «Хальбрехт»: X", "ru"), seen("no", "")], tables())
    path = tmp_path / name
    path.write_text(written(found, path), encoding="utf-8")
    assert read(path) == found


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("p.yaml", "a: b\n", "p.yaml:1: proposals: expected a list"),
        ("p.yaml", "proposals:\n- id: x\n", "p.yaml:2: no proposal: spellings is missing"),
        ("p.jsonl", '{"spellings": []}\n', "p.jsonl:1: no proposal: spellings: expected a list"),
        ("p.jsonl", "\n[1\n", "p.jsonl:2: not JSON"),
        ("p.jsonl", '{"spellings": [{"surface": 1}]}', "p.jsonl:1: no proposal: spellings: a surface is a text"),
    ],
)
def test_a_broken_file_of_proposals_is_a_clear_error(tmp_path, name: str, text: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(DataErrors) as caught:
        read(path)
    assert told in str(caught.value)
