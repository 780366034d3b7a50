"""Two people of one family name in one text: told apart by first name, office and state, else nobody is named."""

import pytest

from entitynorm import Normalizer
from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import Alias, Entity, Period
from entitynorm.text.tables import tables

PEOPLE = (
    Entity("official/anna-hartmann", "Anna Hartmann", "official", (Alias("Anna Hartmann", "en"),),
           (Period("2020", "", "defence-minister", "state/de"),)),
    Entity("official/jonas-hartmann", "Jonas Hartmann", "official", (Alias("Jonas Hartmann", "en"),),
           (Period("2021", "", "foreign-minister", "state/at"),)),
    Entity("state/de", "Germany", "state", (Alias("Germany", "en"),), adjectives=(Alias("German", "en"),)),
    Entity("state/at", "Austria", "state", (Alias("Austria", "en"),), adjectives=(Alias("Austrian", "en"),)),
)  # fmt: skip
BOTH = "Anna Hartmann met Jonas Hartmann in Vienna. "
ANNA, JONAS = "official/anna-hartmann", "official/jonas-hartmann"


@pytest.fixture(scope="module")
def known() -> Normalizer:
    return Normalizer([Index(memoryview(build(PEOPLE)))], tables())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOTH + "Later defence minister Hartmann left.", [ANNA]),
        (BOTH + "Later foreign minister Hartmann left.", [JONAS]),
        (BOTH + "The Austrian minister Hartmann left.", [JONAS]),
        (BOTH + "The German defence minister Hartmann left; foreign minister Hartmann stayed.", [ANNA, JONAS]),
        (BOTH + "The crowd saw that Hartmann left.", []),
        (BOTH + "Jonas Hartmann left.", [JONAS]),
    ],
)
def test_bearers_of_one_family_name_are_kept_apart(known: Normalizer, text: str, expected: list[str]) -> None:
    found = known.find(text, lang="en", date="2025-10-15")
    assert [r.id for r in found if r.mention.start < len(BOTH)] == [ANNA, JONAS]
    assert [r.id for r in found if r.mention.start >= len(BOTH) and "artmann" in r.mention.text] == expected
