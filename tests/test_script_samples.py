"""Every sample of a script's file and of the sounds' file; every script's letters are of that script."""

import pytest

from entitynorm import datafile
from entitynorm.text.clean import clean, marked
from entitynorm.text.romanize import romanize
from entitynorm.text.script import script_of, script_of_char
from entitynorm.text.sound import skeleton
from entitynorm.text.tables import DATA, tables

SCRIPTS = {path.stem: datafile.read(path).data for path in sorted((DATA / "scripts").glob("*.yaml"))}
SOUNDS = datafile.read(DATA / "sounds.yaml").data


@pytest.mark.parametrize(
    ("script", "word", "expected"),
    [
        pytest.param(script, *row, id=f"{script}-{'-'.join(row)}")
        for script, data in SCRIPTS.items()
        for row in data.get("samples", ())
    ],
)
def test_romanized(script: str, word: str, expected: str) -> None:
    text = marked(word) if script in ("Latn", "Grek") else clean(word)  # their marks are letters to the tables
    assert romanize(text, tables().scheme("", script)) == expected


@pytest.mark.parametrize("names", SOUNDS["samples"], ids="-".join)
def test_names_that_sound_alike_share_a_skeleton(names: list[str]) -> None:
    assert len({skeleton(name, tables().hearing) for name in names}) == 1


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_has_samples_in_its_own_letters(script: str) -> None:
    samples = SCRIPTS[script].get("samples", ())
    assert samples
    assert {script_of(clean(word)) for word, *_ in samples} == {script}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_letter_has_a_reading_in_plain_latin(script: str) -> None:
    letters = SCRIPTS[script].get("letters", {})
    assert not {letter: latin for letter, latin in letters.items() if not latin.isascii()}
    own = [letter for letter in letters if letter.isalpha()]
    others = {letter for letter in own if script_of_char(letter) not in (script, "Zyyy")}
    assert len(others) < len(own) / 10, others


def test_every_language_writes_in_scripts_that_have_a_table() -> None:
    known = {*SCRIPTS, "Hani"}
    wrong = {tag: data["scripts"] for tag, data in tables().languages.items() if not set(data["scripts"]) <= known}
    assert not wrong
