"""App configuration."""

from django.apps import AppConfig


class AsksConfig(AppConfig):
    name = "troth.asks"
