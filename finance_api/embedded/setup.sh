#!/bin/sh
# setup.sh VENV LOCK: create the virtual environment if need be and install the locked packages, hashes checked.
# PYTHON names the interpreter; without it the newest of 3.11 and above on the PATH is taken.
# One setup at a time; an environment whose setup was killed is made anew, as its packages may be in pieces.
set -eu
venv=$1
lock=$2
unfinished=$venv/.unfinished

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

# The lock is held by an open file of this shell and its children: it ends with them, whatever ends them.
if [ -z "${SETUP_LOCKED:-}" ]; then
    python=$(find_python)
    SETUP_LOCKED=yes exec "$python" -c '
import fcntl, os, sys
held = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR)
os.set_inheritable(held, True)
try:
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("· waiting for another setup of this checkout", flush=True)
    fcntl.flock(held, fcntl.LOCK_EX)
os.execvp("sh", ["sh", *sys.argv[2:]])' "$venv.lock" "$0" "$venv" "$lock"
fi

if [ -e "$unfinished" ] || ! suits "$venv/bin/python"; then
    python=$(find_python)
    echo "· creating $venv with $("$python" --version)"
    rm -rf "$venv"
    mkdir "$venv"
    touch "$unfinished"
    "$python" -m venv "$venv" || {
        echo "setup: the venv module does not work here; on Debian: apt-get install python3-venv" >&2
        exit 1
    }
fi
echo "· installing the packages of $lock into $venv, hashes checked"
touch "$unfinished"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --use-pep517 \
    --no-deps --require-hashes --requirement "$lock"
rm "$unfinished"
