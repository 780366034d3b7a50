"""What is filed can be found: keys depend on the name alone, inflections share one, empty keys are none."""

import unicodedata
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm import datafile
from entitynorm.match.heard import heard_as
from entitynorm.model import AliasType, Key, KeyType
from entitynorm.text.clean import clean, marked
from entitynorm.text.keys import exact_text, name_words
from entitynorm.text.romanize import romanize, scheme
from entitynorm.text.script import script_of
from entitynorm.text.sound import skeleton, skeletons
from entitynorm.text.tables import DATA, tables
from entitynorm.text.tokens import words
from strategies import cleaned_words, langs, names, texts


def keys_of(text: str, lang: str = "", type: AliasType = AliasType.NAME) -> frozenset[Key]:
    """Every key of a name: its exact text, and the keys of its words; an acronym has only its spelling."""
    found = name_words(text, lang)
    if type is AliasType.ACRONYM:
        return frozenset({Key(KeyType.ACRONYM, exact_text(found))} if found else ())
    return frozenset(
        (*(key for w in found for key in w.keys()), *([Key(KeyType.EXACT, exact_text(found))] if found else ()))
    )


@given(st.one_of(texts, names), langs, st.sampled_from(list(AliasType)))
def test_no_key_is_empty(text: str, lang: str, type: AliasType) -> None:
    assert all(key.value for key in keys_of(text, lang, type))


@given(texts, langs)
def test_every_name_with_a_letter_or_digit_has_a_key(text: str, lang: str) -> None:
    assert bool(keys_of(text, lang)) == any(unicodedata.category(char)[0] in "LMN" for char in clean(text))


@given(names, langs)
def test_an_acronym_has_only_its_spelling(name: str, lang: str) -> None:
    assert {key.type for key in keys_of(name, lang, AliasType.ACRONYM)} == {KeyType.ACRONYM}


@given(st.one_of(texts, names), langs)
def test_keys_are_the_same_in_any_case(text: str, lang: str) -> None:
    assert exact_text(name_words(text.upper(), lang)) == exact_text(name_words(text, lang))
    assert keys_of(text.lower(), lang) >= {key for key in keys_of(clean(text), lang) if key.type is KeyType.EXACT}


@given(names, langs)
def test_a_word_is_filed_by_itself_and_its_stems_shorten_it(name: str, lang: str) -> None:
    for word in name_words(name, lang):
        assert (KeyType.EXACT, word.text) in {(key.type, key.value) for key in word.keys()}
        assert all(0 < len(stem) < len(word.text) + 1 for stem in word.stems)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1), langs)
def test_small_latin_letters_need_no_cleaning_and_are_changed_only_by_rules(word: str, lang: str) -> None:
    assert (clean(word), marked(word), script_of(word)) == (word, word, "Latn")
    own = tables().writing(lang, "Latn").scheme
    assert romanize(word, own) == romanize(word, own._replace(keeps_ascii=False))


@given(st.text("abcdeuxyzABC ", min_size=1))
def test_words_of_ascii_letters_are_filed_as_they_are_cleaned(text: str) -> None:
    assert [w.text for w in name_words(text)] == words(clean(text))


def test_a_letter_is_read_the_same_whatever_was_met_before() -> None:
    fresh, used = scheme({"石": "ishi"}), scheme({"石": "ishi"})
    romanize("ト", used)
    assert romanize("ド", used) == romanize("ド", fresh)


@given(cleaned_words, langs)
def test_a_rule_that_is_passed_over_would_change_nothing(word: str, lang: str) -> None:
    own = tables().writing(lang, script_of(word)).scheme
    always = [tuple(rule._replace(needs="") for rule in rules) for rules in (own.before, own.after)]
    assert romanize(word, own) == romanize(word, own._replace(before=always[0], after=always[1]))


@given(st.lists(st.text("abcehikmopqstuxyzñ5", max_size=50), min_size=1, max_size=5))
def test_readings_that_are_heard_together_are_heard_as_each_alone(readings: list[str]) -> None:
    heard = tables().hearing
    assert skeletons(readings, heard) == tuple(dict.fromkeys(filter(None, (skeleton(one, heard) for one in readings))))


@given(st.text("cehkhkssttqqpzzgxaiuy", max_size=12))
def test_groups_that_are_heard_as_their_letters_need_no_look(latin: str) -> None:
    raw = tables().raw["sounds"]
    groups = sorted(raw["groups"], key=len, reverse=True)
    letters = {letter: name for name, letters in raw["classes"].items() for letter in letters}
    classes, rest = "", latin
    while rest:
        unit = next((group for group in groups if rest.startswith(group)), rest[0])
        classes += raw["groups"].get(unit, letters.get(unit, "")).upper()
        rest = rest[len(unit) :]
    assert skeleton(latin, tables().hearing) == "".join(name for name, _ in groupby(classes))


@given(cleaned_words, st.sampled_from(["Arab", "Cyrl", "Hebr", "Kana", "Latn", "Geor"]))
def test_likely_sounds_are_distinct_not_empty_and_the_cheapest_first(word: str, script: str) -> None:
    for roman in (w.roman for w in name_words(word)):
        found = heard_as(roman, script)
        assert len({classes for classes, _ in found}) == len(found)
        assert all(classes for classes, _ in found)
        assert [cost for _, cost in found] == sorted(cost for _, cost in found)


@given(cleaned_words, langs)
def test_romanised_words_are_lower_case_words(word: str, lang: str) -> None:
    for one in name_words(word, lang):
        assert all(not roman or (roman == roman.lower() and " " not in roman) for roman in one.romans)


def languages() -> list[Path]:
    return sorted((DATA / "languages").glob("*.yaml"))


@pytest.mark.parametrize("path", languages(), ids=lambda path: path.stem)
def test_inflected_forms_of_a_sample_share_a_key_with_the_word(path: Path) -> None:
    samples = datafile.read(path).data.get("samples", {})
    apart = []
    for word, *forms in samples.get("same_stem", ()):
        own = {key.value for key in keys_of(word, path.stem) if key.type in (KeyType.STEM, KeyType.EXACT)}
        apart += [
            f"{form} and {word}"
            for form in forms
            if own.isdisjoint(
                key.value for key in keys_of(form, path.stem) if key.type in (KeyType.STEM, KeyType.EXACT)
            )
        ]
    assert not apart
