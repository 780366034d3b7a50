"""Cleaning makes one spelling of what looks the same, and loses nothing that does not."""

import sys
import unicodedata
from collections import defaultdict

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from entitynorm.text.clean import (
    _CYRILLIC,
    _CYRILLIC_BLOCKS,
    _LATIN,
    _LATIN_BLOCKS,
    APOSTROPHES,
    clean,
    clean_in_steps,
    is_plain,
    marked,
    marked_in_steps,
)
from entitynorm.text.tokens import words
from strategies import BIDI, ZERO_WIDTH, alphabet, names_in, scripts, spaced_scripts, texts

_UNSEEN = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]")
_LATIN_OR_GREEK = regex.compile(r"[\p{Latin}\p{Greek}]")
_STRESS = regex.compile(r"(?<=\p{Cyrillic})[\u0300\u0301]+")  # a dictionary's mark, part of no letter
CODE_POINTS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]


def caseless(text: str) -> str:
    """The text by Unicode's own equality of compatible forms and cases."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@given(texts)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert marked(marked(text)) == marked(text)


@given(st.one_of(texts, names_in(scripts), st.text(st.characters(max_codepoint=0x7F))))
def test_reading_letter_by_letter_gives_what_the_steps_give(text: str) -> None:
    assert clean(text) == clean_in_steps(text)
    assert marked(text) == marked_in_steps(text)


@given(texts)
def test_what_is_plain_needs_no_cleaning(text: str) -> None:
    if is_plain(text := " ".join(text.split())):
        assert clean(text) == marked(text) == text


@pytest.mark.parametrize("beside", ["{}", "J{}", "न{}\u093c", "か{}\u1161", "я{}א"])
def test_every_character_reads_alone_as_it_does_in_steps(beside: str) -> None:
    seen = set()
    for char in CODE_POINTS:
        # Of a large block of letters that stand for themselves some are enough.
        if unicodedata.name(char, "").startswith(("CJK", "HANGUL SYLLABLE", "EGYPTIAN", "TANGUT")) and ord(char) % 29:
            continue
        if unicodedata.category(char) not in ("Cn", "Co"):
            text = beside.format(char)
            seen.add(clean(text))
            assert (clean(text), marked(text)) == (clean_in_steps(text), marked_in_steps(text)), hex(ord(char))
    assert len(seen) > 10_000


def test_blocks_hold_every_letter_of_their_script() -> None:
    assert all(map(_LATIN_BLOCKS.match, filter(_LATIN.match, CODE_POINTS)))
    assert all(map(_CYRILLIC_BLOCKS.match, filter(_CYRILLIC.match, CODE_POINTS)))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@given(text=texts)
def test_normal_forms_change_nothing(text: str, form: str) -> None:
    assert clean(unicodedata.normalize(form, text)) == clean(text)


@given(texts)
def test_case_changes_nothing(text: str) -> None:
    for changed in (text.upper(), text.lower(), text.title(), text.casefold(), text.swapcase()):
        assert clean(changed) == clean(text)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_width_changes_nothing(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if char != " " else "\u3000" for char in text)
    assert clean(wide) == clean(text)


@given(texts, st.integers(0, 30), st.sampled_from(ZERO_WIDTH + BIDI))
def test_marks_that_nobody_sees_change_nothing(text: str, at: int, unseen: str) -> None:
    assert clean(text[:at] + unseen + text[at:]) == clean(text)
    assert marked(text[:at] + unseen + text[at:]) == marked(text)


@given(texts)
def test_marked_text_is_cleaned_but_for_its_marks(text: str) -> None:
    assert clean(marked(text)) == clean(text)
    assert [clean(word) for word in words(marked(text))] == words(clean(text))


@given(st.lists(names_in(scripts), max_size=4), st.sampled_from([" ", "  ", " – ", ", ", "\r\n", "\t", "/", "«»"]))
def test_what_stands_between_words_changes_nothing(parts: list[str], between: str) -> None:
    assert clean(between.join(parts)) == clean(" ".join(parts))


@given(names_in(spaced_scripts))
def test_no_letter_or_mark_of_a_name_is_lost(name: str) -> None:
    kept = clean(name)
    unstressed = _STRESS.sub("", caseless(name))
    bare = unicodedata.normalize("NFD", unstressed)
    if _LATIN_OR_GREEK.search(bare):
        bare = "".join(char for char in bare if unicodedata.category(char)[0] != "M")
        kept = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c)[0] != "M")
    wanted = [char for char in bare if unicodedata.category(char)[0] in "LM" and char not in APOSTROPHES]
    got = [char for char in unicodedata.normalize("NFD", kept) if unicodedata.category(char)[0] in "LM"]
    assert got == wanted


def test_distinct_letters_of_a_script_stay_distinct() -> None:
    for script in (
        "Arab",
        "Armn",
        "Beng",
        "Cyrl",
        "Deva",
        "Ethi",
        "Geor",
        "Hang",
        "Hani",
        "Hebr",
        "Hira",
        "Kana",
        "Thai",
    ):
        for letters in alphabet(script):
            distinct = {caseless("x" + letter) for letter in letters}
            assert len({clean("x" + letter) for letter in letters}) == len(distinct), script


def test_every_code_point_is_cleaned_once_in_any_form_and_case() -> None:
    wrong = []
    for char in CODE_POINTS:
        kept = clean(char)
        if not kept and unicodedata.category(char) in ("Cn", "Co"):
            continue  # most of the planes
        same = (kept, unicodedata.normalize("NFD", char), char.upper(), char.lower())
        if any(clean(other) != kept for other in same) or clean(inside := clean(f"я{char}я")) != inside:
            wrong.append(f"{ord(char):04X}")
    assert not wrong


def test_every_code_point_keeps_what_it_says() -> None:
    """No letter, mark or digit vanishes, and only Latin and Greek ones lose their marks."""
    lost = []
    together: defaultdict[str, set[str]] = defaultdict(set)
    for char in CODE_POINTS:
        category = unicodedata.category(char)
        if _UNSEEN.match(char) or char in APOSTROPHES or caseless(char)[0] in APOSTROPHES:
            continue
        after = clean("ა" + char)
        if (category[0] in "LM" or category in ("Nd", "Nl") or char.isdigit()) and len(after) < 2:
            lost.append(f"{ord(char):04X}")
        if category[0] in "LM" and not _LATIN_OR_GREEK.search(unicodedata.normalize("NFKD", caseless(char))):
            together["".join(after.split())].add("".join(c for c in caseless("ა" + char) if not c.isspace()))
    assert set(lost) <= {"A78B", "A78C"}  # the saltillo, an apostrophe of Mexican languages
    assert not {kept: sorted(forms) for kept, forms in together.items() if len(forms) > 1}
