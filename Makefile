# What one can do with Troth's source. `make` or `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 2
PORT ?= 8000
ARGS ?=
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help run demo test check format look bench soak messages lock

help: ## List what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# The stamp is older than requirements/dev.txt when something has to be installed anew.
$(READY): requirements/dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Troth needs into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

run: $(READY) ## Start Troth on this machine (PORT=8000)
	@$(BIN)/python -m troth serve --port $(PORT)

demo: $(READY) ## Start a try-out with a made-up couple, kept apart
	@$(BIN)/python -m troth demo --port $(PORT)

test: $(READY) ## Run every test (ARGS='-k promise' for some)
	@scripts/need-chromium
	@scripts/need-strace
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(READY) ## Check form, types, layers, templates, migrations, settings, content
	@BIN=$(BIN) scripts/check

format: $(READY) ## Put the code into its usual form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

look: $(READY) ## Make a picture of every page and state
	@scripts/need-chromium
	@$(BIN)/python -m tests.look $(ARGS)

bench: $(READY) ## Measure every figure that the project claims
	@scripts/need-chromium
	@$(BIN)/python -m bench $(ARGS)

soak: $(READY) ## Play an hour of fifty couples (ARGS='--minutes 3 --couples 10')
	@$(BIN)/python -m bench.soak $(ARGS)

messages: $(READY) ## Gather the sentences to translate
	@$(BIN)/pybabel --quiet extract --no-location --sort-output --omit-header -F scripts/babel.cfg -o troth/locale/troth.pot troth

lock: $(READY) ## Pin what pyproject.toml names, with hashes
	@$(COMPILE) --output-file requirements/base.txt pyproject.toml
	@$(COMPILE) --extra dev --output-file requirements/dev.txt pyproject.toml
