from django.apps import AppConfig
from prometheus_client import REGISTRY


class WebhooksConfig(AppConfig):
    name = "finance_api.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"

    def ready(self) -> None:
        from finance_api.webhooks.metrics import WebhookCollector

        REGISTRY.register(WebhookCollector())
