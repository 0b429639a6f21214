"""The project: its wiring lies above the apps, its shared manners (`rest`, `webhooks`) below them."""

from finance_api.celery import app as celery_app

__all__ = ["celery_app"]
