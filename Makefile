# Everything a person types. `make` alone prints the targets.
# Stamps carry a checksum of what they were made from, so that nothing is done twice.

VENV   := .venv
BIN    := $(VENV)/bin
DATA   := .beleid
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q
sum     = $(firstword $(shell cat $(1) | cksum))

RUN    := $(VENV)/.run-$(call sum,requirements/run.lock pyproject.toml)
TEST   := $(VENV)/.test-$(call sum,requirements/test.lock pyproject.toml)
INDEX  := $(DATA)/.index-$(call sum,requirements/run.lock $(wildcard corpus/*.py corpus/documents/* \
            index/*.py index/dutch_static/* index/dutch_static/*/*) 2>/dev/null)

.PHONY: help setup chat test eval lint lock readme clean
.DEFAULT_GOAL := help
.NOTPARALLEL:

help:  ## deze lijst
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

setup: $(RUN) $(INDEX)  ## installeert alles in .venv en bouwt de index
	@echo "Klaar. Probeer: $(BIN)/beleid ask \"Hoe hoog is de mobiliteitsbonus?\""

chat: $(RUN) $(INDEX)  ## start de chat in de browser (installeert eerst als dat nodig is)
	@$(BIN)/beleid serve

test: $(TEST) $(INDEX)  ## controleert de stijl en draait alle tests
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile $(ARGS)

eval: $(RUN) $(INDEX)  ## meet hoe goed de antwoorden zijn
	@$(BIN)/beleid eval $(ARGS)

lint: $(TEST)  ## stijl, opmaak en typen
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lock: $(TEST)  ## legt de nieuwste versies binnen pyproject.toml vast in requirements/
	@requirements/lock $(BIN)/pip-compile

readme: $(RUN)  ## werkt de uitvoer en de scores in README.md bij
	@$(BIN)/python -m eval.readme

clean:  ## verwijdert .venv, de index en alles wat is gebouwd
	@rm -rf $(VENV) $(DATA) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find corpus index assistant eval tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The interpreter: what PYTHON names, else the first of these that runs and is recent enough.
$(BIN)/python:
	@requirements/venv $(VENV) $(PYTHON)

$(RUN): $(BIN)/python
	@echo "Pakketten installeren; de eerste keer duurt dat enkele minuten ..." >&2
	@$(PIP) install -r requirements/run.lock
	@$(PIP) install --no-deps -e .
	@rm -f $(VENV)/.run-* && touch $@

$(TEST): $(RUN)
	@echo "Pakketten voor de tests installeren ..." >&2
	@$(PIP) install -r requirements/test.lock
	@rm -f $(VENV)/.test-* && touch $@

$(INDEX): $(RUN)
	@$(BIN)/beleid index
	@mkdir -p $(DATA) && rm -f $(DATA)/.index-* && touch $@
