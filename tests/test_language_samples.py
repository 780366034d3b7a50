"""Every sample of a language's file: its romanisation, its inflected forms, its sounds.

Those of its conventions: ``test_transcribe``.
"""

from collections.abc import Iterator

import pytest

from entitynorm import datafile
from entitynorm.match.candidates import known_words
from entitynorm.match.readings import spelled_initials
from entitynorm.model import KINDS
from entitynorm.text.clean import clean, marked
from entitynorm.text.compile_tables import LANGUAGE_FIELDS
from entitynorm.text.inflect import stems
from entitynorm.text.keys import name_words
from entitynorm.text.romanize import romanize
from entitynorm.text.script import script_of
from entitynorm.text.tables import DATA, tables
from entitynorm.text.tokens import words

LANGUAGES = {path.stem: datafile.read(path).data for path in sorted((DATA / "languages").glob("*.yaml"))}
SAMPLES = {lang: data.get("samples", {}) for lang, data in LANGUAGES.items()}


def rows(column: str) -> Iterator[object]:
    for lang, samples in SAMPLES.items():
        for row in samples.get(column, ()):
            yield pytest.param(lang, *row[:1], row[1:], id=f"{lang}-{'-'.join(row)}")


def forms(word: str, lang: str) -> set[str]:
    """The words of a cleaned form, each with its stems."""
    found = set()
    for text in words(clean(word)):
        script = script_of(text)
        clitics = tables().clitics(lang, script) if script != "Latn" else ()
        found |= {text, *stems(text, tables().endings(lang, script), clitics)}
    return found


@pytest.mark.parametrize(("lang", "word", "expected"), list(rows("romanized")))
def test_romanized(lang: str, word: str, expected: list[str]) -> None:
    text = clean(word)
    assert [romanize(text, tables().scheme(lang, script_of(text)))] == expected


@pytest.mark.parametrize(("lang", "word", "inflected"), list(rows("same_stem")))
def test_same_stem(lang: str, word: str, inflected: list[str]) -> None:
    assert not [form for form in inflected if forms(form, lang).isdisjoint(forms(word, lang))]


@pytest.mark.parametrize(("lang", "word", "expected"), list(rows("sounds")))
def test_sounds(lang: str, word: str, expected: list[str]) -> None:
    scheme = tables().sounds(lang)
    assert scheme is not None
    assert [romanize(marked(word), scheme)] == expected


@pytest.mark.parametrize("lang", [lang for lang, data in LANGUAGES.items() if "foreign_names" in data])
def test_every_foreign_name_is_known_by_each_of_its_spellings(lang: str) -> None:
    unknown = [
        (latin, spelling)
        for latin, spellings in LANGUAGES[lang]["foreign_names"].items()
        for spelling in spellings
        if [w.script for w in name_words(spelling, lang)] != LANGUAGES[lang]["scripts"][:1]
        or clean(latin).replace("'", "") not in dict(known_words(name_words(spelling, lang)[0]))
    ]
    assert not unknown


@pytest.mark.parametrize("lang", [lang for lang, data in LANGUAGES.items() if "initials" in data])
def test_every_name_of_a_letter_stands_for_it_before_a_full_stop(lang: str) -> None:
    names = LANGUAGES[lang]["initials"]
    read = {name: spelled_initials(f"{name}. {name}", tables()) for name in names}
    assert read == {name: f"{letter.upper()}. {name}" for name, letter in names.items()}
    assert all(len(letter) == 1 and letter.isascii() for letter in names.values())


def test_every_kind_of_sample_is_run() -> None:
    kinds = {kind for samples in SAMPLES.values() for kind in samples}
    assert kinds <= {"romanized", "same_stem", "sounds", "convention"}


@pytest.mark.parametrize("field", ["kinds", "short_forms"])
def test_words_for_kinds_are_those_of_every_kind_there_is(field: str) -> None:
    shape = LANGUAGE_FIELDS[field]
    assert isinstance(shape, dict)
    assert tuple(shape) == KINDS
