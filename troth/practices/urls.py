"""Addresses of practices. A run is in one's own space, what was handed over in that of the two."""

from __future__ import annotations

from django.urls import path

from troth.practices import views
from troth.practices.challenges import views as challenges
from troth.practices.habits import views as habits
from troth.practices.rituals import views as rituals
from troth.practices.runs import views as runs
from troth.practices.sharing import views as sharing
from troth.practices.tonight import views as tonight
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

RUN = "practices/runs/<uuid:run_id>"
CHALLENGE = "practices/challenges/<uuid:run_id>"
STEP = f"{RUN}/steps/<slug:step_id>"

app_name = "practices"
urlpatterns = [
    path("practices/", views.index, name="index"),
    path("practices/runs/", views.mine, name="mine"),
    path(f"{RUN}/", runs.run, name="run"),
    path(f"{RUN}/end/", runs.end, name="end"),
    path(f"{RUN}/open/", runs.open_up, name="open"),
    path(f"{RUN}/let-go/", runs.let_go, name="let_go"),
    path(f"{STEP}/", runs.step, name="step"),
    path(f"{STEP}/draft/", runs.draft, name="draft"),
    path("practices/tonight/", tonight.page, name="tonight"),
    path("practices/tonight/answer/", tonight.answer, name="answer"),
    path("practices/tonight/aside/", tonight.aside, name="aside"),
    path("practices/tonight/decks/", tonight.choose_decks, name="decks"),
    path("practices/tonight/own/", tonight.write, name="own_question"),
    path(
        "practices/tonight/own/<uuid:question_id>/take-back/",
        tonight.take_back,
        name="take_back_question",
    ),
    path("practices/rituals/", rituals.index, name="rituals"),
    path("practices/rituals/enough/", rituals.enough, name="enough"),
    path("practices/rituals/<slug:practice_id>/", rituals.pick, name="ritual"),
    path("practices/rituals/<slug:practice_id>/stop/", rituals.stop, name="stop_ritual"),
    path(f"{CHALLENGE}/", challenges.page, name="challenge"),
    path(f"{CHALLENGE}/not-today/", challenges.not_today, name="not_today"),
    path(f"{CHALLENGE}/end/", challenges.end, name="end_challenge"),
    path(f"{CHALLENGE}/stop/", challenges.stop, name="stop_challenge"),
    path("practices/said/", sharing.index, name="said"),
    path("practices/before/<where:where>/", sharing.before, name="said_before"),
    path("practices/said/<uuid:shared_id>/", sharing.page, name="shared"),
    path("practices/said/<uuid:shared_id>/reply/", sharing.reply, name="reply"),
    path("practices/said/<uuid:shared_id>/change/", sharing.change, name="change"),
    path("practices/said/<uuid:shared_id>/take-back/", sharing.take_back, name="take_back"),
    path("practices/<slug:practice_id>/", views.page, name="page"),
    path("practices/<slug:practice_id>/begin/", views.begin, name="begin"),
    path("practices/<slug:practice_id>/begin/aside/", views.aside, name="rest"),
    path("practices/<slug:practice_id>/begin/days/", challenges.begin, name="begin_challenge"),
    path("habits/", habits.index, name="habits"),
    path("habits/<slug:habit_id>/", habits.page, name="habit"),
    path("reads/<slug:lesson_id>/", habits.read, name="read"),
]
