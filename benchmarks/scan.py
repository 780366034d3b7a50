"""Megabytes of text a second that are looked through for names, beside other scanners, in one run, as a table.

    pip install 'entitynorm[scan]'
    python benchmarks/scan.py NAMES TEXT [--names 2000 100000] [--megabytes 10]

NAMES is a file of ``name<TAB>...`` lines, TEXT is UTF-8; either may be compressed with xz. flashtext, ahocorasick_rs
and spaCy are measured when they are installed. They find names as they are written, letter for letter; `find` also
finds them inflected, transliterated and misspelt, and judges them. It is measured twice: with all words of the text new
to it, and once more. Times are CPU times; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from entitynorm import load
from entitynorm.normalizer import compile_sources


def read(path: Path) -> str:
    body = path.read_bytes()
    return (lzma.decompress(body) if path.suffix == ".xz" else body).decode()


def measured(job: Callable[[], int], megabytes: float) -> tuple[float, int]:
    """Megabytes a second, and how many mentions were found."""
    start = time.process_time()
    found = job()
    return megabytes / (time.process_time() - start), found


def ours(names: list[str], folder: Path) -> Callable[[str], int]:
    rows = ({"id": f"n{n}", "kind": "person", "names": [{"name": name}]} for n, name in enumerate(names))
    source = folder / "names.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    index = folder / "names.index"
    index.write_bytes(compile_sources([source]))
    normalizer = load(index)
    return lambda text: len(normalizer.find(text))


def flashtext(names: list[str]) -> Callable[[str], int]:
    from flashtext import KeywordProcessor  # type: ignore[import-not-found, unused-ignore]

    processor = KeywordProcessor()
    for number, name in enumerate(names):
        processor.add_keyword(name, number)
    return lambda text: len(processor.extract_keywords(text, span_info=True))


def ahocorasick(names: list[str], *, lowered: bool) -> Callable[[str], int]:
    from ahocorasick_rs import AhoCorasick, MatchKind  # type: ignore[import-not-found, unused-ignore]

    fold = lower if lowered else str
    automaton = AhoCorasick([fold(name) for name in names], matchkind=MatchKind.LeftmostLongest)
    return lambda text: len(automaton.find_matches_as_indexes(fold(text)))


def lower(text: str) -> str:
    """In small letters, each character in its place: İ is the one that becomes two."""
    return text.replace("İ", "i").lower()


def phrase_matcher(names: list[str]) -> Callable[[str], int]:
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline = spacy.blank("xx")
    pipeline.max_length = 1 << 30
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("name", list(pipeline.tokenizer.pipe(names)))
    return lambda text: len(matcher(pipeline.tokenizer(text)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names_file", metavar="NAMES", type=Path)
    parser.add_argument("text_file", metavar="TEXT", type=Path)
    parser.add_argument("--names", type=int, nargs="+", default=[2_000, 100_000])
    parser.add_argument("--megabytes", type=float, default=10.0)
    args = parser.parse_args()
    every = list(dict.fromkeys(line.split("\t")[0] for line in read(args.names_file).splitlines()[: max(args.names)]))
    text = read(args.text_file).encode()[: int(args.megabytes * 1e6)].decode(errors="ignore")
    megabytes = len(text.encode()) / 1e6
    print("| names | scanner | MB/s | mentions | entitynorm to it, new words | known words |\n" + "|---" * 6 + "|")
    for count in args.names:
        names = every[:count]
        with tempfile.TemporaryDirectory() as folder:
            own = ours(names, Path(folder))
            jobs = {"entitynorm, new words": own, "entitynorm, known words": own}
            if find_spec("flashtext"):
                jobs["flashtext"] = flashtext(names)
            if find_spec("ahocorasick_rs"):
                jobs["ahocorasick_rs, raw"] = ahocorasick(names, lowered=False)
                jobs["ahocorasick_rs, lowered, true offsets"] = ahocorasick(names, lowered=True)
            if find_spec("spacy"):
                jobs["spaCy PhraseMatcher"] = phrase_matcher(names)
            speeds: dict[str, float] = {}
            for name, job in jobs.items():
                speeds[name], found = measured(lambda job=job: job(text), megabytes)  # type: ignore[misc]
                cold, warm = (speeds.get(f"entitynorm, {words} words", speeds[name]) for words in ("new", "known"))
                ratios = f"{cold / speeds[name]:.3f} | {warm / speeds[name]:.3f}"
                print(f"| {count:,} | {name} | {speeds[name]:.2f} | {found:,} | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
