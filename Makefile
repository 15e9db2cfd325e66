# Everything that is done with this repository. `make help` lists it.
# A Python that lies in a shared library of its own (as pyenv may build it) is a fifth slower; where the first one found does,
# the system's may not.
IS_QUICK := import ensurepip, sys; sys.exit(sys.version_info < (3, 11) or "libpython" in open("/proc/self/maps").read())
PYTHON ?= $(or $(shell for each in python3 /usr/bin/python3; do $$each -c '$(IS_QUICK)' 2>/dev/null && echo $$each && break; done),python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help compiled site test lint format catalogues bench soak clean

help:
	@echo "make site        build the sample briefing into site/"
	@echo "make compiled    compile the code and the templates, which the others do by themselves"
	@echo "make test        install what tests need, and run them all"
	@echo "make lint        ruff, mypy --strict, import-linter"
	@echo "make format      let ruff mend what it can"
	@echo "make catalogues  bring the translations' files up to date with the code"
	@echo "make bench       time builds of generated content, in turns with Hugo"
	@echo "make soak        random edits for ten minutes (BRIEFGEN_SOAK=seconds), builds killed at more moments, five minutes of edits while a browser looks"
	@echo "make clean       remove what was built and installed"

$(BIN)/briefgen: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tools: pyproject.toml $(BIN)/briefgen
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

# Code and templates are compiled once, also where Python is told to keep nothing that it compiles by itself.
compiled: $(BIN)/briefgen
	@$(BIN)/python -m compileall -q briefgen
	@$(BIN)/python -m briefgen.site.precompile

site: compiled
	$(BIN)/briefgen build

# What fails beside others is told, and tried once more alone: a preview or a browser that a busy machine kept waiting is no
# fault of the code. What fails alone too is one.
test: $(VENV)/.tools compiled
	sh tests/install_browser.sh
	$(BIN)/python -m pytest -n auto --dist worksteal || { test $$? -eq 1 && $(BIN)/python -m pytest --last-failed --maxfail 1; }

lint: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogues: $(VENV)/.tools
	$(BIN)/python -m briefgen.locales

bench: $(VENV)/.tools compiled
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python bench/compare.py

# So many seconds of random edits, then faults at five times as many moments.
BRIEFGEN_SOAK ?= 600
BRIEFGEN_SOAK_PREVIEW ?= 300
soak: $(VENV)/.tools compiled
	BRIEFGEN_SOAK=$(BRIEFGEN_SOAK) $(BIN)/python -m pytest -n auto tests/incremental tests/test_faults.py tests/test_pages.py
	BRIEFGEN_SOAK_PREVIEW=$(BRIEFGEN_SOAK_PREVIEW) BRIEFGEN_SOAK_BUILDS=1000 $(BIN)/python -m pytest tests/serving/test_soak.py tests/serving/test_rebuilding.py

clean:
	rm -rf $(VENV) .briefgen site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
