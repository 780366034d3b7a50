"""The table of checks: every check with the codes that it gives, and what each code means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from entitynorm.gazetteer.lint import (
    care,
    collisions,
    dates,
    form,
    judged,
    letters,
    offices,
    reach,
    references,
    repeats,
)
from entitynorm.gazetteer.lint.finding import Finding
from entitynorm.gazetteer.lint.shelf import Shelf

Check = Callable[[Shelf], Iterable[Finding]]

CHECKS: Mapping[Check, Mapping[str, str]] = {
    form.form: {
        "E001": "a file has not the form of an entry",
        "E002": "a field is not known",
        "E003": "a period ends before it starts",
    },
    form.one_id: {"E101": "two entries have one ID"},
    references.references: {"E102": "an ID names no entity", "W102": "an ID is retired"},
    references.series: {
        "E103": "the series of an edition is an edition itself",
        "W103": "an edition is not in the folder of its series",
        "W104": "an edition was not held in the year that is its number",
    },
    references.retired: {
        "E104": "a retired ID is still in use",
        "E105": "a retired ID leads to no entity",
        "E106": "retired IDs lead in a circle",
        "W106": "a retired ID leads to another retired one",
    },
    judged.known: {"E107": "a judgement is of an ID that names no entity"},
    judged.contradictions: {"E204": "a judgement contradicts another, or an entry"},
    collisions.same_name: {
        "E201": "two entities have one full name",
        "W201": "two entities have one full name, but in different languages or by their number only",
    },
    collisions.alike: {"W203": "full names of two entities differ in endings or script alone"},
    collisions.same_acronym: {"W204": "two entities have one acronym"},
    repeats.twice: {"W202": "an alias is given twice"},
    repeats.look_alikes: {"E203": "a look-alike is an alias of the same entity"},
    repeats.inflected: {"W205": "an alias is another one with a case ending"},
    repeats.numbered: {"W207": "a name of an edition follows from its series"},
    repeats.transcribed: {"W206": "aliases are what their language makes of the native name"},
    letters.letters: {
        "E301": "a word mixes letters of two scripts",
        "E302": "an alias has no letter of its language",
        "W302": "an alias is in Latin letters, which are not those of its language",
        "E303": "an alias has words in a script that its language does not use",
        "W303": "Latin letters that look Cyrillic stand for Cyrillic ones",
        "W304": "an alias has a letter that its language does not write",
    },
    care.sources: {"W401": "no sources", "W406": "a source is given twice"},
    care.checked: {"W402": "never checked", "W405": "checked long ago"},
    dates.order: {"W403": "in force before it was signed", "W404": "in office as a child"},
    dates.future: {"E405": "checked on a day that is still to come"},
    offices.holders: {"W501": "an office has two holders at one time", "W502": "an office has no holder for a time"},
    reach.languages: {"W601": "an important entity lacks names in languages"},
}
ACROSS = frozenset(  # codes for which other entries must be looked at
    code
    for check in (collisions.same_name, collisions.alike, collisions.same_acronym, offices.holders, reach.languages)
    for code in CHECKS[check]
)
ALLOW = {"W701": "a comment allows what is not there", "W702": "a comment to the linter is not understood"}
CODES: Mapping[str, str] = dict(
    sorted((code, meaning) for codes in (*CHECKS.values(), ALLOW) for code, meaning in codes.items())
)
