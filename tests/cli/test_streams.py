"""Pipes: answers at once, whole lines whatever happens, and quiet when nobody listens any more."""

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from entitynorm.cli.streams import encode, read_text, write_file
from entitynorm.errors import DataError

PATIENCE = 60  # seconds until a test that hangs fails


def line_from(process):
    """The next line of output, or None if none comes in time."""
    got = []
    reader = threading.Thread(target=lambda: got.append(process.stdout.readline()), daemon=True)
    reader.start()
    reader.join(PATIENCE)
    return got[0] if got else None


def finish(process):
    process.stdin.close()
    process.stdout.close()
    process.stderr.close()
    return process.wait(PATIENCE)


@pytest.mark.parametrize(
    ("command", "field"), [(["normalize"], "mention"), (["normalize", "--jobs", "2"], "mention"), (["find"], "text")]
)
def test_who_asks_one_line_at_a_time_gets_one_answer_at_a_time(command, field, start, index):
    process = start(*command, "--jsonl", "--index", index)
    for text in ("OTAN", "NATO", "zzz"):
        process.stdin.write(json.dumps({field: text}).encode() + b"\n")
        process.stdin.flush()
        answer = line_from(process)
        assert answer is not None and answer.endswith(b"\n")
        assert "error" not in json.loads(answer)
    assert finish(process) == 0


def test_a_file_on_standard_input_is_answered_too(start, index, tmp_path):
    path = tmp_path / "mentions.jsonl"
    path.write_text('{"mention": "OTAN"}\n' * 3000)
    with path.open() as source:
        process = start("normalize", "--jsonl", "--index", index, stdin=source)
        out, told = process.communicate(timeout=PATIENCE)
    lines = out.decode().splitlines()
    assert len(lines) == 3000 and {json.loads(line)["id"] for line in lines} == {"alliance/nato"}
    assert (process.returncode, told) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX pipes")
@pytest.mark.parametrize("words", [["normalize", "--jsonl"], ["find", "--jsonl"], ["normalize", "OTAN"], ["find", "-"]])
def test_nobody_listening_is_no_reason_to_shout(words, start, index):
    process = start(*words, "--index", index)
    process.stdout.close()
    field = "mention" if words[0] == "normalize" else "text"
    with suppress(BrokenPipeError):
        for _ in range(2000):
            process.stdin.write(json.dumps({field: "OTAN"}).encode() + b"\n")
        process.stdin.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(PATIENCE) == 1 and told == b""
    with suppress(BrokenPipeError):
        process.stdin.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
@pytest.mark.parametrize("python", [[], ["-u"]])
@pytest.mark.parametrize("times", [1, 400])
def test_an_interrupt_leaves_whole_lines(times, python, start, index):
    """A line of 800 mentions is longer than what a pipe holds, so the interrupt comes in the middle of it."""
    process = start("find", "--jsonl", "--index", index, python=python)
    line = json.dumps({"text": "OTAN et Andreï Biélooussov. " * times}).encode() + b"\n"

    def feed():
        with suppress(OSError):
            for _ in range(1_000_000):
                process.stdin.write(line)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    begun = process.stdout.read(150 * times)
    time.sleep(0.5)  # by now it is in the middle of a line that nobody takes
    process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    whole = begun + process.stdout.read()
    told = process.stderr.read()
    assert process.wait(PATIENCE) == 130 and told == b""
    feeder.join(PATIENCE)
    process.stdout.close()
    process.stderr.close()
    with suppress(BrokenPipeError):
        process.stdin.close()
    assert whole.endswith(b"\n")
    assert {len(json.loads(line)["mentions"]) for line in whole.splitlines()} == {2 * times}


