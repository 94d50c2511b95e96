# PST assistant. `make` alone says what there is.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup extras app test test-bench test-extras model-server test-model check audit fuzz bench-ingest bench-answers bench-latency bench-scale bench-fusion bench-gate bench-wording kills clean

help: ## says what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.installed ## creates .venv with the product installed (.venv/bin/pst)

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip 'setuptools>=78.1.1'
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# torch is installed alone and first: asked for by another package, pip takes a build for GPUs of several gigabytes.
TORCH ?= torch==2.13.0
extras: setup ## adds sentence-transformers and torch to .venv, for other embedding models (docs/embeddings.md)
	$(BIN)/pip install --quiet --disable-pip-version-check '$(TORCH)'
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[sentence-transformers]'

EXTRAS := .venv-extras/bin
.venv-extras/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-extras
	$(EXTRAS)/pip install --quiet --disable-pip-version-check --upgrade pip
	$(EXTRAS)/pip install --quiet --disable-pip-version-check '$(TORCH)'
	$(EXTRAS)/pip install --quiet --disable-pip-version-check --editable '.[sentence-transformers,test-extras]'
	@touch $@

app: setup ## ingests corpus/ and serves the application on http://127.0.0.1:8501
	$(BIN)/pst ingest
	$(BIN)/pst app

# What `make test` leaves to `make test-bench`: the tests of the benchmarks take minutes.
MEASURES := $(wildcard tests/test_bench*.py)
test: .venv/.dev ## runs every test but those of the benchmarks (the browser ones need Debian's chromium)
	@# One process a core, a file at a time; the longest files, those with a browser, begin (tests/conftest.py).
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(MEASURES:%=--ignore=%)

test-bench: .venv/.dev ## runs the tests of the benchmarks
	$(BIN)/pytest $(MEASURES)

test-extras: .venv-extras/.installed ## runs the tests of the extra, with real weights, in a venv of its own (2 GB)
	$(EXTRAS)/pytest -c tests/extras/pytest.ini tests/extras

# A real model for tests: files and the compiled server are kept in a folder, which CI may keep between runs.
MODELS := $(abspath $(or $(PST_TEST_MODELS),.models))
MODEL_TOOLS ?= ../shared/tools
$(MODELS)/.installed:
	mkdir -p $(MODELS)/wheels
	bash $(MODEL_TOOLS)/get-test-models.sh $(MODELS) small
	$(PYTHON) -m venv $(MODELS)/venv
	$(MODELS)/venv/bin/pip wheel --quiet --disable-pip-version-check --find-links $(MODELS)/wheels --wheel-dir $(MODELS)/wheels 'llama-cpp-python[server]'
	$(MODELS)/venv/bin/pip install --quiet --disable-pip-version-check --no-index --find-links $(MODELS)/wheels 'llama-cpp-python[server]'
	@touch $@

model-server: $(MODELS)/.installed ## fetches a small model and compiles llama.cpp for test-model (some minutes, once)

test-model: .venv/.dev $(MODELS)/.installed ## runs the tests that ask a real language model
	PST_TEST_MODELS=$(MODELS) $(BIN)/pytest tests/test_real_model.py

check: .venv/.dev ## lint, format, types, secrets that would be committed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/detect-secrets-hook --no-verify --baseline .secrets.baseline $$(git ls-files) || test $$? -eq 3 # 3: lines have moved, no new secret

# It asks PyPI, so that it is no part of the tests: run it before a release and once a month. What could not be
# audited fails it too; OSV (AUDIT='--vulnerability-service osv') knows more, where it can be reached.
AUDIT ?=
audit: .venv/.dev ## looks for known vulnerabilities of the packages that are installed (needs the network)
	@test -x .venv-audit/bin/pip-audit || { $(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip install --quiet --disable-pip-version-check 'pip-audit>=2.9'; }
	$(BIN)/pip freeze --exclude-editable > .venv-audit/requirements.txt
	.venv-audit/bin/pip-audit --strict --no-deps --disable-pip --progress-spinner off $(AUDIT) --requirement .venv-audit/requirements.txt

SEED ?= 1
COUNT ?= 20000
fuzz: .venv/.dev ## damages files and parses them: make fuzz SEED=7 COUNT=50000
	$(BIN)/python -m tests.fuzz --seed $(SEED) --count $(COUNT)

SIZES ?= 5,50,500
REAL ?= 5
bench-ingest: .venv/.dev ## measures ingestion and writes docs/benchmarks.md: make bench-ingest SIZES=5,50 REAL=5
	$(BIN)/python -m bench.ingest --sizes $(SIZES) --real $(REAL)

KILLS ?= 200
kills: .venv/.dev ## kills writers of a library at any moment: make kills KILLS=200 SEED=1
	$(BIN)/python -m tests.kills --seed $(SEED) --kills $(KILLS)

CASES ?=
bench-answers: .venv/.dev ## measures answers beside a plain pipeline: make bench-answers CASES=evals/cases-dev.jsonl
	$(BIN)/python -m bench.answers $(CASES)

LIBRARIES ?= 5,500,5000
NODES ?= 0
bench-latency: .venv/.dev ## measures warm answers beside plain retrieval: make bench-latency LIBRARIES=5,50
	$(BIN)/python -m bench.latency --sizes $(LIBRARIES) --nodes $(NODES)

ELEMENTS ?= 1000,10000,100000,250000
HOMES ?=
bench-scale: .venv/.dev ## measures libraries of up to 250,000 elements: make bench-scale HOMES=folder (kept there)
	$(BIN)/python -m bench.scale --nodes $(ELEMENTS) $(if $(HOMES),--homes $(HOMES))

bench-wording: .venv/.dev ## makes the page on language models anew; with a server: make bench-wording CASES=… MODEL=openai:NAME URL=…
	$(BIN)/python -m bench.wording $(CASES) $(if $(MODEL),--model $(MODEL) --url $(URL))

bench-gate: .venv/.dev ## trains the gate, writes assistant/gate.json and docs/benchmarks.md
	$(BIN)/python -m bench.gate

bench-fusion: .venv/.dev ## measures what each part of the search brings: make bench-fusion
	$(BIN)/python -m bench.fusion

clean: ## forgets the virtual environment and caches, never the library in var/
	rm -rf .venv .venv-extras .venv-audit .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info build
