"""Laws of the linter: whatever names an entry has, it is looked at; each finding has a place and a known code."""

from collections import defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from entitynorm.datafile import Document
from entitynorm.gazetteer.lint import CODES, Finding, lint
from entitynorm.gazetteer.load import Gazetteer, with_editions
from entitynorm.gazetteer.schema import entity
from strategies import langs, names, people, texts

ROLE = {"role": "envoy", "of": "state/ru"}
FIELDS = ("names", "family", "weak", "acronyms")
aliases = st.tuples(st.sampled_from(FIELDS), langs.filter(bool), st.one_of(texts, names, people).filter(str.strip))
entries = st.lists(st.lists(aliases, min_size=1, max_size=5), min_size=1, max_size=4)


def gazetteer(drawn: Sequence[list[tuple[str, str, str]]]) -> Gazetteer:
    """Officials of Russia with these aliases, as if they had been read from files."""
    documents, entities = [], []
    for number, own in enumerate(drawn):
        data: dict[str, object] = {"id": f"official/o{number}", "name": f"Name {number}", "roles": [ROLE]}
        forms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for field, lang, text in own:
            forms[field, lang].append(text)
        for field in dict.fromkeys(field for field, _ in forms):
            data[field] = {lang: texts for (other, lang), texts in forms.items() if other == field}
        lines = {(name,): line for line, name in enumerate(data, 1)}
        documents.append(Document(f"officials/o{number}.yaml", data, lines))
        entities.append(entity(documents[-1], "official")[0])
    files = {found.id: document.path for found, document in zip(entities, documents, strict=True)}
    return Gazetteer(tuple(with_editions(entities)), {}, tuple(documents), files=files)


@given(entries)
def test_any_names_are_looked_at_and_every_finding_has_a_place(drawn: list[list[tuple[str, str, str]]]) -> None:
    made = gazetteer(drawn)
    found = lint(made, today="2026-11-22")
    lines = {document.path: max(document.lines.values()) for document in made.documents}
    assert all(one.code in CODES and 1 <= one.line <= lines[one.path] for one in found)
    missing = [one for one in found if one.code == "E102"]
    assert len(missing) == len(drawn)  # state/ru, of each


@given(entries)
def test_looking_twice_tells_the_same_and_an_entry_alone_tells_its_own(drawn: list[list[tuple[str, str, str]]]) -> None:
    def own(found: list[Finding]) -> set[tuple[str, str]]:
        alone = ("E3", "W3", "W202", "W205", "W206", "E203", "E102")
        return {(one.code, one.message) for one in found if one.code.startswith(alone)}

    found = lint(gazetteer(drawn), today="2026-11-22")
    assert found == lint(gazetteer(drawn), today="2026-11-22")
    assert own(found) == set().union(*(own(lint(gazetteer([one]), today="2026-11-22")) for one in drawn))
