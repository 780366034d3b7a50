"""From the YAML of ``data/`` to the plain values that the steps read: checked, cleaned, longest first."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from entitynorm import datafile
from entitynorm.datafile import Document, Shape
from entitynorm.errors import DataError, DataErrors
from entitynorm.text.clean import clean
from entitynorm.text.inflect import stands_for, stems
from entitynorm.text.tables import STATE, simplified_forms

STEM = 3  # letters of a stem of a word that others stand beside, at least
_TEXTS: Shape = [str]
_PAIRS: Shape = {"*": str}
_LISTS: Shape = {"*": [str]}
_BY_KIND: Shape = dict.fromkeys(("official", "treaty", "exercise", "alliance", "state"), _TEXTS)  # those of the model
SCRIPT_FIELDS: dict[str, Shape] = {
    "name": str, "standard": str, "sources": _TEXTS, "form": str, "unspaced": str, "unvowelled": str,
    "before": [_TEXTS], "runs": _PAIRS, "letters": _PAIRS, "after": [_TEXTS], "samples": [_TEXTS],
}  # fmt: skip
LANGUAGE_FIELDS: dict[str, Shape] = {
    "name": str, "scripts": _TEXTS, "letters": _PAIRS, "runs": _PAIRS, "endings": _TEXTS, "clitics": _TEXTS,
    "sounds": _PAIRS, "titles": _TEXTS, "offices": _LISTS, "offices_of": {"*": _LISTS}, "kinds": _BY_KIND,
    "particles": _TEXTS, "stop": _TEXTS, "numerals": {"*": int}, "short_forms": _BY_KIND,
    "foreign_names": _LISTS, "initials": _PAIRS, "conventions": {"*": {"*": object}}, "samples": {"*": [_TEXTS]},
    "sources": _TEXTS, "syllables": str, "ordinary": _TEXTS,
}  # fmt: skip
_SOUNDS: dict[str, Shape] = {"groups": _PAIRS, "classes": _PAIRS, "samples": [_TEXTS]}
_GIVEN_NAMES: dict[str, Shape] = {
    "sources": _TEXTS, "romanised": [_TEXTS], "equivalents": [_TEXTS], "short_forms": [_TEXTS]
}  # fmt: skip
_NAMES: dict[str, Shape] = {
    "patronymics": _TEXTS, "gendered": _LISTS, "genealogy": _TEXTS, "shared_endings": _TEXTS,
    "patronymic_languages": _TEXTS, "native": _LISTS,
}  # fmt: skip
# Found under "words" in the compiled tables.
_MERGED = (
    "numerals", "titles", "offices", "offices_of", "kinds", "stop", "particles", "foreign_names", "initials",
    "ordinary",
)  # fmt: skip
_NOT_NEEDED = ("samples", "sources", "standard")


def compile_tables(data: Path) -> dict[str, Any]:
    """Read every data file under ``data``; raises DataErrors with all problems of all files."""
    errors: list[DataError] = []

    def read(path: Path, fields: Mapping[str, Shape]) -> dict[str, Any]:
        try:
            document = datafile.read(path)
        except DataErrors as broken:
            errors.extend(broken.errors)
            return {}
        errors.extend(datafile.problems(document, fields))
        return {k: v for k, v in document.data.items() if k not in _NOT_NEEDED}

    scripts = {path.stem: read(path, SCRIPT_FIELDS) for path in sorted((data / "scripts").glob("*.yaml"))}
    languages = {path.stem: read(path, LANGUAGE_FIELDS) for path in sorted((data / "languages").glob("*.yaml"))}
    sounds, given_names = read(data / "sounds.yaml", _SOUNDS), read(data / "given_names.yaml", _GIVEN_NAMES)
    names = read(data / "names.yaml", _NAMES)
    if errors:
        raise DataErrors(errors)
    cleaned = {tag.lower(): {"tag": tag.lower(), **_cleaned(raw)} for tag, raw in languages.items()}
    return {
        "scripts": scripts,
        "words": words_of(cleaned, scripts),
        "foreign_names": foreign_names(cleaned),
        "han": f"{_digest(data / 'han'):08x}",  # names in Han characters are filed by these
        "languages": {
            tag: {name: value for name, value in language.items() if name not in _MERGED}
            for tag, language in cleaned.items()
        },
        "sounds": sounds,
        "given_names": given_names,
        "compounds": compounds_of(datafile.read(data / "compounds.yaml"), cleaned),
        **meanings_of(data / "meanings", cleaned),
        "names": names,
        "weights": _numbers(datafile.read(data / "weights.yaml").data),
    }


def _digest(folder: Path) -> int:
    """A checksum of the files of a folder."""
    check = 0
    for path in sorted(folder.iterdir()):
        check = crc32(path.name.encode() + path.read_bytes(), check)
    return check


def words_of(languages: Mapping[str, Mapping[str, Any]], scripts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What every language says of titles, offices, kinds and function words, merged for quick look-up."""
    titles: set[str] = set()
    lone: set[str] = set()
    longer: dict[str, set[str]] = {}
    joined: set[str] = set()
    function: set[str] = set()
    kind_words: set[str] = set()
    kinds: dict[str, set[str]] = {}
    roles: dict[str, set[tuple[str, str]]] = {}
    roles_of: dict[str, dict[str, str]] = {}
    numerals: dict[str, int] = {}
    clash: set[str] = set()
    initials: dict[str, str] = {}
    for language in languages.values():
        initials |= language["initials"]
        offices = [(role, phrase) for role, phrases in language["offices"].items() for phrase in phrases]
        whole = [*language["titles"], *(phrase for _, phrase in offices)]
        lone.update(phrase for phrase in whole if " " not in phrase)
        for phrase in whole:
            if " " in phrase:
                longer.setdefault(phrase.split()[0], set()).add(phrase)
            if " " not in phrase or "syllables" not in language:
                titles.update(phrase.split())
        if any("unspaced" in scripts.get(script, {}) or script == "Hani" for script in language.get("scripts", ())):
            joined.update(whole)
        function.update(word for phrase in (*language["stop"], *language["particles"]) for word in phrase.split())
        for kind, phrases in language["kinds"].items():
            kind_words.update(word for phrase in phrases for word in phrase.split())
            for phrase in phrases:
                if " " not in phrase:
                    kinds.setdefault(phrase, set()).add(kind)
        clash.update(word for word, value in language["numerals"].items() if numerals.setdefault(word, value) != value)
        for role, phrase in offices:
            roles.setdefault(phrase.split()[0], set()).add((phrase, role))
        for state, own in language["offices_of"].items():
            for role, phrases in own.items():
                for phrase in phrases:
                    roles_of.setdefault(phrase, {})[f"state/{state}"] = role
    return {
        "titles": sorted(titles),
        "lone_titles": sorted(lone),
        "title_phrases": {word: sorted(found) for word, found in longer.items()},
        "joined_titles": sorted(joined),
        "function": sorted(function),
        "kind_words": sorted(kind_words),
        "numerals": {word: value for word, value in numerals.items() if word not in clash},
        "initials": initials,
        "ordinary": {tag: language["ordinary"] for tag, language in languages.items() if language["ordinary"]},
        "kinds": {word: sorted(found) for word, found in kinds.items()},
        "roles": {word: sorted(found) for word, found in roles.items()},
        "roles_of": roles_of,
    }


