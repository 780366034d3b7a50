"""The generated gazetteer of the benchmarks is what it says it is: sound, and the same for one seed."""

import importlib.util
from pathlib import Path

from entitynorm.gazetteer.lint import lint
from entitynorm.gazetteer.load import load
from entitynorm.gazetteer.stats import stats

SOURCE = Path(__file__).parent.parent / "benchmarks" / "generated.py"
_spec = importlib.util.spec_from_file_location("generated", SOURCE)
assert _spec is not None and _spec.loader is not None
generated = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generated)


def test_generated_entries_are_many_sound_and_of_every_kind(tmp_path: Path) -> None:
    generated.write(tmp_path, 400)
    loaded = load(tmp_path)
    assert len(loaded.entities) == 400
    assert [str(found) for found in lint(loaded, today="2026-11-22") if found.level == "error"] == []
    counted = stats(loaded, "2026-11-22")
    assert {kind.kind for kind in counted.kinds} == {"all", "official", "treaty", "exercise", "alliance", "state"}
    assert len(counted.languages) >= 15 and counted.kinds[0].aliases > 400 * 8


def test_one_seed_gives_one_gazetteer() -> None:
    assert list(generated.generate(60, 1)) == list(generated.generate(60, 1))
    assert list(generated.generate(60, 1)) != list(generated.generate(60, 2))
