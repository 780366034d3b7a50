"""Names in Han characters, Kana and Hangul: how they are read, where they are cut, and that they are found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from entitynorm.normalizer import Normalizer, open_source
from entitynorm.text import han
from entitynorm.text.keys import word
from entitynorm.text.tables import tables

JAPANESE = [
    ("岸田文雄", "kishida", "fumio"),
    ("石破茂", "ishiba", "shigeru"),
    ("安倍晋三", "abe", "shinzo"),
    ("小池百合子", "koike", "yuriko"),
    ("小泉進次郎", "koizumi", "shinjiro"),
    ("麻生太郎", "aso", "taro"),
    ("林芳正", "hayashi", "yoshimasa"),
    ("長谷川淳二", "hasegawa", "junji"),
]
CHINESE_PAGES = [
    ("安倍晉三", "安倍晋三"),
    ("小泽一郎", "小沢一郎"),
    ("小泉进次郎", "小泉進次郎"),
    ("高橋龍太郎", "高橋竜太郎"),
]
# people with one English name each, as a press agency prints it, and a mention in another script
PEOPLE = [
    ("Fumio Kishida", "岸田文雄", "ja"),
    ("Sayuri Kamata", "鎌田さゆり", "ja"),
    ("Ken Saito", "さいとう健", "ja"),
    ("Takeshi Tsuruno", "つるの剛士", ""),
    ("Lee Jae-myung", "이재명", "ko"),
    ("Park Geun-hye", "박근혜", "ko"),
    ("Woo Won-shik", "우원식", "ko"),
    ("Choi Sun-hee", "최선희", "ko"),
    ("Pak Pong-ju", "朴奉珠", "ja"),
    ("Carrie Leung", "梁嘉莉", "zh"),
    ("Leung Kwok-hung", "梁國雄", "zh-hant"),
    ("Hsiao Bi-khim", "蕭美琴", "zh-hant"),
    ("Tsai Ing-wen", "蔡英文", "zh-hant"),
    ("Lee Boon Chye", "李文材", "zh"),
    ("Xi Jinping", "习近平", "zh"),
]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    path = tmp_path_factory.mktemp("han") / "people.jsonl"
    lines = [
        {"id": f"p{i}", "kind": "person", "names": [{"name": name, "lang": "en"}]}
        for i, (name, *_) in enumerate(PEOPLE)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return Normalizer([open_source(path, tables())], tables())


@pytest.mark.parametrize("number", range(len(PEOPLE)))
def test_a_person_is_found_by_the_name_at_home(people: Normalizer, number: int) -> None:
    name, mention, lang = PEOPLE[number]
    result = people.normalize(mention, lang=lang)
    assert result.matches, mention
    assert result.matches[0].id == f"p{number}", f"{mention}: {result.matches[0].candidate.name}, not {name}"


@pytest.mark.parametrize(("text", "family", "given"), JAPANESE)
@pytest.mark.parametrize("lang", ["ja", ""])
def test_japanese_names_are_cut_and_read(text: str, family: str, given: str, lang: str) -> None:
    (parts, of), *others = han.cuts(text, "Hani", lang)
    assert not others
    assert of == "ja"
    assert word(parts[0], of, tables()).roman == family
    assert given in word(parts[1], of, tables()).romans
    assert word(text, lang, tables()).roman.startswith(family)


@pytest.mark.parametrize(("text", "plain"), CHINESE_PAGES)
def test_forms_of_characters_read_alike(text: str, plain: str) -> None:
    assert han.japanese(text) == han.japanese(plain) != ()


def test_a_chinese_text_keeps_its_own_reading_first() -> None:
    assert word("林", "zh", tables()).roman == "lin"
    assert word("林", "ja", tables()).roman == "hayashi"
    assert (("林", "芳正"), "ja") not in han.cuts("林芳正", "Hani", "zh")


@pytest.mark.parametrize(
    ("text", "script", "lang", "parts"),
    [
        ("欧阳修", "Hani", "zh", ("欧阳", "修")),
        ("諸葛亮", "Hani", "zh-hant", ("諸葛", "亮")),
        ("남궁민", "Hang", "ko", ("남궁", "민")),
        ("선우진영", "Hang", "ko", ("선우", "진영")),
        ("习近平", "Hani", "zh", ("习", "近平")),
        ("苏莱曼阿都拉曼", "Hani", "zh", ("苏莱曼", "阿都拉曼")),
    ],
)
def test_where_a_name_is_cut(text: str, script: str, lang: str, parts: tuple[str, ...]) -> None:
    assert han.cuts(text, script, lang)[0] == (parts, lang)


@pytest.mark.parametrize("text", ["", "林", "최", "한" * 30, "林" * 30])
def test_what_is_not_cut(text: str) -> None:
    assert han.cuts(text, "Hang" if text[:1] > "가" else "Hani", "") == []


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("이", "lee"),
        ("박", "park"),
        ("최", "choi"),
        ("정", "chung"),
        ("노", "roh"),
        ("영훈", "younghoon"),
        ("성철", "songchol"),
    ],
)
def test_korean_names_as_the_press_spells_them(text: str, spelt: str) -> None:
    found = word(text, "ko", tables())
    assert spelt in found.romans
    assert not found.initial, "a syllable is no initial"


@pytest.mark.parametrize(
    ("text", "spelt"), [("蔡", "tsai"), ("陳", "chan"), ("陈", "tan"), ("英文", "yingwen"), ("國雄", "kwokhung")]
)
def test_chinese_names_as_they_are_spelt_abroad(text: str, spelt: str) -> None:
    assert spelt in word(text, "zh", tables()).romans


@pytest.mark.parametrize("path", sorted(han.FOLDER.glob("*-*.tsv")), ids=lambda path: path.name)
def test_the_tables_are_well_formed(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    seen = set()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            seen.clear()
            continue
        one, two = line.split("\t")
        assert one.strip() and two.strip(), f"{path.name}:{number}"
        assert one not in seen, f"{path.name}:{number}: {one} twice"
        seen.add(one)
        latin = one if path.name in ("ja-names.tsv", "zh-names.tsv") else two
        assert latin.replace(" ", "").isascii() and latin == latin.lower(), f"{path.name}:{number}"
        assert len(set(two.split())) == len(two.split()), f"{path.name}:{number}: a spelling twice"


def test_the_tables_are_read_only_when_needed() -> None:
    code = (
        "from entitynorm.text import han, keys; keys.name_words('Putin', 'en'); print(han.names.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
