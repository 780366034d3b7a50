"""spaCy: a component of a pipeline that adds entities with their IDs to a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from entitynorm.normalizer import Normalizer, load

DEFAULTS: dict[str, Any] = {"index": [], "threshold": None, "kinds": None, "lang": None, "overwrite": False}


class Linker:
    """Adds what is found and sure enough to ``doc.ents``: the label is the kind, ``kb_id_`` the ID.

    ``span._.entity_score`` is how sure. The date of a text is read from ``doc.user_data["date"]``. An entity that is
    set already stays as it is, and gets the ID of the same words; with ``overwrite`` it gives way to what is found.
    """

    def __init__(self, normalizer: Normalizer, lang: str, kinds: Sequence[str] | None, overwrite: bool) -> None:
        self.normalizer, self.lang, self.kinds, self.overwrite = normalizer, lang, kinds, overwrite
        if not Span.has_extension("entity_score"):
            Span.set_extension("entity_score", default=None)

    def __call__(self, doc: Doc) -> Doc:
        found = self.found(doc)
        if self.overwrite:
            first, then = found, list(doc.ents)
        else:
            ids = {(span.start, span.end): span.kb_id for span in found}
            known = [(span, ids.get((span.start, span.end), span.kb_id)) for span in doc.ents]
            first = [Span(doc, span.start, span.end, span.label, kb_id=id) for span, id in known]
            then = found
        taken = {token for span in first for token in range(span.start, span.end)}
        doc.ents = [*first, *(span for span in then if taken.isdisjoint(range(span.start, span.end)))]
        return doc

    def found(self, doc: Doc) -> list[Span]:
        """What is found and sure enough, as spans of whole tokens."""
        date = str(doc.user_data.get("date", ""))
        spans = []
        for result in self.normalizer.find(doc.text, lang=self.lang, date=date, kinds=self.kinds):
            if result.id:
                place, kind = result.mention, result.matches[0].candidate.kind.upper()
                span = doc.char_span(place.start, place.end, kind, kb_id=result.id, alignment_mode="expand")
                span._.entity_score = result.score
                spans.append(span)
        return list(filter_spans(spans))


def create(
    nlp: Language,
    name: str,
    index: Sequence[str],
    threshold: float | None,
    kinds: Sequence[str] | None,
    lang: str | None,
    overwrite: bool,
) -> Linker:
    """The component of a configuration; the shipped gazetteers and the language of the pipeline unless said."""
    spoken = nlp.lang if lang is None else lang
    return Linker(load(*index, threshold=threshold), "" if spoken == "xx" else spoken, kinds, overwrite)


Language.factory("entitynorm", default_config=DEFAULTS, assigns=["doc.ents"], func=create)
