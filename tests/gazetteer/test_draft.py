"""Drafts: what follows from the little that is said, what is left to check, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from entitynorm.datafile import parse
from entitynorm.errors import DataErrors, EntitynormError
from entitynorm.gazetteer import sheet, wikidata
from entitynorm.gazetteer.draft import Draft, draft, edition_of, families, plan, slug
from entitynorm.gazetteer.load import Gazetteer, load
from entitynorm.gazetteer.schema import entity
from entitynorm.gazetteer.write import write
from entitynorm.text.tables import tables

FILES = {
    "states/cz.yaml": "id: state/cz\nname: Czechia\nwikidata: Q213\n",
    "alliances/eu/eu.yaml": "id: alliance/eu\nname: European Union\n",
    "officials/cz/jana.yaml": "id: official/jana\nname: Jana\nwikidata: Q1\n",
    "exercises/west/zapad.yaml": "id: exercise/zapad\nname: Zapad\nnames: {be: [Захад]}\n",
    "treaties/npt.yaml": "id: treaty/npt\nname: NPT\n",
    "retired.yaml": "treaty/old: treaty/npt\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def gazetteer(folder: Path) -> Gazetteer:
    return load(folder)


def made(kind: str, gazetteer: Gazetteer, **said: Any) -> Draft:
    return draft(kind, said, gazetteer, tables())


def test_an_official_gets_an_id_a_drawer_and_a_family_name(gazetteer: Gazetteer, folder: Path) -> None:
    roles = [{"role": "defence-minister", "of": "state/cz"}]
    one = made("official", gazetteer, name="Jana Černochová", names={"be": ["Яна Чарнохава"]}, roles=roles)
    assert (one.id, str(one.path)) == ("official/jana-cernochova", "officials/cz/jana-cernochova.yaml")
    assert one.entry["family"] == {"en": "Černochová", "be": "Чарнохава"}
    assert one.left[0].startswith("family: taken from the name (Černochová, Чарнохава)")
    write(plan([one], folder, noted=True).changes)
    assert load(folder).entities[2].name == "Jana Černochová"  # sound, with its notes
    assert (folder / one.path).read_text(encoding="utf-8").startswith("# to check: family: ")


def test_an_edition_gets_its_series_number_and_folder(gazetteer: Gazetteer) -> None:
    for name in ("Zapad-2025", "Zapad 2025", "Захад-2025"):
        one = made("exercise", gazetteer, name=name)
        assert (one.entry["series"], one.entry["edition"]) == ("exercise/zapad", "2025")
        assert one.path.parts[:2] == ("exercises", "west")
    assert edition_of("Vostok-2025", gazetteer.entities) is None
    assert str(made("exercise", gazetteer, name="Vostok").path) == "exercises/vostok/vostok.yaml"


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Xi Jinping", {"zh": ["习近平"]}),
        ("Kim Jong Un", {"ko": ["김정은"]}),
        ("Ursula von der Leyen", {}),
        ("Lula", {}),
    ],
)
def test_no_family_name_is_guessed_where_it_may_not_be_the_last_word(name: str, names: dict[str, list[str]]) -> None:
    assert families({"name": name, "names": names}, tables()) == {}


@pytest.mark.parametrize("name", ["Łukasz Ørsted", "Ḥasan Rūḥānī", "Белоусов", "安倍晋三", "O’Neill", "a/b c", "Ћосић"])
def test_slugs_are_plain(name: str) -> None:
    assert parse(f"id: official/{slug(name, tables())}", "x").data
    assert not entity(parse(f"id: official/{slug(name, tables())}\nname: X", f"{slug(name, tables())}.yaml"))[1]


def test_namesakes_take_a_year(gazetteer: Gazetteer) -> None:
    assert made("official", gazetteer, name="Jana", born="1970-05").id == "official/jana-1970"
    assert made("treaty", gazetteer, name="NPT", signed="2031").id == "treaty/npt-2031"


@pytest.mark.parametrize(
    ("kind", "said", "problem"),
    [
        ("official", {"name": "Jana"}, r"official/jana: is taken \(Jana\)"),
        ("treaty", {"name": "Old"}, r"treaty/old: is taken \(retired: treaty/npt\)"),
        ("treaty", {"name": "X", "id": "treaty/old"}, "is retired and never used again; it leads to treaty/npt"),
        ("treaty", {"name": "X", "id": "treaty/npt"}, "treaty/npt: exists already: NPT"),
        ("treaty", {"name": "X", "id": "treaty/X Y"}, "expected an ID like treaty/some-name"),
        ("treaty", {"name": " "}, "a name is needed"),
        ("state", {"name": "Poland"}, "say which with --id"),
        ("treaty", {"name": "X", "signed": "May"}, r"x\.yaml:3: signed: expected a date"),
    ],
)
def test_what_cannot_be_is_refused(gazetteer: Gazetteer, kind: str, said: dict[str, Any], problem: str) -> None:
    with pytest.raises(EntitynormError, match=problem):
        made(kind, gazetteer, **said)


def test_what_is_left_is_told(gazetteer: Gazetteer) -> None:
    one = made(
        "treaty", gazetteer, name="Prague Treaty", names={"cs": ["NPT"]}, parties=["state/cz", "state/xx", "state/zz"]
    )
    left = "\n".join(one.left)
    assert "signed: missing. When it was signed or adopted" in left and "names: missing" not in left
    assert "parties.1: state/xx does not exist yet" in left and "state/cz" not in left
    assert "'NPT' is a full name of treaty/npt (NPT) too, in en" in left


def test_rows_of_a_table(gazetteer: Gazetteer) -> None:
    text = (
        "\ufeffkind,name,names.cs,role,of,from,to,sources,countries,held\n"
        "official,Ann,Anna|Anča,envoy,eu,2020,2021,x|y,,\n\n"
        "exercise,Zet,,,,2020-05,,,pl|cz,\n"
        "official,Ann,,minister,cz,,,,,\n"
    ).replace(",held", "").replace(",\n", "\n")  # fmt: skip
    ann, zet = sheet.read(text, "a.csv", gazetteer)
    assert (ann.line, zet.line) == (2, 4)
    assert ann.said == {
        "name": "Ann",
        "names": {"cs": ["Anna", "Anča"]},
        "sources": ["x", "y"],
        "roles": [
            {"role": "envoy", "of": "alliance/eu", "from": "2020", "to": "2021"},
            {"role": "minister", "of": "state/cz"},
        ],
    }
    assert zet.said == {"name": "Zet", "held": {"from": "2020-05"}, "countries": ["pl", "cz"]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,nmaes.cs\nX,Y", "a.csv:2: nmaes.cs: no such column for treaty; did you mean names.en?"),
        ("name,names\nX,Y", "a.csv:2: names: no such column for treaty; did you mean name?"),
        ("name,kind\nX,pact", "a.csv:2: kind: no such kind: 'pact'; the choices are official"),
        ("name\nX,Y", "a.csv:2: 2 cells under 1 headings"),
        ('name\n"X', "a.csv:2: not CSV: unexpected end of data"),
    ],
)
def test_a_bad_row_is_told_with_its_line(gazetteer: Gazetteer, text: str, problem: str) -> None:
    with pytest.raises(DataErrors) as caught:
        sheet.read(text, "a.csv", gazetteer, "treaty")
    assert str(caught.value).startswith(problem)


def item(way: str, value: Any, **qualifiers: Any) -> dict[str, Any]:
    def snak(inner: Any) -> dict[str, Any]:
        if isinstance(inner, str) and inner.startswith("+"):
            inner = {"time": f"{inner}T00:00:00Z", "precision": 11 if "-00" not in inner else 9}
        elif isinstance(inner, str) and inner.startswith("Q"):
            inner = {"id": inner, "entity-type": "item"}
        return {"snaktype": "value", "datavalue": {"value": inner}}

    found = {name: [snak(inner)] for name, inner in qualifiers.items()}
    return {"mainsnak": snak(value), "rank": "normal", "qualifiers": found, "property": way}


def labels(**texts: str) -> dict[str, dict[str, str]]:
    return {lang.replace("_", "-"): {"language": lang.replace("_", "-"), "value": text} for lang, text in texts.items()}


CZECH = {"P17": [item("P17", "Q213")]}
MINISTER = {
    "entities": {
        "Q99": {
            "id": "Q99",
            "labels": labels(en="Jana Nová", cs="Jana Nová", be="Яна Нова", zh_hant="雅娜", xx="X", mul="Jana Nová"),
            "aliases": {"ru": [{"language": "ru", "value": "Яна Новая"}, {"language": "ru", "value": "яна новая"}]},
            "claims": {
                "P31": [item("P31", "Q5")],
                "P569": [item("P569", "+1970-00-00")],
                "P39": [
                    item("P39", "Q7", P580="+2021-12-17", P582="+2025-12-15"),
                    item("P39", "Q8", P580="+2019-01-01"),
                    {**item("P39", "Q7", P580="+1900-01-01"), "rank": "deprecated"},
                ],
            },
        },
        "Q7": {
            "id": "Q7",
            "labels": labels(en="Minister of Defence of Czechia"),
            "claims": {"P17": [item("P17", "Q213")]},
        },
        "Q8": {"id": "Q8", "labels": labels(en="deputy minister of defence"), "claims": CZECH},
    }
}


def test_an_entity_of_wikidata_with_dated_offices(gazetteer: Gazetteer, folder: Path) -> None:
    (found,) = wikidata.read(json.dumps(MINISTER), "Q99.json", gazetteer, tables())
    assert found.kind == "official"
    assert found.said == {
        "name": "Jana Nová",
        "wikidata": "Q99",
        "sources": ["wikidata:Q99"],
        "names": {"be": ["Яна Нова"], "zh-Hant": ["雅娜"], "ru": ["Яна Новая"]},
        "acronyms": {},
        "born": "1970",
        "roles": [{"role": "defence-minister", "of": "state/cz", "from": "2021-12-17", "to": "2025-12-15"}],
    }
    assert found.left == (
        "names: in languages that nothing is known of here, left out: xx",
        "roles: defence-minister of state/cz, made of 'Minister of Defence of Czechia': is it that?",
        "roles: deputy minister of defence, 2019-01-01 to …: which role?",
    )
    one = made("official", gazetteer, **found.said)
    assert str(one.path) == "officials/cz/jana-nova.yaml"
    write(plan([one], folder, noted=True).changes)
    load(folder)


def test_a_lone_entity_and_a_kind_by_the_label_of_its_class(gazetteer: Gazetteer) -> None:
    pact = {
        "id": "Q98",
        "labels": labels(en="Prague Pact", fr="Pacte de Prague"),
        "aliases": {"fr": [{"language": "fr", "value": "PDP"}]},
        "claims": {"P585": [item("P585", "+1955-05-14")], "P31": [item("P31", "Q625")]},
    }
    with pytest.raises(DataErrors, match=r"a\.json:1: Q98: the file does not tell of what kind it is"):
        wikidata.read(json.dumps(pact), "a.json", gazetteer, tables())
    (found,) = wikidata.read(json.dumps(pact), "a.json", gazetteer, tables(), "treaty")
    assert found.said["signed"] == "1955-05-14"
    assert found.said["names"] == {"en": ["Prague Pact"], "fr": ["Pacte de Prague"]}
    assert found.said["acronyms"] == {"fr": ["PDP"]}
    both = {"entities": {"Q98": pact, "Q625": {"id": "Q625", "labels": labels(en="bilateral treaty"), "claims": []}}}
    assert wikidata.read(json.dumps(both), "a.json", gazetteer, tables())[0].kind == "treaty"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "a.json:1: not JSON: "),
        ("[]", "a.json:1: no entity of Wikidata"),
        ('{"entities": {}}', "a.json:1: no entity"),
    ],
)
def test_what_is_no_entity_file_is_told(gazetteer: Gazetteer, text: str, problem: str) -> None:
    with pytest.raises(DataErrors) as caught:
        wikidata.read(text, "a.json", gazetteer, tables())
    assert str(caught.value).startswith(problem)