def test_several_processes_answer_byte_for_byte_as_one_does(start, index, tmp_path):
    good = [{"mention": "OTAN"}, {"mention": "Biélooussov", "lang": "fr"}, {"mention": "\ud83d"}, {"mention": "zzz"}]
    bad = [b"{", b"", b"[1]", b'{"mention": 1}', b'{"mention": "a", "lang": 5}', b"\xff", b'{"mention": "OTAN\\ud83d"}']
    lines = [*(json.dumps(row).encode() for row in good), *bad, b'{"mention": "OTAN", "lang": "fr"}\r']
    path = tmp_path / "mentions.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(lines * 300) + b"\n" + b'{"mention": "NATO"}')
    outputs = []
    for jobs in (1, 2):
        with path.open() as source:
            process = start("normalize", "--jsonl", "--jobs", jobs, "--index", index, stdin=source)
            out, told = process.communicate(timeout=PATIENCE)
        assert (process.returncode, told) == (1, b"")
        outputs.append(out)
    assert outputs[0] == outputs[1] and outputs[0].count(b"\n") == len(lines) * 300 + 1
    numbers = [row["line"] for row in map(json.loads, outputs[1].splitlines()) if "error" in row]
    assert len(numbers) >= 6 * 300 and numbers == sorted(set(numbers))


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
def test_an_interrupt_of_several_processes_leaves_whole_lines_and_no_process(start, index):
    """The whole group is interrupted, as by a keyboard."""
    process = start("normalize", "--jsonl", "--jobs", "2", "--index", index, start_new_session=True)
    lines = (f'{{"mention": "OTAN {number}"}}\n'.encode() for number in range(1_000_000))

    def feed():
        with suppress(OSError):
            process.stdin.writelines(lines)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    begun = process.stdout.read(20_000)
    workers = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    whole = begun + process.stdout.read()
    told = process.stderr.read()
    assert process.wait(PATIENCE) == 130 and told == b""
    feeder.join(PATIENCE)
    finish_quietly(process)
    assert whole.endswith(b"\n")
    assert all(json.loads(line)["mention"] == f"OTAN {number}" for number, line in enumerate(whole.splitlines()))
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert len(workers) == 2 or not Path("/proc").exists()


@pytest.mark.skipif(not Path("/proc").exists(), reason="no /proc to see processes in")
def test_workers_end_when_their_parent_is_killed(start, index):
    process = start("normalize", "--jsonl", "--jobs", "2", "--index", index)
    process.stdin.write(b'{"mention": "OTAN"}\n')
    process.stdin.flush()
    assert line_from(process)
    workers = children(process.pid)
    process.kill()
    process.wait(PATIENCE)
    finish_quietly(process)
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert len(workers) == 2


def children(parent):
    """The processes that a process started."""
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(number) for path in listed for number in path.read_text().split()]


def finish_quietly(process):
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            stream.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
def test_an_interrupt_while_waiting_for_input_ends_it(start, index):
    process = start("normalize", "--jsonl", "--index", index)
    process.stdin.write(b'{"mention": "OTAN"}\n')
    process.stdin.flush()
    assert line_from(process)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 130
    assert process.stderr.read() == b""
    finish(process)


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(DataError, match=r"nosuch\.txt:1: cannot be read: No such file"):
        read_text(str(tmp_path / "nosuch.txt"))


def test_no_number_that_json_does_not_know_is_written():
    with pytest.raises(ValueError, match="JSON compliant"):
        encode({"score": float("nan")})


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX devices")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_file, args=(pipe, b"body"))
    writer.start()
    assert Path(pipe).read_bytes() == b"body"
    writer.join(PATIENCE)
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
@pytest.mark.parametrize("words", [["normalize", "--jsonl"], ["normalize", "OTAN"], ["spellings", "alliance/nato"]])
def test_a_full_disk_is_one_line(words, start, index):
    with Path("/dev/full").open("wb") as full:
        process = start(*words, "--index", index, stdout=full)
        _, told = process.communicate(b'{"mention": "OTAN"}\n', timeout=PATIENCE)
    assert process.returncode == 2 and b"No space left" in told and told.count(b"\n") == 1
