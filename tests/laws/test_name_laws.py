"""How names are built: what contradicts vetoes, what agrees never hurts, order says nothing, no key is no evidence."""

from itertools import permutations

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from entitynorm import Alias, AliasType, Entity, Normalizer
from entitynorm.match.phonetic import sound_alike
from strategies import FIXED, normalizer, spaced_scripts, words_of, writings

# Each example builds an index.
QUICK = settings(max_examples=20, phases=[Phase.generate], report_multiple_bugs=False)
KNOWN = normalizer(FIXED)
NAMES = [entity.name for entity in FIXED]
PEOPLE = [entity.name for entity in FIXED if entity.kind == "official"]
TITLES = [entity.name for entity in FIXED if entity.kind != "official"]
GIVEN = ("Андрей", "Виктор", "Сергей", "Павел", "Роман")
FATHERS = ("Иванович", "Петрович", "Сергеевич", "Александрович", "Михайлович", "Николаевич")
FAMILIES = ("Беляков", "Громов", "Черкасов", "Дорофеев", "Лаптев")
LATIN_GIVEN = ("Andrey", "Viktor", "Sergei", "Pavel", "Roman")
HALVES = ("Rosa", "Marc", "Nora", "Iván", "Luis", "Elena")
SURNAMES = ("Arregui", "Belmonte", "Escudero", "Figueroa", "Zubiri", "Montalbán")


def logit(known: Normalizer, text: str, id: str, **context: str) -> float:
    """What speaks for an entity before its rivals are counted; nothing when it is no candidate."""
    found = next((match for match in known.normalize(text, **context).matches if match.id == id), None)
    if found is None:
        return float("-inf")
    return sum(feature.value for feature in found.features if feature.name != "rivals")


def person(*names: str, lang: str) -> Normalizer:
    aliases = tuple(Alias(name, lang) for name in names)
    return normalizer([Entity("official/one", names[0], "official", aliases), *FIXED])


@QUICK
@given(st.sampled_from(GIVEN), st.sampled_from(FATHERS), st.sampled_from(FATHERS), st.sampled_from(FAMILIES))
def test_a_patronymic_that_contradicts_vetoes(given: str, father: str, other: str, family: str) -> None:
    assume(father != other)
    known = person(f"{given} {father} {family}", lang="ru")
    assert known.normalize(f"{given} {other} {family}", lang="ru").id is None


@QUICK
@given(st.sampled_from(GIVEN), st.sampled_from(FATHERS), st.sampled_from(FAMILIES))
def test_a_patronymic_that_is_absent_is_nothing(given: str, father: str, family: str) -> None:
    known = person(f"{given} {father} {family}", lang="ru")
    assert known.normalize(f"{given} {father} {family}", lang="ru").id == "official/one"
    assert known.normalize(f"{given} {family}", lang="ru").id == "official/one"
    without = person(f"{given} {family}", lang="ru")
    assert without.normalize(f"{given} {father} {family}", lang="ru").id == "official/one"


@QUICK
@given(st.sampled_from(GIVEN), st.sampled_from(FATHERS), st.sampled_from(FATHERS), st.sampled_from(FAMILIES))
def test_it_does_so_whatever_other_names_there_are(given: str, father: str, other: str, family: str) -> None:
    assume(father != other)
    known = person(f"{given} {father} {family}", f"{given} {family}", lang="ru")
    assert known.normalize(f"{given} {other} {family}", lang="ru").id is None


@QUICK
@given(st.integers(0, 4), st.sampled_from("BCDEFGHIJKLMNOQTUWXYZ"), st.sampled_from(SURNAMES))
def test_an_initial_that_contradicts_is_no_match(given: int, letter: str, family: str) -> None:
    known = person(f"{LATIN_GIVEN[given]} {family}", lang="en")
    assert known.normalize(f"{letter}. {family}").id is None


@QUICK
@given(st.sampled_from(LATIN_GIVEN), st.sampled_from(SURNAMES))
def test_an_initial_that_fits_is_a_match_on_either_side(given: str, family: str) -> None:
    known = person(f"{given} {family}", lang="en")
    assert known.normalize(f"{given[0]}. {family}").id == "official/one"
    assert known.normalize(f"{family}, {given[0]}.").id == "official/one"


@QUICK
@given(st.integers(0, 4), st.sampled_from("BCDEFGHIJKLNOQTUXYZ"), st.sampled_from(SURNAMES))
def test_so_it_is_where_the_family_name_alone_is_listed(given: int, letter: str, family: str) -> None:
    name = f"{LATIN_GIVEN[given]} {family}"  # M. is a title, too, and W. is Wiktor
    aliases = (Alias(name, "en"), Alias(family, "en", AliasType.WEAK))
    known = normalizer([Entity("official/one", name, "official", aliases), *FIXED])
    assert known.normalize(f"{letter}. {family}").id is None


