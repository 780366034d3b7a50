"""Judgements: their file, the rule that a no is, and what the linter says of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import entitynorm
from entitynorm.cli import main
from entitynorm.datafile import parse
from entitynorm.errors import DataErrors
from entitynorm.gazetteer.judgements import Judgement, Verdict, appended, parsed, read
from entitynorm.gazetteer.lint import lint
from entitynorm.gazetteer.load import load

ENTRIES = {
    "officials/andrey-belousov.yaml": "id: official/andrey-belousov\nname: Andrey Belousov\nfamily: {en: Belousov}\n"
    "names: {ru: [Андрей Белоусов]}\n",
    "officials/sergei-ivanov.yaml": "id: official/sergei-ivanov\nname: Sergei Ivanov\n",
    "retired.yaml": "official/belousov: official/andrey-belousov\n",
}
LINE = "- {{surface: {}, lang: {}, id: {}, verdict: {}, who: A, when: 2026-11-22}}\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*lines: tuple[str, str, str, str]) -> Path:
        text = "judgements:\n" + "".join(LINE.format(*line) for line in lines) if lines else ""
        for name, body in {**ENTRIES, **({"judgements.yaml": text} if text else {})}.items():
            path = tmp_path / "gazetteers" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        return tmp_path / "gazetteers"

    return write


NO = ("Andrei Bielousow", "de", "official/andrey-belousov", "no")
TEXT = "Gestern kam Andrei Bielousow nach Bonn."


def test_without_a_judgement_the_spelling_resolves(write: Write) -> None:
    normalizer = entitynorm.load(write())
    assert normalizer.normalize("Andrei Bielousow", lang="de").id == "official/andrey-belousov"
    assert [found.id for found in normalizer.find(TEXT, lang="de")] == ["official/andrey-belousov"]


@pytest.mark.parametrize("id", ["official/andrey-belousov", "official/belousov"])
def test_a_no_is_obeyed_by_normalize_and_by_find_also_through_a_redirect(write: Write, id: str) -> None:
    normalizer = entitynorm.load(write((NO[0], "de", id, "no")))
    result = normalizer.normalize("Andrei Bielousow", lang="de")
    assert result.id is None
    assert "not" in [feature.name for match in result.matches for feature in match.features]
    assert [found.id for found in normalizer.find(TEXT, lang="de") if found.id] == []


def test_a_no_is_of_its_spelling_and_language_alone(write: Write) -> None:
    normalizer = entitynorm.load(write(NO))
    assert normalizer.normalize("Andrei Bielousow", lang="pl").id == "official/andrey-belousov"
    assert normalizer.normalize("Andrei Belousow", lang="de").id == "official/andrey-belousov"
    assert normalizer.normalize("andrei  BIELOUSOW", lang="de-AT").id is None
    assert normalizer.normalize("Andrei Bielousow").id is None  # the language is not said: it may be that one


def test_yes_and_later_are_no_rules(write: Write) -> None:
    normalizer = entitynorm.load(write((*NO[:3], "later"), ("A. Belousov", "de", NO[2], "yes")))
    assert normalizer.normalize("Andrei Bielousow", lang="de").id == "official/andrey-belousov"


def test_a_broken_file_is_told_of_line_by_line_and_the_rest_is_read(write: Write) -> None:
    folder = write(NO, ("X", "german", "official/x", "no"), ("Y", "de", "official", "nein"))
    with (folder / "judgements.yaml").open("a", encoding="utf-8") as out:
        out.write("- {surfase: Z, verdict: yes, who: A, when: 2026-02-30}\n")
    with pytest.raises(DataErrors) as caught:
        load(folder)
    told = [str(error).removeprefix(f"{folder}/") for error in caught.value.errors]
    assert [line.split(": ")[0] for line in told] == [*["judgements.yaml:3"], *["judgements.yaml:4"] * 2,
                                                      *["judgements.yaml:5"] * 3]  # fmt: skip
    assert "judgements.1.lang: expected a language tag like en, zh-Hant, pt-BR, not 'german'" in told[0]
    assert any("no such verdict: 'nein'" in line for line in told)
    assert any("surfase: no such field for judgement; did you mean surface?" in line for line in told)
    found = load(folder, strict=False)
    assert [one.surface for one in found.judgements] == ["Andrei Bielousow"]
    assert {finding.code for finding in lint(found) if "judgements.yaml" in finding.path} == {"E001", "E002"}


@pytest.mark.parametrize("text", ["judgements: {a: b}", "judgments: []", "- a", "judgements:\n - [", "a: 1\na: 2"])
def test_what_is_no_file_of_judgements_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "judgements.yaml"
    path.write_text(text, encoding="utf-8")
    found, problems = read(path)
    assert found == () and problems and all(error.path == str(path) for error in problems)


def test_a_judgement_is_added_and_everything_before_stays() -> None:
    old = "# ours\njudgements:\n- {surface: A, verdict: no, who: B, when: 2026}  # see the minutes\n"
    new = Judgement("Ярл: «но»", "ru", Verdict.NO, "official/b", "C: D", "2026-11-22", "it's # another\u200bone")
    text = appended(old, [new], "judgements.yaml")
    assert text.startswith(old) and text.count("\n") == 4
    found, problems = parsed(parse(text, "judgements.yaml"))
    assert problems == [] and found[1] == new


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(list(Verdict)), TEXTS), min_size=1, max_size=3))
def test_whatever_is_added_is_read_back_and_nothing_before_it_is_lost(said: list[tuple[str, Verdict, str]]) -> None:
    text: str | None = None
    for surface, verdict, why in said:
        new = Judgement(surface, "ru", verdict, who="A", when="2026", why=why)
        before, text = text, appended(text, [new], "judgements.yaml")
        assert text.startswith(before or "judgements:\n")
    found, problems = parsed(parse(text or "", "judgements.yaml"))
    assert problems == [] and [(one.surface, one.verdict, one.why) for one in found] == said


@pytest.mark.parametrize("old", ["judgements: [{surface: A, verdict: no, who: B, when: 2026}]", "judgements: x"])
def test_a_file_that_cannot_be_added_to_is_left_alone(old: str) -> None:
    with pytest.raises(DataErrors, match=r"judgements\.yaml:1: "):
        appended(old, [Judgement("A", "", Verdict.NO, who="B", when="2026")], "judgements.yaml")


def test_the_file_alone_can_be_linted(write: Write) -> None:
    folder = write(("X", "de", "official/nobody", "no"), NO, ("Sergei Ivanov", "en", "official/sergei-ivanov", "no"))
    result = CliRunner().invoke(main, ["gazetteer", "lint", str(folder / "judgements.yaml")])
    assert result.exit_code == 1
    assert "judgements.yaml:2: E107 official/nobody does not exist" in result.stdout and "E204 1)" in result.stdout
