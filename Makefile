# PST assistant. `make` alone says what there is.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup app test check fuzz bench-ingest clean

help: ## says what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.installed ## creates .venv with the product installed (.venv/bin/pst)

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

app: setup ## ingests corpus/ and opens the application on 127.0.0.1:8501
	$(BIN)/pst ingest
	$(BIN)/pst app

test: .venv/.dev ## runs every test (the browser ones need Debian's chromium)
	$(BIN)/pytest

check: .venv/.dev ## lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

SEED ?= 1
COUNT ?= 20000
fuzz: .venv/.dev ## damages files and parses them: make fuzz SEED=7 COUNT=50000
	$(BIN)/python -m tests.fuzz --seed $(SEED) --count $(COUNT)

SIZES ?= 5,50,500
REAL ?= 5
bench-ingest: .venv/.dev ## measures ingestion and writes docs/benchmarks.md: make bench-ingest SIZES=5,50 REAL=5
	$(BIN)/python -m bench.ingest --sizes $(SIZES) --real $(REAL)

clean: ## forgets the virtual environment and caches, never the library in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info build
