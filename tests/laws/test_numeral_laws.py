"""A numeral means one value in all its writings, and two values never fuzz."""

from hypothesis import given
from hypothesis import strategies as st

from entitynorm.model import KeyType
from entitynorm.text.clean import clean
from entitynorm.text.keys import name_words
from entitynorm.text.numerals import compatible, numeral
from entitynorm.text.tables import tables
from strategies import numbers, numerals, roman, words_of, writings


@given(numerals)
def test_every_writing_of_a_number_is_its_value(pair: tuple[int, str]) -> None:
    value, writing = pair
    assert numeral(clean(writing).replace(" ", ""), tables().numerals) == str(value)


@given(numerals, numerals)
def test_writings_of_different_numbers_differ_in_value(one: tuple[int, str], other: tuple[int, str]) -> None:
    values = [numeral(clean(w).replace(" ", ""), tables().numerals) for _, w in (one, other)]
    assert (values[0] == values[1]) == (one[0] == other[0])


@given(st.sampled_from(["Geor", "Arab", "Hang", "Deva", "Grek"]).flatmap(words_of).map(clean))
def test_other_words_are_no_numerals(word: str) -> None:
    spelled = tables().numerals
    assert (numeral(word, spelled) != "") == (word in spelled)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_compatible_is_symmetric_and_only_years_are_shortened(one: int, other: int) -> None:
    a, b = str(one), str(other)
    assert compatible(a, b) == compatible(b, a)
    if compatible(a, b) and a != b:
        assert abs(one - other) in (1900, 2000)


@given(numbers)
def test_all_writings_of_a_number_share_a_key(value: int) -> None:
    shared = None
    for writing in writings(value):
        (word, *rest) = name_words(writing)
        if rest:
            continue  # a spelled number of two words is read word by word
        keys = {key.value for key in word.keys() if key.type is KeyType.EXACT and key.value.startswith("#")}
        shared = keys if shared is None else shared & keys
    assert shared


def test_every_roman_numeral_up_to_39_is_read() -> None:
    assert [value for value in range(1, 40) if numeral(roman(value).lower()) != str(value)] == []
