"""Megabytes of text a second that are looked through for names, beside other scanners, in one run, as a table.

    pip install 'entitynorm[scan]'
    python benchmarks/scan.py NAMES TEXT [--names 2000 100000 1000000] [--megabytes 10] [--seconds 900] [--keep FOLDER]

NAMES is a file of ``name<TAB>...`` lines, TEXT is UTF-8; either may be compressed with xz. flashtext, ahocorasick_rs
and spaCy are measured when they are installed. They find names as they are written, letter for letter; `find` also
finds them inflected, transliterated and misspelt, and judges them. It is measured three times: with all words of the
text new to it, on the half of the text that follows the half that it has read, and on a text that it knows.

Every scanner has a process of its own, which makes its table of names first and is ended after so many seconds. Times
are CPU times, and the first scanner runs once more at the end; the ratios are what counts. Index files that are kept in
a folder are not built again.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path

Row = tuple[str, float, int]  # what was measured, megabytes a second, mentions
Scan = Callable[[str], int]


def read(path: Path) -> str:
    body = path.read_bytes()
    return (lzma.decompress(body) if path.suffix == ".xz" else body).decode()


def built(names: list[str], folder: Path) -> Path:
    """An index file of people with these names, made by the command line."""
    rows = ({"id": f"n{n}", "kind": "person", "names": [{"name": name}]} for n, name in enumerate(names))
    source, index = folder / f"{len(names)}.jsonl", folder / f"{len(names)}.index"
    if index.exists():
        return index
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    build = [sys.executable, "-m", "entitynorm", "build", str(source), "-o", str(index)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return index


def measured(label: str, scan: Scan, text: str) -> Row:
    start = time.process_time()
    found = scan(text)
    return label, len(text.encode()) / 1e6 / (time.process_time() - start), found


def ours(index: Path, text: str) -> Iterator[Row]:
    from entitynorm import load

    def scan(text: str) -> int:
        return len(normalizer.find(text))

    half = text.find("\n", len(text) // 2) + 1
    normalizer = load(index)
    scan(text[:half])
    yield measured("entitynorm, second half", scan, text[half:])
    yield measured("entitynorm, known text", scan, text)


def ours_new(index: Path, text: str) -> Iterator[Row]:
    from entitynorm import load

    normalizer = load(index)
    normalizer.find("")  # loads what it needs, as the others did when they made their tables
    yield measured("entitynorm, new text", lambda text: len(normalizer.find(text)), text)


def flashtext(names: list[str], text: str) -> Iterator[Row]:
    from flashtext import KeywordProcessor  # type: ignore[import-not-found, unused-ignore]

    processor = KeywordProcessor()
    for number, name in enumerate(names):
        processor.add_keyword(name, number)
    yield measured("flashtext", lambda text: len(processor.extract_keywords(text, span_info=True)), text)


def ahocorasick(names: list[str], text: str) -> Iterator[Row]:
    from ahocorasick_rs import AhoCorasick, MatchKind  # type: ignore[import-not-found, unused-ignore]

    for label, fold in (("ahocorasick_rs, raw", str), ("ahocorasick_rs, lowered, true offsets", lower)):
        automaton = AhoCorasick([fold(name) for name in names], matchkind=MatchKind.LeftmostLongest)

        def scan(text: str, fold: Callable[[str], str] = fold, automaton: AhoCorasick = automaton) -> int:
            return len(automaton.find_matches_as_indexes(fold(text)))

        yield measured(label, scan, text)


def lower(text: str) -> str:
    """In small letters, each character in its place: İ is the one that becomes two."""
    return text.replace("İ", "i").lower()


def phrase_matcher(names: list[str], text: str) -> Iterator[Row]:
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline = spacy.blank("xx")
    pipeline.max_length = 1 << 30
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("name", list(pipeline.tokenizer.pipe(names)))
    yield measured("spaCy PhraseMatcher", lambda text: len(matcher(pipeline.tokenizer(text))), text)


def guarded(label: str, job: Callable[[], Iterator[Row]], seconds: float) -> Iterator[tuple[Row, int]]:
    """What a job measures in a process of its own, with the most memory that it had, in MB, until its time is over."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(job, theirs))
    process.start()
    theirs.close()
    ends = time.monotonic() + seconds
    try:
        while ours.poll(max(0.0, ends - time.monotonic())):
            yield ours.recv()
        yield (f"{label}: more than {seconds:.0f} s", 0.0, 0), 0
    except EOFError:  # it is done, or was ended for want of memory
        pass
    finally:
        process.terminate()
        process.join()


def _run(job: Callable[[], Iterator[Row]], answers: Connection) -> None:
    for row in job():
        answers.send((row, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names_file", metavar="NAMES", type=Path)
    parser.add_argument("text_file", metavar="TEXT", type=Path)
    parser.add_argument("--names", type=int, nargs="+", default=[2_000, 100_000, 1_000_000])
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=900.0, help="after which a scanner is given up")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="where index files are kept, and found again")
    args = parser.parse_args()
    lines = read(args.names_file).splitlines()[: max(args.names)]
    every = [line.split("\t")[0] for line in lines]
    text = read(args.text_file).encode()[: int(args.megabytes * 1e6)].decode(errors="ignore")
    print("| names | scanner | MB/s | to flashtext | mentions | memory, MB |\n" + "|---" * 6 + "|", flush=True)
    for count in args.names:
        names = list(dict.fromkeys(every[:count]))
        with tempfile.TemporaryDirectory() as temporary:
            index = built(names, args.keep or Path(temporary))
            jobs: dict[str, Callable[[], Iterator[Row]]] = {}
            if find_spec("flashtext"):
                jobs["flashtext"] = lambda names=names: flashtext(names, text)  # type: ignore[misc]
            jobs["entitynorm, new text"] = lambda index=index: ours_new(index, text)  # type: ignore[misc]
            jobs["entitynorm"] = lambda index=index: ours(index, text)  # type: ignore[misc]
            if find_spec("ahocorasick_rs"):
                jobs["ahocorasick_rs"] = lambda names=names: ahocorasick(names, text)  # type: ignore[misc]
            if find_spec("spacy"):
                jobs["spaCy PhraseMatcher"] = lambda names=names: phrase_matcher(names, text)  # type: ignore[misc]
            if find_spec("flashtext"):
                jobs["flashtext, again"] = jobs["flashtext"]
            first = 0.0
            for label, job in jobs.items():
                for (own, speed, found), memory in guarded(label, job, args.seconds):
                    first = first or speed
                    shown = f"{speed:.2f} | {speed / first:.2f} | {found:,} | {memory:,}" if speed else "- | - | - | -"
                    print(f"| {count:,} | {own} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
