"""A folder of entries: all files, all problems, editions named after their series."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from entitynorm import cache
from entitynorm.errors import DataErrors
from entitynorm.gazetteer.load import load
from entitynorm.model import Alias, AliasType

Write = Callable[..., Path]
ZAPAD = """\
id: exercise/zapad
name: Zapad
names: {en: [Exercise Zapad], uk: [Захід], fr: ["Zapad"]}
acronyms: {en: [ZPD], de: [ZAP]}
weak: {ru: [Запад]}
not: [West]
"""
ZAPAD_2025 = "id: exercise/zapad-2025\nname: Zapad 2025\nseries: exercise/zapad\nedition: '2025'\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(**files: str) -> Path:
        """Write files whose names have ``__`` for a slash."""
        for name, text in files.items():
            path = tmp_path / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def raised(folder: Path) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        load(folder)
    return [str(error).removeprefix(f"{folder}/") for error in caught.value.errors]


def test_entries_of_all_kinds_and_drawers_come_in_the_order_of_their_paths(write: Write) -> None:
    folder = write(
        treaties__npt="id: treaty/npt\nname: NPT",
        officials__ru__b="id: official/b\nname: B",
        officials__fr__deep__c="id: official/c\nname: C",
        states__ru="id: state/ru\nname: Russia",
        alliances__nato="id: alliance/nato\nname: NATO",
        exercises__zapad="id: exercise/zapad\nname: Zapad",
        retired="official/old-b: official/b\n",
    )
    (folder / "README.md").write_text("Not an entry")
    found = load(folder)
    assert [entity.id for entity in found.entities] == [
        "alliance/nato",
        "exercise/zapad",
        "official/c",
        "official/b",
        "state/ru",
        "treaty/npt",
    ]
    assert [document.data["id"] for document in found.documents] == [entity.id for entity in found.entities]
    assert dict(found.retired) == {"official/old-b": "official/b"}
    assert found.errors == ()


def test_an_edition_has_the_names_of_its_series_with_its_number(write: Write) -> None:
    own = "names: {uk: [Захід 2025]}\n"
    folder = write(**{"exercises__zapad__zapad": ZAPAD, "exercises__zapad__zapad-2025": ZAPAD_2025 + own})
    edition, series = load(folder).entities
    assert edition.aliases == (
        Alias("Zapad 2025", "en"),
        Alias("Захід 2025", "uk"),
        Alias("Exercise Zapad 2025", "en"),
        Alias("Zapad 2025", "fr"),
        Alias("ZAP 2025", "de"),  # German has the acronym only
        Alias("Запад 2025", "ru"),
    )
    assert [alias.text for alias in series.aliases if alias.type is AliasType.NAME] == [
        "Zapad",
        "Exercise Zapad",
        "Захід",
        "Zapad",
    ]


def test_an_edition_may_be_read_before_its_series(write: Write) -> None:
    folder = write(
        exercises__a__c="id: exercise/c\nname: C 1\nseries: exercise/a\nedition: '1'",
        exercises__b__a="id: exercise/a\nname: Aa",
    )
    assert [alias.text for alias in load(folder).entities[0].aliases] == ["C 1", "Aa 1"]


def test_a_broken_file_does_not_stop_the_others(write: Write) -> None:
    folder = write(
        officials__a="id: official/a\nname: @A",
        officials__b="id: official/b\nnaem: B\n",
        officials__c="id: official/c\nname: C\nname: D\n",
        officials__d="id: official/d\nname: D\n",
        retired="official/a: b\nofficial/e: official/d\n",
    )
    problems = raised(folder)
    assert [problem.split(": ")[0] for problem in problems] == [
        "officials/a.yaml:2",
        "officials/b.yaml:1",
        "officials/b.yaml:2",
        "officials/c.yaml:3",
        "retired.yaml:1",
    ]
    assert problems[2] == "officials/b.yaml:2: naem: no such field for official; did you mean name?"
    found = load(folder, strict=False)
    assert [str(error).removeprefix(f"{folder}/") for error in found.errors] == problems
    assert [entity.id for entity in found.entities] == ["official/b", "official/d"]
    assert dict(found.retired) == {"official/e": "official/d"}


def test_an_id_in_two_drawers_is_refused(write: Write) -> None:
    folder = write(officials__fr__a="id: official/a\nname: A", officials__ru__a="id: official/a\nname: A")
    assert raised(folder) == [f"officials/ru/a.yaml:1: id: official/a is taken by {folder}/officials/fr/a.yaml"]
    assert load(folder, strict=False).errors == ()


def test_the_folder_gives_the_kind_and_a_drawer_does_not(write: Write) -> None:
    folder = write(
        treaties__alliances__aukus="id: treaty/aukus\nname: AUKUS",
        alliances__b="id: treaty/b\nname: B",
    )
    assert raised(folder) == ["alliances/b.yaml:1: id: expected alliance/b, as the file is called, not treaty/b"]


def test_a_yaml_file_in_the_wrong_place_is_not_passed_over_in_silence(write: Write) -> None:
    files = {"oficials__a": "id: official/a\nname: A", "b": "id: official/b\nname: B", ".git__x": "x: y"}
    folder = write(**files)
    (folder / "officials").mkdir()
    (folder / "officials/c.yml").write_text("id: official/c\nname: C")
    first, *rest = raised(folder)
    assert first.startswith("b.yaml:1: not read: an entry belongs in a folder; the choices are officials")
    assert rest == [
        "officials/c.yml:1: not read: its name must end in .yaml",
        "oficials/a.yaml:1: not read: no folder oficials; did you mean officials?",
    ]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataErrors, match="no such folder"):
        load(tmp_path / "gazeteers")


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_as_it_was(tmp_path: Path, on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        load(tmp_path)
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_the_shipped_gazetteers_load() -> None:
    found = load(cache.gazetteers())
    assert len(found.entities) > 500
    assert {entity.kind for entity in found.entities} == {"official", "treaty", "exercise", "alliance", "state"}
    editions = [entity for entity in found.entities if entity.edition and not entity.name.endswith(entity.edition)]
    assert all(any(alias.text.endswith(entity.edition) for alias in entity.aliases) for entity in editions)
