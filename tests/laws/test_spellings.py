"""Every spelling that `spellings` makes leads back to its entity, and none that is listed is left out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entitynorm
from entitynorm import Normalizer, datafile
from entitynorm.errors import UnknownEntityError
from entitynorm.match.spellings import derived, spellings
from entitynorm.model import Alias, AliasType, Entity, Period
from entitynorm.text.clean import clean
from entitynorm.text.tables import tables

LANGUAGES = sorted(lang for lang, own in tables().languages.items() if own.get("conventions"))
# Where a spelling is nearer to another entity than to every listed form of its own: the matcher's known weakness. Most
# are Lithuanian and Latvian endings (Turčynas is Turchin, not Turchynov), Greek μπ and ντ for б and д inside a word,
# ŝ of ISO 9, and namesakes. A sweep over all pairs of an entity and a language makes the list.
KNOWN: dict[str, list[str]] = datafile.read(Path(__file__).parent / "known_spellings.yaml").data
MOST_KNOWN = 0.02  # of all pairs of an entity and a language


@cache
def normalizer() -> Normalizer:
    return entitynorm.load()


@cache
def entities() -> dict[str, Entity]:
    """The shipped entities with all their names, the printed one among them."""
    found = {}
    for index in normalizer().indexes:
        for number in range(index.entities):
            whole = replace(index.entity(number), aliases=tuple(map(index.alias, index.names_of(number))))
            found[whole.id] = whole
    return found


@cache
def made(id: str, lang: str) -> tuple[str, ...]:
    """What the conventions of a language make of the native names of an entity, and no list of its has."""
    listed = {alias.text for alias in entities()[id].aliases}
    return tuple(text for text in dict.fromkeys(derived(entities()[id], lang, tables())) if text not in listed)


@cache
def transcribed() -> list[str]:
    """The IDs of entities whose names some language transcribes."""
    return sorted(id for id in entities() if any(made(id, lang) for lang in LANGUAGES))


def shares(id: str, spelling: str, lang: str) -> bool:
    """Whether a spelling is also one of another entity."""
    own = {*(alias.text for alias in entities()[id].aliases), *normalizer().spellings(id, lang)}
    return clean(spelling) in map(clean, own)


def comes_back(id: str, spelling: str, lang: str) -> bool:
    """Whether a spelling leads to its entity first, or to one that is spelled so too."""
    result = normalizer().normalize(spelling, lang=lang, kind=entities()[id].kind)
    return bool(result.matches) and (result.matches[0].id == id or shares(result.matches[0].id, spelling, lang))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_spelling_that_is_made_comes_back(data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(transcribed()))
    lang = data.draw(st.sampled_from(LANGUAGES))
    if lang not in KNOWN.get(id, ()):
        for spelling in made(id, lang):
            assert comes_back(id, spelling, lang), f"{spelling} [{lang}] is not {id}"


def test_little_is_known_not_to_come_back() -> None:
    assert sum(map(len, KNOWN.values())) <= MOST_KNOWN * len(transcribed()) * len(LANGUAGES)
    for id, langs in KNOWN.items():
        assert all(made(id, lang) for lang in langs), f"{id}: nothing is made for one of {langs}: strike it out"


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_listed_form_is_left_out_and_none_is_given_twice(data: st.DataObject) -> None:
    entity = entities()[data.draw(st.sampled_from(sorted(entities())))]
    lang = data.draw(st.sampled_from(["", *LANGUAGES, *{alias.lang for alias in entity.aliases}]))
    found = normalizer().spellings(entity.id, lang)
    denied = {clean(alias.text) for alias in entity.aliases if alias.type is AliasType.NOT}
    own = [alias for alias in entity.aliases if alias.type is not AliasType.NOT and clean(alias.text) not in denied]
    assert {alias.text for alias in own if alias.lang == lang or not lang} <= set(found)
    assert len(found) == len(set(found))
    assert denied.isdisjoint(map(clean, found))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_all_languages_together_have_what_each_has(data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(sorted(entities())))
    lang = data.draw(st.sampled_from(LANGUAGES))
    assert set(normalizer().spellings(id, lang)) <= set(normalizer().spellings(id))


def person(*aliases: Alias, state: str = "") -> Entity:
    periods = (Period(role="minister", of=state),) if state else ()
    return Entity("official/a", "Andrey Belousov", "official", aliases, periods)


NATIVE = Alias("Андрей Рэмович Белоусов", "ru")
FAMILY = Alias("Белоусов", "ru", AliasType.WEAK)


def test_names_come_before_acronyms_and_weak_ones_and_listed_before_made() -> None:
    weak, acronym = Alias("Belousov", "fr", AliasType.WEAK), Alias("AB", "fr", AliasType.ACRONYM)
    entity = person(weak, acronym, Alias("Andreï Biélooussov", "fr"), NATIVE, FAMILY, state="state/ru")
    assert spellings(entity, "fr", tables()) == (
        "Andreï Biélooussov", "AB", "Belousov", "Andreï Belooussov", "Andreï Removitch Belooussov",
        "Andreï Removitch Biélooussov", "Belooussov", "Biélooussov",
    )  # fmt: skip


def test_at_home_a_name_is_used_without_its_patronymic_and_never_transcribed() -> None:
    entity = person(NATIVE, Alias("Андрэй Рэмавіч Белавусаў", "be"), FAMILY, state="state/by")
    assert spellings(entity, "ru", tables()) == ("Андрей Рэмович Белоусов", "Белоусов", "Андрей Белоусов")


def test_a_foreign_name_is_not_transcribed_back() -> None:
    macron = Entity("official/m", "Emmanuel Macron", "official", (Alias("Эммануэль Макрон", "ru"),))
    french = replace(macron, periods=(Period(role="head-of-state", of="state/fr"),))
    assert spellings(french, "de", tables()) == ("Emmanuel Macron",)
    assert "Emmanuel Makron" in spellings(macron, "de", tables()), "of no known state: every name counts by its tag"


def test_a_patronymic_shows_that_a_language_is_native() -> None:
    entity = person(NATIVE, FAMILY, Alias("Андрэй Белавусаў", "be"), state="alliance/csto")
    assert spellings(entity, "cs", tables())[:3] == ("Andrej Bělousov", "Andrej Removič Bělousov", "Bělousov")


def test_an_exercise_keeps_its_native_name_only_where_it_is_known_by_it() -> None:
    zapad = Entity("exercise/z", "Zapad", "exercise", (Alias("Запад", "ru"), Alias("Щит", "ru")), (), ("state/ru",))
    assert spellings(zapad, "de", tables()) == ("Sapad", "Zapad")
    assert spellings(zapad, "lt", tables()) == ("Zapad",), "only people take the endings of the language"


def test_a_cognate_in_a_third_language_does_not_make_a_translated_name_travel() -> None:
    aliases = (Alias("Normandy Format", "en"), Alias("Нормандский формат", "ru"), Alias("Normandski format", "sl"))
    format = Entity("alliance/n", "Normandy Format", "alliance", aliases, countries=("state/ru",))
    assert spellings(format, "nl", tables()) == ("Normandy Format",)


def test_a_look_alike_is_no_spelling() -> None:
    entity = person(NATIVE, FAMILY, Alias("Andrej Belousov", "", AliasType.NOT), state="state/ru")
    assert "Andrej Belousov" not in spellings(entity, "cs", tables())
    assert "Andrej Removič Bělousov" in spellings(entity, "cs", tables())


def test_a_variety_has_its_own_forms_or_those_of_its_language() -> None:
    nato = Entity("alliance/n", "NATO", "alliance", (Alias("北约", "zh"), Alias("北約", "zh-Hant")))
    assert spellings(nato, "zh-Hant", tables()) == ("北約",)
    assert spellings(nato, "zh", tables()) == ("北约", "北約")
    assert spellings(nato, "zh-Hans", tables()) == ("北约", "北約")


def test_an_unknown_entity_is_an_error() -> None:
    with pytest.raises(UnknownEntityError, match="official/nobody"):
        normalizer().spellings("official/nobody", "fr")
