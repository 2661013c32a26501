# What this project can be asked to do. `make` alone lists it.
# Nothing needs to be installed beforehand but python3, make and git.

SHELL = /bin/sh
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DEFAULT_GOAL := help
.NOTPARALLEL:

ENV := .venv
RUN := $(ENV)/bin
PIP := $(RUN)/python -m pip --disable-pip-version-check --quiet --no-input

# Which Python makes the environment: make PYTHON=python3.12 site
PYTHON ?= python3
# Passed on to the command that a target runs: make test ARGS="-k links"
ARGS ?=

.PHONY: help site serve check test bench format lock clean FORCE

help: ## List what can be asked.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-14s%s\n", $$1, $$2 }'

site: $(ENV)/.project ## Set up what is missing, check the pages and build the site into site/.
	@$(RUN)/playbook build $(ARGS)
	@echo "The site is in site/. To read it: make serve, then open http://127.0.0.1:8000/"

serve: $(ENV)/.project ## Show the site on this machine and rebuild what you change.
	@$(RUN)/playbook serve $(ARGS)

check: $(ENV)/.project ## Say what is wrong with the pages, without building.
	@$(RUN)/playbook check $(ARGS)

test: $(ENV)/.for-tests ## Set up what is missing and run every test.
	@PYTHON=$(RUN)/python scripts/install-system-parts browser spelling pdf pango
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/pytest $(ARGS)

bench: $(ENV)/.for-tests ## Measure beside the rivals; an hour or two (a first look: make bench ARGS="--sizes 100 --rounds 1").
	@PYTHON=$(RUN)/python scripts/install-system-parts browser
	$(RUN)/python -m bench --write $(ARGS)

format: $(ENV)/.for-tests ## Format the code and mend what ruff can mend.
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

clean: ## Remove everything that was built; .venv stays.
	rm -rf site .playbook build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -path ./$(ENV) -prune -o -type d -name __pycache__ -exec rm -rf {} +

# --- setting up: each step leaves a stamp, so that nothing is done twice ---

# Looked at every time, made again only when it does not work (a moved folder, a removed Python).
$(ENV)/.made: FORCE
	@PYTHON="$(PYTHON)" scripts/make-environment $(ENV)

$(ENV)/.for-site: $(ENV)/.made requirements/site.txt
	@echo "Installing the Python packages of requirements/site.txt …"
	@$(PIP) install --require-hashes -r requirements/site.txt
	@touch $@

$(ENV)/.project: $(ENV)/.for-site pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@if $(PIP) check | grep '^leadership-playbook '; then echo "pyproject.toml and requirements/site.txt differ: run make lock" >&2; exit 1; fi
	@touch $@

$(ENV)/.for-tests: $(ENV)/.project requirements/test.txt
	@echo "Installing the Python packages of requirements/test.txt …"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# --- the lock files ---

# The oldest Python we support: what it needs, the newer ones accept.
LOCK_PYTHON ?= python3.11
LOCK := build/lock
COMPILE := $(LOCK)/bin/pip-compile --quiet --no-config --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
LOCK_LINE := ^(\# .*|    \# .*|[a-z0-9.-]+==[A-Za-z0-9.+!]+( ; [^:/@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?)$$

lock: ## Write requirements/*.txt anew from pyproject.toml (newer versions: make lock ARGS=--upgrade).
	@command -v $(LOCK_PYTHON) >/dev/null || { echo "$(LOCK_PYTHON) is needed: the lock is made with the oldest Python we support" >&2; exit 1; }
	@test -x $(LOCK)/bin/pip-compile || { $(LOCK_PYTHON) -m venv $(LOCK) && $(LOCK)/bin/python -m pip --quiet install pip-tools==7.6.2; }
	@echo "Resolving; this takes some minutes …"
	@for name in site test bench; do if [ -f requirements/$$name.txt ]; then cp requirements/$$name.txt $(LOCK)/; fi; done
	@$(COMPILE) $(ARGS) --build-deps-for editable --output-file $(LOCK)/site.txt pyproject.toml >/dev/null
	@$(LOCK)/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["test"], sep="\n")' \
		| $(COMPILE) $(ARGS) --output-file $(LOCK)/test.txt $(LOCK)/site.txt - >/dev/null
	@$(LOCK)/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["bench"], sep="\n")' \
		| $(COMPILE) $(ARGS) --output-file $(LOCK)/bench.txt - >/dev/null
	@for name in site test bench; do \
		if grep -vE '$(LOCK_LINE)' $(LOCK)/$$name.txt; then echo "the lock holds lines it must not hold" >&2; exit 1; fi; \
		{ echo "# Made by make lock from pyproject.toml; do not edit."; \
		sed -e '/^# Made by /d' -e 's|-r $(LOCK)/site.txt|-r requirements/site.txt|' -e "s|-r -\$$|leadership-playbook (pyproject.toml::dependency-groups.$$name)|" $(LOCK)/$$name.txt; \
		} > requirements/$$name.txt; done
