"""The one vocabulary of generated values: texts, names in every script, numerals, entities, gazetteers, mentions."""

from collections.abc import Sequence
from functools import cache
from itertools import product

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import Alias, AliasType, Context, Entity, Mention
from entitynorm.normalizer import Normalizer
from entitynorm.text.clean import clean
from entitynorm.text.tables import DATA, script_is_unspaced, tables

# Characters that normalising, folding and cutting stumble over.
STUMBLING = tuple(
    "aАаеоюйё\u0301\u0306\u0308\u0345İıßẞﬁŉΐǰſςΣъїя'’ʼ״\"׳הصﷺー゙ガｶﾞ한\u1112\u1161\u11ab𐐀𝒜①²½Ⅻ٣三九❤👍\ufe0f"
    "\u200b\u200c\u200d\u200e\u200f\u00ad\u2066\u2069\ufeff\r\n\t .-–()«»0129"
)
ZERO_WIDTH = tuple("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f")
BIDI = tuple("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")

characters = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(STUMBLING))
texts = st.text(characters, max_size=30)

SCRIPTS = tuple(sorted(tables().scripts))
LANGUAGES = tuple(sorted(tables().languages))
langs = st.sampled_from(("", *LANGUAGES))


@cache
def alphabet(script: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The letters of a script's table that a word may start with, and those that may follow."""
    if script == "Hang":
        letters = [chr(code) for code in range(0xAC00, 0xD7A4, 29)]
        return tuple(letters), tuple(letters)
    if script == "Hani":
        line = (DATA / "han" / "zh.tsv").read_text(encoding="utf-8").splitlines()
        letters = [char for one in line for char in one.split("\t")[1][:3] if char.isalpha()]
        return tuple(letters), tuple(letters)
    found = [letter for letter in tables().scripts[script]["letters"] if len(letter) == 1 and clean(letter) == letter]
    if script == "Latn":
        found += "abcdefghijklmnopqrstuvwxyz"
    following = tuple(letter for letter in found if letter.isalpha() or letter.isidentifier() or not letter.isascii())
    return tuple(letter for letter in found if letter.isalpha()), following


@cache
def words_of(script: str, min_size: int = 3, max_size: int = 9) -> SearchStrategy[str]:
    """Words made of the letters of a script's table."""
    first, following = alphabet(script)
    rest = st.text(st.sampled_from(following), min_size=min_size - 1, max_size=max_size - 1)
    return st.builds(str.__add__, st.sampled_from(first), rest)


scripts = st.sampled_from((*SCRIPTS, "Hani"))
spaced_scripts = st.sampled_from([script for script in SCRIPTS if not script_is_unspaced(script)])


def names_in(script: SearchStrategy[str]) -> SearchStrategy[str]:
    """Names of one to three words of one script."""
    return script.flatmap(lambda one: st.lists(words_of(one), min_size=1, max_size=3).map(" ".join))


names = names_in(scripts)
cleaned_words = scripts.flatmap(words_of).map(clean).filter(bool)

# Names that a person reads as names: no chance likeness of random letters, so that laws of matching mean something.
_GIVEN = (
    "Andrey",
    "Maria",
    "Tarja",
    "Okan",
    "Viktor",
    "Leïla",
    "Pedro",
    "Ingrid",
    "Anwar",
    "Sólveig",
    "Bujar",
    "Rachel",
)
_FAMILY = ("Belousov", "Halonen", "Şimşek", "Orbán", "Nakamura", "Quiroga", "Løkke", "Tchiani", "Zelensky", "Mbeki")
_PLACES = ("Lisbon", "Minsk", "Tallinn", "Kigali", "Dayton", "Oslo", "Quito", "Sochi", "Almaty", "Rabat")
_THINGS = ("Shield", "Falcon", "Thunder", "Response", "Anchor", "Compass", "Bridge", "Harvest", "Lantern", "Saber")

people = st.builds("{} {}".format, st.sampled_from(_GIVEN), st.sampled_from(_FAMILY))
phrases = st.builds(
    "{} {} {}".format,
    st.sampled_from(_PLACES),
    st.sampled_from(_THINGS),
    st.sampled_from(("Treaty", "Accord", "Exercise", "Pact", "Forum")),
)

DIGITS = tuple("".join(chr(zero + value) for value in range(10)) for zero in
               (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xAE6, 0xBE6, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10))  # fmt: skip


def roman(value: int) -> str:
    """A number up to 39 in Roman letters."""
    return "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]


def han(value: int) -> str:
    """A number up to 99 in Han characters."""
    tens, ones = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


@cache
def writings(value: int) -> tuple[str, ...]:
    """Every way to write a number that the library reads."""
    found = [str(value).translate(str.maketrans("0123456789", digits)) for digits in DIGITS]
    if 0 < value < 40:
        found += [roman(value), roman(value).lower()]
        found += [chr(code) for code in range(0x2160 + value - 1, 0x2160 + value) if value <= 12]
    if 0 < value < 100:
        found.append(han(value))
    found += [word for word, spelled in tables().numerals.items() if spelled == value]
    return tuple(found)


numbers = st.one_of(st.integers(1, 39), st.integers(1945, 2049), st.integers(0, 10**6))
numerals = numbers.flatmap(lambda value: st.tuples(st.just(value), st.sampled_from(writings(value))))


@st.composite
def gazetteers(draw: st.DrawFn, min_size: int = 2, max_size: int = 8) -> tuple[Entity, ...]:
    """Entities with distinct IDs and names: people, and phrases, some with an acronym or a weak alias."""
    kinds = draw(st.lists(st.sampled_from(("official", "treaty", "exercise", "alliance")), min_size=min_size,
                          max_size=max_size))  # fmt: skip
    taken: set[str] = set()
    found = []
    for number, kind in enumerate(kinds):
        fresh = (people if kind == "official" else phrases).filter(lambda name: clean(name) not in taken)
        name = draw(fresh)
        taken.add(clean(name))
        aliases = [Alias(name, "en")]
        if draw(st.booleans()):
            aliases.append(Alias(draw(names_in(spaced_scripts)), "", AliasType.NAME))
        if kind == "official":
            aliases.append(Alias(name.split()[-1], "en", AliasType.WEAK))
        elif draw(st.booleans()):
            aliases.append(Alias("".join(word[0] for word in name.split()) + "OQ", "en", AliasType.ACRONYM))
        found.append(Entity(f"{kind}/e{number}", name, kind, tuple(dict.fromkeys(aliases))))
    return tuple(found)


contexts = st.builds(
    Context,
    lang=langs,
    country=st.sampled_from(("", "fr", "state/ru")),
    role=st.sampled_from(("", "defence-minister")),
    date=st.sampled_from(("", "2025", "2025-10", "2025-10-15")),
    kind=st.sampled_from(("", "official", "treaty", "exercise", "alliance", "state")),
)
mentions = st.builds(Mention, st.one_of(texts, names, people, phrases), contexts)


def normalizer(entities: Sequence[Entity]) -> Normalizer:
    """A normalizer over an index of these entities in memory."""
    return Normalizer([Index(memoryview(build(entities)))])


# A gazetteer that never changes, for laws about the answers to generated mentions.
FIXED = tuple(
    Entity(f"official/{clean(f'{given} {family}').replace(' ', '-')}", f"{given} {family}", "official",
           (Alias(f"{given} {family}", "en"), Alias(family, "en", AliasType.WEAK)))
    for given, family in list(product(_GIVEN, _FAMILY))[::7]
) + tuple(
    Entity(f"treaty/{place.lower()}-{thing.lower()}", f"{place} {thing} Treaty", "treaty",
           (Alias(f"{place} {thing} Treaty", "en"), Alias(f"{place[0]}{thing[:2]}T".upper(), "en", AliasType.ACRONYM)))
    for place, thing in list(product(_PLACES, _THINGS))[::9]
)  # fmt: skip
