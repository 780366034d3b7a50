"""Step 11i: offices that stand for who holds them: « le ministre russe de la Défense », "NATO secretary general"."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.context import state_named
from entitynorm.match.nations import adjective_of, state_of
from entitynorm.match.score import probabilities
from entitynorm.match.sieve import RUN, office_forms, written_together
from entitynorm.match.spot import Words
from entitynorm.model import PEOPLE, Context, Feature, Match, Mention, Period, Result, Status
from entitynorm.text.clean import clean
from entitynorm.text.tables import MANNERS, Tables

FORMER, DEPUTY = "former", "deputy"
BEFORE, AFTER = 2, 3  # words beside an office among which its state is looked for, function words not counted
HELD = 2.5  # logits for who held an office on the date of the text
EVER = -1.0  # logits for who held it at some time, when no date says which
NAMED = 2.5  # logits more for a holder whom the text names
SHOWN = 5
LONGEST_STATE = 8  # characters of a state's name written together with an office

Holder = tuple[str, str, int]  # from, to, entity


@dataclass(frozen=True, slots=True)
class Office:
    """An office in a text: which one, of what, and where it stands."""

    role: str
    of: str  # ID of a state or organisation
    start: int
    end: int
    manner: str = ""  # former, acting, deputy
    reach: tuple[int, int] = (0, 0)  # from where to where it stands, with the organisation that it is of


def holders(pages: Sequence[Words], sure: Sequence[Result], context: Context) -> Iterator[Result]:
    """For each office of a state or organisation that no name follows: who holds it on the date of the text.

    Without a date the result is ambiguous, unless the text names one of the holders.
    """
    if not any(_table(index) for index in {words.index: None for words in pages}):
        return
    named = {r.id for r in sure}
    ordered = sorted(sure, key=lambda r: r.mention.start)
    starts = [r.mention.start for r in ordered]
    for words in pages:
        # No two mentions overlap: one more on each side is all that can reach into the stretch or touch it.
        first, last = bisect_left(starts, words.begin), bisect_right(starts, words.stop)
        own = ordered[max(0, first - 1) : last + 1]
        people = [(r.mention.start, r.mention.end) for r in own if r.matches[0].candidate.kind in PEOPLE]
        for office in (*_spaced(words, own), *_unspaced(words)):
            begin, end = _reach(office, own)
            beside = any(start < end + 2 and begin - 2 < stop for start, stop in people)
            if beside or office.manner == DEPUTY:
                continue
            result = _held(office, words, context, named)
            if result is not None:
                yield result


def _reach(office: Office, sure: Sequence[Result]) -> tuple[int, int]:
    """From where to where an office stands, the whole name of its organisation included."""
    if not office.reach[1]:
        return office.start, office.end
    first, last = office.reach
    for result in sure:
        start, end = result.mention.start, result.mention.end
        if start < last and first < end and result.matches[0].candidate.kind not in PEOPLE:
            first, last = min(first, start), max(last, end)
    return first, last


def _held(office: Office, words: Words, context: Context, named: set[str | None]) -> Result | None:
    """Who an office stands for."""
    index, date = words.index, context.date
    found: dict[str, tuple[float, str, int]] = {}
    for start, end, entity in _table(index).get((office.role, office.of), ()):
        then = bool(date) and Period(start, end).covers(date)
        if office.manner == FORMER:
            then = bool(date) and bool(end) and end < date
        if date and not then:
            continue
        id = index.entity_id(entity)
        found[id] = max(found.get(id, (-9.0, "", entity)), (HELD if then else EVER, start, entity))
    if not found:
        return None
    kept = []
    for id, (value, start, entity) in found.items():
        told = f"{office.role} of {office.of}" + (f" from {start}" if start else "")
        reasons = [Feature("office", value, told)]
        if id in named:
            reasons.append(Feature("named", NAMED, "the text names them, too"))
        kept.append((sum(f.value for f in reasons), start, reasons, entity))
    kept.sort(key=lambda one: (-one[0], [-ord(c) for c in one[1]], index.entity_id(one[3])))
    scores = probabilities([value for value, *_ in kept])
    matches = tuple(
        Match(
            index.candidate(next(index.names_of(entity))),
            score,
            (*reasons, *((Feature("rivals", rivals, "other holders"),) if rivals else ())),
        )
        for (_, _, reasons, entity), (score, rivals) in zip(kept[:SHOWN], scores, strict=False)
    )
    one = (
        matches[0].score >= math.exp(HELD) / (1 + math.exp(HELD)) - 0.2
        and len([value for value, *_ in kept if value >= kept[0][0] - 1.0]) == 1
    )
    text = words.text[office.start : office.end]
    mention = Mention(text, context, office.start, office.end)
    return Result(mention, matches, Status.MATCH if one else Status.AMBIGUOUS)


@lru_cache(maxsize=16)
def _table(index: Index) -> dict[tuple[str, str], list[Holder]]:
    """(Office, state or organisation) -> who held it when."""
    found: dict[tuple[str, str], list[Holder]] = {}
    if "official" not in index.kinds:  # no other kind holds an office
        return found
    for entity in range(index.entities):
        if index.kind_of(entity) == "official":
            for start, end, role, of in index.record(entity).get("periods", ()):
                if role and of:
                    found.setdefault((role, of), []).append((start, end, entity))
    return found


def _spaced(words: Words, sure: Sequence[Result]) -> Iterator[Office]:
    """Offices in scripts that part words."""
    firsts = words.known.offices
    forms = {surface: office_forms(surface, words.lang, words.known) for surface in dict.fromkeys(words.surfaces)}
    able = {surface for surface, own in forms.items() if not firsts.keys().isdisjoint(own)}
    if not able:
        return
    organisations = {}
    for result in sure:
        if result.matches[0].candidate.kind == "alliance" and result.id:
            organisations[result.mention.start] = organisations[result.mention.end] = result
    done = 0
    for at, surface in enumerate(words.surfaces):
        if surface not in able or at < done:
            continue
        phrase = _phrase(forms, at, words)
        if phrase is None or (phrase[1] + 1 < len(words) and _names_somebody(phrase[1] + 1, words)):
            continue
        role, last, inside = phrase
        before, after = _beside(at, -1, BEFORE, words, forms), _beside(last, 1, AFTER, words, forms)
        manner = _manner([forms[words.surfaces[other]] for other in (*before, *inside, *after)], words.known)
        of, where, own = _of(at, last, before, inside, after, words, organisations)
        if of:
            done = last + 1
            first, final = (min(at, where), max(last, where)) if own else (at, last)
            reach = words.start(min(at, where)), words.end(max(last, where))
            yield Office(role, of, words.start(first), words.end(final), manner, reach)


def _of(
    at: int,
    last: int,
    before: list[int],
    inside: list[int],
    after: list[int],
    words: Words,
    organisations: dict[int, Result],
) -> tuple[str, int, bool]:
    """Of what the office is that stands from one word to another, which word says so, whether it is part.

    What stands inside the phrase says so first, then what is nearest, an adjective before it rather than what follows.
    An organisation is a mention of its own, and no part of the phrase.
    """
    found: list[tuple[int, int, str, int, bool]] = []
    for other in (*inside, *before, *after):
        named = organisations.get(words.start(other)) or organisations.get(words.end(other))
        if named and named.mention.start < words.end(last) and words.start(at) < named.mention.end:
            named = None  # it is made of words of the office
        organisation = named.id if named else None
        of = organisation or state_of(words.surfaces[other], words)
        if of:
            apart = 0 if other in inside else at - other if other < at else other - last
            adjective = (
                other < at
                and not organisation
                and bool(adjective_of(clean(words.surfaces[other]), words.lang, words.index, words.known))
            )
            found.append((apart, 0 if adjective else 1, of, other, not organisation))
    found.sort(key=lambda one: one[:2])
    if len(found) > 1 and found[0][:2] == found[1][:2] and found[0][2] != found[1][2]:
        return "", at, False  # it may be of either
    return found[0][2:] if found else ("", at, False)


def _phrase(forms: dict[str, tuple[str, ...]], at: int, words: Words) -> tuple[str, int, list[int]] | None:
    """The role of the longest phrase for an office that begins here, where it ends, and words of a nation inside."""
    best: tuple[int, str, int, list[int]] | None = None
    entries = words.known.offices
    for first in forms[words.surfaces[at]]:
        for phrase, role in entries.get(first, ()):
            parts, place = phrase.split(), at + 1
            inside: list[int] = []
            for part in parts[1:]:
                if not inside and place < len(words) and _between(part, place, forms, words):
                    inside.append(place)
                    place += 1
                if place >= len(words) or part not in forms[words.surfaces[place]]:
                    break
                place += 1
            else:
                if role not in MANNERS and (best is None or len(parts) > best[0]):
                    best = len(parts), role, place - 1, inside
    return None if best is None else best[1:]


def _between(part: str, at: int, forms: dict[str, tuple[str, ...]], words: Words) -> bool:
    """Whether a word says of which state something is, where a phrase goes on with another one."""
    own = forms[words.surfaces[at]]
    return part not in own and (not words.index.nations.isdisjoint(own) or bool(state_of(words.surfaces[at], words)))


def _names_somebody(at: int, words: Words) -> bool:
    """Whether a word looks like the name of who holds the office that stands before it."""
    form = words.form(at)
    if not form.capital or words.between(at - 1) not in (" ", "\u00a0") or words.capitals:
        return False
    return not state_of(words.surfaces[at], words) and not form.text.isupper()


def _beside(at: int, step: int, most: int, words: Words, forms: dict[str, tuple[str, ...]]) -> list[int]:
    """The next words on one side in the same phrase, function words left out."""
    found: list[int] = []
    other = at + step
    while 0 <= other < len(words) and len(found) < most:
        if any(c in ".,;:!?…\n" for c in words.between(min(at, other))):
            break
        if words.known.function_words.isdisjoint(forms[words.surfaces[other]][:1]):
            found.append(other)
        at, other = other, other + step
    return found


def _manner(beside: Sequence[tuple[str, ...]], known: Tables) -> str:
    """Whether the words beside an office say that it is past, or held for another."""
    roles = known.offices
    for forms in beside:
        for text in forms:
            for phrase, role in roles.get(text, ()):
                if role in MANNERS and phrase == text:
                    return role
    return ""


def _unspaced(words: Words) -> Iterator[Office]:
    """Offices written together with the name of their state (``俄罗斯国防部长``, ``日本の首相``)."""
    phrases, text = written_together(words.known), words.text
    for run in RUN.finditer(text, words.begin, words.stop):
        for at in range(run.start() + 1, run.end()):
            for phrase, role in phrases.get(text[at], ()):
                if not text.startswith(phrase, at):
                    continue
                end = at - 1 if text[at - 1] in words.known.function_words else at
                for size in range(min(LONGEST_STATE, end - run.start()), 0, -1):
                    of = state_named(text[end - size : end], words.index)
                    if of:
                        yield Office(role, of, end - size, at + len(phrase))
                        break
                break
