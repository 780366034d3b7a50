# `make check` is all of CI: it installs what it needs into .venv and runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: check install lint types layers test gazetteers peers plots integrations bench clean

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

# Beside other libraries: `make peers EVAL=folder` writes docs/peers.md. They live in an environment of their own.
PEERS := .venv-peers

$(PEERS)/.installed: pyproject.toml
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -e ".[peers]"
	touch $@

peers: install $(PEERS)/.installed
	test -n "$(EVAL)" || { echo "say where the evaluation sets are: make peers EVAL=folder"; exit 2; }
	$(BIN)/python benchmarks/peers_accuracy.py $(EVAL) --peer-python $(PEERS)/bin/python

# Pictures of the score: `make plots EVAL=folder` draws docs/images/score-*.svg.
plots: install
	test -n "$(EVAL)" || { echo "say where the evaluation sets are: make plots EVAL=folder"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[plots]"
	$(BIN)/python tools/plot_score.py $(EVAL)

# The real engines (Spark needs a Java), in an environment of their own.
integrations: .venv-integrations/.installed
	.venv-integrations/bin/pytest tests/integrations

.venv-integrations/.installed: pyproject.toml
	test -x .venv-integrations/bin/python || $(PYTHON) -m venv .venv-integrations
	.venv-integrations/bin/python -m pip install --quiet --disable-pip-version-check -e ".[test-integrations]"
	touch $@

# The peers of benchmarks/peers_resolve.py, in an environment of their own.
bench: .venv-bench/.installed

.venv-bench/.installed: pyproject.toml
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -e ".[bench]"
	touch $@

clean:
	rm -rf $(VENV) .venv-* dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
