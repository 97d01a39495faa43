# `make` prints the targets. Everything is installed into .venv; nothing outside it is touched.

PYTHON ?= python3
# Extra arguments: `make test ARGS=tests/search`, `make run ARGS='-w folder'`, `make lock ARGS=--upgrade`.
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
# Wheels only, each with a known hash: nothing is compiled and nothing unpinned is fetched.
INSTALL := $(PIP) install --require-hashes --only-binary :all:
INSTALL_PROJECT := $(PIP) install --no-build-isolation --no-deps --editable .

# Stamps: what was installed last, and from which lock.
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
UV := $(VENV)/.uv-installed

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-config --no-header

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test soak lint fix screenshots bench lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: $(RUN) ## install what is needed and open the explorer
	@$(BIN)/lunar-tui $(ARGS)

test: $(DEV) ## run every test
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

soak: $(DEV) ## run every test, the properties with twenty times as many examples, new ones
	LUNAR_TUI_EXAMPLES=20 $(BIN)/python -m pytest -n auto --dist worksteal -o faulthandler_timeout=0 $(ARGS)

lint: $(DEV) ## check style, types and the walls between the modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

fix: $(DEV) ## format the code and mend what can be mended
	$(BIN)/ruff check --fix-only --exit-zero --quiet .
	$(BIN)/ruff format .

screenshots: $(DEV) ## take the screenshots again
	$(BIN)/python screenshots/take.py $(ARGS)

bench: $(DEV) ## measure speed and quality
	$(BIN)/python -m benchmarks $(ARGS)

lock: $(UV) ## pin the dependencies again after a change of pyproject.toml
	$(LOCK) $(ARGS) pyproject.toml --group build --output-file requirements/run.txt
	$(LOCK) $(ARGS) pyproject.toml --group dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt
	$(LOCK) $(ARGS) --group pyproject.toml:lock --output-file requirements/lock.txt

clean: ## remove everything that these targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "lunar-tui needs Python 3.11 or newer, but '$(PYTHON)' is" \
			"$$($(PYTHON) --version 2>&1 || :); try: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the explorer needs into $(VENV)"
	@$(INSTALL) --requirement requirements/run.txt
	@$(INSTALL_PROJECT)
	@touch $@

# The development lock holds everything of the runtime lock, in the same versions.
$(DEV): requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing the development tools into $(VENV)"
	@$(INSTALL) --requirement requirements/dev.txt
	@$(INSTALL_PROJECT)
	@touch $(RUN) $@

$(UV): requirements/lock.txt | $(BIN)/python
	@$(INSTALL) --requirement requirements/lock.txt
	@touch $@
