"""Encodings: told by a mark, by the bytes alone, or by a library; whatever is left is refused with its line."""

from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitynorm.cli import encodings
from entitynorm.cli.encodings import decode
from entitynorm.errors import DataError

TEXT = "Белоусов и НАТО\n"
TEXTS = [TEXT, "NATO, OTAN.\n", "北约 2025\n", "الناتو وروسيا\n", "İstanbul'da NATO zirvesi\n"]
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
MARK = "\ufeff"
# Sentences of our own in encodings of old archives.
OLD = [
    ("cp1251", "Министр обороны России Андрей Белоусов прибыл на учения. В НАТО за манёврами следили внимательно."),
    ("koi8-r", "Министр обороны России Андрей Белоусов прибыл на учения. В НАТО за манёврами следили внимательно."),
    ("cp1253", "Ο υπουργός Εξωτερικών δήλωσε ότι η άσκηση του ΝΑΤΟ θα αρχίσει την επόμενη εβδομάδα στην Αθήνα."),
    ("cp1256", "أجرى وزير الخارجية الروسي محادثات في بيونغ يانغ مع نظيرته الكورية، وقال إن بلاده تحترم خيارها."),
    ("gb18030", "中国国防部长董军在北京会见了俄罗斯国防部长。双方讨论了联合军事演习和地区安全问题。北约表示关注。"),
    ("shift_jis", "防衛大臣は記者会見で、北大西洋条約機構との協力を強化すると述べた。演習は来週から始まります。"),
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", *WIDE])
def test_unicode_is_read_with_a_mark_and_without(text, encoding):
    assert decode((MARK + text).encode(encoding), "a.txt") == text
    assert decode(text.encode(encoding), "a.txt") == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=40), st.sampled_from(WIDE))
def test_what_a_mark_says_is_believed(text, encoding):
    assert decode((MARK + text).encode(encoding), "a.txt") == text


@given(st.binary(max_size=60))
def test_any_bytes_are_a_text_or_a_clear_error(data):
    try:
        assert isinstance(decode(data, "a.txt"), str)
    except DataError as error:
        assert str(error).startswith("a.txt:") and "not text" in str(error)


@pytest.mark.skipif(find_spec("charset_normalizer") is None, reason="charset-normalizer is not installed")
@pytest.mark.parametrize(("encoding", "text"), OLD)
def test_old_encodings_are_told(encoding, text):
    assert decode((text + "\n").encode(encoding) * 20, "a.txt") == (text + "\n") * 20


def test_old_encodings_of_latin_letters_are_not_guessed():
    """Several read the others' text without an error, and get its letters wrong."""
    with pytest.raises(DataError, match=r"a\.txt:1: not text in UTF-8: .*--encoding"):
        decode("Le général Müller a été reçu à l'Élysée.\n".encode("cp1252") * 20, "a.txt")


@pytest.mark.parametrize(("encoding", "text"), OLD)
def test_old_encodings_are_refused_where_nothing_tells_them(encoding, text, monkeypatch):
    monkeypatch.setattr(encodings, "find_spec", lambda name: None)
    with pytest.raises(DataError, match=r"a\.txt:2: not text in UTF-8: .*--encoding.*entitynorm\[encodings\]"):
        decode(b"one\n" + text.encode(encoding), "a.txt")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff\xfe" + "one\ntwo\n".encode("utf-16-le") + b"\x00", "a.txt:3: not text in UTF-16"),
        (b"\xff\xfe\x00\x00" + "one".encode("utf-32-le") + b"\x00", "a.txt:1: not text in UTF-32"),
        (b"%PDF\n\x00\x01", "a.txt:2: not text: holds a zero byte"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "a.txt:1: not text: holds a zero byte"),
    ],
)
def test_what_is_no_text_is_an_error_with_its_line(data, problem):
    with pytest.raises(DataError) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith(problem)
