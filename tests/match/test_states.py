"""Which states a title speaks of, and titles without spaces cut into words."""

from __future__ import annotations

import pytest

import entitynorm
from entitynorm.match.segment import cut
from entitynorm.match.states import other_state, said
from entitynorm.text.keys import name_words
from entitynorm.text.tables import tables


def states(text: str, lang: str) -> set[str]:
    return {state for _, state in said(name_words(text, lang))}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Acuerdo entre Japón y Reino Unido", "es", {"state-jp", "state-gb"}),
        ("Договор о взаимной обороне между США и Южной Кореей", "ru", {"state-us", "state-kr"}),
        ("Vertrag zwischen den Vereinigten Staaten und Nordkorea", "de", {"state-us", "state-kp"}),
        ("Treaty on Open Skies", "en", set()),
    ],
)
def test_states_are_known_by_one_word_and_by_several(text: str, lang: str, expected: set[str]) -> None:
    assert states(text, lang) == expected


def test_a_treaty_with_another_state_is_another_treaty() -> None:
    index = entitynorm.load().indexes[0]
    name = next(iter(index.exact("uk japan reciprocal access agreement")))
    theirs = index.words_of(name)
    words = name_words("Japan-Australia Reciprocal Access Agreement", "en")
    assert other_state(words, {1}, theirs, {0}, index) == 1.0
    assert other_state(words, {1}, theirs, {2}, index) == pytest.approx(0.4)
    assert other_state(words, {2}, theirs, {0}, index) == 0.0


@pytest.mark.parametrize(
    ("run", "lang", "expected"),
    [
        ("国际民用航空组织", "zh", ("国际", "民用", "航空", "组织")),
        ("中英联合声明", "zh", ("中", "英", "联合", "声明")),
        ("米韩相互防卫条约", "ja", ("米", "韩", "相互", "防卫", "条约")),
        ("한미연합사령부", "ko", ("한미", "연합", "사령부")),
        ("习近平", "zh", ()),
    ],
)
def test_titles_without_spaces_are_cut_into_words(run: str, lang: str, expected: tuple[str, ...]) -> None:
    assert cut(run, lang, entitynorm.load().indexes[0], tables()) == expected
