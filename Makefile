# Everything a person does here, from a fresh clone, with Python >= 3.11 and make alone.
# `make` lists the targets. `N` is a chapter: `make test-chapter 8` and `make test-chapter N=8` are the same.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The first of these that runs, is new enough and can make a virtual environment.
USABLE = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
find_python = $(shell for p in $(1); do "$$p" -c '$(USABLE)' 2>/dev/null && { echo "$$p"; break; }; done)
PYTHON ?= $(call find_python,python3 python3.14 python3.13 python3.12 python3.11)
# PyTorch's wheels lag behind Python's releases: 3.11 has one for sure.
TORCH_PYTHON ?= $(or $(call find_python,python3.11),$(PYTHON))
TORCH := torch==2.13.0

VENV := .venv
RUN := $(VENV)/bin/python
CHAPTERS := PYTHONPATH="$(CURDIR)/chapters" $(VENV)/bin/python -m
TORCH_VENV := .venv-torch
PIP := -m pip --disable-pip-version-check --quiet install

# numpy's threads and the test workers would fight over the same cores.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
# Files below TYPEGUARDED run with every annotation of the package checked.
TYPEGUARDED ?= tests/ch01_tensors tests/ch02_modules tests/ch03_ir tests/ch05_tracing tests/ch06_code_text \
  tests/ch08_inlining/test_inline.py tests/ch08_inlining/test_pass_files.py tests/ch08_inlining/test_mixing.py
# Not those: a mistake that the layer names itself, and layers whose source is compiled, which typeguard rewrites.
UNGUARDED := --deselect 'tests/ch02_modules/test_loss_errors.py::test_mistakes_are_named[nn.utils.rnn.pad_sequence(3)]' \
  --deselect tests/ch02_modules/test_packed_sequences.py
PYTEST_WORKERS ?= auto
# How many random programs the conformance runner compares.
PROGRAMS ?= 200

# `make test-chapter 8`: the word after the target is the chapter, not a target.
ifneq (,$(filter test-chapter start bless,$(firstword $(MAKECMDGOALS))))
  ifneq (,$(word 2,$(MAKECMDGOALS)))
    N := $(word 2,$(MAKECMDGOALS))
    .PHONY: $(N)
    $(N):
	@:
  endif
endif

.PHONY: help
help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
	  while IFS=$$'\t' read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

.PHONY: demo
demo: $(VENV)/.test  ## the article's program end to end, its listings compared with the article's
	@echo "demo: the article, run"
	$(CHAPTERS) demo

.PHONY: test
test: $(VENV)/.test  ## all tests that need no PyTorch
	@echo "test: pytest, $(PYTEST_WORKERS) workers"
	$(RUN) -m pytest -n $(PYTEST_WORKERS)

.PHONY: test-chapter
test-chapter: $(VENV)/.test need-chapter  ## check chapter N: its text and your exercises, or its tests (make test-chapter 1)
	@$(CHAPTERS) book test $(N)

.PHONY: start
start: $(VENV)/.test need-chapter  ## write the exercises of chapter N to work/, never over yours (make start 1)
	@$(CHAPTERS) book start $(N)

.PHONY: bless
bless: $(VENV)/.test need-chapter  ## rewrite the outputs shown in chapter N from a run (make bless 8)
	@$(CHAPTERS) book bless $(N)

.PHONY: chapters
chapters: $(VENV)/.test  ## check the text of every chapter
	@echo "chapters: every block run, every output compared"
	@$(CHAPTERS) book text

.PHONY: need-chapter
need-chapter:
	@test -n "$(N)" || { echo "which chapter? for example: make $(firstword $(MAKECMDGOALS)) 8" >&2; exit 2; }

.PHONY: bench
bench: $(VENV)/.test  ## time the compile side, beside PyTorch after `make conformance`
	@echo "bench: a chain of blocks, traced, printed, inlined, saved (beside PyTorch where $(TORCH_VENV) exists)"
	$(RUN) tests/bench/compare.py $(wildcard $(TORCH_VENV)/bin/python)

.PHONY: conformance
conformance: $(TORCH_VENV)/.test  ## random programs, byte for byte against PyTorch
	@echo "conformance: $(PROGRAMS) programs against $(TORCH)"
	PROGRAMS=$(PROGRAMS) $(TORCH_VENV)/bin/python -m pytest tests/conformance

.PHONY: lint
lint: $(VENV)/.lint  ## ruff: rules and format
	@echo "lint: ruff"
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

.PHONY: format
format: $(VENV)/.lint  ## let ruff lay out the sources
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

.PHONY: types
types: $(VENV)/.lint  ## mypy, strict
	@echo "types: mypy --strict"
	$(RUN) -m mypy

.PHONY: typeguard
typeguard: $(VENV)/.lint  ## the tests again, with every annotation checked at run time
	@echo "typeguard: pytest $(TYPEGUARDED) with the package's annotations checked"
	HYPOTHESIS_PROFILE=dev $(RUN) -m pytest -n $(PYTEST_WORKERS) --typeguard-packages=minitorchscript \
	  --typeguard-forward-ref-policy=IGNORE $(UNGUARDED) $(TYPEGUARDED)

.PHONY: wheel
wheel: $(VENV)/.test  ## build the wheel and try it in an environment of its own
	@echo "wheel: build, install outside the tree, run a program in an empty folder"
	$(RUN) tests/infrastructure/try_wheel.py

.PHONY: clean
clean:  ## remove the environments and caches
	rm -rf $(VENV) $(TORCH_VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Environments. A stamp per extra: made anew when pyproject.toml changes.
$(VENV)/.base:
	@test -n "$(PYTHON)" || { echo "no Python >= 3.11 with venv on PATH (tried python3, python3.14 … python3.11)" >&2; exit 1; }
	@echo "setting up $(VENV) with $$($(PYTHON) --version)"
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.test: $(VENV)/.base pyproject.toml
	@echo "installing minitorchscript and what its tests need"
	$(RUN) $(PIP) -e '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	@echo "installing the checkers"
	$(RUN) $(PIP) -e '.[test,lint]'
	@touch $@

$(TORCH_VENV)/.test: pyproject.toml
	@test -n "$(TORCH_PYTHON)" || { echo "no Python >= 3.11 with venv on PATH" >&2; exit 1; }
	@echo "setting up $(TORCH_VENV) with $$($(TORCH_PYTHON) --version) and $(TORCH)"
	$(TORCH_PYTHON) -m venv --clear $(TORCH_VENV)
	$(TORCH_VENV)/bin/python $(PIP) $(TORCH) -e '.[test]'
	@touch $@
