"""Make ``data/han/<language>.tsv`` (reading, then every character read so) from the Unicode Han database.

    python tools/make_han_tables.py [Unihan_Readings.txt or .bz2]       # Debian: package unicode-data

Mandarin (pinyin, tones left out), Cantonese (as Hong Kong spells names), Sino-Korean and Japanese on readings;
and ``wade-giles.tsv``, the pinyin syllables as Taiwan spells names.
"""

from __future__ import annotations

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

UNIHAN = Path("/usr/share/unicode/Unihan_Readings.txt.bz2")
VARIANTS = "Unihan_Variants.txt"
OUT = Path(__file__).parent.parent / "src" / "entitynorm" / "data" / "han"
FIELDS = {"kMandarin": "zh", "kCantonese": "yue", "kKorean": "ko", "kHangul": "ko", "kJapaneseOn": "ja"}
LAST = 0x9FFF  # the characters that names are written with; rarer ones fall to Unidecode
INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
VOWELS = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
]  # fmt: skip
FINALS = [  # as they sound at the end of a word
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
]  # fmt: skip


def plain(reading: str) -> str:
    """Lower-case ASCII letters of a reading, tones and marks left out."""
    letters = unicodedata.normalize("NFD", reading.lower().replace("ü", "u"))
    return "".join(c for c in letters if "a" <= c <= "z")


def hangul(syllable: str) -> str:
    """Revised Romanisation of one syllable."""
    number = ord(syllable) - 0xAC00
    parts = INITIALS[number // 588], VOWELS[number % 588 // 28], FINALS[number % 28]
    return "".join(parts).replace("-", "")


def read(path: Path) -> str:
    """A file of the database, packed or not."""
    return bz2.decompress(path.read_bytes()).decode() if path.suffix == ".bz2" else path.read_text(encoding="utf-8")


def simplified(text: str) -> None:
    """Write ``simplified.tsv``: the simplified form, then its traditional ones (one to one in both directions only)."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        if line.startswith("U+") and "\tkSimplifiedVariant\t" in line:
            code, _, value = line.split("\t")
            forms = [chr(int(v[2:], 16)) for v in value.split()]
            char = chr(int(code[2:], 16))
            if len(forms) == 1 and max(ord(char), ord(forms[0])) <= LAST:
                groups[forms[0]].append(char)
    body = "".join(f"{simple}\t{''.join(sorted(chars))}\n" for simple, chars in sorted(groups.items()))
    (OUT / "simplified.tsv").write_text(body, encoding="utf-8")
    print("simplified", len(groups), "characters")


# Jyutping -> the spelling of Hong Kong's names: whole syllables, initials, rhymes
HONG_KONG = {"ji": "yi", "si": "sze", "sing": "shing", "sek": "shek", "zang": "tsang", "jyu": "yu"}
JYUTPING = {"gw": "kw", "g": "k", "b": "p", "d": "t", "z": "ch", "c": "ch", "j": "y"}
RHYMES = {
    "aa": "a", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak",
    "oe": "eu", "oeng": "eung", "oek": "euk", "eoi": "ui", "eon": "un", "eot": "ut", "ou": "o", "yu": "u", "yun": "uen",
    "yut": "uet",
}  # fmt: skip
WADE_GILES = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "e": "o",
    "ge": "ko", "ke": "ko", "he": "ho", "er": "erh", "yi": "i", "ye": "yeh", "yan": "yen", "you": "yu", "yong": "yung",
    "yue": "yueh", "gui": "kuei", "kui": "kuei", "shuo": "shuo", "guo": "kuo", "kuo": "kuo", "huo": "huo",
}  # fmt: skip
PINYIN = {
    "zh": "ch", "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
PINYIN_RHYMES = {"ian": "ien", "ie": "ieh", "ue": "ueh", "iong": "iung", "ong": "ung", "uo": "o"}
INITIAL = re.compile("((?:[zcs]h|[gk]w|ng(?=.)|j(?=y)|[b-df-hj-np-tv-z])?)(.*)")


def respelt(syllable: str, whole: Mapping[str, str], initials: Mapping[str, str], rhymes: Mapping[str, str]) -> str:
    """A syllable in another romanisation: as a whole if it is listed, else its initial and its rhyme."""
    if syllable in whole:
        return whole[syllable]
    initial, rhyme = INITIAL.fullmatch(syllable).groups()  # type: ignore[union-attr]  # anything matches
    return initials.get(initial, initial) + rhymes.get(rhyme, rhyme)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else UNIHAN
    text = read(path)
    OUT.mkdir(exist_ok=True)
    simplified(read(path.with_name(VARIANTS + path.suffix if path.suffix == ".bz2" else VARIANTS)))
    tables: dict[str, dict[str, str]] = {lang: {} for lang in FIELDS.values()}
    for line in text.splitlines():
        if not line.startswith("U+"):
            continue
        code, field, value = line.split("\t")
        lang = FIELDS.get(field)
        if lang is None or int(code[2:], 16) > LAST:
            continue
        if field == "kHangul":
            kept = [v for v in value.split() if "N" in v.partition(":")[2]] or value.split()
            reading = hangul(kept[0][0])
        else:
            reading = plain(value.split()[0])
        if lang == "yue":
            reading = respelt(reading, HONG_KONG, JYUTPING, RHYMES)
        if reading and (field != "kKorean" or chr(int(code[2:], 16)) not in tables["ko"]):
            tables[lang][chr(int(code[2:], 16))] = reading
    pinyin = sorted(set(tables["zh"].values()))
    syllables = "".join(f"{s}\t{respelt(s, WADE_GILES, PINYIN, PINYIN_RHYMES)}\n" for s in pinyin)
    head = "# Pinyin syllable, Wade-Giles syllable; tones, apostrophes and diaereses left out.\n"
    (OUT / "wade-giles.tsv").write_text(head + syllables, encoding="utf-8")
    for lang, readings in tables.items():
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for char, reading in readings.items():
            groups[reading].append(char)
        body = "".join(f"{reading}\t{''.join(sorted(chars))}\n" for reading, chars in sorted(groups.items()))
        (OUT / f"{lang}.tsv").write_text(body, encoding="utf-8")
        print(lang, len(readings), "characters")


if __name__ == "__main__":
    main()
