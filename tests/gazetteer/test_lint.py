"""Each check of the linter: a case that trips it, and its twin that does not."""

from pathlib import Path

import pytest

from entitynorm.gazetteer.lint import CODES, Finding, lint
from entitynorm.gazetteer.load import load

CARE = "sources: [general knowledge]\nchecked: 2026-11-22\n"


def found(folder: Path, **files: str) -> list[str]:
    """Lint files whose names have ``__`` for a slash; an entry that has no ID gets that, a name, sources and a date."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        if name != "retired" and not text.startswith("id:"):
            kind = {"treaties": "treaty"}.get(path.parts[len(folder.parts)], path.parts[len(folder.parts)][:-1])
            text = f"id: {kind}/{path.stem}\n" + (text if "name:" in text else f"name: Name of {path.stem}\n{text}")
            text = text.rstrip("\n") + f"\n{CARE}"
        path.write_text(text, encoding="utf-8")
    return [str(finding).removeprefix(f"{folder}/") for finding in lint(load(folder, strict=False))]


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


def test_e001_a_file_of_the_wrong_form_is_told_and_its_names_wait(tmp_path: Path) -> None:
    bad = "nmaes: {}\nnames: {en: [Same]}"
    assert found(tmp_path, officials__a=bad, officials__b="names: {en: [Same]}") == [
        "officials/a.yaml:3: E001 nmaes: no such field for official; did you mean names?"
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
    ["names: {en: [Treaty of Y]}", "weak: {en: [Treaty of X]}", "acronyms: {en: [Treaty of X]}", "not: [Treaty of X]"],
)
def test_e201_weak_aliases_acronyms_and_look_alikes_may_be_shared(tmp_path: Path, fields: str) -> None:
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


def test_findings_are_errors_or_warnings_and_each_code_is_explained() -> None:
    assert Finding("a.yaml", 1, "E101", "x").level == "error"
    assert Finding("a.yaml", 1, "W401", "x").level == "warning"
    tried = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in CODES if f'"{code}"' not in tried and f" {code} " not in tried] == []
