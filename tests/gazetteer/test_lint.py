"""Each check of the linter: a case that trips it, and its twin that does not."""

import re
from pathlib import Path

import pytest

from entitynorm.gazetteer.lint import CHECKS, CODES, Finding, lint, report
from entitynorm.gazetteer.lint.reach import WANTED
from entitynorm.gazetteer.load import load

TODAY = "2026-11-22"
CARE = "sources: [general knowledge]\nchecked: 2026-11-22\n"


def found(folder: Path, **files: str) -> list[str]:
    """Lint files whose names have ``__`` for a slash; an entry that has no ID gets that, a name, sources and a date."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        if name not in ("retired", "judgements") and not text.startswith("id:"):
            kind = {"treaties": "treaty"}.get(path.parts[len(folder.parts)], path.parts[len(folder.parts)][:-1])
            text = f"id: {kind}/{path.stem}\n" + (text if "name:" in text else f"name: Name of {path.stem}\n{text}")
            text = text.rstrip("\n") + f"\n{CARE}"
        path.write_text(text, encoding="utf-8")
    return [str(finding).removeprefix(f"{folder}/") for finding in lint(load(folder, strict=False), today=TODAY)]


def codes(folder: Path, **files: str) -> list[str]:
    return [finding.split(": ", 1)[1].split()[0] for finding in found(folder, **files)]


def test_a_sound_gazetteer_has_no_findings(tmp_path: Path) -> None:
    files = {
        "states__ru": "name: Russia\nadjectives: {ru: [российский]}\ncapital: {en: Moscow}",
        "alliances__csto": "names: {ru: [ОДКБ и союзники]}\nacronyms: {en: [CSTO], ru: [ОДКБ]}\nmembers: [state/ru]",
        "officials__ru__a": "names: {ru: [Ян Белоусов]}\nfamily: {ru: Белоусов}\nroles: [{role: envoy, of: state/ru}]",
        "officials__ru__b": "names: {ru: [Борис Белоусов]}\nfamily: {ru: Белоусов}\nnot: [Another]",
        "exercises__z__z": "name: Zapad\nweak: {ru: [Запад]}",
        "exercises__z__z_25": "name: Zapad-25\nseries: exercise/z\nedition: '25'\ncountries: [ru]",
        "treaties__t": "signed: 1968-07\nin_force: 1968-07-01\nparties: [state/ru]",
        "retired": "treaty/old: treaty/t\n",
    }
    assert found(tmp_path, **files) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("nmaes: {}", "E002 nmaes: no such field for official; did you mean names?"),
        (
            "roles: [{roel: envoy, role: envoy, of: state/ru}]",
            "E002 roles.0.roel: no such field for role; did you mean role?",
        ),
        ("born: 1959-13", "E001 born: no such day: 1959-13"),
        ("roles: [{role: envoy, of: state/ru, from: 2020, to: 2019}]", "E003 roles.0.to: 2019 is before from, 2020"),
    ],
)
def test_e001_to_e003_a_file_of_the_wrong_form_is_told_and_its_names_wait(
    tmp_path: Path, fields: str, expected: str
) -> None:
    bad = f"{fields}\nnames: {{en: [Same]}}"
    assert found(tmp_path, officials__a=bad, officials__b="names: {en: [Same]}", states__ru="") == [
        f"officials/a.yaml:3: {expected}"
    ]


def test_a_broken_file_hides_no_other_and_may_be_referred_to(tmp_path: Path) -> None:
    broken = {"officials__a": "id: [", "states__xx": "id: {", "treaties__t": "parties: [state/xx, state/yy]"}
    assert [finding.split()[:2] for finding in found(tmp_path, **broken)] == [
        ["officials/a.yaml:2:", "E001"],
        ["states/xx.yaml:2:", "E001"],
        ["treaties/t.yaml:3:", "E102"],
    ]


def test_e101_one_id_in_two_files(tmp_path: Path) -> None:
    files = {"officials__fr__a": "name: One", "officials__ru__a": "name: Two"}
    assert found(tmp_path, **files) == [
        f"officials/ru/a.yaml:1: E101 id: official/a is taken by {tmp_path}/officials/fr/a.yaml"
    ]


def test_e102_w102_a_reference_to_nothing_and_one_to_a_retired_id(tmp_path: Path) -> None:
    treaty = "parties:\n  - state/us\n  - state/yu\n  - state/su\n"
    files = {"treaties__t": treaty, "states__us": "", "states__ru": "", "retired": "state/su: state/ru\n"}
    assert found(tmp_path, **files) == [
        "treaties/t.yaml:5: E102 parties.1: state/yu does not exist",
        "treaties/t.yaml:6: W102 parties.2: state/su is retired; it is now state/ru",
    ]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("officials__a", "roles: [{role: other, of: state/xx}]"),
        ("treaties__a", "parties: [state/xx]"),
        ("alliances__a", "members: [state/xx]"),
        ("alliances__a", "part_of: alliance/xx"),
        ("exercises__a", "countries: [xx]"),
        ("exercises__a", "series: exercise/xx\nedition: '25'"),
    ],
)
def test_e102_every_field_that_refers_is_looked_at(tmp_path: Path, path: str, fields: str) -> None:
    assert codes(tmp_path, **{path: fields}) == ["E102"]


def test_e103_an_edition_of_an_edition(tmp_path: Path) -> None:
    edition = "series: exercise/{}\nedition: '{}'"
    files = {"exercises__z": "", "exercises__z_1": edition.format("z", 1), "exercises__z_2": edition.format("z-1", 2)}
    assert found(tmp_path, **files) == ["exercises/z-2.yaml:3: E103 series: exercise/z-1 is an edition itself"]


def test_w103_an_edition_in_another_folder(tmp_path: Path) -> None:
    files = {"exercises__z__z": "", "exercises__y__z_1": "series: exercise/z\nedition: '1'"}
    (finding,) = found(tmp_path, **files)
    assert finding.startswith("exercises/y/z-1.yaml:3: W103 series: the files of exercise/z are in ")


def test_e107_e204_judgements_of_nothing_and_judgements_that_contradict(tmp_path: Path) -> None:
    line = "- {{surface: {}, lang: {}, id: official/{}, verdict: {}, who: A, when: 2026-11-22}}"
    said = [
        ("X", "de", "nobody", "no"),
        ("B", "de", "old", "no"),
        ("B", "de", "a", "yes"),
        ("Андрей Белоусов", "ru", "a", "no"),
        ("Андрей Белоусов", "uk", "a", "no"),  # in another language than the name
        ("C", "de", "a", "later"),
        ("C", "de", "a", "yes"),
        ("Other", "en", "a", "no"),  # a name, but of somebody else
    ]
    files = {
        "officials__a": "names: {ru: [Андрей Белоусов]}",
        "officials__b": "names: {en: [Other]}",
        "retired": "official/old: official/a\n",
        "judgements": "judgements:\n" + "\n".join(line.format(*one) for one in said),
    }
    assert found(tmp_path, **files) == [
        "judgements.yaml:2: E107 official/nobody does not exist",
        "judgements.yaml:4: E204 'B' was judged no in line 3",
        f"judgements.yaml:5: E204 'Андрей Белоусов' is a name of official/a: {tmp_path}/officials/a.yaml",
    ]


def test_e104_to_w106_retired_ids(tmp_path: Path) -> None:
    retired = "\n".join([
        "treaty/live: treaty/other",
        "treaty/a: treaty/nothing",
        "treaty/b: treaty/c",
        "treaty/c: treaty/b",
        "treaty/d: treaty/e",
        "treaty/e: treaty/live",
        "treaty/f: treaty/other",
    ])  # fmt: skip
    # treaty/live is retired as well as alive, so what leads to it leads on to treaty/other.
    assert found(tmp_path, treaties__live="", treaties__other="", retired=retired) == [
        "retired.yaml:1: E104 treaty/live: is retired, but an entry has this ID",
        "retired.yaml:2: E105 treaty/a: leads to treaty/nothing, which does not exist",
        "retired.yaml:3: E106 treaty/b: leads in a circle by treaty/c",
        "retired.yaml:4: E106 treaty/c: leads in a circle by treaty/b",
        "retired.yaml:5: W106 treaty/d: treaty/e is retired too; write treaty/other",
        "retired.yaml:6: W106 treaty/e: treaty/live is retired too; write treaty/other",
    ]


@pytest.mark.parametrize("same", ["treaty of x", "TREATY OF X", "Treaty of X.", "Tréaty-of X", "'Treaty: of X'"])
def test_e201_one_full_name_of_two_entities(tmp_path: Path, same: str) -> None:
    files = {"treaties__a": f"names:\n  en: [Treaty A, {same}]", "treaties__b": "names:\n  en: [Treaty of X]"}
    assert found(tmp_path, **files) == [
        "treaties/b.yaml:4: E201 'Treaty of X' is a full name of treaty/a (en) too; make one of them weak"
    ]


@pytest.mark.parametrize(
    "fields",
    ["names: {en: [Treaty of Y]}", "weak: {en: [Treaty of X]}", "not: [Treaty of X]"],
)
def test_e201_weak_aliases_and_look_alikes_may_be_shared(tmp_path: Path, fields: str) -> None:
    assert codes(tmp_path, treaties__a=fields, treaties__b="names: {en: [Treaty of X]}") == []


def test_w201_one_full_name_in_two_languages(tmp_path: Path) -> None:
    assert codes(tmp_path, treaties__a="names: {ro: [Pact]}", treaties__b="names: {pt: [Pact]}") == ["W201"]
    assert codes(tmp_path, treaties__a="names: {pt-BR: [Pact]}", treaties__b="names: {pt: [Pact]}") == ["E201"]


def test_w201_one_name_by_the_number_of_the_edition(tmp_path: Path) -> None:
    edition = "series: exercise/{}\nedition: '25'"
    files = {
        "exercises__a": "weak: {en: [Storm]}",
        "exercises__b": "weak: {en: [Storm]}",
        "exercises__a_25": edition.format("a"),
        "exercises__b_25": edition.format("b"),
    }
    assert found(tmp_path, **files) == [
        "exercises/b-25.yaml:4: W201 'Storm 25' is a full name of exercise/a-25 (en) too; make one of them weak"
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("names: {en: [Treaty of X, treaty of X]}", ["W202"]),
        ("names: {en: [Treaty of X, Treaty-of-X]}", ["W202"]),
        ("names: {en: [Treaty of X]}\nweak: {en: [Treaty of X]}", ["W202"]),
        ("names: {en: [Treaty of X], fr: [Treaty of X]}", []),
        ("names: {pl: [Traktat łódzki, Traktat lodzki, Traktat lódzki]}", []),
        ("name: Treaty of X\nnames: {en: [Treaty of X]}", []),
        ("names: {en: [Treaty of X]}\nnot: [Pact of X]", []),
    ],
)
def test_w202_an_alias_given_twice(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert codes(tmp_path, treaties__a=fields) == expected


def test_w202_says_where_it_was_given_first(tmp_path: Path) -> None:
    assert found(tmp_path, treaties__a="names:\n  en:\n    - Pact\n    - pact\n") == [
        "treaties/a.yaml:6: W202 'pact' is given already by names.en.0"
    ]


def test_e203_a_look_alike_that_is_an_alias(tmp_path: Path) -> None:
    assert codes(tmp_path, officials__a="name: Ann Bee\nnot: [ann BEE]") == ["E203"]
    assert codes(tmp_path, officials__a="name: Ann Bee\nnot: [Ann Bee (singer)]") == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("names: {ru: [Владимир Пyтин]}", ["E301"]),  # Latin y
        ("not: [Пyтин]", ["E301"]),
        ("names: {ru: [Договор START]}", []),
        ("names: {ru: [Владимир Путин]}", []),
    ],
)
def test_e301_a_word_of_mixed_letters(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert codes(tmp_path, treaties__a=fields) == expected


def test_e301_adjectives_are_looked_at_too(tmp_path: Path) -> None:
    assert codes(tmp_path, states__ru="adjectives: {ru: [poссийский]}") == ["E301"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("names: {fr: [Путин]}", ["E302"]),
        ("weak: {ru: [プーチン]}", ["E302"]),
        ("acronyms: {en: [НАТО]}", ["E302"]),
        ("names: {ru: [New START]}", ["W302"]),
        ("acronyms: {ru: [START]}", []),
        ("names: {ru: [Договор New START]}", []),
        ("names: {ru: ['2025']}", []),
        ("names: {tlh: [Путин]}", []),  # a language that nothing is known of
        ("not: [Путин]", []),
    ],
)
def test_e302_w302_letters_that_do_not_fit_the_language(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert codes(tmp_path, treaties__a=fields) == expected


def test_w401_w402_no_sources_and_never_checked(tmp_path: Path) -> None:
    text = "id: treaty/a\nname: A\n"
    assert codes(tmp_path, treaties__a=text) == ["W401", "W402"]
    assert codes(tmp_path, treaties__a=text + "checked: 2026-11-22\n") == ["W401"]
    assert codes(tmp_path, treaties__a=text + "sources: [general knowledge]\n") == ["W402"]


@pytest.mark.parametrize(
    ("in_force", "expected"), [("1967", ["W403"]), ("1968-06-30", ["W403"]), ("1968", []), ("1970-03-05", [])]
)
def test_w403_in_force_before_it_was_signed(tmp_path: Path, in_force: str, expected: list[str]) -> None:
    assert codes(tmp_path, treaties__a=f"signed: 1968-07-01\nin_force: {in_force}") == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("names: {ru: [Александр Новак]}", "names: {en: [Novak Aleksandr]}", ["W203"]),  # in another script and order
        ("names: {ru: [Договор о Минске]}", "names: {ru: [Договор о Минск]}", ["W203"]),  # with an ending
        ("names: {ru: [Договор о Минске]}", "names: {ru: [Договор о Пинске]}", []),
        ("names: {en: [Pact 3]}", "names: {en: [Pact III]}", ["W203"]),
        ("names: {en: [Pact 3]}", "names: {en: [Pact 4]}", []),
        ("names: {tr: [Nijerya]}", "names: {en: [Nijer]}", []),  # an ending of another language is none
        ("weak: {ru: [Новак]}", "weak: {en: [Novak]}", []),  # weak aliases may be shared
        ("names: {zh: [安全条约]}", "names: {ja: [安保条約]}", []),
    ],
)
def test_w203_full_names_that_read_alike(tmp_path: Path, one: str, other: str, expected: list[str]) -> None:
    assert codes(tmp_path, treaties__a=one, treaties__b=other) == expected


def test_w203_is_told_once_for_two_entities(tmp_path: Path) -> None:
    ukrainian = "names: {uk: [Новак Олег, Олег Новак]}"
    assert codes(tmp_path, officials__a="names: {en: [Oleh Novak]}", officials__b=ukrainian) == ["W203"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("acronyms: {en: [ABC]}", "acronyms: {fr: [abc]}", ["W204"]),
        ("acronyms: {en: [ABC]}", "name: Abc", ["W204"]),
        ("acronyms: {en: [ABC]}", "acronyms: {en: [ABCD]}", []),
        ("acronyms: {en: [ABC]}", "weak: {en: [ABC]}", []),
    ],
)
def test_w204_one_acronym_of_two_entities(tmp_path: Path, one: str, other: str, expected: list[str]) -> None:
    assert codes(tmp_path, alliances__a=one, alliances__b=other) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("names: {ru: [Владимир Путин, Владимиром Путиным]}", ["W205"]),
        ("names: {ru: [Андрей Белоусов, Андрей Белоусенко]}", []),
        ("names: {ru: [Андрей Белоусов], uk: [Андрей Белоусова]}", []),
        ("names: {ru: [Белоусов Андрей]}\nfamily: {ru: [Белоусов, Белоусова]}", ["W205"]),
        ("acronyms: {ru: [ОДКБ, ОДКБа]}", []),  # acronyms are matched by their letters
    ],
)
def test_w205_an_alias_with_an_ending(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert codes(tmp_path, officials__a=fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("names: {ru: [Андрей Белоусов], de: [Andrei Beloussow]}", ["W206"]),
        ("names: {ru: [Андрей Рэмович Белоусов], de: [Andrei Beloussow]}", ["W206"]),  # the patronymic is left out
        ("names: {ru: [Андрей Белоусов], de: [Andreas Beloussow]}", []),
        ("names: {ru: [Андрей Белоусов], en: [Andrey Belousov]}", []),  # the language of the printed name
        ("names: {bg: [Андрей Белоусов], de: [Andrei Beloussow]}", []),  # not the language of their state
        ("family: {ru: Белоусов, de: Beloussow}", ["W206"]),
    ],
)
def test_w206_aliases_that_are_made_from_the_native_name(tmp_path: Path, fields: str, expected: list[str]) -> None:
    served = "roles: [{role: envoy, of: state/ru}]"
    assert codes(tmp_path, officials__a=f"{fields}\n{served}", states__ru="") == expected


def test_w206_is_told_once_with_every_form(tmp_path: Path) -> None:
    fields = "names: {ru: [Ян Белов], de: [Jan Below], pl: [Jan Biełow]}\nroles: [{role: envoy, of: state/ru}]"
    (finding,) = found(tmp_path, officials__a=fields, states__ru="")
    assert finding.endswith("without being listed: 'Jan Below' (de), 'Jan Biełow' (pl)")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("names: {el: [Βλαντιμίρ Πoύτιν]}", ["E301"]),  # Latin o
        ("names: {en: [Treaty of Минск]}", ["E303"]),
        ("names: {zh: [北约 НАТО]}", ["E303"]),
        ("names: {zh: [北约 NATO]}", []),
        ("acronyms: {ru: [HATO]}", ["W303"]),  # Latin letters throughout
        ("names: {ru: [Договор CHB]}", ["W303"]),
        ("names: {ru: [Карл III]}", []),
        ("acronyms: {en: [OPEC], ru: [OPEC]}", []),  # it is spelt so in Latin letters
        ("names: {ru: [Андрій Бєлоусов]}", ["W304"]),
        ("names: {uk: [Андрій Бєлоусов]}", []),
        ("names: {fa: [ولاديمير]}", ["W304"]),
        ("names: {zh: [北約]}", ["W304"]),
        ("names: {zh-Hant: [北約]}", []),
    ],
)
def test_e303_w303_w304_letters_of_another_alphabet(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert codes(tmp_path, treaties__a=fields) == expected


@pytest.mark.parametrize(
    ("held", "edition", "expected"),
    [
        ("{from: 2024-06}", "2025", ["W104"]),
        ("{from: 2024-12, to: 2025-01}", "2025", []),
        ("{from: 2021-06}", "50", []),  # it counts editions
    ],
)
def test_w104_an_edition_of_another_year(tmp_path: Path, held: str, edition: str, expected: list[str]) -> None:
    fields = f"series: exercise/z\nedition: '{edition}'\nheld: {held}"
    assert codes(tmp_path, exercises__z="", **{f"exercises__z_{edition}": fields}) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("{en: [Storm 25]}", ["W207"]),
        ("{en: [Storm-25]}", ["W207"]),  # to the matcher it is the same
        ("{en: [Storm 2025]}", []),
        ("{fr: [Storm 25]}", []),
    ],
)
def test_w207_a_name_that_follows_from_the_series(tmp_path: Path, names: str, expected: list[str]) -> None:
    edition = f"name: Storm-25\nnames: {names}\nseries: exercise/s\nedition: '25'"
    assert codes(tmp_path, exercises__s="name: Storm", exercises__s_25=edition) == expected


def terms(folder: Path, *spans: str) -> list[str]:
    """The codes when one office is held by one official after the other."""
    roles = "roles: [{{role: defence-minister, of: state/fr, {}}}]"
    return codes(folder, states__fr="", **{f"officials__o{n}": roles.format(span) for n, span in enumerate(spans)})


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (["from: 2020-01-01, to: 2022-05-10", "from: 2022-05-10"], []),
        (["from: 2020-01-01, to: 2022-05-10", "from: 2022-05-01"], ["W501"]),
        (["from: 2020-01-01", "from: 2022-05-01"], ["W501"]),
        (["from: 2020, to: 2022-05", "from: 2022-05-20"], []),  # as far as it is known
        (["from: 2020, to: 2022", "from: 2022"], []),
        (["from: 2020-01-01, to: 2022-05-10", "from: 2022-06-10"], []),  # a month without one
        (["from: 2020-01-01, to: 2022-05-10", "from: 2022-09-10"], ["W502"]),
        (["from: 2020, to: 2022", "from: 2023-02"], []),
        (["from: 2020, to: 2022", "from: 2024"], ["W502"]),
        (["to: 2022-05-10", "from: 2024"], []),  # since when is not known
    ],
)
def test_w501_w502_two_holders_and_none(tmp_path: Path, spans: list[str], expected: list[str]) -> None:
    assert terms(tmp_path, *spans) == expected


def test_w501_other_offices_have_many_holders(tmp_path: Path) -> None:
    roles = "roles: [{role: minister, of: state/fr, from: 2020}]"
    assert codes(tmp_path, states__fr="", officials__a=roles, officials__b=roles) == []


@pytest.mark.parametrize(("start", "expected"), [("1960", ["W404"]), ("1977-12-31", ["W404"]), ("1978", [])])
def test_w404_in_office_as_a_child(tmp_path: Path, start: str, expected: list[str]) -> None:
    fields = f"born: 1960-03-17\nroles: [{{role: envoy, of: state/fr, from: {start}}}]"
    assert codes(tmp_path, states__fr="", officials__a=fields) == expected


@pytest.mark.parametrize(
    ("fields", "checked", "expected"),
    [
        ("roles: [{role: envoy, of: state/fr, from: 2020}]", "2025-10", ["W405"]),
        ("roles: [{role: envoy, of: state/fr, from: 2020}]", "2025-12", []),
        ("roles: [{role: envoy, of: state/fr, from: 2020, to: 2021}]", "2025-10", []),
        ("born: 1960", "2021-10", ["W405"]),
        ("born: 1960", "2026-11-23", ["E405"]),
    ],
)
def test_w405_e405_checked_long_ago_or_not_yet(tmp_path: Path, fields: str, checked: str, expected: list[str]) -> None:
    text = f"id: official/a\nname: A\n{fields}\nsources: [general knowledge]\nchecked: {checked}\n"
    assert codes(tmp_path, states__fr="", officials__a=text) == expected


def test_w406_a_source_given_twice(tmp_path: Path) -> None:
    text = "id: treaty/a\nname: A\nchecked: 2026-11-22\nsources: [{}]\n"
    assert codes(tmp_path, treaties__a=text.format("https://un.org/a, HTTPS://un.org/a/")) == ["W406"]
    assert codes(tmp_path, treaties__a=text.format("https://un.org/a, https://un.org/b")) == []


def listed(missing: str) -> str:
    """Names in every language wanted but one."""
    return "names: {" + ", ".join(f"{lang}: ['2']" for lang in WANTED if lang not in ("en", missing)) + "}"


def test_w601_languages_that_an_important_entity_lacks(tmp_path: Path) -> None:
    names = (
        "names: {"
        + ", ".join(
            f"{lang}: ['2']"
            for lang in ["fr", "de", "es", "it", "pt", "pl", "ru", "uk", "be", "ar", "he", "fa", "tr", "zh", "ja"]
        )
        + "}"
    )
    members = {f"alliances__a{number}": "members: [state/fr, state/de]" for number in range(5)}
    assert found(tmp_path, states__fr=names, states__de="", **members) == [
        "states/de.yaml:1: W601 named by 5 entries, but has no name in "
        "fr, de, es, it, pt, pl, ru, uk, be, ar, he, fa, tr, zh, ja, ko",
        "states/fr.yaml:3: W601 named by 5 entries, but has no name in ko",
    ]
    (tmp_path / "alliances" / "a0.yaml").unlink()
    assert codes(tmp_path) == []


def test_w601_a_name_of_a_person_crosses_languages_of_one_script(tmp_path: Path) -> None:
    members = {f"alliances__a{number}": "members: [state/fr]" for number in range(5)}
    all_names = (
        "names: {"
        + ", ".join(
            f"{lang}: ['2']"
            for lang in ["fr", "de", "es", "it", "pt", "pl", "ru", "uk", "be", "ar", "he", "fa", "tr", "zh", "ja", "ko"]
        )
        + "}"
    )
    leader = "names: {ru: [Ян]}\nroles: [{role: head-of-state, of: state/fr, from: 2024}]"
    minister = "roles: [{role: minister, of: state/fr, from: 2024}]"
    files = {"states__fr": all_names, "officials__a": leader, "officials__b": minister, **members}
    assert found(tmp_path, **files) == [
        "officials/a.yaml:3: W601 head-of-state of state/fr, but has no name in ar, he, fa, zh, ja, ko"
    ]


PARTY = "parties:\n  - state/xx{}\n  - state/yy{}\n{}"


@pytest.mark.parametrize(
    ("text", "left", "allowed"),
    [
        (PARTY.format("", "", ""), ["E102", "E102"], 0),
        (PARTY.format("  # lint: allow E102 not written yet", "", ""), ["E102"], 1),
        (PARTY.format("", "", "# lint: allow E102 not written yet\n"), [], 2),
        (PARTY.format("", "", "# lint: allow W102 not written yet\n"), ["E102", "E102", "W701"], 0),
        (PARTY.format("", "", "# lint: allow E102\n"), ["E102", "E102", "W702"], 0),  # without a reason
        (PARTY.format("", "", "# lint: alow E102 why\n"), ["E102", "E102", "W702"], 0),
        (PARTY.format("", "", "# lint: allow E999 why\n"), ["E102", "E102", "W702"], 0),
        (PARTY.format("", "", "# lint: allow E001 why\n"), ["E102", "E102", "W702"], 0),
        (PARTY.format("", "", "# what lint: allows\n"), ["E102", "E102"], 0),
    ],
)
def test_w701_w702_comments_that_allow(tmp_path: Path, text: str, left: list[str], allowed: int) -> None:
    assert sorted(codes(tmp_path, treaties__t=text)) == left
    assert len(report(load(tmp_path, strict=False), today=TODAY).allowed) == allowed


def test_an_allowed_finding_is_kept_with_its_reason(tmp_path: Path) -> None:
    assert found(tmp_path, treaties__t="parties: [state/xx] # lint: allow E102 not written yet") == []
    (one,) = report(load(tmp_path, strict=False), today=TODAY).allowed
    assert (one.finding.code, one.reason) == ("E102", "not written yet")


def test_of_single_files_a_comment_about_others_may_be_right(tmp_path: Path) -> None:
    comments = "# lint: allow W203 another script\n# lint: allow W302 why\n"
    assert codes(tmp_path, treaties__t=comments) == ["W701", "W701"]
    path = str(tmp_path / "treaties" / "t.yaml")
    (left,) = report(load(tmp_path, strict=False), today=TODAY, only=[path]).findings
    assert left.code == "W701" and "W302" in left.message


def test_every_code_belongs_to_one_check() -> None:
    own = [code for codes in CHECKS.values() for code in codes]
    assert len(own) == len(set(own)) and set(own) < set(CODES)


def test_findings_are_errors_or_warnings_and_each_code_is_explained() -> None:
    assert Finding("a.yaml", 1, "E101", "x").level == "error"
    assert Finding("a.yaml", 1, "W401", "x").level == "warning"
    tried = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in CODES if f'"{code}"' not in tried and not re.search(rf"\b{code} ", tried)] == []
