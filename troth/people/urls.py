"""Addresses of accounts; allauth's own views keep the names that allauth looks up."""

from __future__ import annotations

from django.urls import include, path

from troth.people import views
from troth.people.password.views import password

people = [
    path("exit/", views.leave_page, name="exit"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("me/sessions/others/end/", views.end_other_sessions, name="end_others"),
    path("me/sessions/stay/", views.stay_signed_in, name="stay"),
    path("me/sessions/<uuid:public_id>/name/", views.name_session, name="name_session"),
    path("me/sessions/<uuid:public_id>/end/", views.end_session, name="end_session"),
    path("me/password/", password, name="password"),
    path("me/settings/", views.preferences, name="preferences"),
    path("me/e-mail/", views.email, name="email"),
]

urlpatterns = [
    path("sign-up/", views.SignUp.as_view(), name="account_signup"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("open/", views.Open.as_view(), name="account_reauthenticate"),
    path("", include((people, "people"))),
]
