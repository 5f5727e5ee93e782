# make demo   sets everything up and runs the main job on samples/
# make test   sets everything up and passes the tests
# make thorough   then the tests that go through everything there is; they take as long again
# make dist   builds the archive that an office is handed, in dist/

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TOOLS  := $(VENV)/.tools

.PHONY: demo test thorough lint build dist clean

demo: $(READY)
	$(BIN)/mtqg-xl demo mtqg-demo

test: lint
	$(BIN)/python -m pytest -m "not speed and not thorough"
	$(BIN)/python -m pytest -m speed -n 0

thorough: $(TOOLS)
	$(BIN)/python -m pytest -m thorough

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Rebuilds what is made from the catalogue and the figures.
build: $(READY)
	$(BIN)/python workbook_templates/build.py
	$(BIN)/python samples/make_synthetic.py
	$(BIN)/python samples/build.py
	$(BIN)/python docs/make_forms_pages.py
	$(BIN)/python docs/make_rules_page.py
	$(BIN)/python docs/make_errors_page.py
	$(BIN)/python docs/make_finding_pages.py

# With ENGINE=DIR the engine for Windows goes in too: macros/install/README.md.
dist: $(TOOLS)
	$(BIN)/python macros/make_dist.py $(if $(ENGINE),--engine "$(ENGINE)")

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $(READY)

$(TOOLS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $(TOOLS)

clean:
	rm -rf $(VENV) mtqg-demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
