from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "finance_api.front"
    verbose_name = "Front page"
