"""A gazetteer of any size for benchmarks: invented entries, in kinds, languages and lengths like the shipped ones.

    python benchmarks/generated.py FOLDER [--entries 3000] [--seed 1]

Names are put together from syllables that each script has its own letters for, so that the spellings of a name agree
as those of real names do. The same seed gives the same files. Nothing in them is wrong on purpose.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

# A syllable in Latin, Cyrillic, Arabic, Hebrew, Han, Kana, Hangul and Greek letters.
SYLLABLES = [
    line.split()
    for line in """
    ba ба با בא 巴 バ 바 μπα|be бе بي בה 贝 ベ 베 μπε|bo бо بو בו 博 ボ 보 μπο|da да دا דא 达 ダ 다 ντα
    de де دي דה 德 デ 데 ντε|di ди دي די 迪 ディ 디 ντι|do до دو דו 多 ド 도 ντο|fa фа فا פא 法 ファ 파 φα
    ga га غا גא 加 ガ 가 γκα|go го غو גו 戈 ゴ 고 γκο|ka ка كا קא 卡 カ 카 κα|ki ки كي קי 基 キ 키 κι
    ko ко كو קו 科 コ 코 κο|la ла لا לא 拉 ラ 라 λα|le ле لي לה 列 レ 레 λε|li ли لي לי 利 リ 리 λι
    lo ло لو לו 洛 ロ 로 λο|ma ма ما מא 马 マ 마 μα|me ме مي מה 梅 メ 메 με|mi ми مي מי 米 ミ 미 μι
    mo мо مو מו 莫 モ 모 μο|na на نا נא 纳 ナ 나 να|ne не ني נה 内 ネ 네 νε|ni ни ني ני 尼 ニ 니 νι
    no но نو נו 诺 ノ 노 νο|pa па با פא 帕 パ 파 πα|po по بو פו 波 ポ 포 πο|ra ра را רא 拉 ラ 라 ρα
    re ре ري רה 雷 レ 레 ρε|ri ри ري רי 里 リ 리 ρι|ro ро رو רו 罗 ロ 로 ρο|sa са سا סא 萨 サ 사 σα
    se се سي סה 塞 セ 세 σε|so со سو סו 索 ソ 소 σο|ta та تا טא 塔 タ 타 τα|te те تي טה 特 テ 테 τε
    ti ти تي טי 蒂 ティ 티 τι|to то تو טו 托 ト 토 το|va ва فا וא 瓦 ヴァ 바 βα|ve ве في וה 韦 ヴェ 베 βε
    vi ви في וי 维 ヴィ 비 βι|za за زا זא 扎 ザ 자 ζα|ze зе زي זה 泽 ゼ 제 ζε|zo зо زو זו 佐 ゾ 조 ζο
    """.replace("|", "\n").strip().splitlines()
]  # fmt: skip
COLUMN = {"ru": 1, "uk": 1, "be": 1, "bg": 1, "ar": 2, "fa": 2, "he": 3, "zh": 4, "ja": 5, "ko": 6, "el": 7}
LETTERS = {"fa": str.maketrans("كي", "کی"), "be": str.maketrans("и", "і")}  # what neighbours write otherwise
LATIN = ("en", "fr", "de", "es", "it", "pt", "pl", "tr", "cs", "ro", "nl", "hu")
ENDING = {"fr": "ff", "de": "ow", "pl": "ow", "cs": "ov", "ro": "ov", "es": "ov", "it": "ov", "hu": "ov"}
JOIN = {"zh": "·", "ja": "・"}
COMMON = {
    "treaty": {
        "en": "Treaty of {}", "fr": "Traité de {}", "de": "Vertrag von {}", "es": "Tratado de {}", "pl": "Traktat {}",
        "ru": "Договор {}", "uk": "Договір {}", "ar": "معاهدة {}", "zh": "{}条约", "ja": "{}条約",
    },
    "alliance": {
        "en": "Organisation of {}", "fr": "Organisation de {}", "de": "Organisation {}", "es": "Organización {}",
        "ru": "Организация {}", "uk": "Організація {}", "ar": "منظمة {}", "zh": "{}组织", "pl": "Organizacja {}",
    },
    "exercise": {"en": "{} Shield", "fr": "Bouclier {}", "de": "Schild {}", "ru": "Щит {}", "zh": "{}盾牌"},
}  # fmt: skip
FOLDERS = {"official": "officials", "treaty": "treaties", "exercise": "exercises", "alliance": "alliances",
           "state": "states"}  # fmt: skip
NATIVE = ("ru", "ua", "by", "bg", "gr", "rs", "kz")  # states whose languages other languages transcribe
OFFICES = ("defence-minister", "foreign-minister", "head-of-government", "minister", "spokesperson", "envoy")
Word = tuple[int, ...]


def write(folder: Path, entries: int = 3000, seed: int = 1) -> None:
    """Write that many entries below a folder."""
    for path, text in generate(entries, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def generate(entries: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The path and the text of each entry: states first, then all others, half of them officials."""
    draw = random.Random(seed)
    taken: set[str] = set()
    codes = (*NATIVE, *(f"{a}{b}" for a in "abcdefgh" for b in "acdefhijklmnopqrst"))
    states = list(dict.fromkeys(codes))[: max(2, entries // 20)]
    for code in states:
        yield f"states/{code}.yaml", _entry("state", code, _names("state", [_fresh(draw, taken)], 25), [])
    made = len(states)
    until: dict[tuple[str, str], int] = {}  # the year until which an office is taken
    while made < entries:
        kind = draw.choices(("official", "exercise", "alliance", "treaty"), (50, 30, 10, 10))[0]
        words = [_fresh(draw, taken), _fresh(draw, taken)]
        slug = _slug(words)
        made += 1
        if kind == "official":
            names = _names(kind, words, draw.randint(6, 18))
            state, office = draw.choice(states), draw.choice(OFFICES)
            start = until.get((state, office), 2000)
            until[state, office] = end = start + draw.randint(2, 5)
            span = f"from: {start}-05-10, to: {end}-05-10"
            more = [_family(words[1], names), f"roles:\n  - {{role: {office}, of: state/{state}, {span}}}"]
            yield f"officials/{state}/{slug}.yaml", _entry(kind, slug, names, more)
        elif kind == "exercise":
            names = _names(kind, words, 6)
            yield f"exercises/{slug}/{slug}.yaml", _entry(kind, slug, names, [f"countries: [{draw.choice(states)}]"])
            for year in range(2020, 2020 + min(draw.randint(0, 6), entries - made)):
                more = [f"series: exercise/{slug}\nedition: '{year}'\nheld: {{from: {year}-06-01, to: {year}-06-12}}"]
                yield f"exercises/{slug}/{slug}-{year}.yaml", _entry(kind, f"{slug}-{year}", {}, more)
                made += 1
        else:
            members = ", ".join(f"state/{code}" for code in draw.sample(states, 2))
            more = [f"{'parties' if kind == 'treaty' else 'members'}: [{members}]"]
            yield f"{FOLDERS[kind]}/{slug}.yaml", _entry(kind, slug, _names(kind, words, draw.randint(8, 22)), more)


def _fresh(draw: random.Random, taken: set[str]) -> Word:
    """A word that no other entity has."""
    while True:
        word = tuple(draw.randrange(len(SYLLABLES)) for _ in range(draw.choice((2, 3, 3, 4))))
        if (latin := _spell(word, 0)) not in taken:
            taken.add(latin)
            return word


def _spell(word: Word, column: int) -> str:
    return "".join(SYLLABLES[number][column] for number in word).capitalize()


def _slug(words: list[Word]) -> str:
    return "-".join(_spell(word, 0).lower() for word in words)


def _names(kind: str, words: list[Word], languages: int) -> dict[str, str]:
    """A name in so many languages, those of other scripts in between."""
    order = ["en", "ru", "fr", "uk", "de", "ar", "es", "zh", "pl", "he", "it", "ja", "tr", "fa", "pt", "ko", "be", "el"]
    order += [lang for lang in (*LATIN, "bg") if lang not in order]
    found = {}
    for lang in order[:languages]:
        spelt = [_spell(word, COLUMN.get(lang, 0)) for word in words]
        if kind == "official" and lang in ENDING:
            spelt[-1] += ENDING[lang]
        spelt = [word.translate(LETTERS.get(lang, {})) for word in spelt]
        found[lang] = COMMON.get(kind, {}).get(lang, "{}").format(JOIN.get(lang, " ").join(spelt))
    return found


def _family(family: Word, names: dict[str, str]) -> str:
    return "family: {" + ", ".join(f"{lang}: {name.replace('·', ' ').replace('・', ' ').split()[-1]}"
                                   for lang, name in names.items()) + "}"  # fmt: skip


def _entry(kind: str, slug: str, names: dict[str, str], more: list[str]) -> str:
    """An entry as editors lay it out."""
    name = names.get("en", slug.replace("-", " ").title())
    listed = "".join(f"  {lang}: [{text}]\n" for lang, text in names.items() if lang != "en")
    head = f"id: {kind}/{slug}\nname: {name}\n" + (f"names:\n{listed}" if listed else "")
    if kind == "state":
        head += f"adjectives: {{en: {name}ish}}\ncapital: {{en: {name} City}}\n"
    return head + "".join(f"{field}\n" for field in more) + "sources: [general knowledge]\nchecked: 2026-11-22\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    write(args.folder, args.entries, args.seed)


if __name__ == "__main__":
    main()
