"""Settings and values that every test may use."""

import os

import pytest
from hypothesis import HealthCheck, settings

import entitynorm

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("fixed", derandomize=True, deadline=None, database=None, suppress_health_check=SLOW)
settings.register_profile("searching", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def shipped() -> entitynorm.Normalizer:
    """A normalizer over the shipped gazetteers."""
    return entitynorm.load()
