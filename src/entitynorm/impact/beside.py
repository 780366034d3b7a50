"""Work in a second process, where the system can fork one: two sides are compiled in the time of one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

Value = TypeVar("Value")


def beside(work: Callable[[], Value]) -> Callable[[], Value]:
    """Start some work, and return what waits for its value; an error of the work is raised there.

    Where there is one processor only, or no fork, the work is done when its value is asked for.

    >>> beside(lambda: 6 * 7)()
    42
    """
    if "fork" not in multiprocessing.get_all_start_methods() or (os.cpu_count() or 1) < 2:
        return work
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()

    def wait() -> Value:
        try:
            value, error = ours.recv()
        except EOFError:
            raise RuntimeError("a process ended before its work was done") from None
        finally:
            process.join()
        if error is not None:
            raise error
        done: Value = value
        return done

    return wait


def _send(work: Callable[[], object], pipe: Connection) -> None:
    try:
        pipe.send((work(), None))
    except Exception as error:
        pipe.send((None, error))
