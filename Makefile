# `make run` needs Python 3.11 (or 3.12) and make, nothing else. What each target is for: docs/operations.md.
.DEFAULT_GOAL := run
.PHONY: venv run test check bench nightly clean

BIN := .venv/bin
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))
PYTHON ?= $(shell for name in python3.11 python3 python3.12; do $$name -c '$(FITS)' 2>/dev/null && echo $$name && break; done)
# Tests that touch no database, bring their own, or compare worlds whose row numbers begin anew as SQLite's do.
NO_DATABASE := faults fuzz secrecy scoring/judging scoring/opening
POSTGRES := $(or $(HOLDOUT_TEST_POSTGRES),postgresql://postgres@127.0.0.1:5432/postgres)

venv: .venv/site

run: .venv/site
	@export HOLDOUT_DEMO="$${HOLDOUT_DEMO-1}" && $(BIN)/python manage.py prepare && exec $(BIN)/python manage.py serve

test: .venv/test
	$(BIN)/pytest -n 2 --dist loadfile $(ARGUMENTS)
	@if $(BIN)/python -c 'import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=2)' '$(POSTGRES)' 2>/dev/null; \
	then set -x; HOLDOUT_DATABASE='$(POSTGRES)' $(BIN)/pytest -n 2 --dist loadfile -m 'not browser' $(foreach part,$(NO_DATABASE),--ignore tests/$(part)) $(ARGUMENTS); \
	else echo 'PostgreSQL does not answer (HOLDOUT_TEST_POSTGRES says where): the tests ran on SQLite only.'; fi

check: export HOLDOUT_DEMO := 1
check: export HOLDOUT_VAR := $(CURDIR)/.venv/check-var
check: .venv/check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint templates --check
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	HOLDOUT_DEMO=0 HOLDOUT_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
	HOLDOUT_PUBLIC_URL=https://holdout.example.org HOLDOUT_MAIL_FROM=holdout@example.org \
	$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file $(HOLDOUT_VAR)/openapi.yaml
	@diff docs/openapi.yaml $(HOLDOUT_VAR)/openapi.yaml || { \
	echo 'docs/openapi.yaml is not what the code says: run `manage.py spectacular --file docs/openapi.yaml` and commit it.'; exit 1; }

bench: .venv/test
	OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -o python_files='bench_*.py' tests/bench $(ARGUMENTS)

nightly: .venv/test
	$(BIN)/pytest -m nightly $(ARGUMENTS)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made:
	@[ -n "$(PYTHON)" ] || { echo 'Holdout needs Python 3.11 or 3.12, and neither was found: install one, or say where it is: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c '$(FITS)' || { echo '$(PYTHON) is not Python 3.11 or 3.12.'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo '$(PYTHON) cannot make a virtual environment; on Debian: apt install python3-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# One stamp for what is installed: the site alone, with what tests need, with what checks need.
.venv/site: EXTRAS := metrics
.venv/test: EXTRAS := metrics test
.venv/check: EXTRAS := metrics test check
.venv/site .venv/test .venv/check: .venv/made pyproject.toml constraints.txt
	@echo 'Installing what Holdout needs$(if $(EXTRAS), ($(EXTRAS))) …'
	@$(BIN)/python .ci/needs $(EXTRAS) > $@.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement $@.txt
	@touch $@
