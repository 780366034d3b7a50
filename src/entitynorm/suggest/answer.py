"""What an editor may answer to a proposal, and what of a proposal that leaves."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from entitynorm.errors import EntitynormError
from entitynorm.gazetteer.edit import FIELD_OF
from entitynorm.gazetteer.judgements import heir
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.suggest.propose import Form, Proposal

TYPES = tuple(type for type in FIELD_OF if type != "not")
WORDS = ("yes", "no", "later", "edit", "undo", "quit")
EDITED = {
    "id": "the entity that is meant; for a new one, the ID that it gets",
    "name": "the name to list or, of a new entity, to print",
    "kind": "the kind of a new entity",
    "lang": "the language of the spellings",
    "type": f"how the name is matched: {', '.join(TYPES)}",
    "drawer": "the folder of a new entity within that of its kind",
    "drop": "numbers of spellings that are something else: drop=2,3",
}


class AnswerError(EntitynormError):
    """An answer that cannot be carried out; its text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A word, what is to be otherwise than proposed, and a reason."""

    word: str
    said: Mapping[str, str]
    why: str = ""


def understood(line: str) -> Answer:
    """The answer that a line says; raises AnswerError.

    A reason is taken as it stands; values with spaces in them need quotation marks.

    >>> understood("no drop=2 somebody else"), understood("y name='Jan Novák'").said
    (Answer(word='no', said={'drop': '2'}, why='somebody else'), {'name': 'Jan Novák'})
    """
    try:
        first, *rest = shlex.split(line) or [""]
    except ValueError as error:
        first, *rest = line.split()
        if "=" in "".join(rest[:1]):
            raise AnswerError(f"{line}: {str(error).lower()}") from error
    word = next((word for word in WORDS if first and word.startswith(first.lower())), None)
    if word is None:
        raise AnswerError(f"'{first}' is no answer: {', '.join(WORDS)}")
    said = {}
    while rest and "=" in rest[0]:
        name, _, value = rest.pop(0).partition("=")
        if name not in EDITED:
            raise AnswerError(f"{name}: cannot be edited; what can is {', '.join(EDITED)}")
        said[name] = value.strip()
    return Answer(word, said, " ".join(" ".join(rest).split()))


def kept(proposal: Proposal, said: Mapping[str, str]) -> tuple[Form, ...]:
    """The spellings of a proposal but those dropped; raises AnswerError."""
    numbers = said.get("drop", "").replace(",", " ").split()
    count = len(proposal.forms)
    for number in numbers:
        if not number.isdecimal() or not 1 <= int(number) <= count:
            raise AnswerError(f"drop: no spelling {number}; there are 1 to {count}")
    dropped = {int(number) for number in numbers}
    forms = tuple(form for number, form in enumerate(proposal.forms, 1) if number not in dropped)
    if not forms:
        raise AnswerError("drop: no spelling is left: say no, or later")
    return forms


def target(proposal: Proposal, said: Mapping[str, str], gazetteer: Gazetteer) -> str:
    """The ID that is asked about; '' is a new entity."""
    return heir(said["id"], gazetteer.retired) if said.get("id") else "" if "id" in said else proposal.id
