"""The ASGI application, for hosts that want one; WSGI is several times as fast for synchronous views."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")

application = get_asgi_application()

from finance_api.system_checks import refuse_misconfiguration  # noqa: E402 - needs the application

refuse_misconfiguration()
