"""The WSGI application: what gunicorn serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")

# The application needs the settings that the line above names, and models need the application.
django_application = get_wsgi_application()

from disclosures.tasks import warm_up  # noqa: E402
from finance_api.rest.chunked import accepting_chunks  # noqa: E402
from finance_api.system_checks import refuse_misconfiguration  # noqa: E402

refuse_misconfiguration()
application = accepting_chunks(django_application)
# Validations and pictures of pages read files in the web process.
warm_up()
# What is loaded by now stays: looking through it for garbage again and again delays answers.
gc.collect()
gc.freeze()
