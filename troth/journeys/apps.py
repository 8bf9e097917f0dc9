"""App configuration."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "troth.journeys"
