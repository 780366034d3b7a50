"""Step 11p: offices that stand for who holds them: « le ministre russe de la Défense », "NATO secretary general"."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from entitynorm.index import Index
from entitynorm.match.context import state_named
from entitynorm.match.coref import lifted
from entitynorm.match.lexicon import is_given_name
from entitynorm.match.nations import adjective_of, role_in, state_at, state_of
from entitynorm.match.score import probabilities
from entitynorm.match.sieve import RUN, office_forms, written_together
from entitynorm.match.spot import Words
from entitynorm.model import PEOPLE, Context, Feature, Match, Mention, Period, Result, Status
from entitynorm.text.clean import clean
from entitynorm.text.tables import MANNERS, Tables

FORMER, THEN, ELECT, ACTING, DEPUTY = "former", "then", "elect", "acting", "deputy"
BREAKS = ".,;:!?…\n،؛؟。，、；：！？।"
ABBREVIATED = 2  # letters of an abbreviation
HOW = 3  # words beside an office among which one for its manner is looked for
LINKS = ("の", "的")
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
    manner: str = ""  # former, then, elect, acting, deputy
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
        for office in (*_spaced(words, own), *_unspaced(words, own)):
            begin, end = _reach(office, own)
            beside = any(start < end + 2 and begin - 2 < stop for start, stop in people)
            if beside or office.manner == DEPUTY:
                continue
            result = _held(office, words, context, named)
            if result is not None:
                yield result


def told_by_office(
    pages: Sequence[Words], sure: Sequence[Result], weak: Sequence[Result], context: Context
) -> Iterator[Result]:
    """Names of several people of whom one holds the office that stands right before: ``印度总理莫迪``."""
    several = {r.mention.start: r for r in weak if len(r.matches) > 1 and r.matches[0].candidate.kind in PEOPLE}
    for words in pages if several and _table(pages[0].index) else ():
        own = [r for r in sure if words.begin <= r.mention.start < words.stop]
        for office in (*_spaced(words, own, followed=True), *_unspaced(words, own)):
            end = _reach(office, own)[1]
            result = several.get(end) or several.get(end + 1)
            terms = _table(words.index).get((office.role, office.of), ()) if result else ()
            holding = {words.index.entity_id(entity) for _, _, entity in _terms(terms, office.manner, context.date)}
            fitting = [match for match in result.matches if match.id in holding] if result else []
            if result and len(fitting) == 1:
                yield lifted(result, fitting[0])


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
    """Who an office stands for; nobody sure when a word says that it is past, to come or held for another."""
    index, date = words.index, context.date
    found: dict[str, tuple[float, str, int]] = {}
    for start, _, entity in _terms(_table(index).get((office.role, office.of), ()), office.manner, date):
        id = index.entity_id(entity)
        found[id] = max(found.get(id, (-9.0, "", entity)), (HELD if date else EVER, start, entity))
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
    if office.manner in (THEN, ACTING):
        one = False  # somebody of the time that is spoken of, or somebody else in their place
    text = words.text[office.start : office.end]
    mention = Mention(text, context, office.start, office.end)
    return Result(mention, matches, Status.MATCH if one else Status.AMBIGUOUS)


def _terms(terms: Sequence[Holder], manner: str, date: str) -> Iterator[Holder]:
    """The terms of an office that its manner and the date of the text leave."""
    soon = min((start for start, _, _ in terms if date and start > date), default="")
    for start, end, entity in terms:
        if manner == FORMER:
            fits = bool(end) and (not date or end < date)
        elif manner == THEN:
            fits = not date or not start or start <= date
        elif manner == ELECT:
            fits = bool(soon) and start == soon
        else:
            fits = not date or Period(start, end).covers(date)
        if fits:
            yield start, end, entity


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


def _spaced(words: Words, sure: Sequence[Result], *, followed: bool = False) -> Iterator[Office]:
    """Offices in scripts that part words: those that no name follows, or all."""
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
        if phrase is None:
            continue
        written, role, last, inside = phrase
        after = last + 1
        own_name = after < len(words) and words.start(after) not in organisations and _names_somebody(after, words)
        if own_name and not followed:
            continue
        before = _before(at, words, forms) if words.form(at).cased or _begins(role, forms[surface], words.known) else []
        of, where, own = _of(at, last, (*inside, *before, *_after(last, words, forms)), inside, words, organisations)
        if of:
            done = last + 1
            first, final = (min(at, where[0]), max(last, where[1])) if own else (at, last)
            reach = words.start(min(at, where[0])), words.end(max(last, where[1]))
            manner = _manner(min(at, where[0]), max(last, where[1]), words)
            role = role_in(of, written, role, words.known)
            yield Office(role, of, words.start(first), words.end(final), manner, reach)


def _begins(role: str, forms: Sequence[str], known: Tables) -> bool:
    """Whether a word begins an office as it is written: what stands before « و » is of another phrase."""
    return any(role == own for form in forms if forms[0].startswith(form) for _, own in known.offices.get(form, ()))


def _of(
    at: int, last: int, near: Sequence[int], inside: list[int], words: Words, organisations: dict[int, Result]
) -> tuple[str, tuple[int, int], bool]:
    """Of what the office is that stands from one word to another, which words say so, whether they are part of it.

    What stands inside the phrase says so first, then what is nearest, an adjective before it rather than what follows.
    An organisation is a mention of its own, and no part of the phrase.
    """
    found: list[tuple[int, int, str, tuple[int, int], bool]] = []
    for other in near:
        named = organisations.get(words.start(other)) or organisations.get(words.end(other))
        if named and named.mention.start < words.end(last) and words.start(at) < named.mention.end:
            named = None  # it is made of words of the office
        organisation = named.id if named else None
        of, where = organisation, (other, other)
        if not of:
            of, *place = state_at(other, words)
            where = place[0], place[1]
        if of:
            apart = 0 if other in inside else at - other if other < at else other - last
            adjective = (
                other < at
                and not organisation
                and bool(adjective_of(clean(words.surfaces[other]), words.lang, words.index, words.known))
            )
            found.append((apart, 0 if adjective else 1, of, where, not organisation))
    found.sort(key=lambda one: one[:2])
    if len(found) > 1 and found[0][:2] == found[1][:2] and found[0][2] != found[1][2]:
        return "", (at, last), False  # it may be of either
    return found[0][2:] if found else ("", (at, last), False)


def _before(at: int, words: Words, forms: dict[str, tuple[str, ...]]) -> list[int]:
    """The words before an office that may say of what it is: the nearest, or the one before a word for its manner."""
    near = _beside(at, -1, BEFORE, words, forms)
    for count, other in enumerate(near, 1):
        if not _says_how(other, words, forms):
            return near[:count]
    return near


def _after(last: int, words: Words, forms: dict[str, tuple[str, ...]]) -> list[int]:
    """The words after an office that may say of what it is: « президент Украины », "minister of the Republic of …".

    Nothing but words that bind, and words for kinds and manners, may stand between: "the minister arrived in Germany"
    says nothing of whose minister it is.
    """
    found: list[int] = []
    binding, kinds, function = _binding(words.known), words.known.kinds, words.known.function_words
    for other in range(last + 1, min(len(words), last + 2 + 2 * AFTER)):
        if any(c in BREAKS for c in words.between(other - 1)) or len(found) == AFTER:
            break
        own = forms[words.surfaces[other]]
        if not function.isdisjoint(own[:1]) and not words.form(other).capital:
            if binding.isdisjoint(own[:2]):
                break
            continue
        found.append(other)
        bridge = words.form(other).capital or any(text in kinds for text in own) or _says_how(other, words, forms)
        if not bridge and not state_of(words.surfaces[other], words):
            break
    return found


def _says_how(at: int, words: Words, forms: dict[str, tuple[str, ...]]) -> bool:
    """Whether a word is one for the manner of an office."""
    roles = words.known.offices
    return any(role in MANNERS for text in forms[words.surfaces[at]] for _, role in roles.get(text, ()))


@lru_cache(maxsize=4)
def _binding(known: Tables) -> frozenset[str]:
    """The function words that stand inside offices: of, de, von, του. What they bind says whose office it is."""
    inside = {word for own in known.offices.values() for phrase, _ in own for word in phrase.split()[1:]}
    return frozenset(inside & known.function_words)


def _phrase(forms: dict[str, tuple[str, ...]], at: int, words: Words) -> tuple[str, str, int, list[int]] | None:
    """The longest phrase for an office that begins here, its role, where it ends, and words of a nation inside."""
    best: tuple[int, str, str, int, list[int]] | None = None
    entries, binding = words.known.offices, _binding(words.known)
    for first in forms[words.surfaces[at]]:
        for phrase, role in entries.get(first, ()):
            parts, place = phrase.split(), at + 1
            inside: list[int] = []
            for part in parts[1:]:
                if not inside and place < len(words) and _between(part, place, forms, words):
                    inside.append(place)
                    place += 1
                    if place < len(words) and part not in forms[words.surfaces[place]]:
                        place += bool(forms[words.surfaces[place]][0] in binding)  # « ministrul rus al apărării »
                if place >= len(words) or part not in forms[words.surfaces[place]]:
                    break
                place += 1
            else:
                if role not in MANNERS and (best is None or len(parts) > best[0]):
                    best = len(parts), phrase, role, place - 1, inside
    return None if best is None else best[1:]


def _between(part: str, at: int, forms: dict[str, tuple[str, ...]], words: Words) -> bool:
    """Whether a word says of which state something is, where a phrase goes on with another one."""
    own = forms[words.surfaces[at]]
    return part not in own and (not words.index.nations.isdisjoint(own) or bool(state_of(words.surfaces[at], words)))


def _names_somebody(at: int, words: Words) -> bool:
    """Whether a word looks like the name of who holds the office that stands before it."""
    form = words.form(at)
    if not form.capital or words.between(at - 1) not in (" ", "\u00a0"):
        return False
    if words.capitals and words.form(at - 1).capital and not (is_given_name(form) or form.names):
        return False  # in a headline every word has a capital
    return not state_at(at, words)[0] and not form.text.isupper()


def _beside(at: int, step: int, most: int, words: Words, forms: dict[str, tuple[str, ...]]) -> list[int]:
    """The next words on one side in the same phrase, function words left out."""
    found: list[int] = []
    other = at + step
    while 0 <= other < len(words) and len(found) < most:
        between = words.between(min(at, other))
        if _is_initial(min(at, other), words):
            between = between.replace(".", "", 1)  # "U.S. president"
        if any(c in BREAKS for c in between):
            break
        if words.known.function_words.isdisjoint(forms[words.surfaces[other]][:1]) or _is_initial(other, words):
            found.append(other)
        at, other = other, other + step
    return found


def _is_initial(at: int, words: Words) -> bool:
    """Whether a word is a capital letter with a full stop."""
    text, end = words.surfaces[at], words.end(at)
    return len(text) == 1 and text.isupper() and words.text[end : end + 1] == "."


def _manner(first: int, last: int, words: Words) -> str:
    """Whether the words in an office or right beside it say that it is past, to come, or held for another.

    A word for that time stands before an office, or after it in more words than one where it is an adverb, too: "the
    president then said" is about the president of now.
    """
    begin, end = first, last
    while begin > max(0, first - HOW) and _same_phrase(begin - 1, words):
        begin -= 1
    while end < min(len(words) - 1, last + HOW) and not any(c in BREAKS for c in words.between(end)):
        end += 1
    near = [clean(words.surfaces[at]).rpartition("'")[2] for at in range(begin, end + 1)]
    size = last - first + 1
    for at, word in enumerate(near):
        for phrase, role in words.known.offices.get(word, ()):
            parts = phrase.split()
            stop = at + len(parts)
            if role not in MANNERS or near[at:stop] != parts:
                continue
            after = begin + at > last
            if stop > first - begin and begin + at <= last:
                return role  # in it
            if not after and stop == first - begin:
                return role
            adverb = role == THEN and len(parts) == 1 and words.form(last).cased
            if after and at == first - begin + size and not adverb:
                return role
    return ""


def _same_phrase(at: int, words: Words) -> bool:
    """Whether no sentence or clause ends between a word and the next one: the full stop of « и. о. » ends none."""
    between = words.between(at)
    if len(words.surfaces[at]) <= ABBREVIATED:
        between = between.replace(".", "", 1)
    return not any(c in BREAKS for c in between)


def _unspaced(words: Words, sure: Sequence[Result]) -> Iterator[Office]:
    """Offices written together with the name of their state (``俄罗斯国防部长``, ``日本の首相``, ``北约秘书长``)."""
    phrases, text = written_together(words.known), words.text
    ends = {r.mention.end: r for r in sure if r.id and r.matches[0].candidate.kind == "alliance"}
    for run in RUN.finditer(text, words.begin, words.stop):
        for at in range(run.start(), run.end()):
            for phrase, role in phrases.get(text[at], ()):
                if role in MANNERS or not text.startswith(phrase, at):
                    continue
                stop, begin, manner = at + len(phrase), at, ""
                for size in (2, 1):  # « 前 » of « 乌克兰前总统 »
                    how = _how(text[max(run.start(), begin - size) : begin], words.known)
                    if how:
                        begin, manner = begin - size, how
                        break
                office = _of_what(role, begin, stop, manner, run.start(), words, ends)
                if office:
                    yield office
                break


def _of_what(
    role: str, at: int, stop: int, manner: str, least: int, words: Words, ends: dict[int, Result]
) -> Office | None:
    """An office with the state or the organisation that stands right before it."""
    text = words.text
    for end in (at, at - 1) if text[at - 1 : at] in LINKS else (at,):
        if end in ends:
            named = ends[end].mention
            return Office(role, ends[end].id or "", at, stop, manner, (named.start, stop))
        for size in range(min(LONGEST_STATE, end - least), 0, -1):
            of = state_named(text[end - size : end], words.index)
            if not of and size == 1:  # 米 of 米大統領
                of = adjective_of(text[end - 1 : end], words.lang, words.index, words.known)
            if of:
                begin = end - size
                before = next((how for n in (2, 1) if (how := _how(text[max(0, begin - n) : begin], words.known))), "")
                own = role_in(of, text[at:stop], role, words.known)
                return Office(own, of, begin, stop, manner or before)
    return None


def _how(text: str, known: Tables) -> str:
    """The manner that a few characters before an office, or before its state, are the word for."""
    return next((role for phrase, role in known.offices.get(text, ()) if role in MANNERS and phrase == text), "")
