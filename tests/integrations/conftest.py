"""A column of mentions and what must come of it, from a plain loop."""

import shutil

import pytest

import entitynorm
from entitynorm.integrations.columns import FIELDS, fields

MENTIONS = ["Biélooussov", None, "OTAN", "zzzzzz", "OTAN", "Kim", "", "Белоусова"]
LANGS = ["fr", "fr", "fr", None, "fr", "en", "en", "ru"]


@pytest.fixture(scope="session")
def index(tmp_path_factory, shipped):
    """The shipped index under a name and at a place of its own."""
    (only,) = shipped.indexes
    path = tmp_path_factory.mktemp("elsewhere") / "names.index"
    shutil.copy(only.path, path)
    return path


@pytest.fixture(scope="session")
def normalizer(index):
    return entitynorm.load(index)


@pytest.fixture
def asked():
    """Mentions with their languages, more than one batch of any engine."""
    return MENTIONS * 400, LANGS * 400


@pytest.fixture
def expected(normalizer):
    """The answers of a plain loop, as mappings; None for no mention."""

    def answers(mentions, langs=None):
        known = {}
        for key in zip(mentions, langs or [None] * len(mentions), strict=True):
            if key not in known and key[0] is not None:
                known[key] = dict(zip(FIELDS, fields(normalizer.normalize(key[0], lang=key[1] or "")), strict=True))
        return [known.get(key) for key in zip(mentions, langs or [None] * len(mentions), strict=True)]

    return answers
