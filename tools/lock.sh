#!/bin/sh
# Writes requirements.lock and requirements-dev.lock from pyproject.toml, for every supported Python. Pins that still fit
# are kept; `tools/lock.sh --upgrade` takes the newest of everything. The index is the user's own, and is not written down.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    tools/setup.sh
    .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
    uv=.venv/bin/uv
fi

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"
}

compile "$@" pyproject.toml --output-file requirements.lock
compile "$@" pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
