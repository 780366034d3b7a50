"""Step 9b: what speaks for and against a name: how well its words are paired, and what stays unpaired."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from entitynorm.index import Index, Term
from entitynorm.match.candidates import MEANT, Hits, given_names
from entitynorm.match.pairing import INITIALISM, Pair, pairs
from entitynorm.match.phonetic import sound_alike
from entitynorm.match.spelling import INFLECTED, POOR
from entitynorm.match.states import other_state
from entitynorm.model import KINDS, PEOPLE, AliasType
from entitynorm.text.clean import clean
from entitynorm.text.keys import Word
from entitynorm.text.numerals import compatible, regnal
from entitynorm.text.pattern import Pattern
from entitynorm.text.script import UNKNOWN
from entitynorm.text.tables import Tables, script_is_unspaced, tables

CONTENT = 4  # letters of a word that says something
PARTICLE = 2  # letters of one that may not, in scripts without vowels, whose endings stand with their words
SMALL = 0.25  # how much a word in small letters counts against a person, to a capital one's 1.0
KIND_WORD = 0.5  # how much the word for its kind says in the name of a thing
CLAUSES = 2.5  # how much the order of the words counts in a genealogy, to another name's 1.0
PATRONYMIC = 0.3  # how much a patronymic says, to a family name's 1.0
NEAR_ENOUGH = 1.1  # cost a letter of words of one script that may well be one name
TELLING = 5  # letters of words whose likeness tells
FAR_OFF = 0.5  # cost a letter of a pair that is doubtful when the word of the mention is known as it stands
HALF_HEARD = 0.6  # how much it tells of an official whose name is not written so, to another's 1.0
USUAL = 6  # names of an official who is no more written about than others
YEAR = 4  # digits of a year
SEEN = 300  # names with a word that are looked through
_TALL = Pattern(r"\b\p{Lu}[\p{L}\p{M}'’ʼ]*")
SMALL_NAME = 0.5  # how much small letters speak against an exercise, to an ordinary word's 1.0


class Reading(NamedTuple):
    """A mention as one sequence of words; a mention may have several."""

    words: tuple[Word, ...]
    light: tuple[float, ...]  # how much each word says: titles and function words say little
    small: tuple[bool, ...] = ()  # which words are in small letters, where others have a capital
    spelled_out: bool = False  # short words are read as what they stand for: weighed when nothing else is likely
    aside: float = 0.0  # how far it is beside the point: only what stands in brackets, or only what stands before them
    generic: bool = False  # it has titles, function words and words for kinds of things alone
    low: bool = False  # all of it is in small letters, of a script that has others
    hyphened: frozenset[tuple[str, str]] = frozenset()  # words that a hyphen makes one
    capitals: frozenset[str] = frozenset()  # words in capitals, where others are not
    written: str = ""  # the mention as it stands
    respaced: bool = False  # spaces stand elsewhere than they were written
    family_and_given: bool = False  # one word is read as a person's two names


def _is_family(at: int, theirs: Sequence[int], name: int, index: Index) -> bool:
    """Whether a word stands where the family name does: last, or before the comma."""
    before, comma, _ = index.alias(name).text.partition(",")
    return at < len(before.split()) if comma else at == len(theirs) - 1


def is_patronymic(roman: str, known: Tables) -> bool:
    """Whether a Latin reading ends as patronymics do."""
    return roman.endswith(known.patronymics)


def patronymics(word: Word, known: Tables) -> list[str]:
    """The Latin readings of a word and of its stems that end as patronymics do.

    >>> from entitynorm.text.keys import word
    >>> from entitynorm.text.tables import tables
    >>> patronymics(word("ивановича", "ru", tables()), tables())
    ['ivanovich']
    """
    return [roman for roman in (word.roman, *word.stem_romans) if is_patronymic(roman, known)]


def features(reading: Reading, hits: Sequence[Hits], name: int, index: Index, known: Tables) -> dict[str, float]:
    """Raw values of every feature of a name for a reading of a mention; weights make reasons of them."""
    words = reading.words
    theirs = index.words_of(name)
    terms = [index.term(other) for other in theirs]
    kind = index.kind_of(index.name_entity[name])
    person = kind in PEOPLE
    chosen = pairs(words, theirs, terms, hits, index, person, known)
    mine = {i for e in chosen for i in e.mine}
    used = {j for e in chosen for j in e.theirs}
    values: dict[str, float] = {"aside": reading.aside} if reading.aside else {}
    if reading.respaced:
        values["respaced"] = 1.0
    full = [e for e in chosen if not e.initial]
    letters = same = meant = 0
    cost, worst = 0.0, (0.0 if full else POOR)
    for e in chosen:
        letters += e.letters
        cost += e.cost * e.letters
        if not e.initial:
            worst = max(worst, e.cost)
            if e.cost == 0.0:
                same += e.letters
            elif e.cost == MEANT:
                meant += e.letters
        if e.cost == INITIALISM:
            values["initialism"] = 1.0
    values["spelling"] = cost / letters if letters else POOR
    values["worst"] = worst
    values["same_words"] = same / letters if letters else 0.0
    if meant:
        values["meaning"] = meant / letters
    heard = 0
    for e in full:
        if e.cost > 0.0 and len(e.mine) == len(e.theirs) == 1:
            heard += e.letters * sound_alike(words[e.mine[0]].text, terms[e.theirs[0]].text)
    if heard:
        values["phonetic"] = heard / letters
    if person and any(
        e.cost > 0.0 and other_gender(words[e.mine[-1]].roman, terms[e.theirs[-1]].roman, known) for e in full
    ):
        values["gender"] = 1.0
    left = [i for i in range(len(words)) if i not in mine]
    open_ = [j for j in range(len(terms)) if j not in used]
    soft: set[int] = set()  # patronymics of the name: they say little, and may be absent
    if person and len(terms) > 2:
        soft = {j for j, term in enumerate(terms) if is_patronymic(term.roman, known)}
        mine_too = [i for i in left if len(words) > 2 and patronymics(words[i], known)]
        if mine_too and not soft.isdisjoint(open_):
            values["patronymic"] = 1.0
        elif mine_too and not soft:
            left = [i for i in left if i not in mine_too]
        open_ = [j for j in open_ if j not in soft]
    elif person and len(words) > 2:
        left = [i for i in left if not patronymics(words[i], known)]
    weight = reading.light
    clauses = _genealogy(words, left, known) if person and left else set()
    if person and reading.small:
        weight = tuple(SMALL * w if small else w for w, small in zip(weight, reading.small, strict=True))
    if clauses:
        weight = tuple(PATRONYMIC * w if i in clauses else w for i, w in enumerate(weight))
    worth = [term.rarity for term in terms]
    for j in soft:
        worth[j] *= PATRONYMIC
    if kind in KINDS and not person:  # the word for what it is may be left out, as "of" and "the" may
        needed = [w * _share(t, kind, known) for t, w in zip(terms, worth, strict=True)]
    else:
        needed = worth
    values["extra"] = sum([weight[i] for i in left]) / (sum(weight) or 1.0) if left else 0.0
    values["missing"] = sum([needed[j] for j in open_]) / (sum(needed) or 1.0) if open_ else 0.0
    if not person and left and open_:
        other = other_state(words, left, theirs, open_, index)
        if other:
            values["other_state"] = other
    evidence = -index.most
    for e in full:
        evidence += sum([worth[j] for j in e.theirs]) * max(0.0, 1 - e.cost / POOR)
    values["evidence"] = max(-8.0, min(8.0, evidence)) / 4
    if person and full and not any(reading.light[i] == 1.0 and not regnal(words[i].text) for e in full for i in e.mine):
        values["title_only"] = 1.0
    values["few_letters"] = max(0.0, 1 - letters / 8)
    type = index.alias_type(name)
    if len(chosen) == 1 and (len(theirs) > 1 or (person and type is AliasType.WEAK)):
        values["one_word"] = 1.0
        others = [i for i in left if weight[i] == 1.0 and words[i].text not in reading.capitals]
        if type is AliasType.WEAK and not all(words[i].initial for i in others):
            values["stranger"] = 1.0
    if person and len(theirs) > 1 and len(full) == 1 and not _is_family(full[0].theirs[-1], theirs, name, index):
        values["given_only"] = 1.0
        if kind in KINDS:
            values["given_alone"] = 1.0
    if kind in KINDS and person and type is AliasType.WEAK and values["worst"] > INFLECTED:
        values["weak_heard"] = 1.0
    if kind in KINDS and not person and len(words) == 1 and worst > INFLECTED and full:
        values["heard_alone"] = 1.0
    if words and terms and words[0].script not in (UNKNOWN, "Latn", terms[0].script):
        values["script"] = 1.0
    if kind in KINDS:
        if person:
            _of_people(reading, hits, full, left, type, values)
        else:
            _of_things(reading, hits, name, used, left, index, values)
    initials = len(chosen) - len(full)
    if initials:
        values["initials"] = float(initials)
    if len(chosen) > 1:
        in_order = [first for _, (first, *_) in sorted((e.mine, e.theirs) for e in chosen)]
        if in_order != sorted(in_order):
            clause = not known.genealogy.isdisjoint(w.roman for w in words)
            values["order"] = CLAUSES if person and clause else 1.0  # X bin Y is not Y bin X
    if not left and not open_ and values["worst"] == 0.0 and not initials:
        values["same"] = 1.0
    _numbers(words, terms, mine, used, person, values)
    if "numeral_extra" in values and type is AliasType.ACRONYM and _numbered(words, left, name, index):
        del values["numeral_extra"]  # «ДСНВ-3»: the numeral stands in another name of the same entity
    if type is AliasType.WEAK and not person:
        values["metonym" if kind == "state" else "weak"] = 0.5 if index.is_printed(name) else 1.0
    elif type is AliasType.ACRONYM:
        values["acronym"] = 1.0
    if kind in KINDS and person and "script" not in values and full:
        values["unlike"] = max(0.0, *(e.cost - NEAR_ENOUGH for e in full if e.letters >= TELLING), 0.0)
    if kind in KINDS and any(e.cost > FAR_OFF and _stands(hits[e.mine[0]], index) for e in full):
        values["other_word"] = 1.0
    if kind in KINDS and person and type is AliasType.WEAK and not open_:
        spelt = 1.0 if values["worst"] <= INFLECTED else HALF_HEARD
        values["prominence"] = spelt * prominence(index.name_count(index.name_entity[name]))
    if kind in KINDS and not person and left and not open_:
        more = sum([weight[i] for i in left if _says_something(words[i], reading)]) / sum(weight)
        if more:
            values["within"] = more
            if "acronym" in values:
                values["acronym"] -= more
    if kind in KINDS:
        if not left and not open_ and values["worst"] <= INFLECTED and not initials:
            weak = type is AliasType.WEAK and not index.is_printed(name)
            if not weak or "weak" not in values:
                values["listed"] = (0.5 if weak else 1.0) * (1.0 if "same" in values else 0.35 if weak else 0.75)
        elif not person and (open_ or "initialism" in values) and _content(full, reading) <= 1:
            values["fragment"] = 1.0
    return values


def other_gender(form: str, name: str, known: Tables) -> bool:
    """Whether an inflected family name is a woman's and a name is not, or a man's and the name a woman's.

    >>> from entitynorm.text.tables import tables
    >>> other_gender("zhukovoi", "zhukov", tables()), other_gender("zhukovoi", "zhukova", tables())
    (True, False)
    >>> other_gender("putinym", "putina", tables()), other_gender("tolstoi", "tolstoy", tables())
    (True, False)
    """
    feminine, masculine = known.gendered
    if form.endswith(feminine):
        return not name.endswith(("a", "ia", "oi", "oy"))
    return form.endswith(masculine) and name.endswith("a")


def _genealogy(words: Sequence[Word], left: Sequence[int], known: Tables) -> set[int]:
    """The unpaired words of clauses like "bin Abdulaziz": each from its first word to the next that is paired."""
    found: set[int] = set()
    for i in left:
        if words[i].roman in known.genealogy or i - 1 in found:
            found.add(i)
    return found


def _of_people(
    reading: Reading, hits: Sequence[Hits], full: Sequence[Pair], left: Sequence[int], type: AliasType,
    values: dict[str, float],
) -> None:  # fmt: skip
    """A given name as it stands, taken for a form of a family name; half of a name with a hyphen."""
    words = reading.words
    if len(words) == 1 and type is AliasType.WEAK and 0.0 < values["worst"] <= INFLECTED:
        values["given_form"] = float(words[0].roman in given_names())
    for i in left:
        beside = [e.mine[0] for e in full if abs(e.mine[0] - i) == 1]
        if any((words[min(i, k)].text, words[max(i, k)].text) in reading.hyphened for k in beside):
            values["half_name"] = 1.0


def _of_things(
    reading: Reading, hits: Sequence[Hits], name: int, used: Set[int], left: Sequence[int], index: Index,
    values: dict[str, float],
) -> None:  # fmt: skip
    """Only words that many names have; a word more that makes another name with those that agree; small letters."""
    if reading.generic and values["missing"]:
        values["generic"] = 1.0
    entity = index.name_entity[name]
    if reading.low and index.kind_of(entity) == "exercise" and index.alias_type(name) is AliasType.NAME:
        values["small"] = SMALL_NAME
    theirs = index.words_of(name)
    for i in left:
        if reading.light[i] == 1.0 and len(reading.words[i].text) >= CONTENT and not reading.words[i].number:
            others = [n for n, cost in hits[i].known.items() if cost == 0.0 and 0 < index.count(n) <= SEEN]
            beside = {other for n in others for other in index.names_with(n) if index.name_entity[other] != entity}
            if any(not beside.isdisjoint(index.names_with(theirs[j])[:SEEN]) for j in used):
                values["elsewhere"] = 1.0


def _numbered(words: Sequence[Word], left: Sequence[int], name: int, index: Index) -> bool:
    """Whether every numeral that is left of a mention stands in some name of the entity."""
    held = {
        index.term(word).number for other in index.names_of(index.name_entity[name]) for word in index.words_of(other)
    } - {""}
    return all(any(compatible(words[i].number, value) for value in held) for i in left if words[i].number)


def _stands(word: Hits, index: Index) -> bool:
    """Whether a word is known as it stands, by more than look-alikes."""
    return any(cost == 0.0 and index.count(number) for number, cost in word.known.items())


def prominence(names: int) -> float:
    """How much is written about an official, from how many names editors found worth listing: -1.0 to 2.0.

    >>> prominence(2), prominence(6), prominence(200)
    (-1.0, 0.0, 2.0)
    """
    return max(-1.0, min(2.0, math.log(names / USUAL)))


def _says_something(word: Word, reading: Reading) -> bool:
    """Whether a word is more than an ending that stands apart (NATO-ban, НАТО-ға, नाटो में)."""
    if script_is_unspaced(word.script) or word.text in tall_words(reading.written):
        return len(word.text) > 1
    return len(word.text) > (PARTICLE if tables().unvowelled(word.script) else CONTENT)


@lru_cache(maxsize=1)  # asked for each word of a mention in each of its names, and of most mentions never
def tall_words(text: str) -> frozenset[str]:
    """The words of a text that begin with a capital, as they are filed.

    >>> sorted(tall_words("NATO-ban és Zoja O'Hara"))
    ['nato', 'ohara', 'zoja']
    """
    return frozenset(clean(found).replace("'", "") for found in _TALL.findall(text))


def _share(word: Term, kind: str, known: Tables) -> float:
    """How much a word says in the name of a thing of a kind, to another's 1.0."""
    if word.number:
        return 1.0
    return KIND_WORD if kind in known.kinds.get(word.text, ()) or word.text in known.function_words else 1.0


