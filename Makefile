# From a fresh clone, with Python 3.11 and make: `make demo`, `make test`.

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
WORKERS ?= 2
BIN     := .venv/bin
READY   := .venv/ready
PEERS   := .venv-peers
PYTEST  := $(BIN)/pytest -q -n $(WORKERS) --dist loadfile

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_QUIET := 2
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types imports docs wheel peers bench pages format all clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

demo: $(READY) ## the published accounts, read against their protocols; files in build/demo
	@$(BIN)/nsee demo build/demo

test: $(READY) ## every test, every example in the documentation, coverage
	@$(PYTEST) --cov

lint: $(READY) ## style
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet

types: $(READY) ## types, strictly
	@$(BIN)/mypy --no-error-summary

imports: $(READY) ## the import contract
	@$(BIN)/lint-imports --no-logo

docs: $(READY) ## the documentation, strictly; in build/site
	@$(BIN)/mkdocs build --strict --quiet

wheel: $(READY) ## build the wheel, and test it with src out of reach
	@$(BIN)/python tools/check_wheel.py --workers $(WORKERS)

peers: $(PEERS)/ready ## what we write, opened by the tools it is for; an environment of its own
	@$(PEERS)/bin/pytest -q -n $(WORKERS) --dist loadfile tests/peers

bench: $(READY) ## the speed tables of the documentation
	@$(BIN)/python -m benchmarks

pages: $(READY) ## write the generated pages of the documentation anew
	@$(BIN)/python -m tools.pages

format: $(READY) ## let ruff write the style
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

all: test lint types imports docs wheel demo peers ## what must pass before a change is taken

clean: ## remove what make made, the environment too
	@rm -rf .venv $(PEERS) build

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nsee-core needs Python 3.11 or newer: make PYTHON=...")'
	@echo "Setting up .venv (once, a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --editable '.[dev]'
	@touch $@

# pip 25.1 is the first that knows dependency groups.
$(PEERS)/ready: pyproject.toml tools/peers.py
	@echo "Setting up $(PEERS) (once, a few minutes)"
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PYTHON) tools/peers.py
	@$(PEERS)/bin/python -m pip install --upgrade 'pip>=25.1'
	@$(PEERS)/bin/python -m pip install --editable '.[test]' --group peers
	@touch $@
