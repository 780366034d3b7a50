"""What a change does, on small gazetteers in real git repositories."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from entitynorm.impact import Impact, Question, compare, revision
from entitynorm.impact.revision import RevisionError
from entitynorm.model import Context

ENTRIES = {
    "officials/jana-novakova.yaml": "name: Jana Nováková\nfamily: {cs: Nováková}\n",
    "officials/petr-svoboda.yaml": "name: Petr Svoboda\n",
    "treaties/lisbon.yaml": "name: Treaty of Lisbon\nacronyms: {en: [TOL]}\n",
    "treaties/dayton.yaml": "name: Dayton Accord\n",
    "exercises/anvil/anvil.yaml": "name: Iron Anvil\n",
    "retired.yaml": "treaty/old-lisbon: treaty/lisbon\n",
}
Edit = Callable[[], object]


def put(folder: Path, name: str, text: str) -> None:
    kinds = {"officials": "official", "treaties": "treaty", "exercises": "exercise"}
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"id: {kinds[name.partition('/')[0]]}/{path.stem}\n" if "/" in name else ""
    path.write_text(head + text, encoding="utf-8")


def git(folder: Path, *words: str) -> None:
    somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", "-C", str(folder), *somebody, *words], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gazetteer in a repository, with one commit."""
    made = tmp_path / "data" / "gazetteers"
    for name, text in ENTRIES.items():
        put(made, name, text)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "First")
    return made


def impact(folder: Path, *texts: str, base: str = "HEAD", lang: str = "") -> Impact:
    with revision(folder, base) as before:
        return compare(before, folder, [Question(text, Context(lang=lang)) for text in texts])


def answers(found: Impact) -> list[tuple[str, str, str, bool]]:
    return [(change.surface, change.before.id, change.after.id, change.breaks) for change in found.changes]


def test_nothing_changes_without_a_change(folder: Path) -> None:
    found = impact(folder, "Jana Nováková", "Nobody")
    assert not found.breaks and found.asked == 2
    assert found == Impact((), (), {}, (), (), (), (), (), 2)


def test_a_comment_or_a_source_changes_no_answer(folder: Path) -> None:
    put(folder, "treaties/dayton.yaml", "name: Dayton Accord  # in Ohio\nsources: [general knowledge]\n")
    found = impact(folder, "Dayton Accord")
    assert (found.edited, found.changes, found.breaks) == (("treaty/dayton",), (), False)


def test_a_new_alias_answers_what_was_not_known(folder: Path) -> None:
    put(folder, "treaties/dayton.yaml", "name: Dayton Accord\nnames: {fr: [Accords de Bosnie]}\n")
    found = impact(folder, "Accords de Bosnie", "Petr Svoboda", lang="fr")
    assert answers(found) == [("Accords de Bosnie", "", "treaty/dayton", False)]
    assert not found.breaks and found.unreachable == () and found.collisions == ()


def test_an_alias_of_another_takes_an_answer_away(folder: Path) -> None:
    put(folder, "treaties/dayton.yaml", "name: Dayton Accord\nnames: {en: [Treaty of Lisbon]}\n")
    found = impact(folder, "Treaty of Lisbon", lang="en")
    assert [(one[0], one[1], one[3]) for one in answers(found)] == [("Treaty of Lisbon", "treaty/lisbon", True)]
    assert found.breaks
    assert [one.code for one in found.collisions] == ["E201"]
    reached = {(one.id, one.alias.text, one.before is None) for one in found.unreachable}
    assert reached == {("treaty/lisbon", "Treaty of Lisbon", False), ("treaty/dayton", "Treaty of Lisbon", True)}


def test_a_collision_that_was_there_is_not_told_again(folder: Path) -> None:
    put(folder, "treaties/dayton.yaml", "name: Dayton Accord\nacronyms: {fr: [TOL]}\n")
    assert [one.code for one in impact(folder).collisions] == ["W204"]
    git(folder, "commit", "-qam", "Second")
    put(folder, "treaties/dayton.yaml", "name: Dayton Accord\nacronyms: {fr: [TOL]}\nsigned: 1995\n")
    assert impact(folder).collisions == ()
    assert [one.code for one in impact(folder, base="HEAD~1").collisions] == ["W204"]


