#!/bin/sh
# Makes .venv from the locks: a Python 3.11+ with venv, then uv by pip, then all else by uv.
# Every package is checked against its hash. PYTHON=... names another interpreter.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

good() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if good "$name"; then
            echo "$name"
            return
        fi
    done
    say "onrecord needs Python 3.11 or newer"
    say "  received: $(${PYTHON:-python3} --version 2>&1 || true)"
    say "  for example: make setup PYTHON=/usr/local/bin/python3.12"
    exit 2
}

python=$(find_python)
if ! .venv/bin/python -c '' 2>/dev/null || ! .venv/bin/uv --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$python ($("$python" --version)) comes without ensurepip or venv, and .venv needs both"
        say "  on Debian or Ubuntu: apt-get install python3-venv"
        say "  or name another interpreter: make setup PYTHON=/usr/local/bin/python3.12"
        exit 2
    fi
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements-uv.lock
fi

. ./tools/index.sh
# Compiled once here: where PYTHONDONTWRITEBYTECODE is set, each start would compile every module again (2-3 times slower).
.venv/bin/uv pip install -q --python .venv/bin/python --compile-bytecode --require-hashes \
    -r requirements-uv.lock -r requirements.lock
.venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
.venv/bin/python -m compileall -q src
touch .venv/.done
