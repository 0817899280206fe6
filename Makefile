# Mawqif. Needs Python 3.11 or later with pip, and make; everything goes into .venv.
#
#   make demo      install, run the main job on the articles that ship, print the shifts found
#   make test      install what the tests need, run them
#
# Variables:
#   PYTHON         the interpreter that makes .venv                     make install PYTHON=python3.12
#   ARTICLES, TREEBANK, ARTICLES_AR, RAW_AR, PAIRS, PAIRS_DEV   what the models are trained on: see their model cards
#   STATEMENTS, STORIES, NEWS   pairs of statements, marked storylines, and raw articles, beside the labelled statements that ship
#   GOLD           marked articles to score, .jsonl                     make evaluate GOLD=my-gold.jsonl
#   WORKERS        processes that run the tests (2)                      make test WORKERS=4
#   TORCH_INDEX    an index to take torch from, beside the usual one    make install TORCH_INDEX=https://…

PYTHON      ?= python3
TORCH_INDEX ?=
WORKERS     ?= 2

# The sets that figures are reported on, as far as they are there; never those that are kept for the last word.
GOLD ?= $(wildcard configs/demo/gold.jsonl ../shared/gold/seed_article.jsonl ../shared/gold/ar_dev.jsonl \
  ../shared/data/en_attribution/polnear_dev.jsonl)

VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
DEMO_DB := mawqif-data/demo.duckdb

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test test-faults test-long evaluate check format bench bench-cores bench-scale bench-app train app clean

help:  ## Show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed  ## Install Mawqif into .venv; leaves .venv/bin/mawqif

install-dev: $(VENV)/.installed-dev  ## Install what tests and checks need as well

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Mawqif needs Python 3.11 or later, but \"$(PYTHON)\" is $$($(PYTHON) --version 2>&1 | grep -i "^python" || echo "not there")." >&2; \
	  echo "Name another one, for instance: make install PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	  $(PYTHON) -m pip --quiet --python $(VENV)/bin/python install pip; } || { rm -rf $(VENV); \
	  echo "No virtual environment could be made: install your system's python3-venv or a pip of 22.3 or later." >&2; \
	  exit 1; }

# torch goes first and alone, so that its pin picks a CPU build where one is offered and nothing pulls another in.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Mawqif (two to ten minutes, by your connection)"
	@$(PIP) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	@rm -rf mawqif.egg-info  # a stale one would hide the entry points from processes started here
	@$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/.installed
	@$(PIP) -e '.[dev]'
	@touch $@

demo: install  ## Run the main job on the articles that ship and print the shifts found
	@$(BIN)/mawqif demo

app: install  ## Open the app on the demo
	@test -e $(DEMO_DB) || $(BIN)/mawqif demo
	@$(BIN)/mawqif app --db $(DEMO_DB)

test: install-dev  ## Run the tests, in WORKERS processes
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test-faults: install-dev  ## Whole runs while feeds, pages and Prefect's server fail: some minutes
	@$(BIN)/python -m pytest -q -m faults

test-long: install-dev  ## What the tests say, at length: twenty kills, a cluster that loses workers, every order of arrival
	@$(BIN)/python -m pytest -q -m long

evaluate: install  ## Print the scores on the demo's gold, and on the development sets where they lie beside the project
	@for gold in $(GOLD); do echo "== $$gold"; $(BIN)/mawqif evaluate "$$gold" || exit $$?; echo; done

check: install-dev  ## Lint, format, types and the one-way imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install-dev  ## Format the code
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

bench: install-dev  ## Measure extraction: articles a second, memory, time by stage
	@$(BIN)/python -m tests.bench.bench_extract $(BENCH_ARGS)

bench-cores: install-dev  ## Measure what a second core is worth to extraction
	@$(BIN)/python -m tests.bench.bench_cores $(CORES_ARGS)

bench-scale: install-dev  ## Measure a warehouse of a million articles: queries, publish, a run, memory
	@$(BIN)/python -m tests.bench.bench_scale $(SCALE_ARGS)

bench-app: install-dev  ## Measure the app on a million claims in headless Chromium: pages, every filter, memory
	@$(BIN)/python -m tests.bench.bench_app $(APP_ARGS)

train: install-dev  ## Train anew the reader of statements; with their corpora (see above) the taggers and the agreement model
	@test -z "$(ARTICLES)" || $(BIN)/python -m claims.attribute.english.train $(ARTICLES) $(TREEBANK)
	@test -z "$(ARTICLES_AR)" || $(BIN)/python -m claims.attribute.arabic.train $(ARTICLES_AR) --raw $(RAW_AR)
	@test -z "$(PAIRS)" || $(BIN)/python -m claims.agreement.train --train $(PAIRS) --dev $(PAIRS_DEV)
	@test -n "$(STATEMENTS)" || test -n "$(ARTICLES)$(ARTICLES_AR)$(PAIRS)" || \
	  echo "On the labelled statements that ship; name pairs and storylines to train on too: STATEMENTS=… STORIES=… NEWS=…"
	@test -z "$(STATEMENTS)" && test -n "$(ARTICLES)$(ARTICLES_AR)$(PAIRS)" || \
	  $(BIN)/python -m claims.comparison.train $(STATEMENTS) --storylines $(STORIES) --raw $(NEWS)

clean:  ## Remove .venv and caches; keeps your warehouse
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
