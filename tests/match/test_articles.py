"""Long articles in five languages, every mention annotated: what is found, missed and wrong, and why."""

from collections import Counter
from pathlib import Path

import pytest

from entitynorm import Normalizer, datafile

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.yaml"))
RECALL, PRECISION = 0.96, 0.96


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_mention_of_an_article(shipped: Normalizer, path: Path) -> None:
    article = datafile.read(path).data
    results = shipped.find(article["text"], lang=article["lang"], date=article["date"])
    found = [(result.mention.text, str(result.id)) for result in results]
    wrong = Counter((surface, id) for surface, id, _ in article["wrong"])
    kept = []
    for one in found:
        if wrong[one]:
            wrong[one] -= 1
        else:
            kept.append(one)
    assert not +wrong  # what is not wrong any more is taken off the list
    assert kept == [(surface, id) for surface, id in article["mentions"]]
    assert all(article["text"][r.mention.start : r.mention.end] == r.mention.text for r in results)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_figures_of_an_article(path: Path) -> None:
    article = datafile.read(path).data
    right, missed, wrong = (len(article[column]) for column in ("mentions", "missed", "wrong"))
    assert right > 40
    assert right / (right + missed) >= RECALL
    assert right / (right + wrong) >= PRECISION
    assert all(surface in article["text"] and reason for surface, _, reason in (*article["missed"], *article["wrong"]))


def test_five_languages_have_an_article() -> None:
    assert {path.stem for path in ARTICLES} >= {"ru", "ar", "zh", "tr", "de"}
