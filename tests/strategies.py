"""The one vocabulary of generated values: texts, names in every script, numerals, entities, gazetteers, mentions."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from random import Random

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


class _Pen:
    """Writes values as YAML in whatever way an editor might, and remembers the comments that it made."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # a style costs Hypothesis one number
        self.comments: list[str] = []

    def chance(self, of: int = 4) -> bool:
        return self.random.randrange(of) == 0

    def comment(self, of: int = 6) -> str:
        if not self.chance(of):
            return ""
        made = self.random.choice(("#", "# ", "#  ", "## ")) + f"c{len(self.comments)} "
        made += self.random.choice(("", "really?", "x: [y", "- 'z", "# twice", "Ж"))
        self.comments.append(made.rstrip())
        return made

    def above(self, indent: int) -> str:
        made = ""
        while comment := self.comment(8):
            made += " " * self.random.choice((indent, indent, 0, indent + 2)) + comment + "\n"
        return made + ("\n" if self.chance(8) else "")

    def beside(self) -> str:
        comment = self.comment()
        return f"  {comment}" if comment else ""

    def text(self, value: str) -> str:
        if value.replace(" ", "").isalpha() and value.isascii() and value == value.strip() and self.chance(2):
            return value
        if value.isprintable() and "\ufeff" not in value and self.chance(2):
            return "'" + value.replace("'", "''") + "'"
        safe = {char for char in value if char.isascii() and char.isprintable() and char not in '"\\'}
        return '"' + "".join(char if char in safe else f"\\U{ord(char):08x}" for char in value) + '"'

    def space(self, indent: int) -> str:
        """Between two parts of a flow collection."""
        if not self.chance(3):
            return " "
        comment = self.comment(2)
        return (f" {comment}" if comment else "") + "\n" + self.above(indent) + " " * indent

    def flow(self, value: object, indent: int) -> str:
        if isinstance(value, str):
            return self.text(value)
        space = self.space
        if isinstance(value, dict):
            parts = [f"{key}: {self.flow(inner, indent)}" for key, inner in value.items()]
        else:
            parts = [self.flow(inner, indent) for inner in value]  # type: ignore[attr-defined]
        first, last = ("{", "}") if isinstance(value, dict) else ("[", "]")
        return first + "".join(f"{space(indent)}{part}," for part in parts)[:-1] + space(indent) + last

    def block(self, value: object, indent: int) -> str:
        """The lines of a mapping or list, from their start."""
        pairs = value.items() if isinstance(value, dict) else ((None, inner) for inner in value)  # type: ignore[attr-defined]
        pad, made = " " * indent, ""
        for key, inner in pairs:
            made += self.above(indent)
            head = f"{pad}{key}:" if key is not None else f"{pad}-"
            if isinstance(inner, str) or self.chance(2):
                # A comment of a flow collection is written before the one beside it.
                body = self.flow(inner, indent + 2)
                made += f"{head} {body}{self.beside()}\n"
            else:
                made += f"{head}{self.beside()}\n" + self.block(inner, indent + self.random.choice((2, 4)))
        return made


odd_texts = st.text(characters, min_size=1, max_size=12).filter(lambda text: text.strip())
_awkward = ("no", "1984", "a: b", "x #1", "[sic]", "~", "2024-05-14", "O'Neill", '"quoted"', "- dash", "two  spaces")
alias_texts = st.one_of(names, people, phrases, odd_texts, st.sampled_from(_awkward))


def _by_language(inner: SearchStrategy[object]) -> SearchStrategy[dict[str, object]]:
    return st.dictionaries(st.sampled_from(("en", "ru", "no", "zh-Hant", "fr")), inner, min_size=1, max_size=3)


_dates = st.sampled_from(("2024", "2024-05", "2024-05-14"))
_forms = st.lists(st.one_of(alias_texts, st.fixed_dictionaries(
    {"text": alias_texts}, optional={"to": st.just("2025"), "source": alias_texts, "from": _dates})),
    min_size=1, max_size=3)  # fmt: skip
_role = st.fixed_dictionaries(
    {"of": st.sampled_from(("state/ru", "alliance/nato")), "role": st.just("envoy")}, optional={"from": _dates}
)
_sentence = "Roles without an end: # as of 2025; не "
_long = st.integers(3, 10).map(lambda times: (_sentence * times).strip())
_common = {
    "names": _by_language(_forms),
    "acronyms": _by_language(_forms),
    "weak": _by_language(_forms),
    "not": st.lists(alias_texts, min_size=1, max_size=3),
    "wikidata": st.just("Q42"),
    "sources": st.lists(alias_texts, min_size=1, max_size=3),
    "checked": _dates,
    "note": st.one_of(alias_texts, _long, st.just("two\n\nlines"), st.just("ends\n")),
}
_own = {
    "official": {
        "family": _by_language(alias_texts),
        "roles": st.lists(_role, min_size=1, max_size=3),
        "born": _dates,
    },
    "treaty": {"signed": _dates, "parties": st.lists(st.sampled_from(("state/ru", "state/us")), min_size=1)},
    "exercise": {
        "held": st.fixed_dictionaries({"to": st.just("2025"), "from": _dates}),
        "series": st.just("exercise/z"),
    },
    "alliance": {"form": st.just("court"), "part_of": st.just("alliance/un"), "members": st.just(["state/ru"])},
    "state": {"capital": _by_language(st.one_of(alias_texts, st.lists(alias_texts, min_size=1, max_size=2)))},
}


@st.composite
def written_entries(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """The text of a sound entry as an editor may write it, and the comments in it."""
    kind = draw(st.sampled_from(tuple(_own)))
    optional = {**_common, **_own[kind]}
    entry = draw(st.fixed_dictionaries({"id": st.just(f"{kind}/x"), "name": alias_texts}, optional=optional))
    shuffled = {key: entry[key] for key in draw(st.permutations(list(entry)))}
    pen = _Pen(draw(st.integers(0, 1 << 32)))
    body = pen.block(shuffled, 0)
    body += pen.above(0)
    if draw(st.integers(1, 8)) == 1:
        body = body.replace("\n", "\r\n")
    return body, tuple(pen.comments)
