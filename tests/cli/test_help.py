"""What a newcomer meets: help, version, usage errors, and a quick start."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import entitynorm
from entitynorm.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name, run):
    described = run("--help").stdout
    assert main.commands == {} and name in described
    line = next(line for line in described.splitlines() if line.split()[:1] == [name])
    assert line.rstrip().endswith(".") and "..." not in line
    assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("words", [[n] for n in COMMANDS if n != "gazetteer"] + [["gazetteer", "lint"]])
def test_the_help_of_every_command_has_an_example(words, run):
    assert f"\n  entitynorm {' '.join(words)}" in run(*words, "--help").stdout


def test_version(run):
    assert run("--version").stdout == f"entitynorm {entitynorm.__version__}\n"


@pytest.mark.parametrize(
    "words", [["nosuch"], ["normalize", "--nosuch"], ["show"], ["build", "x"], ["normalize", "x", "--jsonl"]]
)
def test_wrong_usage_exits_2_and_prints_no_result(words, run):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == "" and "Usage:" in result.stderr


@pytest.mark.parametrize("date", ["2025-13", "20251015", "yesterday", "2025-02-30", "2025-1-1"])
def test_a_date_that_is_none_is_refused(date, run, index):
    result = run("normalize", "OTAN", "--date", date, "--index", index)
    assert result.exit_code == 2 and date in result.stderr


@pytest.mark.parametrize("date", ["", "2025", "2025-10", "2025-10-15"])
def test_a_day_a_month_or_a_year_is_a_date(date, run, index):
    assert run("normalize", "OTAN", "--date", date, "--index", index).exit_code == 0


def test_answering_programs_loads_only_what_it_needs(index):
    ask = "import sys; from entitynorm.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    command = [sys.executable, "-c", ask, "normalize", "--jsonl", "--index", str(index)]
    environment = {**os.environ, "PYTHONPATH": str(Path(entitynorm.__file__).parent.parent)}
    done = subprocess.run(command, input=b'{"mention": "OTAN"}\n', capture_output=True, env=environment, check=True)
    answer, loaded = done.stdout.decode().splitlines()
    modules = set(loaded.split())
    assert "alliance/nato" in answer and "entitynorm.cli.normalize" in modules
    assert not {"rich", "html", "entitynorm.cli.page", "entitynorm.cli.table", "entitynorm.cli.find"} & modules


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("command", ["normalize", "find"])
def test_nobody_waits_at_a_terminal_for_input(command, start, index):
    import pty

    ours, theirs = pty.openpty()
    process = start(command, "--index", index, stdin=theirs)
    _, told = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 2 and b"pipe" in told


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_colours_and_folded_lines(start, index):
    import pty

    ours, theirs = pty.openpty()
    name = "Traité très long et encore plus long que la ligne"
    environment = {"COLUMNS": "40", "TERM": "xterm-256color", "NO_COLOR": ""}
    process = start("normalize", "OTAN", name, "--index", index, stdout=theirs, env=environment)
    process.communicate(timeout=60)
    printed = os.read(ours, 1 << 16).decode()
    os.close(ours)
    os.close(theirs)
    assert "\x1b[32m" in printed and "…" not in printed
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
    assert all(len(line.rstrip()) <= 40 for line in plain.splitlines())
    assert not set(name.split()) - set(plain.split())


def test_a_shipped_entity_is_shown(run):
    result = run("show", "alliance/nato")
    assert result.exit_code == 0, result.output
    assert "North Atlantic Treaty Organi" in result.stdout
