"""App configuration."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "troth.practices"
