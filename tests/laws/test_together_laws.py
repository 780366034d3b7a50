"""Several indexes searched as one answer as their union built together."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitynorm import Alias, AliasType, Entity, Normalizer, Result
from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.index.together import Together
from entitynorm.model import KeyType
from strategies import FIXED, gazetteers, mentions, normalizer

STATE = Entity("state/ee", "Estonia", "state", (Alias("Эстония", "ru"), Alias("Tallinn", "en", AliasType.WEAK)))
HAN = Entity("alliance/shanghai", "上海合作组织", "alliance", (Alias("上合组织", "zh"),))


def apart(entities: Sequence[Entity], parts: int, chance: random.Random) -> Normalizer:
    """A normalizer over so many indexes, some of them empty, among which the entities are divided by chance."""
    piles: list[list[Entity]] = [[] for _ in range(parts)]
    for entity in entities:
        chance.choice(piles).append(entity)
    return Normalizer([Index(memoryview(build(pile))) for pile in piles])


def same(one: Result, other: Result) -> bool:
    """Whether two results say the same, for the same reasons, with scores that differ by no more than rounding."""
    return (
        (one.mention, one.status, one.id) == (other.mention, other.status, other.id)
        and [match.candidate for match in one.matches] == [match.candidate for match in other.matches]
        and [match.score for match in one.matches] == pytest.approx([m.score for m in other.matches], abs=1e-9)
        and [[reason.name for reason in m.features] for m in one.matches]
        == [[reason.name for reason in m.features] for m in other.matches]
    )


def misspelt(text: str, chance: random.Random) -> str:
    """A text without one of its letters, and with two others in each other's place."""
    at = chance.randrange(len(text))
    text = text[:at] + text[at + 1 :]
    at = chance.randrange(max(1, len(text) - 1))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


splits = st.tuples(st.integers(2, 4), st.randoms(use_true_random=False))


@settings(max_examples=60)
@given(gazetteers(), splits)
def test_names_are_answered_as_by_one_index(entities: tuple[Entity, ...], split: tuple[int, random.Random]) -> None:
    parts, chance = split
    entities = (*entities, *chance.sample(FIXED, 12), STATE, HAN)
    one, several = normalizer(entities), apart(entities, parts, chance)
    for entity in entities:
        for alias in entity.aliases:
            for asked in (alias.text, misspelt(alias.text, chance), alias.text.split()[-1]):
                assert same(one.normalize(asked), several.normalize(asked)), asked


MIXED = normalizer((*FIXED, STATE, HAN))
ASUNDER = [apart((*FIXED, STATE, HAN), parts, random.Random(parts)) for parts in (2, 3)]


@settings(max_examples=200)
@given(mentions, st.sampled_from(ASUNDER))
def test_any_mention_is_answered_as_by_one_index(mention: object, several: Normalizer) -> None:
    assert same(MIXED.normalize(mention), several.normalize(mention))  # type: ignore[arg-type]


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from(ASUNDER))
def test_the_same_is_found_in_a_text(chance: random.Random, several: Normalizer) -> None:
    aliases = [alias.text for entity in (*FIXED, STATE, HAN) for alias in entity.aliases]
    text = " met ".join(chance.sample(aliases, 6)) + ". Minister " + misspelt(chance.choice(aliases), chance)
    for kinds in (None, ("state", "alliance")):
        expected, found = (known.find(text, lang="en", kinds=kinds) for known in (MIXED, several))
        assert len(expected) == len(found)
        assert all(map(same, expected, found)), text


@pytest.mark.parametrize("several", ASUNDER)
def test_what_is_asked_of_an_index_is_what_the_union_holds(several: Normalizer) -> None:
    one, view = MIXED.indexes[0], several.searched
    assert isinstance(view, Together)
    assert (view.entities, view.names) == (one.entities, one.names)
    assert (view.nations, view.unspaced, view.longest_name) == (one.nations, one.unspaced, one.longest_name)
    assert view.digests == one.digests
    assert all(view.holds(digest) for digest in one.digests)
    for word in range(one.words):
        spelling = one.spelling(word)
        twin = view.find_word(spelling)
        assert twin is not None
        assert view.term(twin)._replace(rarity=0.0) == one.term(word)._replace(rarity=0.0)
        assert view.rarity(twin) == pytest.approx(one.rarity(word))
        assert (view.count(twin), view.word_roman(twin)) == (one.count(word), one.word_roman(word))
        names, theirs = one.names_with(word), view.names_with(twin)
        assert sorted(map(str, map(one.alias, names))) == sorted(map(str, map(view.alias, theirs)))
        assert set(view.names_anchored(twin)) <= set(theirs)
    for number in range(one.entities):
        id = one.entity_id(number)
        here = view.find_id(id)
        assert here is not None
        assert (view.entity(here), view.name_count(here)) == (one.entity(number), one.name_count(number))
        printed = next(one.names_of(number))
        assert view.is_printed(next(view.names_of(here)))
        assert view.exact(" ".join(map(one.word_text, one.words_of(printed))))
    spelt = view.words_under(KeyType.EXACT, "treaty")
    assert [view.word_text(word) for word in spelt] == ["treaty"]
    view.check()
    assert view.size == sum(part.size for part in several.indexes)
    assert view.find_id("official/nobody") is None
