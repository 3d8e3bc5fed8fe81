#!/bin/sh
# Makes .venv ready for the project. Usage: tools/setup.sh [dev]
#
# Debian packages that are missing are installed when root, and named otherwise. Python packages come from the lock, by
# hash, from wherever the user's pip looks. A stamp in .venv, named after all that decides what is in it, makes the next
# call return at once. Everything is said on standard error, so that a job's own output stays clean.
set -eu
cd "$(dirname "$0")/.."
exec 1>&2

kind=${1:-runtime}
digest=$({ pwd && cat pyproject.toml requirements.lock requirements-dev.lock tools/setup.sh tools/debian-packages; } | sha256sum | cut -c1-16)

ready() {
    [ -x .venv/bin/python ] && [ -e ".venv/.ready-$kind-$digest" ]
}

# The first Python that the project can run on, PYTHON before all others.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "setup: Python 3.11, 3.12 or 3.13 is needed, and python3 is $(python3 --version 2>&1)." \
        "Install one, or name it: make setup PYTHON=/path/to/python3.13"
    exit 2
}

# Whether what a package is for is there: a Python or a compiler from elsewhere serves as well. What runs is linked to
# what it was built with, so the libraries come with those of the build.
provided() {
    case $1 in
    python3-venv) "$python" -c 'import ensurepip, venv' ;;
    python3-dev) "$python" -c 'import sysconfig, pathlib, sys
sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())' ;;
    gcc | libc6-dev) echo 'int main(void) { return 0; }' | cc -x c - -o /dev/null ;;
    pkg-config) pkg-config --version ;;
    libcairo2 | libcairo2-dev) pkg-config --exists cairo ;;
    libpango*) pkg-config --exists pangocairo ;;
    fonts-inter) fc-list : family | grep '^Inter' ;;
    fonts-jetbrains-mono) fc-list : family | grep '^JetBrains Mono' ;;
    *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

missing_packages() {
    wanted=' build run '
    [ "$kind" = runtime ] || wanted=' build run dev '
    while read -r purpose name; do
        case $wanted in *" $purpose "*) provided "$name" || echo "$name" ;; esac
    done <tools/debian-packages
}

install_packages() {
    packages=$(missing_packages | tr '\n' ' ')
    [ -n "$packages" ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "setup: these are missing, by the names of their Debian packages: $packages. Install their like."
        exit 2
    elif [ "$(id -u)" -ne 0 ]; then
        echo "setup: Debian packages are missing. Install them, then run this again:"
        echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $packages"
        exit 2
    fi
    echo "setup: installing Debian packages: $packages"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || echo "setup: going on with the package lists that are there"
    # shellcheck disable=SC2086 # one word a package
    apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 $packages </dev/null >/dev/null
}

install_python_packages() {
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --clear .venv
    fi
    rm -f .venv/.ready-*
    lock=requirements.lock
    [ "$kind" = runtime ] || lock=requirements-dev.lock
    echo "setup: installing Python packages from $lock; the first time takes a few minutes"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r "$lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
    touch ".venv/.ready-runtime-$digest" ".venv/.ready-$kind-$digest"
}

ready && exit 0
if command -v flock >/dev/null; then # two terminals, one virtual environment
    exec 9<.
    flock 9
    ready && exit 0
fi
python=$(find_python)
install_packages
install_python_packages
