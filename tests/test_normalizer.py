"""The front door: mentions in every form, errors in plain words, several indexes as one, redirects, offices."""

import json
from pathlib import Path

import pytest

import entitynorm
from entitynorm import (
    Alias,
    AliasType,
    Context,
    DataErrors,
    Entity,
    IndexFileError,
    Mention,
    MentionError,
    Normalizer,
    Period,
    Status,
    UnknownEntityError,
)
from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.normalizer import as_mention, compile_sources

BELOUSOV = Entity(
    "official/andrey-belousov", "Andrey Belousov", "official",
    (Alias("Андрей Белоусов", "ru"), Alias("Belousov", "en", AliasType.WEAK)),
    (Period("2020-01-21", "2024-05", "deputy-head-of-government", "state/ru"),
     Period("2024-05-14", role="defence-minister", of="state/ru")),
)  # fmt: skip
SHOIGU = Entity(
    "official/sergei-shoigu", "Sergei Shoigu", "official", (),
    (Period("2012-11-06", "2024-05-12", "defence-minister", "state/ru"),),
)  # fmt: skip
ZAPAD = Entity("exercise/zapad", "Zapad", "exercise", (Alias("Запад", "ru", AliasType.WEAK),))
EDITIONS = [
    Entity(f"exercise/zapad-{year}", f"Zapad {year}", "exercise", (), (Period(f"{year}-09-12", f"{year}-09-16"),),
           series="exercise/zapad", edition=year)
    for year in ("2021", "2025")
]  # fmt: skip
RUSSIA = Entity("state/ru", "Russia", "state", (Alias("Россия", "ru"), Alias("Moscow", "en", AliasType.WEAK)))
NATO = Entity("alliance/nato", "NATO", "alliance", (Alias("OTAN", "fr", AliasType.ACRONYM),))


def indexed(*entities: Entity, **retired: str) -> Index:
    return Index(memoryview(build(entities, retired={old.replace("__", "/"): new for old, new in retired.items()})))


@pytest.fixture(scope="module")
def known() -> Normalizer:
    return Normalizer([indexed(BELOUSOV, SHOIGU, ZAPAD, *EDITIONS, RUSSIA)])


def test_a_mention_may_be_a_text_a_value_or_an_object(known: Normalizer) -> None:
    context = {"lang": "en", "date": "2025-10"}
    forms = [
        known.normalize("Andrey Belousov", **context),
        known.normalize(Mention("Andrey Belousov", Context("en", date="2025-10"))),
        known.normalize({"mention": "Andrey Belousov", "kind": None, **context}),
    ]
    assert forms[0].id == "official/andrey-belousov"
    assert forms[0] == forms[1] == forms[2]


@pytest.mark.parametrize(
    ("mention", "problem"),
    [
        ({}, "mention: a text is needed"),
        ({"mention": 3}, "mention: a text is needed"),
        ({"mention": None}, "mention: a text is needed"),
        ({"mention": "x", "lang": ["fr"]}, "lang: expected a text, not list"),
        ({"mention": "x", "date": 2025}, "date: expected a text, not int"),
        (3, "not int"),
        (None, "not NoneType"),
        (b"NATO", "not bytes"),
    ],
)
def test_what_is_no_mention_is_refused(known: Normalizer, mention: object, problem: str) -> None:
    with pytest.raises(MentionError, match=problem):
        known.normalize(mention)  # type: ignore[arg-type]
    with pytest.raises(MentionError, match=problem):
        list(known.normalize_many([mention]))  # type: ignore[list-item]


def test_a_repeated_mention_is_answered_alike_and_in_order(known: Normalizer) -> None:
    asked = ["Shoigu", "Andrey Belousov", "Shoigu", {"mention": "Shoigu", "lang": "en"}, "", "Andrey Belousov"]
    found = list(known.normalize_many(asked))
    assert [result.mention for result in found] == [as_mention(mention, Context()) for mention in asked]
    assert found == [known.normalize(mention) for mention in asked]


def test_an_edition_is_chosen_by_its_number_else_by_the_date_else_the_series_is_meant(known: Normalizer) -> None:
    assert known.normalize("Zapad").id == "exercise/zapad"
    assert known.normalize("Zapad", date="2025-09-14").id == "exercise/zapad-2025"
    assert known.normalize("Zapad", date="2021-09").id == "exercise/zapad-2021"
    assert known.normalize("Zapad 2021", date="2025-09-14").id == "exercise/zapad-2021"
    assert known.normalize("Zapad", date="2018-02").id == "exercise/zapad"


def test_a_person_has_the_offices_that_they_held(known: Normalizer) -> None:
    def holders(date: str) -> list[str]:
        return [entity.id for entity in known.holders("defence-minister", of="state/ru", date=date)]

    assert holders("2025-10-15") == ["official/andrey-belousov"]
    assert holders("2020") == ["official/sergei-shoigu"]
    assert holders("2024-05-13") == []
    assert sorted(holders("2024-05")) == sorted(holders("")) == ["official/andrey-belousov", "official/sergei-shoigu"]
    assert known.holders("defence-minister", of="state/fr") == []


