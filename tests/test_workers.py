"""Several processes answer as one does."""

import os
import pickle
import sys
import time
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

import entitynorm
from entitynorm.errors import EntitynormError, MentionError
from entitynorm.normalizer import Normalizer
from entitynorm.workers import AHEAD, BATCH, spread

JOBS = 2


def lengths():
    return lambda items: [len(item) for item in items]


def places():
    """Who answers, for each item."""
    return lambda items: [os.getpid()] * len(items)


def fails(error):
    def job(items):
        if "bad" in items:
            raise error
        return items

    return job


def refuses():
    raise EntitynormError("names.index: not here")


def dies():
    return lambda items: os._exit(3)


@pytest.fixture(autouse=True)
def _seen_by_workers(monkeypatch):
    """Pytest imports this module by its path; a worker finds it by its name."""
    monkeypatch.setitem(sys.modules, "test_workers", sys.modules[__name__])
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])
    for job in (lengths, places, fails, refuses, dies):
        monkeypatch.setattr(job, "__module__", "test_workers")


@pytest.mark.parametrize("size", [0, 1, BATCH, BATCH * AHEAD + 1, BATCH * (AHEAD + 3)])
def test_answers_come_in_order(size):
    items = ["x" * (number % 97) for number in range(size)]
    assert list(spread(lengths, items, JOBS)) == list(map(len, items))


def test_the_stream_may_have_no_end():
    assert list(islice(spread(lengths, (str(n) for n in count()), JOBS), 1000)) == [len(str(n)) for n in range(1000)]


def test_no_more_is_read_than_the_look_ahead():
    read = 0

    def items():
        nonlocal read
        for number in count():
            read += 1
            yield str(number)

    answers = spread(lengths, items(), JOBS)
    for taken in range(1, 3 * BATCH):
        next(answers)
        assert read <= taken + BATCH * AHEAD
    answers.close()


def test_equal_items_are_answered_in_one_place():
    items = [f"name {number % 50}" for number in range(3 * BATCH)]
    who = {}
    for item, place in zip(items, spread(places, items, JOBS), strict=True):
        assert who.setdefault(item, place) == place != os.getpid()
    assert len(set(who.values())) == JOBS


def test_what_is_ready_is_given_while_no_more_is_at_hand():
    asked = []

    def items():
        asked.append("a")
        yield "one"
        while not answered:
            time.sleep(0.01)
            yield None
        yield "second"

    answered = []
    for answer in spread(lengths, items(), JOBS):
        answered += [answer]
    assert answered == [3, 6]


@pytest.mark.parametrize("error", [MentionError("no mention"), ValueError("no value")])
def test_an_error_in_a_worker_is_raised_here(error):
    with pytest.raises(type(error), match=str(error)):
        list(spread(partial(fails, error), ["good", "bad"], JOBS))


def test_an_error_of_the_items_is_raised_after_what_came_before_it():
    def items():
        yield from ("one", "second")
        raise MentionError("no text")

    answered = []
    with pytest.raises(MentionError, match="no text"):
        for answer in spread(lengths, items(), JOBS):
            answered += [answer]
    assert answered == [3, 6]


def test_a_worker_that_cannot_begin_says_why():
    with pytest.raises(EntitynormError, match=r"names\.index: not here"):
        list(spread(refuses, ["one"], JOBS))


def test_a_worker_that_dies_is_an_error_not_a_hang():
    with pytest.raises(EntitynormError, match="a worker process ended with status 3"):
        list(spread(dies, ["one"], JOBS))


MENTIONS = ["Biélooussov", "OTAN", "New START", "nobody that anyone knows", "Белоусова"]


def short(results):
    return [(result.mention, result.id, result.status) for result in results]


def test_processes_resolve_as_one_does(shipped):
    asked = [*MENTIONS * 3, {"mention": "DSNV", "lang": "fr"}]
    assert short(shipped.normalize_many(asked, jobs=JOBS)) == short(shipped.normalize_many(asked))


def test_an_index_in_memory_is_lent_to_the_processes(tmp_path):
    source = tmp_path / "people.jsonl"
    source.write_text('{"id": "Q7259", "kind": "person", "names": [{"name": "Ada Lovelace"}]}\n')
    known = entitynorm.load(source)
    assert [result.id for result in known.normalize_many(["Ada Lovelace", "A. Lovelace"], jobs=JOBS)] == ["Q7259"] * 2
    with pytest.raises(pickle.PicklingError, match=r"people\.jsonl: in memory"):
        pickle.dumps(known)


def test_a_mention_that_is_none_is_an_error_after_those_before_it(shipped):
    results = shipped.normalize_many(["OTAN", 3], jobs=JOBS)
    assert next(results).id == "alliance/nato"
    with pytest.raises(MentionError):
        next(results)


def test_fewer_than_one_job_is_refused_at_once(shipped):
    with pytest.raises(ValueError, match="jobs: expected 1 or more, not 0"):
        shipped.normalize_many([], jobs=0)


def test_a_normalizer_is_pickled_as_its_paths(shipped):
    strict = Normalizer(shipped.indexes, shipped.tables, 0.9)
    body = pickle.dumps(strict)
    assert len(body) < 1000
    opened = pickle.loads(body)
    assert opened.threshold == 0.9
    assert opened is pickle.loads(body)  # one for all that ask in a process
    assert short(opened.normalize_many(MENTIONS)) == short(strict.normalize_many(MENTIONS))


def test_a_repeated_mention_keeps_its_own_offsets(shipped):
    first, second = (entitynorm.Mention("OTAN", start=start, end=start + 4) for start in (0, 9))
    assert [result.mention.start for result in shipped.normalize_many([first, second])] == [0, 9]
