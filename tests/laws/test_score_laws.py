"""A score is the sum of its printed reasons; a numeral that contradicts vetoes; no key is no evidence."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from entitynorm import Alias, Entity, Mention, Normalizer, Result, Status
from entitynorm.match.resolve import MARGIN, decide
from entitynorm.match.score import probabilities
from strategies import FIXED, mentions, normalizer, phrases

FIXED_NORMALIZER = normalizer(FIXED)


def logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def check(result: Result, threshold: float) -> None:
    """Everything that holds of any result."""
    scores = [match.score for match in result.matches]
    assert scores == sorted(scores, reverse=True)
    assert len({match.id for match in result.matches}) == len(scores) <= 5
    for match in result.matches:
        assert 0 <= match.score <= 1
        assert logistic(sum(feature.value for feature in match.features)) == pytest.approx(match.score, abs=1e-9)
        assert all(feature.name for feature in match.features)
    assert (
        (result.id is not None)
        == (result.status is Status.MATCH)
        == bool(scores and scores[0] >= threshold and (len(scores) == 1 or scores[0] >= MARGIN * scores[1]))
    )
    assert result.id in (None, *[match.id for match in result.matches[:1]])


@given(mentions)
def test_a_score_is_the_logistic_of_the_sum_of_its_features(mention: Mention) -> None:
    result = FIXED_NORMALIZER.normalize(mention)
    check(result, FIXED_NORMALIZER.threshold_for(result))


@pytest.mark.parametrize(
    "text", ["OTAN", "Belousov", "START", "Zapad 2025", "Путин", "министр Лавров", "Ivanov", "NATO (NATO)"]
)
@pytest.mark.parametrize("lang", ["", "fr"])
def test_so_it_is_for_the_shipped_gazetteers(shipped: Normalizer, text: str, lang: str) -> None:
    result = shipped.normalize(text, lang=lang)
    assert result.matches
    check(result, shipped.threshold_for(result))


@given(st.lists(st.floats(-25, 25), min_size=1, max_size=8))
def test_probabilities_share_one_with_none_of_them(logits: list[float]) -> None:
    found = probabilities(logits)
    assert sum(p for p, _ in found) < 1
    assert sorted(logits) == [z for _, z in sorted(zip((p for p, _ in found), logits, strict=True))]
    for logit, (p, rivals) in zip(logits, found, strict=True):
        assert rivals <= 0
        assert logistic(logit + rivals) == pytest.approx(p, abs=1e-9)


@given(st.lists(st.floats(0.001, 0.99), max_size=5), st.floats(0.1, 0.95))
def test_a_decision_needs_the_threshold_and_the_margin(scores: list[float], threshold: float) -> None:
    scores = sorted((score / max(1.0, sum(scores)) for score in scores), reverse=True)
    status = decide(scores, threshold)
    ahead = len(scores) < 2 or (bool(scores) and scores[0] >= MARGIN * scores[1])
    assert (status is Status.MATCH) == bool(scores and scores[0] >= threshold and ahead)
    if status is Status.NIL:
        assert len(scores) < 2 or sum(scores) < threshold


@given(st.sampled_from(["", " ", "—", "«»", "\u200b", "...", "\r\n", "❤️", "'", "\ufe0f"]))
def test_what_has_no_word_has_no_match(text: str) -> None:
    result = FIXED_NORMALIZER.normalize(text)
    assert (result.status, result.matches, result.score, result.id) == (Status.NIL, (), 0.0, None)


@settings(max_examples=40)
@given(phrases, st.integers(1, 39), st.integers(1, 39))
def test_a_numeral_that_contradicts_vetoes(name: str, one: int, other: int) -> None:
    assume(one != other)
    (entity,) = (Entity("treaty/one", f"{name} {one}", "treaty", (Alias(f"{name} {one}", "en"),)),)
    known = normalizer([entity])
    assert known.normalize(f"{name} {one}").id == "treaty/one"
    assert known.normalize(f"{name} {other}").id is None


@settings(max_examples=40)
@given(phrases, st.integers(1990, 2030), st.integers(1990, 2030))
def test_of_two_editions_the_named_one_is_meant(name: str, one: int, other: int) -> None:
    assume(one != other)
    both = [Entity(f"exercise/e-{y}", f"{name} {y}", "exercise", (Alias(f"{name} {y}", "en"),)) for y in (one, other)]
    known = normalizer(both)
    for year in (one, other):
        for written in (f"{name} {year}", f"{name}-{year}", f"{name} '{year % 100:02}"):
            assert known.normalize(written).id == f"exercise/e-{year}"
