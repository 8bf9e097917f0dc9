"""App configuration."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "troth.spaces"