def _content(paired: Sequence[Pair], reading: Reading) -> int:
    """How many paired words are numerals, or neither titles nor function words nor so short as these are."""
    return sum(
        pair.letters >= CONTENT and any(reading.light[i] == 1.0 or reading.words[i].number for i in pair.mine)
        for pair in paired
    )


def _numbers(
    words: tuple[Word, ...], terms: Sequence[Term], mine: set[int], used: set[int], person: bool,
    values: dict[str, float],
) -> None:  # fmt: skip
    """A numeral discriminates: one that contradicts vetoes, one that is missing on a side counts against."""
    left = [i for i in range(1 if person else 0, len(words)) if i not in mine]
    edition = "" if person else _edition(words)
    if edition and _edition(terms) not in ("", edition):
        values["numeral"] = 1.0
        return
    asked = any(regnal(words[i].text) if person else words[i].number for i in left)
    held = any(
        term.regnal if person else term.number for j, term in enumerate(terms) if j not in used and (j or not person)
    )
    if asked and held:
        values["numeral"] = 1.0
    elif asked:
        values["numeral_extra"] = 1.0
    elif held:
        values["numeral_missing"] = 1.0


def _edition(words: Sequence[Word | Term]) -> str:
    """The letter of an edition, after its year (2025A), or ''."""
    letters = [w.text for year, w in pairwise(words) if len(w.text) == 1 and len(year.number) == YEAR]
    return letters[0] if len(letters) == 1 else ""


def weighted(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logit of a name against "none of them": the bias and every value times its weight."""
    return weights.get("bias", 0.0) + sum(value * weights.get(name, 0.0) for name, value in values.items())
