"""What an entry may say, and how it becomes an entity."""

import pytest

from entitynorm.datafile import parse
from entitynorm.gazetteer.schema import FIELDS, SHAPES, entity, references
from entitynorm.model import KINDS, Alias, AliasType, Entity, Period

OFFICIAL = """\
id: official/andrey-belousov
name: Andrey Belousov
names:
  en: [Andrei Belousov]
  ru: [Андрей Рэмович Белоусов, {text: Андрей Белоусов, source: kremlin.ru, from: 2012}]
family: {en: Belousov, ru: [Белоусов]}
not: [Andrey Belousov (mathematician)]
roles:
  - {role: defence-minister, of: state/ru, from: 2024-05-14}
  - {role: other, of: state/ru, from: 2020-01, to: 2024-05-14}
wikidata: Q4080559
sources: [general knowledge]
checked: 2026-11-22
"""


def read(text: str, path: str) -> Entity:
    found, problems = entity(parse(text, path))
    assert [str(problem) for problem in problems] == []
    return found


def problems(text: str, path: str = "treaties/npt.yaml", kind: str = "treaty") -> list[str]:
    return [str(problem).removeprefix(f"{path}:") for problem in entity(parse(text, path), kind)[1]]


def treaty(line: str) -> list[str]:
    """The problems of a sound treaty with one more line, which is its third."""
    return problems(f"id: treaty/npt\nname: NPT\n{line}\n")


def test_an_official_has_names_a_weak_family_name_look_alikes_and_roles() -> None:
    found = read(OFFICIAL, "officials/ru/andrey-belousov.yaml")
    assert (found.id, found.name, found.kind) == ("official/andrey-belousov", "Andrey Belousov", "official")
    assert found.aliases == (
        Alias("Andrey Belousov", "en"),
        Alias("Andrei Belousov", "en"),
        Alias("Андрей Рэмович Белоусов", "ru"),
        Alias("Андрей Белоусов", "ru"),
        Alias("Belousov", "en", AliasType.WEAK),
        Alias("Белоусов", "ru", AliasType.WEAK),
        Alias("Andrey Belousov (mathematician)", "", AliasType.NOT),
    )
    assert found.periods == (
        Period("2024-05-14", "", "defence-minister", "state/ru"),
        Period("2020-01", "2024-05-14", "other", "state/ru"),
    )
    assert (found.wikidata, found.sources) == ("Q4080559", ("general knowledge",))


def test_a_treaty_lasts_from_its_signing_to_its_end() -> None:
    text = "id: treaty/inf\nname: INF\nsigned: 1987-12-08\nin_force: 1988-06-01\nended: 2019-08-02\n"
    found = read(text + "parties: [state/us, state/ru]\nnote: The text.\n", "inf.yaml")
    assert found.periods == (Period("1987-12-08", "2019-08-02"),)
    assert (found.countries, found.note) == (("state/us", "state/ru"), "The text.")


def test_an_edition_knows_its_series_number_days_and_countries() -> None:
    text = "id: exercise/zapad-2025\nname: Zapad-2025\nseries: exercise/zapad\nedition: 2025\n"
    found = read(text + "held: {from: 2025-09-12, to: 2025-09-16}\ncountries: [ru, by]\n", "zapad-2025.yaml")
    assert (found.series, found.edition) == ("exercise/zapad", "2025")
    assert (found.periods, found.countries) == ((Period("2025-09-12", "2025-09-16"),), ("state/ru", "state/by"))


def test_an_exercise_whose_end_is_not_known_does_not_last_for_ever() -> None:
    found = read("id: exercise/siil-2015\nname: Siil\nheld: {from: 2015-05}\n", "siil-2015.yaml")
    assert found.periods[0].covers("2015-05-12")
    assert not found.periods[0].covers("2016")


def test_an_alliance_belongs_to_its_members_and_to_what_it_is_part_of() -> None:
    text = "id: alliance/sfor\nname: SFOR\nform: mission\nfounded: 1996\ndissolved: 2005\n"
    found = read(text + "members: [state/fr]\npart_of: alliance/nato\n", "sfor.yaml")
    assert (found.form, found.periods) == ("mission", (Period("1996", "2005"),))
    assert found.countries == ("state/fr", "alliance/nato")


