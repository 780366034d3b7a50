"""The surface is where it is said to be, mentions do not overlap, and length costs no more than its share."""

import cProfile
import pstats

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitynorm import Normalizer, Result, Status
from entitynorm.match import candidates
from entitynorm.text.sound import shortened
from strategies import FIXED, characters, normalizer

KNOWN = normalizer(FIXED)
NAMES = sorted({entity.name for entity in FIXED})
GLUE = (
    "\r\n",
    " ",
    "  ",
    " e\u0301 ",
    " ﬁn ",
    " İ ",
    "ß ",
    " 👩‍👩‍👧 ",
    " Ελ. ",
    " (",
    ") ",
    " «",
    "» ",
    "\u200f",
    "\u202b",
    ", ",
    " ﷺ ",
)
running = st.lists(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(GLUE), st.text(characters, max_size=8)), max_size=10
).map("".join)


def check(text: str, found: list[Result]) -> None:
    """Everything that holds of what is found in any text."""
    end = 0
    for result in found:
        start, stop = result.mention.start, result.mention.end
        assert end <= start < stop <= len(text)
        assert text[start:stop] == result.mention.text
        assert result.status is Status.MATCH
        end = stop


@settings(max_examples=150)
@given(running)
def test_the_surface_is_where_it_is_said_to_be(text: str) -> None:
    check(text, KNOWN.find(text))


@given(st.sampled_from(NAMES), st.text(st.sampled_from("\r\n\t .,;!?…«»()👍"), max_size=6))
def test_a_full_name_is_found_between_whatever_is_no_word(name: str, around: str) -> None:
    text = f"{around} {name} {around}"
    (found,) = KNOWN.find(text)
    assert (found.mention.text, found.id) == (name, KNOWN.normalize(name).id)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
def test_every_full_name_of_a_list_is_found(listed: list[str]) -> None:
    text = "; ".join(listed) + "."
    assert [result.mention.text for result in KNOWN.find(text)] == listed


TEXTS = [
    "Le ministre Andreï Bie\u0301looussov\r\na reçu l’OTAN.\r\n",
    "İSTANBUL'da NATO zirvesi; Straße 👩‍👩‍👧 der NATO, ﬁnal: Zapad-2025.",
    "Министр обороны Андре\u0438\u0306 Белоусов прибыл на учения «Запад-2025».",
    "俄罗斯国防部长安德烈·别洛乌索夫出席了会议。北约表示关注。",
    "وزير الدفاع أندريه بيلوسوف\u200f التقى وفد الناتو.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_are_exact_in_real_texts(shipped: Normalizer, text: str) -> None:
    found = shipped.find(text)
    assert found
    check(text, found)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "(" * 200_000, "a\u0301" * 100_000, "'" * 200_000, "A'" * 100_000, "中" * 2_000,
             "1" * 200_000, "\u200b" * 200_000, "N A T O " * 2_000, "\u0301" * 200_000, "ـ" * 200_000],
    ids=lambda text: ascii(text[:3]),
)  # fmt: skip
def test_long_inputs_finish(text: str) -> None:
    """A square of 200,000 would not."""
    KNOWN.normalize(text)
    check(text, KNOWN.find(text))


def test_every_plane_of_unicode_is_read() -> None:
    """Every code point that is no surrogate, in one text, with a name at its end."""
    text = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000) + ". Andrey Belousov"
    found = KNOWN.find(text)
    check(text, found)
    assert found[-1].mention.text == "Andrey Belousov"


@pytest.mark.parametrize("name", ["Andrey Belousov, ", "president of ", "« ", "(["])
def test_work_on_repeated_text_grows_with_its_length(shipped: Normalizer, name: str) -> None:
    """Twice the text is at most three times the calls of any function: a square would be four times."""
    calls = []
    for times in (200, 400):
        profile = cProfile.Profile()
        profile.runcall(shipped.find, name * times)
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert calls[1] <= 3 * calls[0]


def test_a_long_word_is_not_sought_by_more_letters_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def counted(skeleton: str) -> list[str]:
        found = shortened(skeleton)
        written.append(sum(map(len, found)))
        return found

    monkeypatch.setattr(candidates, "shortened", counted)
    totals = []
    for times in (100, 200):
        written.clear()
        KNOWN.normalize("pokat" * times)
        totals.append(sum(written))
    assert totals[1] <= 2 * totals[0] + 10


def test_work_grows_with_the_text_and_no_faster() -> None:
    sentence = "The Lisbon Shield Treaty was signed, Andrey Belousov said. "
    counts = []
    for times in (20, 40):
        asked: list[str] = []
        known = normalizer(FIXED)
        resolved = known._resolved

        def count(mention, asked=asked, resolved=resolved):  # type: ignore[no-untyped-def]
            asked.append(mention.text)
            return resolved(mention)

        known._resolved = count  # type: ignore[method-assign]
        found = known.find(sentence * times)
        assert len(found) == 2 * times
        counts.append(len(asked))
    assert counts[1] <= 2 * counts[0] + 2


LETTERED = (0, 1, 2, 3, 14)  # planes of Unicode with characters that are no private ones
CODES = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]


@pytest.mark.parametrize("plane", range(17))
def test_every_code_point_may_stand_beside_a_name(plane: int) -> None:
    """Sixty-four of a plane at a time, on both sides of a name; of the planes without letters some of them."""
    codes = [code for code in CODES if code >> 16 == plane]
    step = 64 if plane in LETTERED else 2_048
    pieces = ["".join(map(chr, codes[at : at + 64])) for at in range(0, len(codes), step)]
    name = "Andrey Belousov"
    for at in range(0, len(pieces), 64):
        text = "".join(f"{piece} {name} " for piece in pieces[at : at + 64])
        check(text, KNOWN.find(text))


@pytest.mark.parametrize(
    ("unit", "size"),
    [("Andrey Belousov met nobody. ", 30_000), ("Andrey ", 20_000), ("a", 1_000_000), ("(", 1_000_000), ("北", 300_000),
     ("Ab ", 300_000)],
    ids=ascii,
)  # fmt: skip
def test_one_long_line_takes_time_that_grows_with_it(unit: str, size: int) -> None:
    """Three times the line is at most five times the calls: a square would be nine."""
    calls = []
    for length in (size, 3 * size):
        text = unit * (length // len(unit))
        profile = cProfile.Profile()
        found = profile.runcall(KNOWN.find, text)
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
        check(text, found)
    assert calls[1] <= 5 * calls[0] + 1_000
