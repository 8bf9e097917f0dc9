"""App configuration."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    name = "troth.portability"
