# Every job sets up what it needs first, and quickly when nothing is missing. `make` alone lists the jobs.

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev video ui test test-slow lint lock clean

# A prompt may hold quotes and dollar signs: it is taken unexpanded, and handed on by environment, not by shell.
export VIDEO_PROMPT := $(value PROMPT)
export VIDEO_SCRIPT := $(value SCRIPT)
export VIDEO_QUALITY := $(value QUALITY)
export VIDEO_VOICE := $(value VOICE)
export VIDEO_OUT := $(value OUT)
unexport PROMPT SCRIPT QUALITY VOICE OUT
export PYTHON

help: ## list the jobs
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: ## Debian packages, virtual environment, Python packages
	@tools/setup.sh

setup-dev: ## the same, with what tests and checks need
	@tools/setup.sh dev

video: setup ## PROMPT="…" or SCRIPT=file.md, and QUALITY=draft|standard|high, VOICE=…, OUT=file.mp4
	@tools/video.sh

ui: setup ## Dagster's web interface on the same data
	@exec .venv/bin/vidgen ui

test: setup-dev ## the tests, in some minutes
	@exec .venv/bin/python -m pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

test-slow: setup-dev ## the tests that take long
	@exec .venv/bin/python -m pytest -n 2 --dist loadfile -m slow $(ARGS)

lint: setup-dev ## style, types and the rules between rooms
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

lock: ## write the lock files anew; ARGS=--upgrade takes the newest of everything
	@tools/lock.sh $(ARGS)

clean: ## remove all that was built or cached, but no video
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache media
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
