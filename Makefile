# Everything a newcomer types: `make demo`, `make test`. Each prepares .venv by itself.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Trust what the machine trusts, as pip does: many offices reach the network through a proxy of their own.
export UV_SYSTEM_CERTS ?= 1

.PHONY: help setup demo test torture check style types contracts rehearse texts bench screenshots clean
help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The service's account may not write where the program is: what is not compiled here, each start compiles anew.
setup: $(READY)  ## prepare .venv, compiled, and nothing else
	@$(BIN)/uv sync --quiet --frozen --inexact --all-extras --compile-bytecode
	@$(BIN)/python -m compileall -q actions bot documents handlers locales rules simulator storage

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv (or name one: make PYTHON=python3.12 $(MAKECMDGOALS))"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "The venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || { echo "Preparing $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@test -x $(BIN)/uv || $(BIN)/python -m pip --quiet --disable-pip-version-check install uv
	@$(BIN)/uv sync --quiet --frozen --inexact --all-extras
	@touch $@

demo: $(READY)   ## the bot and a Telegram of its own on this machine, with a page to play everybody
	@$(BIN)/nghiquyet demo $(ARGS)

check: $(READY)  ## style, types, import contracts
	@$(MAKE) --no-print-directory -j 3 style types contracts

style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/ty check

contracts:
	$(BIN)/lint-imports

test: check      ## every check and every test
	$(BIN)/pytest -n 2 --dist worksteal

torture: $(READY)  ## kill it, starve it, feed it nonsense: some half an hour
	$(BIN)/pytest -m long --durations=0 --durations-min=10

rehearse: $(READY)  ## DRAFT=file: a whole resolution played through by a simulated committee
	@$(BIN)/nghiquyet rehearse "$(DRAFT)" $(ARGS)

texts: $(READY)  ## bring the catalogs in line with the code
	$(BIN)/python -m locales

bench: $(READY)  ## measure, side by side; ONLY=comments,webhooks for some, JSON=file for the ratios
	$(BIN)/python -m tests.bench $(if $(ONLY),--only $(ONLY)) $(if $(JSON),--json $(JSON))

screenshots: $(READY)  ## take the pictures of the READMEs anew (needs a Chromium)
	$(BIN)/python -m scripts.screenshots

clean:           ## remove what setup and tests made
	rm -rf $(VENV) .pytest_cache .ruff_cache .import_linter_cache .hypothesis
