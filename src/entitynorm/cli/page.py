"""A page of texts with their mentions marked: one file, which asks nothing of the network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files as resources

from entitynorm.cli.compare import Found, Row, surface
from entitynorm.model import KINDS, Match, Result

TITLE = "Who is spelt how"
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def page(files: Sequence[Found], rows: Sequence[Row], lang: str = "") -> str:
    """The page; ``rows`` is what `compare` says of the files."""
    used = dict.fromkeys(row.kind for row in rows)
    kinds = [kind for kind in KINDS if kind in used] + [kind for kind in used if kind not in KINDS]
    own = resources("entitynorm.cli")
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">",
        f"<title>{TITLE}</title>",
        f"<style>\n{(own / 'page.css').read_text('utf-8')}</style>\n</head>\n<body>",
        f"<header>\n<h1>{TITLE}</h1>\n<p>{summary(files, rows)}</p>\n{legend(kinds)}\n</header>\n<main>",
        overview(files, rows),
        '<div class="texts">',
        *(article(number, found, lang) for number, found in enumerate(files)),
        f"</div>\n</main>\n<script>\n{(own / 'page.js').read_text('utf-8')}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def summary(files: Sequence[Found], rows: Sequence[Row]) -> str:
    """How much was found, in a sentence."""
    mentions = sum(spelt.total() for row in rows for spelt in row.spellings)
    counts = [(mentions, "mention", "mentions"), (len(rows), "entity", "entities"), (len(files), "text", "texts")]
    return "{} of {} in {}.".format(*(f"{count:,} {one if count == 1 else many}" for count, one, many in counts))


def legend(kinds: Sequence[str]) -> str:
    """What the colours stand for, and how to read the reasons."""
    if not kinds:
        return ""
    marks = " ".join(f'<span class="mark" data-kind="{escape(kind)}">{escape(kind)}</span>' for kind in kinds)
    hint = "Point at a mention, or reach it with the tab key, to see who it is and why."
    return f'<p class="legend">{marks} <span class="hint">{hint}</span></p>'


def overview(files: Sequence[Found], rows: Sequence[Row]) -> str:
    """The table of entities by files; a spelling leads to where it first stands."""
    if not rows:
        return "<p>Nothing that the gazetteers know is named in these texts.</p>"
    heads = "".join(
        f'<th scope="col"><a href="#f{number}"><bdi>{escape(found.file)}</bdi></a></th>'
        for number, found in enumerate(files)
    )
    places = [first_places(number, found) for number, found in enumerate(files)]
    body = []
    for row in rows:
        cells = []
        for column, spelt in enumerate(row.spellings):
            links = [
                f'<li><a href="#{places[column][row.id, text]}"><bdi>{escape(text)}</bdi></a> '
                f'<span class="count">×{count}</span></li>'
                for text, count in spelt.most_common()
            ]
            cells.append(f"<td><ul>{''.join(links)}</ul></td>" if links else '<td class="none">–</td>')
        name = f'<span class="mark" data-kind="{escape(row.kind)}"><bdi>{escape(row.name)}</bdi></span>'
        body.append(
            f'<tr><th scope="row">{name}<code>{escape(row.id)}</code></th>'
            f'<td class="kind">{escape(row.kind)}</td>{"".join(cells)}</tr>'
        )
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Spellings by file">\n<table>\n'
        f'<thead><tr><th scope="col">entity</th><th scope="col">kind</th>{heads}</tr></thead>\n<tbody>\n'
        + "\n".join(body)
        + "\n</tbody>\n</table>\n</div>"
    )


def first_places(number: int, found: Found) -> dict[tuple[str, str], str]:
    """Entity and spelling -> the name of the mark where a file first has them."""
    places: dict[tuple[str, str], str] = {}
    for count, (result, match) in enumerate(found.matches()):
        places.setdefault((match.id, surface(result)), f"m{number}-{count}")
    return places


def article(number: int, found: Found, lang: str) -> str:
    """One text in paragraphs, each in the direction of its own script."""
    language = f' lang="{escape(lang)}"' if lang else ""
    return (
        f'<article aria-labelledby="f{number}">\n<h2 id="f{number}"><bdi>{escape(found.file)}</bdi></h2>\n'
        f'<div class="text"{language}>\n<p dir="auto">{"".join(marked(number, found))}</p>\n</div>\n</article>'
    )


def marked(number: int, found: Found) -> Iterator[str]:
    """The pieces of a text, escaped, its mentions among them as marks."""
    at = 0
    for count, (result, match) in enumerate(found.matches()):
        yield paragraphs(found.text[at : result.mention.start])
        yield mark(f"m{number}-{count}", result, match)
        at = result.mention.end
    yield paragraphs(found.text[at:])


def paragraphs(text: str) -> str:
    """Text between mentions, where a blank line begins a paragraph.

    >>> paragraphs("Kyiv & Minsk\\r\\n\\r\\nMoscow")
    'Kyiv &amp; Minsk</p>\\n<p dir="auto">Moscow'
    """
    return _BLANK_LINES.sub('</p>\n<p dir="auto">', escape(text.replace("\r\n", "\n")))


def mark(place: str, result: Result, match: Match) -> str:
    """A mention with a card, shown on pointing at it or reaching it by keyboard, of who it is and why."""
    kind = escape(match.candidate.kind)
    return (
        f'<mark class="mark" id="{place}" tabindex="0" data-kind="{kind}" aria-describedby="{place}-card">'
        f'{escape(result.mention.text)}<span class="card" role="tooltip" id="{place}-card" dir="ltr" lang="en">'
        f"{card(match)}</span></mark>"
    )


def card(match: Match) -> str:
    """Who a mention is, how sure that is, and the reasons."""
    candidate = match.candidate
    alias = f"<bdi>{escape(candidate.alias.text)}</bdi>"
    language = f" [{escape(candidate.alias.lang)}]" if candidate.alias.lang else ""
    reasons = " ".join(
        f"<span>{feature.value:+.2f}</span> <span>{escape(feature.name)}</span> <span>{escape(feature.detail)}</span>"
        for feature in match.features
    )
    return (
        f"<b><bdi>{escape(candidate.name)}</bdi></b> <code>{escape(match.id)}</code> "
        f'<span class="score">score {match.score:.3f}, by {alias}{language}</span> '
        f'<span class="reasons">{reasons}</span>'
    )
