"""A BM25 index of trigrams; its best names are compared by OSA, in order and with sorted words."""

from __future__ import annotations

from pathlib import Path

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from resolvers.prepare import in_order_of_letters, prepared
from resolvers.source import Answer, Ask, Source

SHORTLIST = 30  # names of the index that are compared in full


def make(source: Source, folder: Path) -> None:
    """Write the files."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    schema.add_integer_field("row", fast=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for row, (name, _) in enumerate(source.rows()):
        writer.add_document(tantivy.Document(grams=" ".join(grams(prepared(name))), row=row))
    writer.commit()
    writer.wait_merging_threads()


def open(source: Source, folder: Path) -> Ask:
    """A function from a mention to the best row."""
    index = tantivy.Index.open(str(folder))
    schema, searcher = index.schema, index.searcher()
    names = [prepared(name) for name, _ in source.rows()]
    sorted_names = list(map(in_order_of_letters, names))
    should, query, boolean = tantivy.Occur.Should, tantivy.Query.term_query, tantivy.Query.boolean_query
    best = process.extractOne
    similar = OSA.normalized_similarity

    def ask(mention: str) -> Answer:
        text = prepared(mention)
        terms = [(should, query(schema, "grams", gram, "freq")) for gram in grams(text)]
        hits = searcher.search(boolean(terms), SHORTLIST, count=False).hits
        if not hits:
            return None, 0.0
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        by_order = best(text, [names[row] for row in rows], scorer=similar)
        by_words = best(in_order_of_letters(text), [sorted_names[row] for row in rows], scorer=similar)
        _, score, place = max(by_order, by_words, key=lambda found: found[1])
        return rows[place], score

    return ask


def grams(text: str) -> set[str]:
    """The trigrams of a text; borders of words count as a letter, those of the text do not.

    >>> sorted(grams("ada l"))
    ['a_l', 'ada', 'da_']
    """
    marked = text.replace(" ", "_")
    return {marked[start : start + 3] for start in range(max(len(marked) - 2, 1))}
