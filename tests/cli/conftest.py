"""A small gazetteer, its index, and two ways to run the command line: in this process and as a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import entitynorm
from entitynorm.cli import main

ENTRIES = {
    "officials/andrey-belousov.yaml": """
id: official/andrey-belousov
name: Andrey Belousov
names:
  en: [Andrei Belousov]
  ru: [Андрей Рэмович Белоусов]
  fr: [Andreï Biélooussov]
  he: [אנדריי בלוסוב]
family: {en: Belousov, ru: Белоусов, fr: Biélooussov}
roles:
  - {role: defence-minister, of: state/ru, from: 2024-05-14}
wikidata: Q4082839
sources: [general knowledge]
checked: 2026-11-22
""",
    "treaties/new-start.yaml": """
id: treaty/new-start
name: New START
names: {en: [New START], fr: [nouveau traité START]}
acronyms: {fr: [DSNV]}
signed: 2010-04-08
sources: [general knowledge]
checked: 2026-11-22
""",
    "alliances/nato.yaml": """
id: alliance/nato
name: NATO
form: alliance
names: {en: [North Atlantic Treaty Organization], zh: [北约]}
acronyms: {en: [NATO], fr: [OTAN], ru: [НАТО]}
sources: [general knowledge]
checked: 2026-11-22
""",
    "states/ru.yaml": """
id: state/ru
name: Russia
names: {fr: [Russie], ru: [Россия]}
sources: [general knowledge]
checked: 2026-11-22
""",
    "retired.yaml": "alliance/north-atlantic: alliance/nato\n",
}

Run = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[bytes]"]


def write_gazetteer(folder: Path, entries: dict[str, str]) -> Path:
    for name, text in entries.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_gazetteer(tmp_path_factory.mktemp("gazetteer"), ENTRIES)


@pytest.fixture(scope="session")
def index(gazetteer: Path) -> Path:
    path = gazetteer.with_suffix(".index")
    assert call("build", gazetteer, "-o", path).exit_code == 0
    return path


def call(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


@pytest.fixture(name="run")
def run_in_this_process() -> Run:
    return call


@pytest.fixture
def start() -> Start:
    """Start ``python -m entitynorm`` with pipes on its three streams."""

    def popen(*words: object, **options: object) -> "subprocess.Popen[bytes]":
        source = str(Path(entitynorm.__file__).parent.parent)
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        environment = {**inherited, "PYTHONPATH": source, **options.pop("env", {})}  # type: ignore[dict-item]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        command = [sys.executable, *options.pop("python", ()), "-m", "entitynorm", *map(str, words)]  # type: ignore[misc]
        if sys.platform != "win32":  # a job in the background has interrupts ignored, and its children inherit that
            options.setdefault("preexec_fn", partial(signal.signal, signal.SIGINT, signal.SIG_DFL))
        return subprocess.Popen(command, env=environment, **{**pipes, **options})  # type: ignore[call-overload]

    return popen
