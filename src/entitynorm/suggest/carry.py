"""What a yes does: a name for an entry, or an entry for a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from entitynorm.gazetteer import draft, edit
from entitynorm.gazetteer.load import Gazetteer
from entitynorm.index import Index
from entitynorm.index.build import build
from entitynorm.model import KINDS, Alias, AliasType, Entity
from entitynorm.normalizer import Normalizer
from entitynorm.suggest.answer import AnswerError
from entitynorm.suggest.cluster import alias_type
from entitynorm.suggest.propose import Form, Proposal
from entitynorm.text.clean import clean
from entitynorm.text.tables import Tables


def _language(form: Form, said: Mapping[str, str]) -> str:
    lang = said.get("lang") or form.lang
    if not lang:
        raise AnswerError(f"'{form.surface}': in which language is it? Say so with edit lang=...")
    return lang


def named(gazetteer: Gazetteer, id: str, forms: Sequence[Form], said: Mapping[str, str], known: Tables) -> edit.Plan:
    """The entry with those spellings that it and the spellings before do not explain already."""
    own = edit.entry(gazetteer, id).entity
    texts = [(said["name"], _language(forms[0], said))] if said.get("name") else [
        (form.surface, _language(form, said)) for form in forms
    ]  # fmt: skip
    added: list[tuple[str, str, str]] = []
    remarks: list[str] = []
    for text, lang in texts:
        if any(clean(a.text) == clean(text) and a.lang == lang and a.type is not AliasType.NOT for a in own.aliases):
            remarks.append(f"'{text}' [{lang}] is listed already")
        elif added and explained(own, gazetteer.entities, text, lang, known):
            remarks.append(f"'{text}' [{lang}] follows from another name, and is not listed")
        else:
            type = said.get("type") or usual_type(text, own.kind)
            added.append((text, lang, type))
            listed = Alias(text, lang, AliasType.WEAK if type == "family" else AliasType(type))
            own = replace(own, aliases=(*own.aliases, listed))
    if not added:
        return edit.Plan((), tuple(remarks))
    return edit.remarked(edit.add_all(gazetteer, id, added), remarks)


def usual_type(text: str, kind: str) -> str:
    """The type of alias that a spelling usually is.

    >>> usual_type("DSNV", "treaty"), usual_type("Biélooussov", "official")
    ('acronym', 'family')
    """
    if kind == "official":
        return "name" if len(text.split()) > 1 else "family"
    return str(alias_type(text))


def explained(own: Entity, entities: Sequence[Entity], text: str, lang: str, known: Tables) -> bool:
    """Whether a spelling is found as an entity's, beside all others that share a word with it."""
    words = set(clean(text).split())
    near = [
        one for one in entities if one.id != own.id and any(words & set(clean(a.text).split()) for a in one.aliases)
    ]
    normalizer = Normalizer([Index(memoryview(build([own, *near], known=known)), "entry", known)], known)
    return normalizer.normalize(text, lang=lang).id == own.id


def drafted(
    folder: Path,
    gazetteer: Gazetteer,
    proposal: Proposal,
    forms: Sequence[Form],
    said: Mapping[str, str],
    known: Tables,
) -> tuple[str, edit.Plan]:
    """The ID and the file of a new entry, with what is left to check above it."""
    kind = said.get("kind") or proposal.kind
    if kind not in KINDS:
        raise AnswerError("kind: what is it? Say so with edit kind=...")
    name = said.get("name") or ("" if proposal.id else proposal.name)
    if not name:
        raise AnswerError("name: how does the English press write it? Say so with edit name=...")
    fields: dict[str, object] = {"name": name}
    by_field: dict[str, dict[str, list[str]]] = {"names": {}, "acronyms": {}}
    for form in forms:
        lang = _language(form, said)
        field = "acronyms" if kind != "official" and alias_type(form.surface) is AliasType.ACRONYM else "names"
        if lang not in by_field[field] and (form.surface != name or lang.partition("-")[0] != "en"):
            by_field[field][lang] = [form.surface]
    fields |= {field: values for field, values in by_field.items() if values}
    if said.get("id"):
        fields["id"] = said["id"]
    made = draft.draft(kind, fields, gazetteer, known, said.get("drawer", ""))
    return made.id, draft.plan([made], folder, noted=True)