def test_adjectives_of_a_state_are_no_aliases() -> None:
    text = (
        "id: state/ru\nname: Russia\nadjectives: {fr: [russe]}\ncapital: {en: Moscow}\nmetonyms: {en: [the Kremlin]}\n"
    )
    found = read(text, "states/ru.yaml")
    assert found.adjectives == (Alias("russe", "fr", AliasType.WEAK),)
    assert {a.text: a.type for a in found.aliases} == {
        "Russia": AliasType.NAME,
        "Moscow": AliasType.WEAK,
        "the Kremlin": AliasType.WEAK,
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("", AliasType.NAME),
        ("weak: {en: [Hedgehog, Siil]}", AliasType.WEAK),
        ("acronyms: {et: [Hedgehog]}", AliasType.ACRONYM),
        ("names: {en: [Hedgehog]}\nweak: {en: [Hedgehog]}", AliasType.NAME),
        ("weak: {en: [Siil]}", AliasType.NAME),
    ],
)
def test_a_printed_name_is_a_full_name_unless_the_entry_says_otherwise(fields: str, expected: AliasType) -> None:
    found = read(f"id: exercise/hedgehog\nname: Hedgehog\n{fields}\n", "hedgehog.yaml")
    assert found.aliases[0] == Alias("Hedgehog", "en", expected)


def test_references_have_a_place() -> None:
    data = {"parties": ["state/us"], "part_of": "alliance/nato", "countries": ["pl"], "series": "exercise/zapad"}
    assert dict(references(data)) == {
        "state/us": ("parties", 0),
        "state/pl": ("countries", 0),
        "alliance/nato": ("part_of",),
        "exercise/zapad": ("series",),
    }


def test_every_problem_is_told_at_once_in_the_order_of_lines() -> None:
    text = "id: treaty/npt\nnmaes:\n  en: [NPT]\nsigned: 1968-13-01\nacronyms: {eng_: [NPT], en: ['']}\n"
    assert problems(text) == [
        "1: name is missing",
        "2: nmaes: no such field for treaty; did you mean names?",
        "4: signed: no such day: 1968-13-01",
        "5: acronyms.eng_: 'eng_' is not a language tag like en, zh-Hant, pt-BR",
        "5: acronyms.en.0: is empty",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("signed: 1 July 1968", "3: signed: expected a date like 2024-05-14, 2024-05 or 2024, not '1 July 1968'"),
        ("signed: 1968-02-30", "3: signed: no such day: 1968-02-30"),
        ("signed:", "3: signed: expected a date like 2024-05-14, 2024-05 or 2024, not nothing"),
        ("ended: 1967-12\nsigned: 1968", "3: ended: 1967-12 is before signed, 1968"),
        ("ended: 1967\nin_force: 1968-01", "3: ended: 1967 is before in_force, 1968-01"),
        ("names: {en: NPT}", "3: names.en: expected a list, not 'NPT'"),
        ("names: [NPT]", "3: names: expected languages, like {en: ...}, not a list"),
        ("names: {en: []}", "3: names.en: is empty"),
        (
            "names: {zh-hant: [核不擴散條約]}",
            "3: names.zh-hant: 'zh-hant' is not a language tag like en, zh-Hant, pt-BR",
        ),
        ("names: {en: [{text: NPT, tetx: NPT}]}", "3: names.en.0.tetx: no such field for alias; did you mean text?"),
        ("not: [[NPT]]", "3: not.0: expected a text, not a list"),
        ("parties: [us]", "3: parties.0: expected an ID like state or alliance/some-name, not 'us'"),
        ("wikidata: '42'", "3: wikidata: expected a Wikidata ID like Q42, not '42'"),
        ("family: {en: Smith}", "3: family: no such field for treaty; the choices are"),
    ],
)
def test_a_bad_field_is_an_error_with_its_line(line: str, expected: str) -> None:
    (found,) = treaty(line)
    assert found.startswith(expected)