def test_on_the_day_of_a_handover_who_takes_over_holds_the_office(tmp_path: Path) -> None:
    for name, period in (("Ann Old", "from: 2020-01-02, to: 2024-05-14"), ("Ben New", "from: 2024-05-14")):
        slug = name.lower().replace(" ", "-")
        path = tmp_path / "officials" / "xx" / f"{slug}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"id: official/{slug}\nname: {name}\nnames:\n  en: [{name}]\n"
            f"roles:\n  - {{role: defence-minister, of: state/xx, {period}}}\nsources: [general knowledge]\n",
            encoding="utf-8",
        )
    known = entitynorm.load(tmp_path)

    def holders(date: str) -> list[str]:
        return [one.name for one in known.holders("defence-minister", of="state/xx", date=date)]

    assert (holders("2024-05-13"), holders("2024-05-14")) == (["Ann Old"], ["Ben New"])
    assert holders("2024-05") == ["Ann Old", "Ben New"]


def test_an_entity_keeps_what_the_index_holds_of_it(known: Normalizer) -> None:
    found = known.entity("official/andrey-belousov")
    assert (found.name, found.kind, found.periods) == (BELOUSOV.name, BELOUSOV.kind, BELOUSOV.periods)
    assert set(found.aliases) == set(BELOUSOV.aliases)
    assert known.entity("exercise/zapad-2025").series == "exercise/zapad"
    assert {entity.id for entity in known.entities()} >= {"state/ru", "exercise/zapad"}
    with pytest.raises(UnknownEntityError, match="official/nobody: no such entity"):
        known.entity("official/nobody")


def test_redirects_are_followed_to_their_end_and_end() -> None:
    known = Normalizer([indexed(NATO, alliance__a="alliance/b", alliance__b="alliance/nato", alliance__x="alliance/y",
                                alliance__y="alliance/x")])  # fmt: skip
    assert known.entity("alliance/a").id == known.entity("alliance/b").id == "alliance/nato"
    with pytest.raises(UnknownEntityError):
        known.entity("alliance/x")


def test_several_indexes_are_searched_as_one() -> None:
    both = Normalizer([indexed(BELOUSOV, RUSSIA), indexed(NATO)])
    assert [both.normalize(text).id for text in ("Андреем Белоусовым", "OTAN")] == [BELOUSOV.id, NATO.id]
    assert both.entity(NATO.id).name == "NATO"
    assert {entity.id for entity in both.entities()} == {BELOUSOV.id, RUSSIA.id, NATO.id}
    found = both.find("Andrey Belousov spoke of NATO.")
    assert [(result.mention.text, result.id) for result in found] == [
        ("Andrey Belousov", BELOUSOV.id),
        ("NATO", NATO.id),
    ]


def test_a_redirect_of_one_index_leads_into_another() -> None:
    both = Normalizer([indexed(BELOUSOV, alliance__otan="alliance/nato"), indexed(NATO)])
    assert both.entity("alliance/otan").id == NATO.id


def test_states_are_found_only_when_asked_for(known: Normalizer) -> None:
    text = "Andrey Belousov returned to Russia."
    assert [result.id for result in known.find(text)] == [BELOUSOV.id]
    assert [result.id for result in known.find(text, kinds=["state"])] == [RUSSIA.id]
    assert [result.id for result in known.find(text, kinds=[])] == [BELOUSOV.id, RUSSIA.id]


def test_the_threshold_decides_what_is_answered() -> None:
    strict, easy = (Normalizer([indexed(BELOUSOV)], threshold=threshold) for threshold in (1.0, 0.01))
    assert strict.normalize("Belousov").status is Status.NIL
    assert easy.normalize("Belousov").id == BELOUSOV.id
    assert strict.normalize("Belousov").matches == easy.normalize("Belousov").matches


NAMESAKES = [Entity("alliance/compass", "Compass", "alliance"), Entity("exercise/compass", "Compass", "exercise")]


def test_the_kind_that_a_caller_names_decides_between_namesakes() -> None:
    known = Normalizer([indexed(*NAMESAKES)])
    assert known.normalize("Compass", kind="exercise").id == "exercise/compass"
    assert known.normalize("Compass", kind="alliance").id == "alliance/compass"


def test_one_name_of_two_kinds_is_ambiguous() -> None:
    assert Normalizer([indexed(*NAMESAKES)]).normalize("Compass").status is Status.AMBIGUOUS


def test_sources_are_folders_jsonl_and_index_files(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "alliances").mkdir(parents=True)
    (folder / "alliances" / "nato.yaml").write_text("id: alliance/nato\nname: NATO\nacronyms: {fr: [OTAN]}\n")
    (folder / "retired.yaml").write_text("alliance/otan: alliance/nato\n")
    lines = tmp_path / "more.jsonl"
    lines.write_text(json.dumps({"id": "Q7", "kind": "person", "names": [{"name": "Ada Lovelace", "lang": "en"}]}))
    index = tmp_path / "all.index"
    index.write_bytes(compile_sources([folder, lines]))
    for known in (entitynorm.load(folder, lines), entitynorm.load(index), entitynorm.load(str(index))):
        assert known.normalize("OTAN").id == "alliance/nato"
        assert known.normalize("Lovelace, Ada").id == "Q7"
        assert known.entity("alliance/otan").id == "alliance/nato"


def test_a_source_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError, match=r"none\.index: cannot be opened"):
        entitynorm.load(tmp_path / "none.index")
    (tmp_path / "alliances").mkdir()
    (tmp_path / "alliances" / "nato.yaml").write_text("id: alliance/nato\nnmae: NATO\n")
    with pytest.raises(DataErrors, match=r"nato\.yaml:2: nmae: no such field for alliance; did you mean name\?"):
        entitynorm.load(tmp_path)


def test_the_public_names_are_there() -> None:
    assert all(hasattr(entitynorm, name) for name in entitynorm.__all__)
    assert entitynorm.load.__module__ == "entitynorm.normalizer"
