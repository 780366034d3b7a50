"""Work in a second process."""

import multiprocessing
import os

import pytest

from entitynorm.impact.beside import beside


def fail() -> int:
    raise ValueError("too bad")


def vanish() -> int:
    os._exit(3)


def test_values_and_errors_come_back() -> None:
    first, second = beside(lambda: [1, "ё"]), beside(fail)
    assert first() == [1, "ё"]
    with pytest.raises(ValueError, match="too bad"):
        second()


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="there is no second process")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is no second process")
def test_it_is_another_process_and_its_end_is_noticed() -> None:
    assert beside(os.getpid)() != os.getpid()
    with pytest.raises(RuntimeError, match="ended before"):
        beside(vanish)()


def test_without_fork_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert beside(os.getpid)() == os.getpid()