@pytest.mark.parametrize(
    "line",
    [
        "signed: 1968",
        "signed: 1968-07\nended: 1968",
        "names: {zh-Hant: [核不擴散條約], pt-BR: [TNP], be-tarask: [ДНЯЗ], es-419: [TNP], sr-Latn: [NPT]}",
        "names: {no: [IA], en: ['2025', {text: NPT, source: un.org, from: 1968, to: 1970}]}",
        "parties: [state/us, alliance/eu]",
        "wikidata: Q129352",
    ],
)
def test_a_good_field_is_no_error(line: str) -> None:
    assert treaty(line) == []


def test_the_end_of_a_role_is_not_before_its_beginning() -> None:
    roles = "[{role: envoy, of: state/ru, from: 2024-05, to: 2023}, {role: envoi, of: nato}]"
    assert problems(f"id: official/a\nname: A\nroles: {roles}", "a.yaml", "official") == [
        "3: roles.0.to: 2023 is before from, 2024-05",
        "3: roles.1.role: no such role: 'envoi'; did you mean envoy?",
        "3: roles.1.of: expected an ID like state or alliance/some-name, not 'nato'",
    ]


def test_countries_of_an_exercise_are_small_letters() -> None:
    found = problems("id: exercise/a\nname: A\ncountries: [PL, state/pl, pl]", "a.yaml", "exercise")
    assert found == [
        "3: countries.0: expected two small letters of ISO 3166, like pl, not 'PL'",
        "3: countries.1: expected two small letters of ISO 3166, like pl, not 'state/pl'",
    ]


def test_an_edition_needs_a_series() -> None:
    text = "id: exercise/a-25\nname: A 25\nedition: 25\n"
    assert problems(text, "a-25.yaml", "exercise") == [
        "3: edition: needs series, the ID of the series that it is an edition of"
    ]
    assert problems(text + "series: exercise/a\n", "a-25.yaml", "exercise") == []


@pytest.mark.parametrize(
    ("id", "kind", "expected"),
    [
        ("treaty/npt", "treaty", []),
        ("treaty/npt", "", []),
        ("treaty/npt-1968", "treaty", ["1: id: expected treaty/npt, as the file is called, not treaty/npt-1968"]),
        ("alliance/npt", "treaty", ["1: id: expected treaty/npt, as the file is called, not alliance/npt"]),
        ("treaty/Npt", "", ["1: id: expected treaty/npt, as the file is called, not treaty/Npt"]),
        ("traety/npt", "", ["1: id: no such kind: 'traety'; did you mean treaty?"]),
        ("[treaty/npt]", "treaty", ["1: id: expected treaty/npt, as the file is called, not ['treaty/npt']"]),
    ],
)
def test_an_id_agrees_with_the_file(id: str, kind: str, expected: list[str]) -> None:
    assert problems(f"id: {id}\nname: NPT", "npt.yaml", kind) == expected


def test_an_entry_without_an_id_or_a_kind_is_an_error() -> None:
    assert problems("name: NPT") == ["1: id is missing"]
    assert problems("name: NPT", kind="") == ["1: id is missing"]


def test_the_name_of_a_file_must_be_fit_for_an_id() -> None:
    (found,) = problems("id: treaty/New START\nname: New START", "New START.yaml")
    assert found == "1: id: expected an ID like kind/some-name, not 'treaty/New START'"


def test_fields_with_a_problem_are_left_out_and_the_others_kept() -> None:
    found, errors = entity(parse("id: treaty/npt\nname: NPT\nsigned: soon\nended: 2000\n", "npt.yaml"))
    assert len(errors) == 1
    assert (found.id, found.name, found.periods) == ("treaty/npt", "NPT", (Period("", "2000"),))


def test_the_table_describes_every_field_of_every_kind() -> None:
    assert set(FIELDS) == set(SHAPES) == set(KINDS)
    for kind, fields in FIELDS.items():
        names = [field.name for field in fields]
        assert len(set(names)) == len(names)
        assert all(field.description for field in fields), kind
