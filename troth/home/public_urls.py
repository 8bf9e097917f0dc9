"""Addresses of the pages that need no account; the home app's own list takes them in."""

from django.urls import path

from troth.home import public

urlpatterns = [
    path("", public.welcome, name="welcome"),
    path("how-your-words-are-kept/", public.words_kept, name="words_kept"),
    path("help/", public.help_index, name="help"),
    path("help/<slug:code>/", public.help_country, name="help_country"),
]
