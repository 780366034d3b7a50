"""A function over a stream, in several processes: in order, with a bounded look-ahead, equal items in one place.

A worker is an interpreter of its own that makes its function itself, from what an opener holds (the path of a file,
say), so nothing big is copied to it. Items and answers travel through its pipes. It sees no interrupt from the
keyboard: who started it decides, and it ends when its pipe does, whatever became of the other end.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from traceback import format_exc
from typing import IO, Any, Generic, TypeVar, cast

from entitynorm.errors import EntitynormError

START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from entitynorm.workers import serve; serve()"
BATCH = 512  # items that are shared out at a time
AHEAD = 4  # batches that are read before the first of them is answered

Item = TypeVar("Item", bound=Hashable)
Answer = TypeVar("Answer")
Job = Callable[[list[Item]], Sequence[Answer]]
Opener = Callable[[], Job[Item, Answer]]
Shares = list[tuple[list[Item], "Future[Sequence[Answer]]"]]


def spread(opener: Opener[Item, Answer], items: Iterable[Item | None], jobs: int) -> Iterator[Answer]:
    """The answer to every item, in order, by as many processes as ``jobs`` says.

    ``opener`` is pickled, called in every process, and gives the function from a list of items to their answers. None
    among the items says that no more are at hand: what waits is sent off, and what is ready is given. An error of the
    items is raised when all before it are answered, an error of a worker in place of its answers.
    """
    problems: list[Exception] = []
    waiting: deque[tuple[list[Item], Shares[Item, Answer]]] = deque()
    workers: list[Worker[Item, Answer]] = []
    try:
        workers += (Worker(opener) for _ in range(jobs))
        for batch in batches(items, problems):
            if batch:
                waiting.append((batch, share(batch, workers)))
            while waiting and (len(waiting) >= AHEAD or (len(batch) < BATCH and ready(waiting[0][1]))):
                yield from answers(*waiting.popleft())
        while waiting:
            yield from answers(*waiting.popleft())
        if problems:
            raise problems[0]
    finally:
        for worker in workers:
            worker.close()


def each(opener: Opener[Item, Answer], items: Iterable[Item], jobs: int) -> Iterator[Answer]:
    """The answer to every item, in order, each item whole to one of so many processes; for few items that are big.

    An error of an item is raised in place of its answer.
    """
    workers: list[Worker[Item, Answer]] = []
    waiting: deque[Future[Sequence[Answer]]] = deque()
    try:
        for number, item in enumerate(items):
            if len(workers) < jobs:
                workers.append(Worker(opener))
            waiting.append(workers[number % jobs].submit([item]))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for worker in workers:
            worker.close()


def batches(items: Iterable[Item | None], problems: list[Exception]) -> Iterator[list[Item]]:
    """Lists of items, shorter ones (or none) where a None stands; an error ends them and is put with the problems.

    >>> list(batches([1, 2, None, 3], []))
    [[1, 2], [3]]
    """
    batch: list[Item] = []
    try:
        for item in items:
            if item is not None:
                batch.append(item)
            if item is None or len(batch) >= BATCH:
                yield batch
                batch = []
    except Exception as problem:
        problems.append(problem)
    if batch:
        yield batch


def share(batch: list[Item], workers: Sequence[Worker[Item, Answer]]) -> Shares[Item, Answer]:
    """The different items of a batch to the workers; what is equal goes to the same one, which may remember it."""
    parts: list[list[Item]] = [[] for _ in workers]
    for item in dict.fromkeys(batch):
        parts[hash(item) % len(workers)].append(item)
    return [(part, worker.submit(part)) for part, worker in zip(parts, workers, strict=True) if part]


def ready(shares: Shares[Item, Answer]) -> bool:
    """Whether all of a batch is answered."""
    return all(future.done() for _, future in shares)


def answers(batch: list[Item], shares: Shares[Item, Answer]) -> Iterator[Answer]:
    """The answers to a batch, in its order."""
    found: dict[Item, Answer] = {}
    for part, future in shares:
        found.update(zip(part, future.result(), strict=True))
    return map(found.__getitem__, batch)


class Worker(Generic[Item, Answer]):
    """A process, and the thread that speaks with it."""

    def __init__(self, opener: Opener[Item, Answer]) -> None:
        command, pipe = [sys.executable, "-c", START], subprocess.PIPE
        if (
            sys.platform == "win32"
        ):  # a group of its own: interrupts from the keyboard go to the group of who started it
            apart = subprocess.CREATE_NEW_PROCESS_GROUP
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, creationflags=apart)
        else:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0)
        self._thread = ThreadPoolExecutor(1)
        self._opened = self._thread.submit(self._open, opener)

    def submit(self, items: list[Item]) -> Future[Sequence[Answer]]:
        """The answers to come."""
        return self._thread.submit(self._answer, items)

    def close(self) -> None:
        """End the process, done or not."""
        self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        self._process.wait()

    def _open(self, opener: Opener[Item, Answer]) -> None:
        with suppress(OSError):
            pickle.dump(sys.path, self._sink)
        self._exchange(opener)

    def _answer(self, items: list[Item]) -> Sequence[Answer]:
        self._opened.result()
        answers: Sequence[Answer] = self._exchange(items)
        return answers

    def _exchange(self, message: object) -> Any:
        try:
            pickle.dump(message, self._sink)
            self._sink.flush()
            problem, body = pickle.load(self._source)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise EntitynormError(f"a worker process ended with status {self._process.wait()}") from None
        if problem:
            raise problem
        return body

    @property
    def _sink(self) -> IO[bytes]:
        return cast(IO[bytes], self._process.stdin)

    @property
    def _source(self) -> IO[bytes]:
        return cast(IO[bytes], self._process.stdout)


def serve() -> None:
    """What a worker does: read an opener, then lists of items, and write (problem or None, answers) for each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    job: Job[Any, Any] | None = None
    with suppress(EOFError, BrokenPipeError):
        while True:
            message = pickle.load(source)
            reply: tuple[Exception | None, Any]
            try:
                if job is None:
                    job, reply = message(), (None, None)
                else:
                    reply = (None, job(message))
            except Exception as error:
                reply = (portable(error), None)
            pickle.dump(reply, sink)
            sink.flush()


def portable(error: Exception) -> Exception:
    """An error as it is, or one of the same text if its kind cannot be pickled."""
    if not isinstance(error, EntitynormError):
        error.add_note(format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return (EntitynormError if isinstance(error, EntitynormError) else RuntimeError)(str(error))
    return error


__all__ = ["serve", "spread"]
