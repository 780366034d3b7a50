"""A pipeline of spaCy with the component in it."""

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
TEXT = "Andreï Biélooussov a critiqué l'OTAN et le DSNV à Moscou."
FOUND = [
    ("Andreï Biélooussov", "OFFICIAL", "official/andrey-belousov"),
    ("OTAN", "ALLIANCE", "alliance/nato"),
    ("DSNV", "TREATY", "treaty/new-start"),
]


def pipeline(index, lang="fr", **config):
    nlp = spacy.blank(lang)
    nlp.add_pipe("entitynorm", config={"index": [str(index)], **config})
    return nlp


def entities(doc):
    return [(span.text, span.label_, span.kb_id_) for span in doc.ents]


def test_the_factory_is_found_by_its_entry_point(index):
    doc = pipeline(index)(TEXT)
    assert entities(doc) == FOUND
    assert all(0.6 <= span._.entity_score <= 1 for span in doc.ents)


def test_only_kinds_that_are_wanted(index):
    assert entities(pipeline(index, kinds=["treaty"])(TEXT)) == FOUND[2:]


def test_a_date_chooses_an_edition(index):
    doc = spacy.blank("en").make_doc("Zapad began on Friday.")
    doc.user_data["date"] = "2025-09-12"
    ((text, _, id),) = entities(pipeline(index, "en").get_pipe("entitynorm")(doc))
    assert (text, id) == ("Zapad", "exercise/zapad-2025")


@pytest.mark.parametrize(("overwrite", "label"), [(False, "PER"), (True, "OFFICIAL")])
def test_entities_that_are_set_already(index, overwrite, label):
    nlp = pipeline(index, overwrite=overwrite)
    rules = nlp.add_pipe("entity_ruler", before="entitynorm")
    rules.add_patterns([{"label": "PER", "pattern": "Andreï Biélooussov"}, {"label": "LOC", "pattern": "Moscou"}])
    assert entities(nlp(TEXT)) == [(FOUND[0][0], label, FOUND[0][2]), *FOUND[1:], ("Moscou", "LOC", "")]


@pytest.mark.parametrize("overwrite", [False, True])
def test_longer_entities_that_are_set_already(index, overwrite):
    nlp = pipeline(index, overwrite=overwrite)
    rules = nlp.add_pipe("entity_ruler", before="entitynorm")
    rules.add_patterns([{"label": "MISC", "pattern": "OTAN et le DSNV"}])
    rest = FOUND[1:] if overwrite else [("OTAN et le DSNV", "MISC", "")]
    assert entities(nlp(TEXT)) == [FOUND[0], *rest]


def test_a_pipeline_is_saved_and_loaded(index, tmp_path):
    pipeline(index).to_disk(tmp_path / "model")
    assert entities(spacy.load(tmp_path / "model")(TEXT)) == FOUND


def test_processes_share_the_index_by_its_path(index):
    nlp = pipeline(index)
    assert [entities(doc) for doc in nlp.pipe([TEXT] * 4, n_process=2, batch_size=2)] == [FOUND] * 4


def test_an_empty_document(index):
    assert entities(pipeline(index)(Doc(spacy.blank("fr").vocab))) == []
