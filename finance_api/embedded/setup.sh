#!/bin/sh
# setup.sh VENV LOCK: create the virtual environment if need be and install the locked packages, hashes checked.
# PYTHON names the interpreter; without it the newest of 3.11 and above on the PATH is taken.
set -eu
venv=$1
lock=$2

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python3.14 python}; do
        if suits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "setup: Python 3.11 or newer is needed; name it with PYTHON=/path/to/python" >&2
    exit 1
}

if ! suits "$venv/bin/python"; then
    python=$(find_python)
    echo "· creating $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv" || {
        echo "setup: the venv module does not work here; on Debian: apt-get install python3-venv" >&2
        exit 1
    }
fi
echo "· installing the packages of $lock into $venv, hashes checked"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --use-pep517 \
    --no-deps --require-hashes --requirement "$lock"
