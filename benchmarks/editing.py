"""How long editors wait: the layout of a whole gazetteer checked, and what a hook does with one changed file.

    python benchmarks/editing.py [--entries 3000] [--runs 3]

Entries are made up, with a fixed seed, as large as the shipped ones (names in a dozen languages), a tenth of them with
comments. Each job is a new process of the command line. Prints the least wall time of the runs and the processor time
of that run, in seconds, beside the goal; of a machine that is busy with other things only the latter says much.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from entitynorm.gazetteer.format import formatted

LETTERS = {
    "en": "abcdefghijklmnoprstuvwz", "fr": "abcdéèfghijklmnoprstuvç", "de": "abcdefghiklmnoprstuwäöü",
    "pl": "abcdefghijklłmnoprsśtuwyzż", "ru": "абвгдежзиклмнопрстуфхчшюя", "uk": "абвгдежзиіїклмнопрстуфхчшюя",
    "be": "абвгдежзіклмнопрстуўфхчшюя", "el": "αβγδεζηθικλμνξοπρστυφχω", "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "he": "אבגדהוזחטיכלמנסעפצקרשת", "ja": "アイウエオカキクケコサシスセソタチツテト", "zh": "北约俄罗斯国防部长条约",
}  # fmt: skip
GOALS = {"format --check, all in the layout": 3.0, "format --check, none in it": 3.0, "format --check, one file": 1.0}


def word(lang: str, chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS[lang], k=chance.randint(4, 10))).title()


def entry(number: int, chance: random.Random) -> tuple[str, str]:
    """The path and the text of an entry, in a layout that is not the one."""
    kind, folder = chance.choice([("official", "officials"), ("treaty", "treaties"), ("alliance", "alliances")])
    lines = [f"id: {kind}/e{number}", f"name: {word('en', chance)} {word('en', chance)}", "names:"]
    for lang in LETTERS:
        forms = [f"'{word(lang, chance)} {word(lang, chance)}'" for _ in range(chance.randint(1, 4))]
        lines += [f"    {lang}: [{', '.join(forms)}]" + ("  # as the press has it" if chance.random() < 0.01 else "")]
    lines += ["checked: '2026-11-22'", "sources: [https://example.org/a, general knowledge]"]
    if kind == "official":
        family = ", ".join(f"{lang}: {word(lang, chance)}" for lang in LETTERS)
        lines += [f"family: {{{family}}}", "roles: [{of: state/fr, role: minister, from: 2020-01}]"]
    return f"{folder}/d{number % 40}/e{number}.yaml", "\n".join(lines) + "\n"


def run(words: list[str], runs: int) -> tuple[float, float]:
    """The least wall time of new processes, and the processor time of that one with its children."""
    best = (float("inf"), 0.0)
    for _ in range(runs):
        before, start = os.times(), time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "entitynorm", *words], capture_output=True, text=True, check=False)
        wall, after = time.perf_counter() - start, os.times()
        if done.returncode > 1:
            raise SystemExit(done.stderr)
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        best = min(best, (wall, cpu))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number in range(args.entries):
            name, text = entry(number, chance)
            for state, body in (("loose", text), ("laid", formatted(text, name))):
                (root / state / name).parent.mkdir(parents=True, exist_ok=True)
                (root / state / name).write_text(body, encoding="utf-8")
        one = next((root / "laid").rglob("*.yaml"))
        size = sum(path.stat().st_size for path in (root / "laid").rglob("*.yaml")) // args.entries
        print(f"{args.entries} entries of {size} bytes")
        print(f"{'job':<36} {'wall s':>7} {'cpu s':>7} {'goal s':>7}")
        jobs = dict(zip(GOALS, (root / "laid", root / "loose", one), strict=True))
        for job, path in jobs.items():
            wall, cpu = run(["gazetteer", "format", "--check", str(path)], args.runs)
            print(f"{job:<36} {wall:>7.2f} {cpu:>7.2f} {GOALS[job]:>7.1f}")


if __name__ == "__main__":
    main()