def test_an_id_that_is_redirected_is_kept(folder: Path) -> None:
    (folder / "treaties/dayton.yaml").unlink()
    put(folder, "treaties/lisbon.yaml", "name: Treaty of Lisbon\nnames: {en: [Dayton Accord]}\n")
    put(folder, "retired.yaml", ENTRIES["retired.yaml"] + "treaty/dayton: treaty/lisbon\n")
    found = impact(folder, "Dayton Accord", lang="en")
    assert answers(found) == [("Dayton Accord", "treaty/dayton", "treaty/lisbon", False)]
    assert (found.retired, found.vanished, found.breaks) == ({"treaty/dayton": "treaty/lisbon"}, (), False)


def test_an_id_that_vanishes(folder: Path) -> None:
    (folder / "treaties/dayton.yaml").unlink()
    put(folder, "retired.yaml", "treaty/older: treaty/lisbon\n")
    found = impact(folder, "Petr Svoboda")
    assert found.vanished == ("treaty/dayton", "treaty/old-lisbon")
    assert found.breaks and found.changes == ()


def test_a_new_id_and_one_in_a_new_drawer(folder: Path) -> None:
    put(folder, "treaties/peace/oslo.yaml", "name: Oslo Accord\n")
    (folder / "treaties/dayton.yaml").rename(folder / "treaties/peace/dayton.yaml")
    found = impact(folder)
    assert (found.added, found.edited, found.vanished) == (("treaty/oslo",), (), ())


def test_a_broken_file_is_told_of_and_its_id_has_not_vanished(folder: Path) -> None:
    (folder / "treaties/dayton.yaml").write_text("id: [")
    found = impact(folder, "Dayton Accord", "Petr Svoboda", lang="en")
    assert len(found.errors) == 1 and "dayton.yaml:2: " in found.errors[0]
    assert (found.vanished, answers(found)) == ((), [("Dayton Accord", "treaty/dayton", "", True)])


def test_names_in_running_text_are_told_with_their_place(folder: Path) -> None:
    put(folder, "officials/petr-svoboda.yaml", "name: Petr Novotný\n")
    text = "Petr Svoboda met Jana Nováková. Petr Novotný did not."
    with revision(folder, "HEAD") as before:
        found = compare(before, folder, [Question(text, Context(lang="en"), running=True)])
    assert answers(found) == [
        ("Petr Svoboda", "official/petr-svoboda", "", True),
        ("Petr Novotný", "", "official/petr-svoboda", False),
    ]


def test_the_revision_is_what_git_has_and_is_gone_after(folder: Path) -> None:
    put(folder, "treaties/new.yaml", "name: New\n")
    with revision(folder, "HEAD") as before:
        names = {path.relative_to(before).as_posix() for path in before.rglob("*.yaml")}
    assert names == set(ENTRIES) and not before.exists()


@pytest.mark.parametrize(("base", "problem"), [("nosuch", "no such revision"), ("--help", "no such revision")])
def test_a_revision_that_is_not_known(folder: Path, base: str, problem: str) -> None:
    with pytest.raises(RevisionError, match=problem), revision(folder, base):
        raise AssertionError


def test_a_folder_outside_a_repository_or_not_in_it_yet(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    lost = tmp_path_factory.mktemp("lost")
    with pytest.raises(RevisionError, match="in no git repository"), revision(lost, "HEAD"):
        raise AssertionError
    with pytest.raises(RevisionError, match="no such folder"), revision(lost / "x", "HEAD"):
        raise AssertionError
    new = folder.parent / "new"
    new.mkdir()
    with pytest.raises(RevisionError, match="not in HEAD"), revision(new, "HEAD"):
        raise AssertionError


def test_a_gazetteer_at_the_top_of_its_repository(tmp_path: Path) -> None:
    put(tmp_path, "treaties/dayton.yaml", "name: Dayton Accord\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "First")
    with revision(tmp_path, "HEAD") as before:
        assert (before / "treaties/dayton.yaml").exists()


def test_a_judgement_is_a_change_of_what_is_answered(folder: Path) -> None:
    line = "- {surface: Jana Novakova, lang: cs, id: official/jana-novakova, verdict: no, who: A, when: 2026-11-22}\n"
    (folder / "judgements.yaml").write_text("judgements:\n" + line, encoding="utf-8")
    found = impact(folder, "Jana Novakova", "Petr Svoboda", lang="cs")
    assert answers(found) == [("Jana Novakova", "official/jana-novakova", "", True)]
    assert found.edited == ("official/jana-novakova",)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Judged")
    assert impact(folder, "Jana Novakova", lang="cs").changes == ()  # both sides obey it