def meanings_of(folder: Path, languages: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What `Tables.meanings` reads: the concepts that words and stems of all languages name, flat; and `state_names`.

    Digests of the forms and the number of a concept for each, sorted, as base64 of little-endian numbers: tens of
    thousands of forms would take longer to read as texts than a first answer takes. States may have names of several
    words: by a form of the first word, the forms of each.
    Raises DataErrors for a word that is none, and for a language without a file.
    """
    found: dict[str, set[str]] = {}
    state_names: dict[str, list[tuple[list[list[str]], str]]] = {}
    errors: list[DataError] = []
    endings = _endings(languages)
    for path in sorted(folder.glob("*.yaml")):
        document = datafile.read(path)
        for concept in document.data:
            for tag, words in _by_language(document, concept, languages, errors):
                for word in words if isinstance(words, list) else (words,):
                    texts = _word(word).split()
                    if not texts or (len(texts) > 1 and not concept.startswith(STATE)):
                        errors.append(document.error(f"{concept}: {tag}: {word!r} is not one word", concept))
                        continue
                    if len(texts) == 1:
                        for form in _forms(texts[0], endings[tag]):
                            found.setdefault(form, set()).add(concept)
                        continue
                    forms = [
                        [text, *(stem for stem in stems(text, endings[tag]) if len(stem) >= STEM)] for text in texts
                    ]
                    for form in forms[0]:
                        state_names.setdefault(form, []).append((forms, concept))
    if errors:
        raise DataErrors(errors)
    concepts = sorted(set().union(*found.values()))
    number = {concept: at for at, concept in enumerate(concepts)}
    pairs = sorted((crc32(form.encode()), number[concept]) for form, own in found.items() for concept in own)
    columns = {"digests": struct.pack(f"<{len(pairs)}I", *(pair[0] for pair in pairs))}
    columns["numbers"] = struct.pack(f"<{len(pairs)}H", *(pair[1] for pair in pairs))
    packed = {name: b64encode(body).decode() for name, body in columns.items()}
    return {"meanings": {"concepts": concepts, **packed}, "state_names": state_names}


def compounds_of(document: Document, languages: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Language -> short word, or a stem of it -> the words that it stands for; raises DataErrors as `meanings_of`."""
    found: dict[str, dict[str, str]] = {}
    errors: list[DataError] = []
    endings = _endings(languages)
    for tag in document.data:
        words = dict(_column(document, tag, errors))
        if tag not in languages:
            errors.append(document.error(f"{tag}: no such language", tag))
            continue
        own = {form: phrase for word, phrase in words.items() for form in _forms(_word(word), endings[tag])}
        found[tag] = {**own, **{_word(word): phrase for word, phrase in words.items()}}
    if errors:
        raise DataErrors(errors)
    return found


def _by_language(
    document: Document, key: str, languages: Mapping[str, Any], errors: list[DataError]
) -> Iterator[tuple[str, Any]]:
    """Each language below a key with its value; a language that has no file is an error."""
    for tag, value in _column(document, key, errors):
        if tag.lower() in languages:
            yield tag.lower(), value
        else:
            errors.append(document.error(f"{key}: {tag}: no such language", key))


def _column(document: Document, key: str, errors: list[DataError]) -> Iterable[tuple[str, Any]]:
    column = document.data[key]
    if isinstance(column, dict):
        return column.items()
    errors.append(document.error(f"{key}: expected a mapping", key))
    return ()


def _forms(text: str, endings: frozenset[str]) -> list[str]:
    """A word, and what endings of its language leave of it, where that is enough to tell it."""
    return [text, *(stem for stem in stems(text, endings) if stands_for(stem, text))]


def _endings(languages: Mapping[str, Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    return {tag: frozenset(language["endings"]) for tag, language in languages.items()}


def foreign_names(languages: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, dict[str, int]]]:
    """Script -> word -> the Latin names that it may be, each with its place among the spellings of that name."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for language in languages.values():
        for latin, spellings in language["foreign_names"].items():
            for place, spelling in enumerate(spellings):
                names = found.setdefault(language["scripts"][0], {}).setdefault(spelling, {})
                names[latin] = min(place, names.get(latin, place))
    return found


def _cleaned(raw: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(raw)
    for column in ("titles", "particles", "stop", "ordinary"):
        out[column] = _phrases(raw.get(column, ()))
    for column in ("offices", "kinds", "short_forms"):
        out[column] = {name: _phrases(phrases) for name, phrases in raw.get(column, {}).items()}
    out["offices_of"] = {
        state: {role: _phrases(phrases) for role, phrases in own.items()}
        for state, own in raw.get("offices_of", {}).items()
    }
    out["initials"] = {_word(name): letter.upper() for name, letter in raw.get("initials", {}).items()}
    out["foreign_names"] = {
        _word(latin): [_word(spelling) for spelling in spellings]
        for latin, spellings in raw.get("foreign_names", {}).items()
    }
    out["numerals"] = {clean(word): int(value) for word, value in raw.get("numerals", {}).items()}
    out["endings"] = sorted({clean(e) for e in raw.get("endings", ())} - {""}, key=lambda e: (len(e), e))
    out["clitics"] = sorted({clean(c) for c in raw.get("clitics", ())} - {""}, key=lambda c: (-len(c), c))
    return out


def _phrases(phrases: list[str]) -> list[str]:
    return sorted({cleaned for phrase in phrases if (cleaned := clean(phrase))})


def _word(text: str) -> str:
    """One word as it is filed (see `keys.word`)."""
    return clean(text).replace("'", "").translate(simplified_forms())


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _numbers(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_numbers(v) for v in value]
    try:
        return float(value)
    except ValueError:
        return value
