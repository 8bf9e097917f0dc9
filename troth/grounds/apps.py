"""App configuration."""

from django.apps import AppConfig


class GroundsConfig(AppConfig):
    name = "troth.grounds"
