"""What pytest uses: the servers that are named, or a private set of embedded ones for each run.

Importing this starts nothing; the first test that asks for the database does (tests/conftest.py).
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

# Processes that belong to the same run find the same servers by this variable. Any other directory is not for
# tests: they remove theirs.
TEST_DIRECTORY = "finance-api-test-"
_RUN = secrets.token_hex(4)
if not Path(os.environ.get("EMBEDDED_DIR", "")).name.startswith(TEST_DIRECTORY):
    os.environ["EMBEDDED_DIR"] = str(Path(tempfile.gettempdir()) / f"{TEST_DIRECTORY}{_RUN}")
# Several runs may share a named server.
os.environ.setdefault("REDIS_KEY_PREFIX", f"test-{_RUN}:")
# Tests side by side share nothing: each of pytest's processes has servers and files of its own, or its own
# keys in the named Redis. What such a process starts inherits them as they are.
_BESIDE = os.environ.get("PYTEST_XDIST_WORKER", "")
if _BESIDE and not os.environ["EMBEDDED_DIR"].endswith(f"-{_BESIDE}"):
    os.environ["EMBEDDED_DIR"] += f"-{_BESIDE}"
    os.environ["REDIS_KEY_PREFIX"] += f"{_BESIDE}:"
os.environ.setdefault("LOG_LEVEL", "WARNING")

from finance_api.settings.base import *  # noqa: E402, F403
from finance_api.settings.base import CACHES, DATABASES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": f"test_finance_{os.getpid()}"}
CACHES["default"]["BACKEND"] = "tests.own_keys.OwnKeys"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
