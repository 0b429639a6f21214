from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "finance_api.exports"
    label = "exports"
    verbose_name = "Exports"
