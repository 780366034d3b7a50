"""The page: it loses no letter of a text, runs nothing of it, asks nothing of the network, and works by keyboard."""

from collections import Counter
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from entitynorm.cli.compare import Found, compare
from entitynorm.cli.page import page
from entitynorm.model import Alias, Candidate, Context, Feature, Match, Mention, Result, Status

VOID = {"meta", "br", "link", "img"}


def result(text, start, end, id="alliance/nato", kind="alliance", name="NATO <b>", status=Status.MATCH):
    match = Match(Candidate(id, name, kind, Alias("O&TAN", "fr")), 0.93, (Feature("spelling", -1.5, 'a "<" b'),))
    return Result(Mention(text[start:end], Context(), start, end), (match,), status)


def drawn(*files):
    return page(files, compare(files))


class Reader(HTMLParser):
    """What a browser makes of a page: its elements, whether they nest, and the text outside of cards."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.texts, self.attributes = [], Counter(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements[tag] += 1
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, (self.open, tag)
        self.open.pop()

    def handle_data(self, data):
        classes = [found for _, found in self.open]
        if "text" in classes and "card" not in classes and any(tag == "p" for tag, _ in self.open):
            self.texts.append(data)

    def values(self, attribute):
        return [attributes[attribute] for _, attributes in self.attributes if attribute in attributes]


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_no_letter_of_a_text_is_lost(text, cuts):
    ends = sorted({cut for cut in cuts if cut <= len(text)})
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    found = Found("a.txt", text, tuple(result(text, start, end) for start, end in spans))
    reader = Reader(drawn(found))
    assert reader.open == [] and reader.elements["mark"] == len(spans)
    assert "".join("".join(reader.texts).split()) == "".join(text.split())


def test_what_stands_in_a_text_or_a_name_is_not_run():
    text = "<script>alert(1)</script> OTAN <img src=x onerror=alert(1)>"
    found = Found('<img src="x">.txt', text, (result(text, 26, 30, kind='x" onclick="y'),))
    reader = Reader(drawn(found))
    assert reader.elements["script"] == 1 and reader.elements["img"] == 0
    assert not [name for _, attributes in reader.attributes for name in attributes if name.startswith("on")]
    assert "".join(reader.texts) == text


def test_nothing_is_fetched():
    text = "OTAN"
    drawing = drawn(Found("a.txt", text, (result(text, 0, 4),)))
    reader = Reader(drawing)
    assert not {"link", "img", "iframe"} & set(reader.elements) and not reader.values("src")
    assert all(link.startswith("#") for link in reader.values("href"))
    assert "http:" not in drawing and "https:" not in drawing and "url(" not in drawing and "@import" not in drawing
    assert any("default-src 'none'" in content for content in reader.values("content"))


def test_marks_are_reached_by_keyboard_and_described():
    text = "OTAN, OTAN"
    reader = Reader(drawn(Found("a.txt", text, (result(text, 0, 4), result(text, 6, 10)))))
    marks = [attributes for tag, attributes in reader.attributes if tag == "mark"]
    names = reader.values("id")
    assert [mark["tabindex"] for mark in marks] == ["0", "0"]
    assert len(names) == len(set(names)) and {mark["aria-describedby"] for mark in marks} <= set(names)
    assert {link.removeprefix("#") for link in reader.values("href")} <= set(names)


def test_a_card_tells_name_id_score_and_reasons():
    text = "OTAN"
    drawing = drawn(Found("a.txt", text, (result(text, 0, 4),)))
    card = drawing[drawing.index('role="tooltip"') :]
    for said in ("NATO &lt;b&gt;", "alliance/nato", "0.930", "-1.50", "spelling", "a &quot;&lt;&quot; b"):
        assert said in card


def test_the_table_on_top_compares_the_files():
    one, two = "OTAN, Otan,\nOTAN", "NATO"
    found = [
        Found("one.txt", one, (result(one, 0, 4), result(one, 6, 10), result(one, 12, 16))),
        Found("two.txt", two, (result(two, 0, 4), result(two, 0, 4, id="treaty/x", kind="treaty", status=Status.NIL))),
    ]
    drawing = drawn(*found)
    table = drawing[drawing.index("<table>") : drawing.index("</table>")]
    assert table.index("one.txt") < table.index("two.txt") < table.index("OTAN") < table.index(">NATO</bdi></a>")
    assert table.count("×2") == 1 and table.count("×1") == 2
    assert "treaty/x" not in drawing and "4 mentions of 1 entity in 2 texts." in drawing


def test_each_paragraph_has_its_own_direction():
    text = "NATO\n\nאנדריי\r\n\r\nأندريه"
    reader = Reader(drawn(Found("a.txt", text, ())))
    assert [attributes["dir"] for tag, attributes in reader.attributes if tag == "p" and attributes] == ["auto"] * 3


def test_a_page_of_texts_that_name_nobody_says_so():
    assert "<table>" not in drawn(Found("a.txt", "rien", ()))


def test_a_long_run_of_blanks_takes_no_time():
    import time

    began = time.perf_counter()
    drawn(Found("a.txt", "a" + " \n" * 1 + " " * 200_000 + "b", ()))
    drawn(Found("a.txt", "a" + " \t" * 200_000 + "b" + "\n" * 200_000, ()))
    assert time.perf_counter() - began < 5
