"""Every address of Troth, by capability."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("troth.home.urls")),
    path("", include("troth.portability.urls")),
    path("", include("troth.journeys.urls")),
    path("", include("troth.practices.urls")),
    path("", include("troth.asks.urls")),
    path("", include("troth.promises.urls")),
    path("", include("troth.gestures.urls")),
    path("", include("troth.grounds.urls")),
    path("", include("troth.people.urls")),
    path("", include("troth.web.urls")),
]

handler400 = "troth.web.errors.bad_request"
handler403 = "troth.web.errors.permission_denied"
handler404 = "troth.web.errors.not_found"
handler429 = "troth.web.errors.too_many_requests"
handler500 = "troth.config.full_disk.server_error"
