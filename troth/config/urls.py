"""Every address of Troth, by capability."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("troth.home.urls")),
    path("", include("troth.journeys.urls")),
    path("", include("troth.promises.urls")),
    path("", include("troth.grounds.urls")),
    path("", include("troth.people.urls")),
    path("", include("troth.web.urls")),
]
