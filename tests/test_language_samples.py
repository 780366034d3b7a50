"""Every sample of a language's file: its romanisation, its inflected forms, its sounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entitynorm import datafile
from entitynorm.text.clean import clean, marked
from entitynorm.text.inflect import stems
from entitynorm.text.romanize import romanize
from entitynorm.text.script import script_of
from entitynorm.text.tables import DATA, tables
from entitynorm.text.transcribe import transcribe

SAMPLES = {
    path.stem: datafile.read(path).data.get("samples", {}) for path in sorted((DATA / "languages").glob("*.yaml"))
}


def rows(column: str) -> Iterator[object]:
    for lang, samples in SAMPLES.items():
        for row in samples.get(column, ()):
            yield pytest.param(lang, *row[:1], row[1:], id=f"{lang}-{'-'.join(row)}")


def forms(word: str, lang: str) -> set[str]:
    """A cleaned word with its stems."""
    text = clean(word)
    script = script_of(text)
    clitics = tables().clitics(lang, script) if script != "Latn" else ()
    return {text, *stems(text, tables().endings(lang, script), clitics)}


@pytest.mark.parametrize(("lang", "word", "expected"), rows("romanized"))
def test_romanized(lang: str, word: str, expected: list[str]) -> None:
    text = clean(word)
    assert [romanize(text, tables().scheme(lang, script_of(text)))] == expected


@pytest.mark.parametrize(("lang", "word", "inflected"), rows("same_stem"))
def test_same_stem(lang: str, word: str, inflected: list[str]) -> None:
    assert not [form for form in inflected if forms(form, lang).isdisjoint(forms(word, lang))]


@pytest.mark.parametrize(("lang", "word", "expected"), rows("sounds"))
def test_sounds(lang: str, word: str, expected: list[str]) -> None:
    scheme = tables().sounds(lang)
    assert scheme is not None
    assert [romanize(marked(word), scheme)] == expected


CONVENTION


def test_every_kind_of_sample_is_run() -> None:
    kinds = {kind for samples in SAMPLES.values() for kind in samples}
    assert kinds <= {"romanized", "same_stem", "sounds", "convention"}


@pytest.mark.parametrize("path", sorted((DATA / "languages").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_language_has_samples_or_only_shared_tables(path: Path) -> None:
    data = datafile.read(path).data
    if any(column in data for column in ("endings", "sounds", "letters", "runs")):
        assert data.get("samples"), f"{path.stem}: rules without a sample"
