"""Print again, into the pages under ``docs``, what their ``console`` examples print.

    python tools/make_examples.py

A page's commands run in a folder of their own, with ``examples``, with ``gazetteers`` if they change entries, and with
the files that the page tells its reader to make.
An example that shows nothing stays so. ``tests/test_docs.py`` runs the same commands.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from entitynorm.cli import main

ROOT = Path(__file__).parent.parent
CONSOLE = re.compile(r"^( *)```console\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
CHANGES = re.compile(r"\$ entitynorm gazetteer (new|draft|add|merge|retire|format)")
YAML = re.compile(r"`(mine/[^`]+\.yaml)`.*?```yaml\n(.*?)```", re.DOTALL)  # a file's name, then its body
JSONL = re.compile(r"```json\n(.*?)```.*?`([^`]+\.jsonl)`", re.DOTALL)  # a file's body, then its name


def pages() -> list[Path]:
    """The pages that have examples of the command line."""
    return [page for page in sorted((ROOT / "docs").rglob("*.md")) if CONSOLE.search(page.read_text(encoding="utf-8"))]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of an example, each with what is shown below it.

    >>> list(commands("$ entitynorm --version\\nentitynorm 0.1.0\\n"))
    [('entitynorm --version', 'entitynorm 0.1.0\\n')]
    """
    for part in re.split(r"^ *\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def run(command: str) -> tuple[int, str]:
    """The exit status and the output of ``entitynorm ...`` or ``echo '...' | entitynorm ...``."""
    words = shlex.split(command)
    given = ""
    if words[0] == "echo":
        given, words = words[1] + "\n", words[words.index("|") + 1 :]
    if words[0] != "entitynorm":
        raise ValueError(f"not a command of ours: {command}")
    result = CliRunner().invoke(main, words[1:], input=given)
    return result.exit_code, result.output


def prepare(text: str, folder: Path) -> None:
    """Make the files that the reader of a page has: the examples, and what the page tells to make."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    if CHANGES.search(text):
        fewer = shutil.ignore_patterns("officials", "exercises")  # the most, and of them the pages need none
        shutil.copytree(ROOT / "gazetteers", folder / "gazetteers", ignore=fewer)
    for name, body in [*YAML.findall(text), *((name, body) for body, name in JSONL.findall(text))]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")


def answered(example: re.Match[str]) -> str:
    """An example with what its commands print now."""
    lines = []
    for command, shown in commands(example[2]):
        lines.append("$ " + command)
        if shown.strip():
            status, output = run(command)
            if status:
                raise RuntimeError(f"{command}\n{output}")
            lines += [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join(example[1] + line for line in ("```console", *lines, "```"))


if __name__ == "__main__":
    for page in pages():
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            prepare(text, Path(folder))
            page.write_text(CONSOLE.sub(answered, text), encoding="utf-8")
        print(os.path.relpath(page, ROOT))
