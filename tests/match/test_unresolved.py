"""What looks like a name where names stand, and is not known."""

import pytest

from entitynorm import Normalizer

TEXTS = [
    ("fr", "Le ministre Jean Dupuis-Moreau a rencontré Mark Rutte. L'exercice « Vent d'Automne 2031 » commence.",
     [("Jean Dupuis-Moreau", "official"), ("Vent d'Automne 2031", "exercise")]),
    ("ru", "Учения «Осенний ветер — 2031» начались. Министр Пётр Залыгин встретил Белоусова. Договор «О ясном небе».",
     [("Осенний ветер — 2031", "exercise"), ("Пётр Залыгин", "official"), ("О ясном небе", "treaty")]),
    ("en", 'The exercise "Autumn Wind 31" began. In Paris, John Quimby met Pete Hegseth of the United States.',
     [("Autumn Wind 31", "exercise"), ("John Quimby", "official")]),
    ("de", "Außenminister Ottokar Lindenbrock sprach. Das Manöver „Herbstwind 31“ begann.",
     [("Ottokar Lindenbrock", "official"), ("Herbstwind 31", "exercise")]),
    ("en", "Mark Rutte and Pete Hegseth spoke of NATO and of the exercise Zapad-2025.", []),
    ("en", 'He said "nothing at all" and left.', []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), TEXTS)
def test_names_that_no_entity_explains(
    shipped: Normalizer, lang: str, text: str, expected: list[tuple[str, str]]
) -> None:
    unknown = shipped.unresolved(text, lang=lang)
    assert [(one.text, one.kind) for one in unknown] == expected
    for one in unknown:
        assert text[one.start : one.end] == one.text and one.reason


def test_kinds_are_those_asked_for(shipped: Normalizer) -> None:
    lang, text, _ = TEXTS[0]
    assert [one.text for one in shipped.unresolved(text, lang=lang, kinds=["exercise"])] == ["Vent d'Automne 2031"]
