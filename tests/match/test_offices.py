"""Offices in running text: who holds them on the date of the text, in every language that has words for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entitynorm import Normalizer, Status, datafile

TABLE = datafile.read(Path(__file__).parent / "offices.yaml").data
DATE = TABLE["date"]


def phrases() -> Iterator[object]:
    for lang, own in TABLE["phrases"].items():
        assert len(own) == len(TABLE["expected"]), lang
        for phrase, expected in zip(own, TABLE["expected"], strict=True):
            yield pytest.param(lang, phrase, expected, id=f"{lang}-{phrase}")


def test_the_table_is_of_all_languages_with_gazetteers() -> None:
    assert len(TABLE["phrases"]) >= 25


@pytest.mark.parametrize(("lang", "phrase", "expected"), list(phrases()))
def test_office_in_every_language(shipped: Normalizer, lang: str, phrase: str, expected: str) -> None:
    found = shipped.find(phrase, lang=lang, date=DATE, kinds=["official"])
    assert [result.id for result in found] == [expected]


@pytest.mark.parametrize(
    ("lang", "phrase", "expected"),
    [
        ("es", "El canciller argentino habló.", "official/pablo-quirno"),
        ("es", "El canciller alemán habló.", "official/friedrich-merz"),
        ("es", "El canciller de Austria habló.", "official/christian-stocker"),
        ("pt", "O chanceler brasileiro falou.", "official/mauro-vieira"),
        ("pt", "O chanceler alemão falou.", "official/friedrich-merz"),
        ("en", "The German chancellor spoke.", "official/friedrich-merz"),
        ("en", "The British chancellor spoke.", "official/rachel-reeves"),
        ("en", "The UK secretary of state for defence spoke.", "official/john-healey"),
    ],
)
def test_one_word_is_another_office_in_another_state(
    shipped: Normalizer, lang: str, phrase: str, expected: str
) -> None:
    found = shipped.find(phrase, lang=lang, date="2025-12-15", kinds=["official"])
    assert [result.id for result in found] == [expected]


@pytest.mark.parametrize(
    ("lang", "date", "text"),
    [
        ("en", DATE, "The former Russian defence minister was dismissed."),
        ("en", "2019-10-15", "The then Russian defence minister spoke."),
        ("en", DATE, "The acting Ukrainian president spoke."),
        ("en", "", "The former Russian defence minister was dismissed."),
        ("fr", DATE, "L'ex-président ukrainien se tait."),
        ("fr", DATE, "L'ancien président ukrainien se tait."),
        ("de", DATE, "Der damalige ukrainische Präsident schwieg."),
        ("es", DATE, "El entonces presidente de Ucrania calló."),
        ("it", DATE, "L'allora presidente ucraino tace."),
        ("ru", DATE, "Экс-президент Украины молчит."),
        ("ru", DATE, "И. о. президента Украины молчит."),
        ("pl", DATE, "Były ukraiński prezydent milczy."),
        ("tr", DATE, "Eski Ukrayna Cumhurbaşkanı konuştu."),
        ("ar", DATE, "قال الرئيس الأوكراني السابق"),
        ("zh", DATE, "乌克兰前总统表示"),
        ("ja", DATE, "元ウクライナ大統領は述べた"),
    ],
)
def test_nobody_is_sure_when_an_office_is_past_or_held_for_another(
    shipped: Normalizer, lang: str, date: str, text: str
) -> None:
    (result,) = shipped.find(text, lang=lang, date=date, kinds=["official"])
    assert result.status is Status.AMBIGUOUS


def test_a_former_holder_is_none_of_now(shipped: Normalizer) -> None:
    (result,) = shipped.find("The former Russian defence minister left.", lang="en", date=DATE)
    assert "official/andrey-belousov" not in {match.id for match in result.matches}
    assert result.matches[0].id == "official/sergei-shoigu"


def test_who_is_elect_holds_the_office_next(shipped: Normalizer) -> None:
    (result,) = shipped.find("The US president-elect spoke.", lang="en", date="2024-12-15")
    assert result.id == "official/donald-trump"
    assert not shipped.find("Le président élu de la Pologne a parlé.", lang="fr", date=DATE)


@pytest.mark.parametrize(
    "text",
    [
        "The Ruritanian defence minister arrived in Germany.",
        "The defence minister arrived in Germany.",
        "The German government said the defence minister would go to Ukraine.",
        "The deputy Russian defence minister spoke.",
        "Austrian defence minister Mario Hofer arrived.",
        "The Austrian defence minister Pistorius arrived.",
    ],
)
def test_an_office_of_nobody_known_is_nobody(shipped: Normalizer, text: str) -> None:
    assert not shipped.find(text, lang="en", date=DATE, kinds=["official"])


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The Austrian defence minister arrived in Germany.", ["official/klaudia-tanner"]),
        ("en", "South Korea's president met the president of the United States.",
         ["official/lee-jae-myung", "official/donald-trump"]),
        ("en", "The Ukrainian president then said so.", ["official/volodymyr-zelenskyy"]),
        ("en", "The U.S. president and former ministers spoke.", ["official/donald-trump"]),
        ("fr", "Le président de la Corée du Sud parle.", ["official/lee-jae-myung"]),
        ("ru", "Президент Южной Кореи и президент США.", ["official/lee-jae-myung", "official/donald-trump"]),
        ("ar", "قال الرئيس الأمريكي والمستشار الألماني", ["official/donald-trump", "official/friedrich-merz"]),
        ("ja", "米大統領と英首相", ["official/donald-trump", "official/keir-starmer"]),
        ("zh", "联合国秘书长和美总统", ["official/antonio-guterres", "official/donald-trump"]),
    ],
)  # fmt: skip
def test_what_an_office_is_of(shipped: Normalizer, lang: str, text: str, expected: list[str]) -> None:
    found = shipped.find(text, lang=lang, date=DATE, kinds=["official"])
    assert [result.id for result in found] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "印度总理莫迪。莫迪表示同意。", ["official/narendra-modi"] * 2),
        ("fr", "Le président burkinabè Traoré est là.", ["official/ibrahim-traore"]),
        ("zh", "记者辛格说。", []),
        ("en", "The Indian Prime Minister Singh spoke.", []),
    ],
)
def test_the_office_before_a_shared_name_tells_whose_it_is(
    shipped: Normalizer, lang: str, text: str, expected: list[str]
) -> None:
    found = shipped.find(text, lang=lang, date=DATE, kinds=["official"])
    assert [result.id for result in found] == expected
