"""Registers the templates and static files that every page is built from."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "troth.web"
    label = "web"
