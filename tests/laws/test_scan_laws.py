"""What a text is sifted for: places are exact, words are looked at once, and what cannot be a mention is not read."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm.match import find as finding
from entitynorm.match import sieve as sieves
from entitynorm.match import sift as sifting
from entitynorm.match.filed import filed_among, given_here, is_filed
from entitynorm.match.sift import BLOCK, Pieces, Places, Sifted, sift
from entitynorm.model import Alias, Entity
from entitynorm.text.script import script_of
from strategies import FIXED, langs, normalizer, scripts, words_of

KNOWN = normalizer(FIXED)
SPACES = st.sampled_from([" ", "  ", "\n", "\t \n", "\u00a0", "\u3000", "\r\n"])
PIECES = st.sampled_from(["a", "aa", "ab", "б", "a.", "«a»", "北京", "👍"])


def sifted(text: str) -> Sifted:
    index = KNOWN.indexes[0]
    return sift(text, 0, len(text), sieves.sieve_of(index, KNOWN.tables, "", tuple(index.kinds)))


@given(st.lists(st.tuples(PIECES, SPACES), max_size=30), SPACES, st.data())
def test_pieces_are_placed_where_they_stand(parts: list[tuple[str, str]], before: str, data: st.DataObject) -> None:
    text = before + "".join(piece + space for piece, space in parts)
    pieces = text.split()
    wanted = data.draw(st.lists(st.integers(0, len(pieces) - 1))) if pieces else []
    begins = [match.start() for match in re.finditer(r"\S+", text)]
    places = Places(text, 7, pieces)
    assert [places[at] for at in wanted] == [begins[at] + 7 for at in wanted]


def test_the_spaces_are_those_at_which_text_is_split() -> None:
    assert set(sifting.SPACES) == {chr(code) for code in range(0x110000) if not chr(code).split()}


@given(st.lists(PIECES), PIECES)
def test_a_piece_is_told_from_what_stands_within_others(pieces: list[str], asked: str) -> None:
    assert (asked in Pieces(" ".join(pieces), pieces, {asked})) == (asked in pieces)


@given(st.sampled_from(["Andrey Belousov", "Mark Rutte"]), SPACES, st.sampled_from(["", "(", "« ", "**", "„"]))
def test_a_name_is_found_however_its_words_are_parted(name: str, space: str, mark: str) -> None:
    written = name.replace(" ", space)
    text = f"x {mark}{written}), y"
    found = [result for result in KNOWN.find(text) if result.id]
    assert all(text[r.mention.start : r.mention.end] == r.mention.text for r in found)
    if len(space) == 1 and space != "\t" and KNOWN.normalize(name).id:
        assert [result.mention.text for result in found] == [written]


WORDS = scripts.flatmap(lambda script: st.lists(words_of(script, 1), min_size=1, max_size=8, unique=True))


@given(WORDS, langs, st.sampled_from([str, str.title, str.upper]), st.integers(2, 40))
def test_words_are_told_in_one_go_as_each_by_itself(
    words: list[str], lang: str, write: Callable[[str], str], most: int
) -> None:
    index, known = KNOWN.indexes[0], KNOWN.tables

    def holds(digest: int) -> bool:  # some digests that no index has, too
        return digest % most == 0 or index.holds(digest)

    told: dict[str, list[str]] = {}
    for word in map(write, words):
        if sieves.is_of_one_script(word):
            told.setdefault(script_of(word), []).append(word)
    for script, own in told.items():
        one_by_one = [w for w in own if is_filed(w, script, lang, holds, given_here(index), known)]
        assert filed_among(own, script, lang, holds, given_here(index), known) == one_by_one


def test_a_name_that_stands_letter_for_letter_is_told_from_its_pieces() -> None:
    text = "Yesterday (Andrey Belousov) spoke."
    part = sifted(text)
    assert [text[start:end] for start, end in part.whole] == ["Andrey Belousov"]
    assert part.windows == []


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stretches of text that are read word by word, as they are."""
    stretches: list[str] = []
    words_of = finding.words_of

    def counted(part: Sifted, start: int, stop: int, **options: bool):  # type: ignore[no-untyped-def]
        stretches.append(part.text[start:stop])
        return words_of(part, start, stop, **options)

    monkeypatch.setattr(finding, "words_of", counted)
    return stretches


def test_a_given_name_alone_is_not_read(read: list[str]) -> None:
    assert KNOWN.find("they met, Andrey, and left. " * 50) == []
    assert read == []


def test_a_piece_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it occurs, and in however many texts."""
    ranked: list[str] = []
    rank_word = sieves._rank_word
    monkeypatch.setattr(sieves, "_rank_word", lambda word, *rest: ranked.append(word) or rank_word(word, *rest))
    known = normalizer(FIXED)
    for times in (1, 100):
        known.find("Zwuqlo Kravmet said, «Zwuqlo Kravmet»: no. " * times)
    assert sorted(ranked.count(word) for word in ("Zwuqlo", "Kravmet")) == [1, 1]


def test_what_is_remembered_of_pieces_is_bounded_and_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieves, "REMEMBERED", 50)
    known = normalizer(FIXED)
    text = "Then Andrey Belousov spoke of {}. "
    for number in range(20):
        more = " ".join(f"Word{number}x{other}" for other in range(10))
        assert [result.mention.text for result in known.find(text.format(more))] == ["Andrey Belousov"]


def test_a_name_is_found_in_every_stretch_of_a_long_text() -> None:
    filler = "no name at all, " * (BLOCK // 16)
    text = f"{filler}Andrey Belousov {filler}Andrey Belousov {filler}Andrey Belousov"
    found = KNOWN.find(text)
    assert [text[r.mention.start : r.mention.end] for r in found] == ["Andrey Belousov"] * 3


def person(id: str, name: str) -> Entity:
    return Entity(id, name, "person", (Alias(name, ""),))


def test_a_numeral_is_no_reason_to_read_on_but_beside_a_word_of_its_name(read: list[str]) -> None:
    known = normalizer(tuple(person(f"n{number}", f"Atlas Kravmet {number}") for number in (25, 26, 27)))
    assert known.find("They met on 25 May, left (26) and 27. " * 20) == []
    assert read == []
    assert [result.id for result in known.find("They met at Kravmet 25, on 26 May.")] == ["n25"]


@pytest.mark.parametrize(
    ("text", "id"), [("адже Елізабет Уоррен каже", "warren"), ("Elizabeth Warrens said", "warren")]
)
def test_a_neighbour_is_read_that_may_be_spelt_for_a_word_of_the_name(text: str, id: str) -> None:
    others = (person(f"n{number}", f"Elizabeth {name}") for number, name in enumerate(("Brandt", "Costa", "Dupuis")))
    known = normalizer((person("warren", "Elizabeth Warren"), *others))
    assert [result.id for result in known.find(text)] == ["warren"]
    assert known.find("Elizabeth Brener said") == []


def test_a_name_without_spaces_that_stands_letter_for_letter_has_no_rival_that_only_sounds_so() -> None:
    known = normalizer((person("same", "余琳"), person("sounds", "Yu Lin")))
    (result,) = known.find("记者余琳说")
    assert [match.id for match in result.matches] == ["same"]
