"""The wheel by itself: it holds what it needs, and works in a clean environment with no checkout in sight."""

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False)
    own = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = Path(
        subprocess.run([own, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True,
                       check=True, env=bare()).stdout.strip()
    )  # fmt: skip
    install = ["-m", "pip", "--python", str(own), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run([sys.executable, *install], check=True, env=bare())
    import click

    dependencies = site / "dependencies.pth"  # an editable install of the checkout there must not come along
    dependencies.write_text(f"{Path(click.__file__).parent.parent}\n")
    return own


def bare() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ENTITYNORM"))}


def run(python: Path, folder: Path, *arguments: str, lines: str = "") -> list[dict[str, object]]:
    environment = {**bare(), "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run([python, *arguments], cwd=folder, env=environment, input=lines.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert not list(folder.rglob("*.index"))
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_the_wheel_holds_what_it_needs_and_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 8_000_000
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "entitynorm/py.typed",
        "entitynorm/data/compiled/tables.tsv",
        "entitynorm/data/compiled/shipped.index",
        "entitynorm/data/languages/ru.yaml",
        "entitynorm/data/han/zh.tsv",
        "entitynorm/data/alignments/Cyrl.tsv",
    ):
        assert needed in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert not [name for name in names if "tests/" in name or "__pycache__" in name or name.startswith("tools")]
    assert not [name for name in names if "gazetteers/" in name]  # the index holds what is printed of them
    assert not [name for name in names if "meanings/" in name]  # the compiled tables hold them


def test_the_library_answers_far_from_its_checkout(python: Path, tmp_path: Path) -> None:
    code = "import entitynorm, json; n = entitynorm.load(); print(json.dumps({'file': entitynorm.__file__, " \
           "'id': n.normalize('Biélooussov', lang='fr').id, 'index': n.indexes[0].path}))"  # fmt: skip
    (found,) = run(python, tmp_path, "-c", code)
    assert found["id"] == "official/andrey-belousov"
    assert not str(found["file"]).startswith(str(ROOT))
    assert str(found["index"]).endswith("shipped.index")


def test_normalize_and_find_run_in_an_empty_folder(python: Path, tmp_path: Path) -> None:
    asked = [{"mention": "DSNV", "lang": "fr"}, {"mention": "Белоусовым", "lang": "ru"}, {"mention": "bonjour"}]
    lines = "\n".join(json.dumps(line) for line in asked)
    answers = run(python, tmp_path, "-m", "entitynorm", "normalize", "--jsonl", lines=lines)
    assert [answer["id"] for answer in answers] == ["treaty/new-start", "official/andrey-belousov", None]
    text = "Mark Rutte a défendu l’OTAN."
    line = json.dumps({"text": text, "lang": "fr"})
    (answer,) = run(python, tmp_path, "-m", "entitynorm", "find", "--jsonl", lines=line)
    found = answer["mentions"]
    assert isinstance(found, list)
    assert [m["surface"] for m in found] == ["Mark Rutte", "OTAN"]
    assert [m["id"] for m in found] == ["official/mark-rutte", "alliance/nato"]
    assert all(text[m["start"] : m["end"]] == m["surface"] for m in found)


def test_the_command_is_installed(python: Path, tmp_path: Path) -> None:
    done = subprocess.run([python.parent / "entitynorm", "--version"], cwd=tmp_path, env=bare(), capture_output=True)
    assert done.stdout.decode().startswith("entitynorm ")


def test_the_linter_asks_for_a_folder_where_there_is_no_checkout(python: Path, tmp_path: Path) -> None:
    command = [python, "-m", "entitynorm", "gazetteer", "lint"]
    done = subprocess.run(command, cwd=tmp_path, env=bare(), capture_output=True)
    assert done.returncode == 2 and "name a folder" in done.stderr.decode()


def test_the_build_requires_all_that_its_hook_imports() -> None:
    """The hook compiles the gazetteers in an environment that holds only what ``[build-system]`` requires."""
    modules = ["normalizer", "gazetteer.load", "gazetteer.jsonl", "index.build", "text.compile_tables"]
    code = "\n".join(["import sys", *(f"import entitynorm.{module}" for module in modules)])
    code += "\nprint(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = {re.split(r"[<>=]", r)[0].lower() for r in project["build-system"]["requires"]}
    for dependency in project["project"]["dependencies"]:
        name = re.split(r"[<>=]", dependency)[0].lower()
        assert name.removeprefix("py") not in loaded or name in required, f"{name} is imported by the build"
