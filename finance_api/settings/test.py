"""What pytest uses: the servers that are named, or a private set of embedded ones for each run.

Importing this starts nothing; the first test that asks for the database does (tests/conftest.py).
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

# Workers of the same run, and processes that its tests start, find the same servers by this variable.
_RUN = secrets.token_hex(4)
os.environ.setdefault("EMBEDDED_DIR", str(Path(tempfile.gettempdir()) / f"finance-api-test-{_RUN}"))
# Several runs may share a named server.
os.environ.setdefault("REDIS_KEY_PREFIX", f"test-{_RUN}:")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from finance_api.settings.base import *  # noqa: E402, F403
from finance_api.settings.base import DATABASES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": f"test_finance_{os.getpid()}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
