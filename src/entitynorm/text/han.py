"""Step 5b: how names in Han characters and Hangul are read: by name tables first, then character by character.

The tables of ``data/han`` are read when the first such word is met.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from entitynorm.text.romanize import Scheme, romanize
from entitynorm.text.tables import DATA, Tables, han_order, han_scheme

FOLDER = DATA / "han"
# Characters that Chinese pages and older registers write, and those of the table of Japanese names for them.
_OTHER = (
    "澤泽濱滨邊邉边嶋嶌岛﨑碕髙櫻樱廣广齋齊斉齐斋國眞條瀧龍龙學惠德實实榮荣壽來豐丰澁萬關关鐵铁淺彌禮敎靜"
    "薰黑縣县藏进晉东桥门马铃须纪绪贤义贵织结纯绘丽鸟鹤鲸饭锅长见贝轮冈將带归团气驹骏圓假佛攝濟淵渊遙瑤凉"
    "冨峯嶽亞"
)
_JAPANESE = (
    "沢沢浜浜辺辺辺島島島崎崎高桜桜広広斎斎斎斎斎国真条滝竜竜学恵徳実実栄栄寿来豊豊渋万関関鉄鉄浅弥礼教静"
    "薫黒県県蔵進晋東橋門馬鈴須紀緒賢義貴織結純絵麗鳥鶴鯨飯鍋長見貝輪岡将帯帰団気駒駿円仮仏摂済渕渕遥瑶涼"
    "富峰岳亜"
)
_VARIANTS = str.maketrans(_OTHER, _JAPANESE)
LONGEST = 9  # characters of the longest name that is cut
SHORT = 2  # characters of a family name or a given name, which have conventional spellings
FAMILY = 3  # characters of a Japanese family name

Readings = Mapping[str, tuple[str, ...]]


class Names(NamedTuple):
    """Names and how they are read or spelt in Latin letters."""

    family: Readings  # Japanese
    given: Readings
    final: Readings  # one character at the end of a given name in Kana
    chinese: Readings  # family names, as spelt outside the mainland
    foreign: Readings  # given names of other languages, as Chinese papers write them
    korean: Readings  # family names: Revised Romanisation -> as spelt
    double: frozenset[str]  # Chinese and Korean family names of two characters
    taiwan: Mapping[str, str]  # pinyin syllable -> Wade-Giles


@lru_cache(maxsize=1)
def names() -> Names:
    """The tables, read once."""
    family, given, final = _sections("ja-names.tsv")
    return Names(
        family,
        given,
        final,
        {char: tuple(spelt.split()) for chars, spelt in _rows("zh-families.tsv") for char in chars.split()},
        _sections("zh-names.tsv")[0],
        {reading: tuple(spelt.split()) for reading, spelt in _rows("ko-surnames.tsv")},
        frozenset(
            name
            for line in (FOLDER / "zh-surnames.txt").read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")
            for name in line.split()
        ),
        dict(_rows("wade-giles.tsv")),
    )


def _rows(file: str) -> list[tuple[str, str]]:
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [(one, two) for one, tab, two in (line.partition("\t") for line in lines) if tab]


def _sections(file: str) -> list[Readings]:
    """Spelling -> readings, for each part of the file between comments."""
    found: list[dict[str, tuple[str, ...]]] = []
    fresh = True
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        reading, tab, spellings = line.partition("\t")
        if not tab:
            fresh = True
            continue
        if fresh:
            found.append({})
            fresh = False
        for spelling in spellings.split():
            spelling = spelling.translate(_VARIANTS)
            found[-1][spelling] = (*found[-1].get(spelling, ()), reading)
    return list(found)


def japanese(text: str) -> tuple[str, ...]:
    """The readings of a Japanese family or given name, or of both together; none when the tables have no such name.

    >>> japanese("石破"), japanese("茂"), japanese("石破茂")
    (('ishiba',), ('shigeru',), ('ishibashigeru',))
    """
    known = names()
    text = text.translate(_VARIANTS)
    own = (*known.family.get(text, ()), *known.given.get(text, ()))
    if own or len(text) < 3:
        return tuple(dict.fromkeys(own))
    for at in (2, 1, 3):
        family, given = known.family.get(text[:at]), known.given.get(text[at:])
        if family and given:
            return (family[0] + given[0],)
    return ()


def cuts(text: str, script: str, lang: str) -> list[tuple[tuple[str, ...], str]]:
    """The ways to cut a name that is written as one word, each with the language to read its parts in.

    >>> cuts("石破茂", "Hani", "ja"), cuts("歐陽修", "Hani", "zh"), cuts("남궁민", "Hang", "ko")
    ([(('石破', '茂'), 'ja')], [(('歐陽', '修'), 'zh')], [(('남궁', '민'), 'ko')])
    >>> cuts("김정은", "Hang", "ko")
    [(('김', '정은'), 'ko'), (('김', '정', '은'), 'ko')]
    >>> cuts("さいとう健", "Hira", "ja")
    [(('さいとう', '健'), 'ja')]
    """
    size = len(text)
    if size < 2 or size > LONGEST:
        return []
    if script in KANA:
        both = _KANA_FIRST.fullmatch(text)
        return [((both[1], both[2]), "ja")] if both else []
    found = _japanese_cuts(text, lang) if script == "Hani" and size > 2 else []
    if found and lang.lower().partition("-")[0] in ("", "ja"):
        return found
    if text[:2] in names().double and 2 < size < 5:
        return [*found, ((text[:2], text[2:]), lang)]
    if script == "Hani" and size > 3:
        found += _foreign_cuts(text, lang)
    if size > 4 or (size == 4 and script == "Hang"):
        return found
    if size == 4:
        found.append(((text[:2], text[2:]), lang))
    found.append(((text[:1], text[1:]), lang))
    if size == 3:  # Lee Jae Myung, Lee Jae-myung, Lee Jaemyung
        found.append((tuple(text), lang))
    return found


def _japanese_cuts(text: str, lang: str) -> list[tuple[tuple[str, ...], str]]:
    """Cuts into a known family name and a known given name (or one in Kana); failing that, with one of them known.

    Only a text in Japanese or an unknown language is trusted with one of them, or with a family name of one character.
    """
    plain = text.translate(_VARIANTS)
    known = names()
    first = lang.lower().partition("-")[0]
    own = first in ("", "ja")
    whole: list[int] = []
    half: list[int] = []
    for at in range(1 if own else 2, min(FAMILY, len(text) - 1) + 1):
        given = plain[at:] in known.given or not re.fullmatch(_HAN, plain[at:])
        if plain[:at] in known.family:
            (whole if given else half).append(at)
        elif given and at == 2 and (first == "ja" or len(text) == 4):
            half.append(at)
    if own and not whole:
        whole = [at for at in half if at > 1]
    return [((text[:at], text[at:]), "ja") for at in reversed(whole)]


def _foreign_cuts(text: str, lang: str) -> list[tuple[tuple[str, ...], str]]:
    """A cut after, or before, the longest name that Chinese papers write by convention."""
    known = names().foreign
    plain = text.translate(_VARIANTS)
    for at in range(len(text) - 1, 1, -1):
        if plain[:at] in known:
            return [((text[:at], text[at:]), lang)]
    for at in range(1, len(text) - 1):
        if plain[at:] in known:
            return [((text[:at], text[at:]), lang)]
    return []


_HAN = "[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
KANA = frozenset({"Hira", "Kana"})
_KANA_FIRST = re.compile(f"([\u3041-\u30ff]{{2,}})({_HAN[:-1]}{{1,3}})")  # a family name in Kana before a given name
_KANA_WITHIN = re.compile("[\u3041-\u30ff]")
_RUNS = re.compile(f"({_HAN})")


def readings(text: str, lang: str, known: Tables) -> tuple[str, ...]:
    """The Latin readings of a word in Han characters, the likeliest first.

    >>> from entitynorm.text.tables import tables
    >>> readings("石破", "ja", tables())[0], readings("林", "zh", tables())[:3], readings("森まさこ", "", tables())[0]
    ('ishiba', ('lin', 'lam', 'lim'), 'shinmasako')
    """
    table = names()
    if _KANA_WITHIN.search(text):
        lang = "ja"
    order = han_order(lang)
    found: list[str] = []
    if order[0] == "ja" or lang == "":
        found += japanese(text)
        if found and len(text) > 1:
            return tuple(dict.fromkeys((*found, romanize(text, han_scheme("ja")))))
    for name in order:
        letters = han_scheme(name).letters
        syllables = [letters[ord(char)] for char in text]
        found.append("".join(syllables))
        if name == "zh":
            if len(text) == 1:
                found += table.chinese.get(text, ())
            else:
                found += table.foreign.get(text.translate(_VARIANTS), ())
            if len(text) <= SHORT:
                found.append("".join([table.taiwan.get(syllable, syllable) for syllable in syllables]))
        elif name == "ko" and len(text) <= SHORT:
            found += spelt(syllables)
    return tuple(dict.fromkeys(found))


def after_kana(text: str, scheme: Scheme) -> tuple[str, ...]:
    """The Latin readings of a word that begins in Kana: Han characters in it are read as Japanese.

    >>> from entitynorm.text.tables import tables
    >>> after_kana("さいとう健", tables().scheme("ja", "Hira")), after_kana("シリア会議", tables().scheme("ja", "Kana"))
    (('saitoken',), ('shiriakaigi',))
    >>> after_kana("くみ子", tables().scheme("ja", "Hira"))[0]
    'kumiko'
    """
    runs = _RUNS.split(text)  # what is no Han, Han, by turns
    if len(runs) == 1:
        return (romanize(text, scheme),)
    plain = [romanize(run, han_scheme("ja") if at % 2 else scheme) for at, run in enumerate(runs)]
    final = names().final
    named = [
        (*final.get(run, japanese(run)), own)[0] if at % 2 else own
        for at, (run, own) in enumerate(zip(runs, plain, strict=True))
    ]
    return tuple(dict.fromkeys(("".join(named), "".join(plain))))


def hangul(text: str, roman: str, known: Tables) -> tuple[str, ...]:
    """The Latin readings of a word in Hangul: its romanisation, then as the press spells names.

    >>> from entitynorm.text.tables import tables
    >>> hangul("이", "i", tables())[:3], hangul("우성", "useong", tables())
    (('i', 'lee', 'yi'), ('useong', 'woosung', 'usong'))
    """
    if len(text) > SHORT:
        return (roman,)
    scheme = known.scheme("ko", "Hang")
    return tuple(dict.fromkeys((roman, *spelt([romanize(c, scheme) for c in text]))))


def spelt(syllables: list[str]) -> list[str]:
    """How the press spells Korean syllables in Revised Romanisation: a family name, or a given name of two.

    >>> spelt(["bak"]), spelt(["yeong", "hun"])
    (['park', 'pak', 'bak'], ['younghoon', 'yonghun'])
    """
    known = names().korean
    whole = "".join(syllables)
    found = list(known.get(whole, ()))
    if len(syllables) > 1 or not found:
        found.append("".join(_south(s) for s in syllables))
        found.append(_north(syllables[0], True) + "".join(_north(s) for s in syllables[1:]))
    return found


_SOUTH = (
    ("^u", "woo"), ("(?<![eyo])u(?!i)", "oo"), ("^g(?!g)", "k"), ("yeong", "young"), ("(?<=.)yeo", "yu"),
    ("eo", "u"), ("hui", "hee"), ("^yu$", "yoo"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def _south(syllable: str) -> str:
    for pattern, to in _SOUTH:
        syllable = re.sub(pattern, to, syllable)
    return syllable


_HARD = str.maketrans("gdb", "ktp")


@lru_cache(maxsize=1024)
def _north(syllable: str, first: bool = False) -> str:
    start = syllable[:1].translate(_HARD) if first else syllable[:1]
    return (start + syllable[1:]).replace("eo", "o").replace("eu", "u")
