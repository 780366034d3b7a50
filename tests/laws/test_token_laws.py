"""Words are cut where they were, and nowhere twice."""

import unicodedata

from hypothesis import given

from entitynorm.text.clean import clean
from entitynorm.text.tokens import _WORD, spans, words
from strategies import names_in, spaced_scripts, texts


@given(texts)
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for start, stop in spans(text):
        assert end <= start < stop <= len(text)
        end = stop


@given(texts)
def test_no_letter_or_digit_stands_outside_a_span(text: str) -> None:
    outside = list(text)
    for start, stop in spans(text):
        outside[start:stop] = " " * (stop - start)
    assert not [char for char in outside if unicodedata.category(char)[0] in "LN"]


@given(texts)
def test_words_hold_every_letter_and_digit_of_the_cleaned_text_in_order(text: str) -> None:
    cleaned = clean(text)
    assert "".join(words(cleaned)).replace("'", "") == "".join(cleaned.split()).replace("'", "")


@given(texts)
def test_words_of_letters_alone_are_cut_as_all_words_are(text: str) -> None:
    by_pattern = _WORD.findall(clean(text))
    assert words(clean(text)) in (by_pattern, ["".join(by_pattern)])


@given(names_in(spaced_scripts))
def test_a_span_of_a_name_is_a_word_of_it(name: str) -> None:
    cut = [clean(name[start:stop]) for start, stop in spans(name)]
    assert "".join(cut) == "".join(words(clean(name)))


def test_digits_part_from_letters() -> None:
    text = "«Zapad2025»"
    assert [text[start:stop] for start, stop in spans(text)] == ["Zapad", "2025"]
    assert words(clean(text)) == ["zapad", "2025"]
