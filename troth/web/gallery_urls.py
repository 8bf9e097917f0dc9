"""Addresses that only tests and `make look` use: the gallery and pages that are hard to reach."""

from django.urls import include, path

from troth.web import gallery

urlpatterns = [
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/locked/", gallery.locked, name="gallery_locked"),
    path("gallery/error/<slug:name>/", gallery.error, name="gallery_error"),
    path("", include("troth.config.urls")),
]
