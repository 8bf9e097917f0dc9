"""App configuration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "troth.home"
