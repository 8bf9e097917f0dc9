"""App configuration."""

from django.apps import AppConfig


class GesturesConfig(AppConfig):
    name = "troth.gestures"
