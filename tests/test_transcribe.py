"""Names written by the conventions of every language: the samples of the language files, and that no letter is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm import datafile
from entitynorm.text.romanize import scheme
from entitynorm.text.tables import DATA, tables
from entitynorm.text.transcribe import Convention, convention, conventions, transcribe

LANGUAGES = sorted(path.stem for path in (DATA / "languages").glob("*.yaml"))
CONVENTIONS = [(target, tag) for target in LANGUAGES for tag in conventions(target, tables())]


def samples() -> list[tuple[str, str, str, str]]:
    """Every sample of a convention: language, convention, word, its spelling in that language."""
    found = []
    for lang in LANGUAGES:
        data = datafile.read(DATA / "languages" / f"{lang}.yaml").data.get("samples", {})
        assert isinstance(data, dict)
        found += [(lang, *sample) for sample in data.get("convention", ())]
    return found


def letters(table: Convention) -> list[str]:
    """The single letters that a convention covers, in both cases."""
    small = [group for group in table.spell if len(group) == 1 and group.isalpha()]
    return sorted({*small, *(c.upper() for c in small if len(c.upper()) == 1)})


@pytest.mark.parametrize(("lang", "tag", "word", "spelling"), samples())
def test_sample(lang: str, tag: str, word: str, spelling: str) -> None:
    assert transcribe(word, conventions(lang, tables())[tag]) == spelling


def test_every_language_with_conventions_has_samples() -> None:
    assert {lang for lang, *_ in samples()} == {lang for lang, _ in CONVENTIONS}


@pytest.mark.parametrize(("target", "tag"), CONVENTIONS)
def test_a_letter_goes_only_where_the_convention_says_so(target: str, tag: str) -> None:
    table = conventions(target, tables())[tag]
    silent = {group for group, spelling in table.spell.items() if not spelling.strip()}
    assert all(len(group.strip("^$")) == 1 for group in silent), "a whole group is silent"
    for letter in letters(table):
        assert (transcribe(f"x{letter}x", table) == "xx") == (letter.lower() in silent), letter


@pytest.mark.parametrize(("target", "tag"), CONVENTIONS)
def test_a_source_letter_without_a_rule_is_read_by_its_script_or_kept(target: str, tag: str) -> None:
    known = tables()
    table = conventions(target, known)[tag]
    script = known.language(table.source)["scripts"][0]
    for letter, latin in known.scripts[script]["letters"].items():
        if letter not in table.spell and latin:
            assert transcribe(letter, table), f"{letter} is lost"


@given(st.sampled_from(CONVENTIONS), st.data())
def test_no_letter_is_lost_in_a_word(pair: tuple[str, str], data: st.DataObject) -> None:
    """What a word is written as can be cut into what its groups are written as: nothing is lost, nothing comes in."""
    table = conventions(pair[0], tables())[pair[1]]
    word = data.draw(st.text(st.sampled_from(letters(table)), min_size=1, max_size=8))
    small = "".join(c.lower() for c in word)
    assert unicodedata.normalize("NFC", transcribe(word, table)).casefold() in {
        unicodedata.normalize("NFC", text).casefold() for text in every_cut(small, table)
    }


def every_cut(word: str, table: Convention) -> set[str]:
    """All that a word can become if it is cut into groups of the convention in any way."""
    ways: list[set[str]] = [{""}, *(set() for _ in word)]
    capital = {to.casefold(): small for small, to in table.capitals.items()}
    for at in range(len(word)):
        for end in range(at + 1, len(word) + 1):
            text = word[at:end]
            edges = [text] + ["^" + text] * (at == 0) + [text + "$"] * (end == len(word))
            edges += [f"^{text}$"] * (at == 0 and end == len(word))
            for spelling in (table.spell[edge] for edge in edges if edge in table.spell):
                ways[end] |= {before + spelling for before in ways[at]}
    return ways[-1] | {to + text[1:] for text in ways[-1] for to, small in capital.items() if text[:1] == small}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_words_stand_where_they_stood(name: str) -> None:
    """Spaces, digits and words in Latin letters are not touched."""
    table = conventions("fr", tables())["ru"]
    kept = [c for c in unicodedata.normalize("NFC", name) if c.isspace() or c.isdecimal()]
    assert [c for c in transcribe(name, table) if c.isspace() or c.isdecimal()][: len(kept)] == kept
    assert transcribe("MacArthur, Ben-Gvir & O’Brien (2)", table) == "MacArthur, Ben-Gvir & O’Brien (2)"


def test_what_a_group_becomes_is_not_read_again() -> None:
    to_russian = convention("uk", {"и": "ы", "й": "й", "і": "и", "в": "в"}, {"ий$": "ий"})
    assert transcribe("вівий ви", to_russian) == "вивий вы"


def test_edges_are_those_of_a_word_and_of_a_part_of_a_hyphenated_one() -> None:
    table = convention("ru", {"е": "e", "л": "l"}, {"^е": "ye", "л$": "lle"})
    assert transcribe("Ел-Ел елл", table) == "Yelle-Yelle yellle"


def test_capitals_and_marks_are_kept() -> None:
    table = conventions("fr", tables())["ru"]
    assert transcribe("СЕРГЕЙ Шойгу, щука", table) == "SERGUEÏ Choïgou, chtchouka"
    assert transcribe("Щ. Ёлкин", table) == "Chtch. Iolkine"
    assert transcribe("игорь Игорь ИГОРЬ", conventions("tr", tables())["ru"]) == "igor İgor İGOR"


def test_stress_and_normal_form_do_not_matter() -> None:
    table = conventions("de", tables())["ru"]
    for name in ("Шойгу́", "Шо\u0301йгу", unicodedata.normalize("NFD", "Шойгу")):
        assert transcribe(name, table) == "Schoigu"


def test_a_letter_that_no_rule_covers_falls_to_the_table_of_the_script() -> None:
    fallback = scheme({"ґ": "g"})
    assert transcribe("ґа", convention("uk", {"а": "a"}, fallback=fallback)) == "ga"
    assert transcribe("ґа", convention("uk", {"а": "ა"})) == "ґა"
