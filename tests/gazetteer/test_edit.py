"""Names added, entries merged and retired: what becomes of the files, and what is refused."""

from pathlib import Path

import pytest

from entitynorm.datafile import parse
from entitynorm.errors import DataErrors, EntitynormError, UnknownEntityError
from entitynorm.gazetteer.edit import EditError, Plan, add
from entitynorm.gazetteer.load import load
from entitynorm.gazetteer.merge import merge, retire
from entitynorm.gazetteer.write import write

FILES = {
    "officials/a.yaml": """id: official/a
name: Ann Bee
names:
  ru: [Анн Би]  # as she signs
family: {en: Bee}
not: [Ann Bee (singer)]
roles:
  - {role: envoy, of: alliance/old, from: 2020}
""",
    "alliances/old.yaml": """id: alliance/old
name: Old Pact
names:
  en: [The Old Pact]
  fr:
    - Vieux pacte  # Le Monde
acronyms:
  en: [OP]
not: [New Pact, Oil Pact]
founded: 1999
sources: [general knowledge, https://old.org]
""",
    "alliances/new.yaml": """id: alliance/new
# the better one
name: New Pact
names:
  en: [The old pact]
not: [OP]
founded: 2000
members: [alliance/old, state/fr]
sources: [general knowledge]
""",
    "states/fr.yaml": "id: state/fr\nname: France\n",
    "states/su.yaml": "id: state/su\nname: Soviet Union\n",
    "states/ru.yaml": "id: state/ru\nname: Russia\n",
    "treaties/t.yaml": "id: treaty/t\nname: T\nparties: [state/su, alliance/old, alliance/new]  # all of them\n",
    "exercises/z.yaml": "id: exercise/z\nname: Zet\ncountries: [su, fr]\n",
    "exercises/z-25.yaml": "id: exercise/z-25\nname: Zet 25\nseries: exercise/z\nedition: '25'\n",
    "exercises/z-2025.yaml": "id: exercise/z-2025\nname: Zet 2025\nseries: exercise/z\nedition: '2025'\n",
    "exercises/y.yaml": "id: exercise/y\nname: Ypsilon\n",
    "retired.yaml": "alliance/older: alliance/old  # 2019\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def done(folder: Path, plan: Plan) -> dict[str, str]:
    """The files that a plan changed, or '' for those that it removed, once it is carried out."""
    write(plan.changes)
    load(folder)  # sound
    paths = [change.path for change in plan.changes]
    return {str(p.relative_to(folder)): p.read_text(encoding="utf-8") if p.exists() else "" for p in paths}


def test_a_name_goes_behind_those_of_its_language(folder: Path) -> None:
    plan = add(load(folder), "official/a", "Анна Би", "ru")
    assert "  ru: [Анн Би, Анна Би]  # as she signs\n" in done(folder, plan)["officials/a.yaml"]
    assert plan.remarks == ()


@pytest.mark.parametrize(
    ("text", "lang", "type", "expected"),
    [
        ("Анн", "uk", "name", "  uk: [Анн]\n"),
        ("Beeh", "en", "family", "family:\n  en: [Bee, Beeh]\n"),
        ("Би", "ru", "family", "family: {en: Bee, ru: Би}\n"),
        ("the envoy", "en", "weak", "weak:\n  en: [the envoy]\n"),
        ("AB", "en", "acronym", "acronyms:\n  en: [AB]\n"),
        ("Ann B.", "", "not", "not: [Ann Bee (singer), Ann B.]\n"),
    ],
)
def test_each_type_has_its_field(folder: Path, text: str, lang: str, type: str, expected: str) -> None:
    assert expected in done(folder, add(load(folder), "official/a", text, lang, type))["officials/a.yaml"]


def test_the_source_of_a_name_is_written_beside_it(folder: Path) -> None:
    plan = add(load(folder), "official/a", "Анна Би", "ru", source="https://tass.ru")
    # With more than a text the list has a line for each.
    assert "    - Анн Би\n    - {text: Анна Би, source: https://tass.ru}\n" in done(folder, plan)["officials/a.yaml"]
    plan = add(load(folder), "official/a", "Ann Bea", "", "not", source="https://x.org")
    assert "sources: [https://x.org]\n" in done(folder, plan)["officials/a.yaml"]


@pytest.mark.parametrize(
    ("id", "text", "lang", "type", "problem"),
    [
        ("official/a", "анн БИ", "ru", "name", "a.yaml:4: 'Анн Би' is given already by names.ru.0"),
        ("official/a", "BEE", "en", "weak", "a.yaml:5: 'Bee' is given already by family.en"),
        ("official/a", "Ann Bee (Singer)", "en", "name", "is listed under `not`, as the name of somebody else"),
        ("official/a", "Ann Bee", "", "not", "a.yaml:2: 'Ann Bee' is an alias: take it out there first"),
        ("official/a", "X", "english", "name", "'english' is not a language tag"),
        ("official/a", " ", "en", "name", "the alias is empty"),
        ("alliance/new", "X", "en", "family", "only officials have a family name"),
        ("official/b", "X", "en", "name", "official/b: no such entity; did you mean official/a?"),
        ("alliance/older", "X", "en", "name", "alliance/older: is retired; it is now alliance/old"),
    ],
)
def test_what_is_no_new_name_is_refused(folder: Path, id: str, text: str, lang: str, type: str, problem: str) -> None:
    with pytest.raises(EntitynormError) as caught:
        add(load(folder), id, text, lang, type)
    assert problem in str(caught.value)


def test_who_else_is_called_so_is_told(folder: Path) -> None:
    assert add(load(folder), "official/a", "OP", "en", "acronym").remarks == (
        "'OP' is an acronym of alliance/old (Old Pact) too",
    )
    assert add(load(folder), "official/a", "vieux PACTE", "en").remarks == (
        "'vieux PACTE' is a full name of alliance/old (Old Pact) too, in fr",
    )
    assert add(load(folder), "exercise/z", "Zet 2025", "de").remarks == ()  # its own edition's


def test_merging_carries_what_only_the_old_entry_says_and_rewrites_references(folder: Path) -> None:
    plan = merge(load(folder), folder, "alliance/old", "alliance/new")
    files = done(folder, plan)
    assert files == {
        "alliances/new.yaml": """id: alliance/new
# the better one
name: New Pact
names:
  en: [The old pact, Old Pact]
  fr:
    - Vieux pacte  # Le Monde
acronyms:
  en: [OP]
not: [Oil Pact]
founded: 2000
members: [state/fr]
sources: [general knowledge, https://old.org]
""",
        "officials/a.yaml": FILES["officials/a.yaml"].replace("alliance/old", "alliance/new"),
        "treaties/t.yaml": "id: treaty/t\nname: T\nparties: [state/su, alliance/new]  # all of them\n",
        "retired.yaml": "alliance/old: alliance/new\nalliance/older: alliance/new  # 2019\n",
        "alliances/old.yaml": "",
    }
    assert "founded: 2000 is kept, the other entry says 1999" in plan.remarks
    assert "treaty/t now refers to alliance/new" in plan.remarks


def test_countries_are_references_too(folder: Path) -> None:
    files = done(folder, merge(load(folder), folder, "state/su", "state/ru"))
    assert "countries: [ru, fr]\n" in files["exercises/z.yaml"]
    assert parse(files["states/ru.yaml"], "ru.yaml").data["names"] == {"en": ["Soviet Union"]}


def test_merging_editions_keeps_the_names_that_followed_from_the_other_number(folder: Path) -> None:
    done(folder, merge(load(folder), folder, "exercise/z-25", "exercise/z-2025"))
    merged = next(entity for entity in load(folder).entities if entity.id == "exercise/z-2025")
    assert {"Zet 25", "Zet 2025"} <= {alias.text for alias in merged.aliases}


def test_a_series_may_be_merged_with_its_editions_left_alone(folder: Path) -> None:
    files = done(folder, merge(load(folder), folder, "exercise/z", "exercise/y"))
    assert "series: exercise/y\n" in files["exercises/z-25.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("alliance/old", "alliance/old", "is one entry already"),
        ("alliance/old", "state/fr", "are of two kinds"),
        ("exercise/z-25", "exercise/z", "one is a series and the other an edition"),
        ("alliance/old", "alliance/better", "If this was to rename alliance/old: an ID never changes"),
        ("alliance/older", "alliance/new", "alliance/older: is retired; it is now alliance/old"),
        ("alliance/x", "alliance/new", "alliance/x: no such entity"),
    ],
)
def test_merges_that_make_no_sense_are_refused(folder: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(EntitynormError, match=problem):
        merge(load(folder), folder, old, new)


def test_a_retired_edition_leads_to_its_series(folder: Path) -> None:
    plan = retire(load(folder), folder, "exercise/z-25")
    assert done(folder, plan) == {
        "retired.yaml": "alliance/older: alliance/old  # 2019\nexercise/z-25: exercise/z\n",
        "exercises/z-25.yaml": "",
    }
    assert plan.remarks == ("its names are given up: Zet 25",)


def test_the_first_retired_id_makes_the_list(folder: Path) -> None:
    (folder / "retired.yaml").unlink()
    files = done(folder, retire(load(folder), folder, "state/su", "state/ru"))
    assert files["retired.yaml"] == "state/su: state/ru\n"


@pytest.mark.parametrize(
    ("id", "into", "problem"),
    [
        ("state/su", "", "say with --into which entity comes nearest"),
        ("state/su", "state/su", "cannot lead to itself"),
        ("state/su", "state/rx", "state/rx: no such entity; did you mean"),
        ("state/xx", "state/ru", "state/xx: no such entity"),
    ],
)
def test_an_id_is_not_retired_into_nothing(folder: Path, id: str, into: str, problem: str) -> None:
    with pytest.raises((EditError, UnknownEntityError), match=problem):
        retire(load(folder), folder, id, into)


def test_an_edit_that_would_break_another_entry_is_refused(folder: Path) -> None:
    with pytest.raises(DataErrors, match=r"z\.yaml:3: countries\.0: expected two small letters"):
        retire(load(folder), folder, "state/su", "treaty/t")


def test_nothing_is_retired_while_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "treaties" / "u.yaml").write_text("id: treaty/u\nparties: [state/su\n")
    with pytest.raises(DataErrors, match=r"u\.yaml:3: "):
        retire(load(folder, strict=False), folder, "state/su", "state/ru")
    add(load(folder, strict=False), "state/su", "Union", "en")  # which needs no other file
