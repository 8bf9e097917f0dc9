"""Addresses of the pages and files that need nobody to be signed in and hold no words."""

from django.urls import path

from troth.web import views

app_name = "web"
urlpatterns = [
    path("kitchen-measures/", views.neutral, name="neutral"),
    path("offline/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
]
