# `make check` is all of CI: it installs what it needs into .venv and runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: check install lint types layers test gazetteers clean

check: install lint types layers gazetteers test

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests tools benchmarks

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports

gazetteers: install
	$(BIN)/entitynorm gazetteer lint
	$(BIN)/entitynorm gazetteer format --check

test: install
	$(BIN)/pytest

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
