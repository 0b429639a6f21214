from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "finance_api.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"
