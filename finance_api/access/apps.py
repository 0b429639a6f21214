from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "finance_api.access"
    label = "access"
    verbose_name = "Access"
