"""Mentions found in the messages of programs, which name nobody: how often a common word is taken for a name.

    python benchmarks/false_mentions.py [--folder /usr/share/locale] [--languages de fr ru] [--shown 3]

FOLDER holds compiled message catalogues (``de/LC_MESSAGES/*.mo``), as Linux machines have them in many languages. Each
message is a text of its own, and what stands in for numbers and names is left out. Names of countries, languages and
people have catalogues of their own, which are not read. Acronyms of software are counted, too: ISA, PAM, GCC.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import entitynorm

LANGUAGES = ["ar", "be", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja",
             "ka", "ko", "lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi",
             "zh"]  # fmt: skip
FILLED_IN = re.compile(r"%[-\d.$]*[a-zA-Z]+|\{[^}]*\}|<[^>]+>|[_&]")
NAMES = ("iso_", "iso-", "tzdata")  # catalogues of names


def messages(folder: Path, lang: str) -> list[str]:
    """The distinct messages in a language, without those that are not translated."""
    found: set[str] = set()
    for path in sorted(folder.glob(f"{lang}*/LC_MESSAGES/*.mo")):
        if path.name.startswith(NAMES) or re.split("[_@]", path.parts[-3])[0] != lang:
            continue
        try:
            with path.open("rb") as file:
                catalogue: dict[object, str] = vars(GNUTranslations(file))["_catalog"]
        except (OSError, UnicodeDecodeError, ValueError):  # cut short, or of an odd encoding
            continue
        found.update(FILLED_IN.sub("", text) for key, text in catalogue.items() if key and text.strip() and text != key)
    return sorted(found)


def rows(folder: Path, languages: list[str], shown: int) -> Iterator[str]:
    """A row of the table for each language that has messages."""
    normalizer = entitynorm.load()
    for lang in languages:
        texts = messages(folder, lang)
        size = sum(map(len, texts))
        if not size:
            continue
        start = time.process_time()
        mentions = Counter(
            found.mention.text for text in texts for found in normalizer.find(text, lang=lang) if found.id
        )
        seconds = time.process_time() - start
        often = ", ".join(f"{text} {count}" for text, count in mentions.most_common(shown))
        total = mentions.total()
        yield f"| {lang} | {size:,} | {total:,} | {1e6 * total / size:.0f} | {often} | {seconds:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("/usr/share/locale"))
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--shown", type=int, default=3, help="of the commonest mentions")
    args = parser.parse_args()
    print("| language | characters | mentions | a million characters | the commonest | CPU s |\n" + "|---" * 6 + "|")
    for row in rows(args.folder, args.languages, args.shown):
        print(row, flush=True)


if __name__ == "__main__":
    main()
