"""Step 12: what a text seems to name and no entity explains: after titles, beside kind words, in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from entitynorm.index import Index
from entitynorm.match.lexicon import is_given_name
from entitynorm.match.ordinary import stop_words
from entitynorm.match.sieve import sieve_of
from entitynorm.match.sift import blocks, sift
from entitynorm.match.spot import Words, starts_sentence, words_of
from entitynorm.model import Result
from entitynorm.text.clean import clean
from entitynorm.text.tables import MANNERS, Tables

_PAIRS = (r"«([^«»\n]{2,60})»", r"“([^“”\n]{2,60})”", r"„([^„“”\n]{2,60})[“”]", r"「([^「」\n]{2,30})」",
          r"\"([^\"\n]{2,60})\"")  # fmt: skip
QUOTED = regex.compile("|".join(_PAIRS))
NEAR = 3  # words before quotation marks among which a kind word is looked for
SHORTEST = 2  # letters of a title
LONGEST = 5  # words of a name


@dataclass(frozen=True, slots=True)
class Unknown:
    """A stretch of a text that looks like a name of a kind, and why."""

    start: int
    end: int
    text: str
    kind: str
    reason: str


def unresolved(
    text: str, lang: str, found: Sequence[Result], index: Index, known: Tables, kinds: Sequence[str]
) -> list[Unknown]:
    """Name-like stretches where names stand, but for those that were found, in the order of the text."""
    taken = sorted((r.mention.start, r.mention.end) for r in found)
    unknown: dict[tuple[int, int], Unknown] = {}
    sieve = sieve_of(index, known, lang, tuple(kinds))
    for start, stop in blocks(text):
        words = words_of(sift(text, start, stop, sieve), start, stop)
        for one in (*_quoted(words), *_people(words)):
            place = bisect_left(taken, (one.end, 0))  # found mentions do not overlap
            free = place == 0 or taken[place - 1][1] <= one.start
            if free and (not kinds or one.kind in kinds):
                unknown.setdefault((one.start, one.end), one)
    kept: list[Unknown] = []
    for one in sorted(unknown.values(), key=lambda u: (u.start, -u.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _quoted(words: Words) -> Iterator[Unknown]:
    """What stands in quotation marks after a word for a treaty, an exercise or an alliance."""
    kind_words = words.known.kinds
    for match in QUOTED.finditer(words.text, words.begin, words.stop):
        group = next(n for n in range(1, len(_PAIRS) + 1) if match.group(n) is not None)
        inside = match.group(group).strip()
        start = match.start(group) + match.group(group).index(inside)
        before = clean(words.text[max(words.begin, match.start() - 40) : match.start()]).split()[-NEAR:]
        for word in (word.rpartition("'")[2] for word in reversed(before)):
            kinds = [kind for form in (word, *_shorter(word)) for kind in kind_words.get(form, ())]
            if kinds and inside[:1].isalpha() and not inside[0].islower():
                yield Unknown(start, start + len(inside), inside, kinds[0], f"in quotation marks after {word}")
                break


def _shorter(word: str) -> list[str]:
    """A word without one, two or three letters at its end: kind words are listed in one form or a few."""
    return [word[:-n] for n in (1, 2, 3) if len(word) - n >= 4]


def _people(words: Words) -> Iterator[Unknown]:
    """Words with a capital after a title, or with a given name among them."""
    at = 0
    while at < len(words):
        last = _run(at, words)
        if last < at:
            at += 1
            continue
        titled = at > 0 and _is_title(at - 1, words) and words.between(at - 1) in (" ", "\u00a0")
        names = [other for other in range(at, last + 1) if is_given_name(words.form(other))]
        alone = last == at
        begins = starts_sentence(words.text, words.start(at))
        if (titled and not begins) or (names and not alone and names[-1] < last):
            reason = f"after {words.surfaces[at - 1]}" if titled else f"{words.surfaces[names[0]]} is a given name"
            start, end = words.start(at), words.end(last)
            yield Unknown(start, end, words.text[start:end], "official", reason)
        at = last + 1


def _run(at: int, words: Words) -> int:
    """The last of the words with a capital that begin here and may be one name; before ``at`` when there is none."""
    last = at - 1
    for other in range(at, min(len(words), at + LONGEST)):
        form = words.form(other)
        if other > at and words.between(other - 1) not in (" ", "\u00a0", "-", ". ", "."):
            break
        if other > at and "." in words.between(other - 1) and not words.form(other - 1).word.initial:
            break
        forms = (form.word.text, *form.word.stems)
        nation = any(text in words.index.nations for text in forms)
        shouted = len(form.text) > 1 and form.text.isupper()
        if not form.capital or form.word.number or nation or shouted or _is_title(other, words):
            break
        last = other
    return last if last < at or len(words.form(last).text) > 1 else last - 1


def _is_title(at: int, words: Words) -> bool:
    titles, function = words.known.light_words[0], words.known.function_words
    form = words.form(at)
    own = clean(form.text)
    if own in stop_words(words.lang) or any(role in MANNERS for _, role in words.known.offices.get(own, ())):
        return False  # « seine Exzellenz », « ehemalige »
    forms = (own, *form.word.stems)
    return any(text in titles and text not in function and len(text) >= SHORTEST for text in forms)
