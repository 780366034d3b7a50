"""Step 8: from the words of a mention to the names that might be meant, the most promising ones first.

Words lead to words: the same, a stem, the same letters in Latin, a given name that is one (at a known cost), then the
same sound and one sound off (at a guess: letters are aligned only for the names that are left). Words lead to names,
and a name is worth the more, the rarer its words, the less it leaves unsaid, and the more of the mention it explains.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from heapq import heappop, heappush, nlargest
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from entitynorm.index import Index
from entitynorm.match.align import FAR, UNSEEN, single, whole_words
from entitynorm.match.heard import heard_as
from entitynorm.match.spelling import INFLECTED, POOR, pair_cost, share_stem
from entitynorm.model import KeyType
from entitynorm.text.keys import Word
from entitynorm.text.script import script_of
from entitynorm.text.sound import shortened
from entitynorm.text.tables import tables

_VOWELS = str.maketrans("", "", "aeiouyw")
ENOUGH = 0.6  # a word that is found at so little cost is not sought by sound one class off
EQUIVALENT, SHORT_FORM = 0.25, 0.6  # cost a letter of one given name for another: Serhii for Sergei, Tom for Thomas
MEANT = 0.35  # cost a letter of taking a word of a title for one that means the same
LISTED, RARER = 0.12, 0.06  # cost a letter of a foreign name as its language writes it; what a rarer spelling adds
HEARD, NEARLY = 48, 24  # words of the same sound, and of nearly the same, that are kept: those that look most alike
LEAST, SLOPE = 0.15, 1.8  # the guessed cost a letter of a word that looks the same, and what less likeness adds
UNWRITTEN = 0.1  # what is added when only the consonants are compared
UNLIKELY = 0.25  # likeness of letters under which a word is not kept
READ = 4  # readings of a word that are heard
TELLING = 5  # letters of a reading of Han characters from which it is no accident that a word of any script sounds so
# scripts in which a shorter one is looked for, too
READ_ALIKE = frozenset({"Hani", "Hang", "Hira", "Kana", "Latn"})
ALIKE = 200  # words of the likeliest sounds after which no less likely sound is tried
AS_LIKELY = 1.1  # but for one that is so little dearer than the word's own: Cyrillic х is K, and in Hosseini no sound
BESIDE = 400  # names that hold a known word of a mention: an unknown one is compared with their other words
REMEMBERED = 1 << 12  # words whose hits an index keeps
EXPLAINED, SPELT, SAID, UNSAID = 0.35, 1.3, 6.0, 4.7  # how evidence, cost, and shares of mention and name count
SAME = 1.5  # how the share of the mention counts that is spelt the same
NAMES_KEPT = 24  # entities whose names are handed on
PER_ENTITY, PER_LENGTH = 5, 2  # names of one entity, and of them those of so many words
SHORTER = 0.5  # what a word more takes off a name's worth before that is worked out
WIDE = 4  # times as many names are ranked by what they leave unsaid, too
LONG = 30_000  # postings of one word that are read at most


class Depth(IntEnum):
    """How far words are sought; each step costs several times the one before."""

    KNOWN = 0  # the same, a stem, the same letters, a given name that is one
    BESIDE = 1  # words that nothing is known of: among what stands beside those that are known
    UNKNOWN_HEARD = 2  # these words by sound, too
    ALL_HEARD = 3  # every word by sound


class Hits(NamedTuple):
    """The words of an index that one word of a mention may be."""

    known: Mapping[int, float]  # at the cost a letter of taking them for it
    heard: Mapping[int, float]  # by sound alone: at a guess of that cost
    meant: Mapping[int, float]  # words that mean the same, in titles


def letter_for_letter(words: Sequence[Word], names: Iterable[int], index: Index) -> list[Hits]:
    """The hits of words that are spelt as some names are: none is sought elsewhere. Empty when no name has so many."""
    same = (own for own in map(index.words_of, names) if len(own) == len(words))
    return [Hits(dict.fromkeys(numbers, 0.0), {}, {}) for numbers in zip(*same, strict=True)]


def word_hits(word: Word, index: Index, by_sound: bool = True) -> Hits:
    """The words of the index that may be this word."""
    memory = index.memory
    found: Hits | None = memory.get((word, by_sound))
    if found is None:
        if len(memory) >= REMEMBERED:
            memory.clear()
        if by_sound:
            spelt = word_hits(word, index, False)
            heard = {} if word.initial or word.figure else _heard(word, index, spelt.known)
            found = Hits(spelt.known, heard, spelt.meant)
        else:
            found = Hits(_known(word, index), {}, _meant(word, index) if index.titled else {})
        memory[word, by_sound] = found
    return found


def _known(word: Word, index: Index) -> dict[int, float]:
    found: dict[int, float] = {}
    if word.number:
        for value in ("#" + word.number, word.text):
            found.update(dict.fromkeys(index.words_under(KeyType.EXACT, value), 0.0))
        if word.figure:
            return found
    near: dict[int, None] = {}
    guessed = word.script == "Hani"  # its readings are several
    for type, values in (
        (KeyType.EXACT, (word.text, *word.stems)),
        (KeyType.STEM, (word.text, *word.stems)),
        (KeyType.ROMAN, (*word.romans, *word.stem_romans)),
    ):
        for value in values:
            for other in index.words_under(type, value):
                if guessed and len(value) < TELLING and script_of(index.word_text(other)) not in READ_ALIKE:
                    continue
                near[other] = None
                if type is KeyType.STEM and share_stem(word, value, index.word_text(other)):
                    found[other] = INFLECTED
    for other in near:
        found[other] = min(pair_cost(word, index, other), found.get(other, POOR))
    for latin, cost in known_words(word):
        for other in index.words_under(KeyType.EXACT, latin):
            found[other] = min(cost, found.get(other, POOR))
    return found


def _meant(word: Word, index: Index) -> dict[int, float]:
    """The words that mean the same in titles (министерство, Ministry)."""
    found: dict[int, float] = {}
    for concept in tables().meanings((word.text, *word.stems)):
        found.update(dict.fromkeys(index.words_under(KeyType.MEANING, concept), MEANT))
    return found


def known_words(word: Word) -> Iterator[tuple[str, float]]:
    """Latin words that this word is known to be, whatever its letters say: listed ones, learnt ones, given names."""
    forms = dict.fromkeys((*word.romans, *word.stem_romans), 0.0)
    if word.script != "Latn":
        listed = tables().foreign_names(word.script)
        for text in (word.text, *word.stems):
            found = listed.get(text, {})
            for latin, place in found.items():
                cost = LISTED + RARER * (place + math.log(len(found)))
                yield latin, cost
                forms.setdefault(latin, cost)
        learnt = whole_words(word.script)
        for roman in list(forms):
            for latin, cost in learnt.get(roman, ()):
                yield latin, cost
                forms.setdefault(latin, cost)
    else:
        forms = {word.text: 0.0, **forms}
        for name in romanised().get(word.text, ()):
            yield name, EQUIVALENT
    names = given_names()
    for form, so_far in forms.items():
        for group, cost in names.get(form, ()):
            for name in group:
                if name != form:
                    yield name, so_far + cost


@lru_cache(maxsize=1)
def given_names() -> Mapping[str, Sequence[tuple[Sequence[str], float]]]:
    """Given name -> the groups that it is in, with the cost a letter of taking one member for another.

    >>> [cost for group, cost in given_names()["serhii"] if "sergei" in group]
    [0.25]
    """
    found: dict[str, tuple[tuple[Sequence[str], float], ...]] = {}
    table = tables().raw["given_names"]
    for column, cost in (("equivalents", EQUIVALENT), ("short_forms", SHORT_FORM)):
        for group in table[column]:
            entry = ((group, cost),)
            own = dict.fromkeys(group, entry)
            for member in found.keys() & own.keys():
                own[member] = found[member] + entry
            found.update(own)
    return found


@lru_cache(maxsize=1)
def romanised() -> Mapping[str, Sequence[str]]:
    """Name or syllable in Latin letters -> the same in other romanisations.

    >>> romanised()["myeong"]
    ['myung', 'myong']
    """
    found: dict[str, list[str]] = {}
    for group in tables().raw["given_names"]["romanised"]:
        for member in group:
            found.setdefault(member, []).extend(other for other in group if other != member)
    return found


def _heard(word: Word, index: Index, known: Mapping[int, float]) -> dict[int, float]:
    """The words that may sound the same, with guessed costs."""
    likely = dict.fromkeys(word.sounds, 0.0)
    for roman in word.romans[:READ]:
        for classes, cost in heard_as(roman, word.script):
            if cost < likely.get(classes, UNSEEN):
                likely[classes] = cost
    alike: dict[int, None] = {}
    for classes in sorted(likely, key=likely.__getitem__):
        if len(alike) >= ALIKE and (likely[classes] > AS_LIKELY or word.script == "Hani"):  # whose reading is a guess
            break
        alike.update(dict.fromkeys(index.words_under(KeyType.SOUND, classes)))
    return _guess(word, index, (number for number in alike if number not in known), HEARD)


def depths(words: Sequence[Word], known: Sequence[Hits]) -> tuple[Depth, ...]:
    """The steps in which the words of a mention are sought, given what is known of them."""
    open_ = _open(words, known)
    if not open_:
        return (Depth.KNOWN, Depth.ALL_HEARD)
    return (Depth.ALL_HEARD,) if len(open_) == len(words) else (Depth.BESIDE, Depth.UNKNOWN_HEARD, Depth.ALL_HEARD)


def _open(words: Sequence[Word], found: Sequence[Hits]) -> list[int]:
    """The words that nothing is known of."""
    return [i for i, word in enumerate(words) if not (word.initial or word.figure or _is_known(found[i]))]


def all_hits(
    words: Sequence[Word], index: Index, depth: Depth = Depth.ALL_HEARD, so_far: Sequence[Hits] | None = None
) -> list[Hits]:
    """The hits of every word of a mention.

    A word that nothing is known of is compared with what stands beside the words that are known; then with those that
    sound the same or are one sound off. ``so_far`` are the hits of the step before, if there was one.
    """
    found = [word_hits(word, index, False) for word in words]
    if depth is Depth.KNOWN:
        return found
    open_ = _open(words, found)
    if depth is Depth.ALL_HEARD and open_ and so_far is not None:  # these were heard already
        return [so_far[i] if i in open_ else word_hits(word, index) for i, word in enumerate(words)]
    beside = _beside([hits for i, hits in enumerate(found) if i not in open_], index) if open_ else {}
    if depth is not Depth.BESIDE:
        for i in open_ if depth is Depth.UNKNOWN_HEARD else range(len(words)):
            found[i] = word_hits(words[i], index)
    for i in open_:
        hits = found[i]
        others = {} if depth is Depth.BESIDE else _near(words[i], index)
        others.update(beside)
        for number in chain(hits.heard, hits.known):
            others.pop(number, None)
        found[i] = Hits(hits.known, {**_guess(words[i], index, others, NEARLY), **hits.heard}, hits.meant)
    return found


def _beside(known: Iterable[Hits], index: Index) -> dict[int, None]:
    """The words of names that hold a word that is known, those of the rarest ones first."""
    numbers = [number for hits in known for number, cost in hits.known.items() if cost <= ENOUGH]
    postings = chain.from_iterable(index.names_with(number)[:BESIDE] for number in sorted(numbers, key=index.count))
    return dict.fromkeys(chain.from_iterable(map(index.words_of, islice(postings, BESIDE))))


def _is_known(hits: Hits) -> bool:
    return bool(hits.meant) or min(hits.known.values(), default=POOR) <= ENOUGH


def _near(word: Word, index: Index) -> dict[int, None]:
    """The words that are one sound off."""
    found: dict[int, None] = {}
    for sound in word.sounds[:READ]:
        if len(sound) > 1:  # of two sounds too many words have one
            found.update(dict.fromkeys(index.words_near(sound, shortened(sound) if len(sound) > 2 else ())))
    return found


def _guess(word: Word, index: Index, numbers: Iterable[int], most: int) -> dict[int, float]:
    """What it may cost to take each word for this one, from how much their Latin letters look alike."""
    chosen = list(numbers)
    romans = index.word_romans(chosen)
    found: dict[int, float] = {}
    compared = [(form, romans, LEAST) for form in word.romans[:READ]]
    if tables().unvowelled(word.script):  # vowels that are not written hide who is alike
        compared.append((consonants(word.roman), [consonants(roman) for roman in romans], LEAST + UNWRITTEN))
    for form, choices, least in compared:
        for _, likeness, at in process.extract(
            form, choices, scorer=OSA.normalized_similarity, limit=most, score_cutoff=UNLIKELY
        ):
            guess = least + SLOPE * (1.0 - likeness)
            if guess < found.get(chosen[at], FAR):
                found[chosen[at]] = guess
    if word.script == "Latn":
        return found
    own = (word.script, "Latn")  # two other scripts share too little: most entities have a Latin name, too
    return {number: cost for number, cost in found.items() if script_of(index.word_text(number)) in own}


@lru_cache(maxsize=1 << 12)
def consonants(roman: str) -> str:
    """A Latin reading without vowels and glides, doubled letters once.

    >>> consonants("bennett"), consonants("warren")
    ('bnt', 'rn')
    """
    return single(roman).translate(_VOWELS)


def names(
    hits: Sequence[Hits], light: Sequence[float], index: Index, same: Collection[int] = (), kept: int = NAMES_KEPT
) -> Iterator[tuple[int, float]]:
    """The names of the index that share most with the words of a mention, each with what it promises, the best first.

    ``light`` says how much each word of the mention says. Names that are spelt the ``same`` always come first; of one
    entity only the best few are given, and of so many entities. What a name promises is worked out when it may be next.
    """
    worths = _worths(hits, light, index)
    sought = {number for word in hits for number in (*word.known, *word.meant, *word.heard)}
    least = max(worths.values(), default=0.0) - UNSAID
    first = [(worth, name) for name, worth in worths.items() if worth >= least]
    if len(first) > kept * WIDE:  # of as many words that agree the shorter names leave less unsaid
        lengths_of = index.name_lengths([name for _, name in first])
        shown = zip(first, lengths_of, strict=True)
        largest = nlargest(kept * WIDE, [(worth - SHORTER * length, -name, worth) for (worth, name), length in shown])
        first = [(worth, -name) for _, name, worth in largest]
    own = frozenset(same)
    first += [(worths.get(name, SAID), name) for name in own]  # an acronym is filed whole
    waiting = sorted([(name not in own, -worth - UNSAID, name) for worth, name in dict.fromkeys(first)], reverse=True)
    order, rarity = index.order, index.rarity
    ready: list[tuple[Any, int, float]] = []
    entities: dict[int, list[int]] = {}
    while waiting or ready:
        while waiting and not (ready and ready[0][0][:2] < waiting[-1][:2]):  # none that waits can promise more
            later, most, name = waiting.pop()
            said = whole = 0.0
            for number in index.words_of(name):
                tells = rarity(number)
                whole += tells
                if number in sought:
                    said += tells
            promise = round(-most - UNSAID + UNSAID * said / (whole or 1.0), 6)
            key = (later, -promise, name)
            heappush(ready, (order(key) if order else key, name, promise))
        (later, *_), name, promise = heappop(ready)
        entity, length = index.name_entity[name], index.name_length(name)
        lengths = entities.get(entity)
        if lengths is None:
            if later and len(entities) == kept:
                return
            lengths = entities[entity] = []
        if not later or (len(lengths) < PER_ENTITY and lengths.count(length) < PER_LENGTH):
            lengths.append(length)
            yield name, promise


def _worths(hits: Sequence[Hits], light: Sequence[float], index: Index) -> dict[int, float]:
    """The names that share words with a mention, each with what these words and those of the mention tell.

    Names are left out that have no word but such as can tell too little beside the best name (see `names`): of those
    with a common word only the ones are looked at that have a rarer word of the mention, too.
    """
    whole = sum(light) or 1.0
    told = [_told(word, share / whole, index) for word, share in zip(hits, light, strict=True)]
    told.sort(key=itemgetter(0), reverse=True)
    left = sum([most for most, _ in told])  # what the words that were not yet looked at can tell
    found: dict[int, float] = {}
    best = 0.0
    for most, worths in told:
        if left < best + most - UNSAID:  # alone they may tell too little, if a name has one of them and others, too
            both = {name: found[name] + worth for name, worth in _held(found, worths, index).items()}
            best = max(best, max(both.values(), default=0.0))
            if left < best - UNSAID:
                found.update(both)
                left -= most
                continue
        own: dict[int, float] = {}
        for number, worth in worths.items():  # a word that tells more comes later
            postings = index.names_with(number)
            if len(postings) == 1:
                own[postings[0]] = worth
            else:
                own.update(dict.fromkeys(postings[:LONG], worth))
        both = {name: found[name] + own[name] for name in found.keys() & own.keys()}
        best = max(best, max(both.values()) if both else most if own else 0.0)
        found.update(own)
        found.update(both)
        left -= most
    return found


def _told(word: Hits, share: float, index: Index) -> tuple[float, dict[int, float]]:
    """What the words that one of a mention may be tell of a name: the most of them, and each one, the least first.

    Words that tell less than nothing are none: to hold one is no worse than to hold none.
    """
    found = {}
    for number, cost in {**word.heard, **word.meant, **word.known}.items():
        worth = SAID * share + EXPLAINED * index.rarity(number) * (1.0 - cost / POOR) - SPELT * cost
        if cost <= INFLECTED:
            worth += SAME * share
        if worth > 0.0:
            found[number] = worth
    if len(found) > 1:
        found = dict(sorted(found.items(), key=itemgetter(1)))
    return max(found.values(), default=0.0), found


def _held(names: Mapping[int, float], worths: Mapping[int, float], index: Index) -> dict[int, float]:
    """The names, of some, that hold one of these words, each with what the word that tells most is worth."""
    found: dict[int, float] = {}
    for number, worth in worths.items():
        found.update(dict.fromkeys(names.keys() & index.names_with(number)[:LONG], worth))
    return found
