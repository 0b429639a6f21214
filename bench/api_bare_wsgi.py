"""The bare views as a server imports them, with what `finance_api.wsgi` does for its process."""

from __future__ import annotations

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")
django.setup()

from bench.api_bare import BareHandler  # noqa: E402

application = BareHandler()
gc.collect()
gc.freeze()
