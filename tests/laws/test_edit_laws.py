"""A law of editing: whatever editors do, in any order, every published ID leads to an entity, and no name is lost."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from entitynorm.errors import EntitynormError
from entitynorm.gazetteer.edit import EditError, add, heir
from entitynorm.gazetteer.lint import lint
from entitynorm.gazetteer.load import Gazetteer, load
from entitynorm.gazetteer.merge import merge, retire
from entitynorm.gazetteer.write import Change, write
from entitynorm.model import AliasType
from entitynorm.text.clean import marked
from strategies import alias_texts

FOLDERS = {"treaty": "treaties", "alliance": "alliances", "state": "states", "exercise": "exercises"}
TYPES = st.sampled_from(("name", "weak", "not"))
REFERENCES = {"E102", "W102", "E103", "E104", "E105", "E106", "W106"}  # what lint says of IDs that lead nowhere


class Editing(RuleBasedStateMachine):
    """Editors at work in one folder."""

    published = Bundle("published")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.names: dict[str, set[tuple[str, str]]] = {}  # ID -> names that lead to it

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def load(self) -> Gazetteer:
        return load(self.folder)

    def called(self, id: str) -> set[tuple[str, str]]:
        entity = next(entity for entity in self.load().entities if entity.id == id)
        return {(a.lang, marked(a.text)) for a in entity.aliases if a.type is not AliasType.NOT}

    @rule(target=published, kind=st.sampled_from(tuple(FOLDERS)), name=alias_texts, of=st.lists(published, max_size=3))
    def publish(self, kind: str, name: str, of: list[str]) -> object:
        """A new entry, which refers to others of the right kinds."""
        number = len(self.names)
        id, path = f"{kind}/e{number}", self.folder / FOLDERS[kind] / f"e{number}.yaml"
        if kind == "state":
            id, path = f"state/s{chr(97 + number % 26)}", self.folder / "states" / f"s{chr(97 + number % 26)}.yaml"
        if id in self.names:
            return multiple()
        live = list(dict.fromkeys(heir(self.load(), one) for one in of))
        members = [one for one in live if one.startswith(("state/", "alliance/"))]
        fields = {"treaty": "parties", "alliance": "members"}
        lines = [f"id: {id}", 'name: "' + "".join(f"\\U{ord(char):08x}" for char in name) + '"']
        if kind in fields and members:
            lines.append(f"{fields[kind]}: [{', '.join(members)}]")
        if kind == "exercise" and (states := [one[6:] for one in live if one.startswith("state/")]):
            lines.append(f"countries: [{', '.join(states)}]")
        write([Change(path, None, "\n".join(lines) + "\n")])
        self.names[id] = self.called(id)
        return id

    @rule(
        id=published,
        text=alias_texts,
        lang=st.sampled_from(("en", "ru")),
        type=st.sampled_from(("name", "weak", "not")),
    )
    def add(self, id: str, text: str, lang: str, type: str) -> None:
        gazetteer = self.load()
        try:
            plan = add(gazetteer, heir(gazetteer, id), text, lang, type)
        except EditError:
            assert marked(text) in {text for _, text in self.called(heir(gazetteer, id))} | {
                marked(alias.text) for e in gazetteer.entities for alias in e.aliases if alias.type is AliasType.NOT
            } or not marked(text)
            return
        write(plan.changes)
        if type != "not":
            assert (lang, marked(text)) in self.called(heir(gazetteer, id))

    @rule(old=published, new=published)
    def merge(self, old: str, new: str) -> None:
        gazetteer = self.load()
        old, new = heir(gazetteer, old), heir(gazetteer, new)
        before = self.called(old) | self.called(new)
        try:
            plan = merge(gazetteer, self.folder, old, new)
        except EditError:
            assert old == new or old.partition("/")[0] != new.partition("/")[0]
            return
        write(plan.changes)
        assert before <= self.called(new)

    @rule(old=published, new=published)
    def retire(self, old: str, new: str) -> None:
        gazetteer = self.load()
        old, new = heir(gazetteer, old), heir(gazetteer, new)
        try:
            plan = retire(gazetteer, self.folder, old, new)
        except EntitynormError:  # a reference may not lead to an entity of any kind
            assert old == new or old.partition("/")[0] != new.partition("/")[0]
            return
        write(plan.changes)

    @rule(id=published)
    def a_retired_id_is_not_used_again(self, id: str) -> None:
        gazetteer = self.load()
        if id in gazetteer.retired:
            for edit in (
                lambda: add(gazetteer, id, "X", "en"),
                lambda: retire(gazetteer, self.folder, id, "treaty/e0"),
            ):
                try:
                    edit()
                except EntitynormError as error:
                    assert "is retired" in str(error)
                else:
                    raise AssertionError(id)

    @invariant()
    def every_id_ever_published_leads_to_an_entity(self) -> None:
        gazetteer = self.load()
        live = {entity.id for entity in gazetteer.entities}
        for id in self.names:
            assert heir(gazetteer, id) in live, id
            assert (id in live) != (id in gazetteer.retired), id

    @invariant()
    def no_reference_leads_nowhere(self) -> None:
        assert [str(finding) for finding in lint(self.load()) if finding.code in REFERENCES] == []

    @invariant()
    def nothing_is_left_lying_about(self) -> None:
        assert [path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".yaml"] == []


TestEditing = Editing.TestCase
TestEditing.settings = settings(settings.get_profile("fixed"), max_examples=40, stateful_step_count=20)
