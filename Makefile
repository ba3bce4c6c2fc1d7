# Two commands do it all on a fresh machine: `make demo` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

# Of `make chaos`, such as `make chaos QUESTIONS=1000 KILLS=100 STORE=postgres REPLICAS=2`.
QUESTIONS ?= 30
KILLS ?= 5
PAUSES ?= 0
FAILPOINTS ?= 0
SEED ?= 1
STORE ?= sqlite
REPLICAS ?= 1
FAULTS ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo install install-dev test test-full check chaos bench bench-delivery bench-engine bench-faq bench-terms clean

help:
	@echo 'make demo            try Termwise in a Slack-like page, http://127.0.0.1:8765'
	@echo 'make test            every feature, in a few minutes'
	@echo 'make test-full       the same with full counts'
	@echo 'make check           ruff, mypy strict'
	@echo 'make chaos           kill -9 while people ask: nothing lost, nothing said twice'
	@echo 'make bench           own overhead per question'
	@echo 'make bench-delivery  what Slack sees of a bot under load, five minutes'
	@echo 'make bench-engine    the engine beside other ways to generate, ten minutes'
	@echo 'make bench-faq       what the answer cache serves, rightly and wrongly, six minutes'
	@echo 'make bench-terms     finding terms, /term, imports, injection, ten minutes'
	@echo 'make install         Termwise alone, into .venv'

demo: install
	$(BIN)/termwise demo $(ARGS)

install: .venv/installed
install-dev: .venv/installed-dev

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...'; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,adapters,embeddings,postgresql,terms,training]'
	@touch $@

test: install-dev
	$(PYTEST) $(ARGS)

test-full: install-dev
	$(PYTEST) --hypothesis-profile=full --timeout=3600 $(ARGS)

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) -q tests/test_floors.py

chaos: install-dev
	$(BIN)/python -m tests.chaos --questions $(QUESTIONS) --kills $(KILLS) --pauses $(PAUSES) \
	  --seed $(SEED) --store $(STORE) --replicas $(REPLICAS) \
	  $(if $(filter 0,$(FAULTS)),--no-faults) $(if $(filter 0,$(FAILPOINTS)),,--failpoints) $(ARGS)

bench: install-dev
	$(BIN)/python -m benchmarks.answer_path

bench-delivery: install-dev
	$(BIN)/python -m benchmarks.delivery $(ARGS)

bench-engine: install-dev
	$(BIN)/python -m benchmarks.engine $(ARGS)

bench-faq: install-dev
	$(BIN)/python -m benchmarks.faq $(ARGS)

bench-terms: install-dev
	$(BIN)/python -m benchmarks.terms $(ARGS)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