@QUICK
@given(st.sampled_from(HALVES), st.permutations(SURNAMES))
def test_another_second_family_name_is_another_person(given: str, families: list[str]) -> None:
    one, two, other = families[:3]
    known = person(f"{given} {one} {two}", lang="es")
    assert known.normalize(f"{given} {one} {other}", lang="es").id is None


@QUICK
@given(st.sampled_from(HALVES), st.permutations(SURNAMES))
def test_a_second_family_name_that_is_absent_is_nothing(given: str, families: list[str]) -> None:
    one, two = families[:2]
    known = person(f"{given} {one} {two}", lang="es")
    assert known.normalize(f"{given} {one}", lang="es").id == "official/one"
    assert known.normalize(f"{given} {one} {two}", lang="es").id == "official/one"


@QUICK
@given(st.sampled_from(["Halla", "Anna", "Sigrún", "Birna"]), st.permutations(["Jón", "Sigurðar", "Ólafs", "Þór"]))
def test_a_patronym_has_its_ending_in_common_with_every_other(given: str, fathers: list[str]) -> None:
    one, other = fathers[:2]
    known = person(f"{given} {one}dóttir", lang="is")
    assert known.normalize(f"{given} {other}dóttir", lang="is").id is None


@QUICK
@given(st.sampled_from(TITLES), st.integers(1, 39), st.integers(1, 39), st.data())
def test_a_numeral_that_contradicts_vetoes_in_every_writing(name: str, one: int, other: int, data: DataObject) -> None:
    assume(one != other)
    known = normalizer([Entity("treaty/one", f"{name} {one}", "treaty", (Alias(f"{name} {one}", "en"),))])
    same, different = (data.draw(st.sampled_from(writings(value))) for value in (one, other))
    assert known.normalize(f"{name} {same}").id == "treaty/one", same
    assert known.normalize(f"{name} {different}").id is None, different


@given(st.sampled_from(NAMES), st.data())
def test_words_that_agree_never_hurt(name: str, data: DataObject) -> None:
    """A mention of more words of a name has no lower logit for it than one of fewer, before rivals are counted."""
    words = name.split()
    left = data.draw(st.sampled_from(range(len(words))))
    fewer = " ".join(word for at, word in enumerate(words) if at != left)
    id = FIXED[NAMES.index(name)].id
    assert logit(KNOWN, name, id) >= logit(KNOWN, fewer, id) - 1e-9


@given(st.sampled_from(NAMES))
def test_context_that_agrees_never_hurts(name: str) -> None:
    entity = FIXED[NAMES.index(name)]
    bare = logit(KNOWN, name, entity.id)
    assert logit(KNOWN, name, entity.id, lang="en") >= bare - 1e-9
    assert logit(KNOWN, name, entity.id, kind=entity.kind) >= bare - 1e-9


@given(st.sampled_from(PEOPLE), st.sampled_from(["{1} {0}", "{1}, {0}", "{1} {0}.", "{0} {1}"]))
def test_a_person_is_known_in_either_order(name: str, pattern: str) -> None:
    given, family = name.split()
    assert KNOWN.normalize(pattern.format(given, family)).id == FIXED[NAMES.index(name)].id


@given(st.sampled_from(TITLES), st.data())
def test_a_title_is_known_in_every_order(name: str, data: DataObject) -> None:
    words = data.draw(st.sampled_from(list(permutations(name.split()))))
    assert KNOWN.normalize(" ".join(words)).id == FIXED[NAMES.index(name)].id


@given(st.sampled_from(NAMES), st.sampled_from(["—", "…", "«»", "\u200b", " · ", "❤️", "''"]), st.booleans())
def test_what_has_no_key_changes_no_logit(name: str, nothing: str, before: bool) -> None:
    id = FIXED[NAMES.index(name)].id
    text = f"{nothing} {name}" if before else f"{name} {nothing}"
    assert logit(KNOWN, text, id) == pytest.approx(logit(KNOWN, name, id), abs=1e-9)


@given(st.data())
def test_no_code_of_sound_is_no_likeness(data: DataObject) -> None:
    """The classic codes know Latin letters only: two words that have none do not sound alike by that."""
    script = spaced_scripts.filter(lambda script: script != "Latn")
    one, other = data.draw(script.flatmap(words_of)), data.draw(script.flatmap(words_of))
    assert not sound_alike(one, other)
    assert not sound_alike(one, "Rutte")
