"""One JSON object a line on standard error, with the request id; `LOG_FORMAT=console` for people."""

from __future__ import annotations

import logging
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_FORMS = ("json", "console")


class QuietSweeps(logging.Filter):
    """Leaves out that a sweep came and went, every few seconds. What one has done it says itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        routine = record.name.startswith("celery.") and record.levelno <= logging.INFO
        return not (routine and ".sweep_" in record.getMessage())


def logging_configuration(*, level: str, form: str) -> dict[str, Any]:
    """The LOGGING setting; also sets structlog up, so that both kinds of loggers write alike."""
    if form not in _FORMS:
        raise ImproperlyConfigured(f"LOG_FORMAT must be one of {', '.join(_FORMS)}, not {form!r}")
    structlog.configure(
        processors=[
            *_SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_ending(form)],
            }
        },
        "filters": {"quiet_sweeps": {"()": QuietSweeps}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "structured",
                "filters": ["quiet_sweeps"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django brings handlers of its own for these; the root one is enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }


def _ending(form: str) -> list[Any]:
    if form == "console":
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
