"""The ten habits, each with its practices and reads, and the way to let one lead Today."""

from __future__ import annotations

import html
from typing import Any

import pytest

from tests.cast import Player, field_of, text_of
from troth.content.habits import Habit, Why, habits
from troth.content.lessons import lessons
from troth.content.sources import sources
from troth.grounds.models import Focus
from troth.practices.scripts import practices

pytestmark = pytest.mark.on_any_database

LEADS = "It leads your Today"


def said(player: Player, path: str) -> str:
    answer = player.get(path)
    assert answer.status_code == 200, path
    return html.unescape(text_of(answer))


def links_of(player: Player, path: str) -> str:
    return player.get(path).content.decode()


def choose_on_its_page(player: Player, habit_id: str) -> Any:
    token = field_of(player.get(f"/habits/{habit_id}/"), "token")
    answer = player.post("/focus/", {"habit": habit_id, "token": token})
    # What Today says of it once isn't on the next page.
    player.get("/today/")
    return answer


def why_of(habit: Habit) -> Why:
    assert habit.why is not None
    return habit.why


def test_the_list_shows_all_ten_with_their_lines_and_their_care(ana: Player) -> None:
    text, links = said(ana, "/habits/"), links_of(ana, "/habits/")
    assert links.count('<li class="row') == len(habits()) == 10
    for habit in habits().values():
        assert habit.name in text
        assert habit.line in text
        assert habit.care in text
        assert f'href="/habits/{habit.id}/"' in links
    assert LEADS not in text


@pytest.mark.parametrize("habit_id", list(habits()))
def test_a_habits_page_shows_its_practices_and_its_two_reads(ana: Player, habit_id: str) -> None:
    text, links = said(ana, f"/habits/{habit_id}/"), links_of(ana, f"/habits/{habit_id}/")
    assert habits()[habit_id].name in text
    assert habits()[habit_id].line in text
    for practice in practices().values():
        assert (f'href="/practices/{practice.id}/"' in links) == (practice.habit == habit_id)
    of_it = [lesson for lesson in lessons().values() if lesson.habit == habit_id]
    assert len(of_it) == links.count('href="/reads/') == 2
    for lesson in of_it:
        assert lesson.title in text
        assert f'href="/reads/{lesson.id}/"' in links


@pytest.mark.parametrize("habit_id", [each.id for each in habits().values() if each.why])
def test_a_habits_page_says_why_and_names_its_sources(ana: Player, habit_id: str) -> None:
    why, text = why_of(habits()[habit_id]), said(ana, f"/habits/{habit_id}/")
    assert why.text in text
    for source in why.sources:
        assert sources()[source].title in text


@pytest.mark.parametrize("habit_id", [each.id for each in habits().values() if not each.why])
def test_a_habit_without_a_study_claims_nothing(ana: Player, habit_id: str) -> None:
    text = said(ana, f"/habits/{habit_id}/")
    assert "We found no study" in text
    assert "Where this comes from" not in text


@pytest.mark.parametrize("habit_id", [each.id for each in habits().values() if each.care])
def test_care_and_the_way_to_help_stand_on_its_page(ana: Player, habit_id: str) -> None:
    assert habits()[habit_id].care in said(ana, f"/habits/{habit_id}/")
    assert "Help and helplines" in said(ana, f"/habits/{habit_id}/")


@pytest.mark.parametrize("habit_id", list(habits()))
def test_for_one_the_ways_to_start_take_no_partner(ana: Player, habit_id: str) -> None:
    text, habit = said(ana, f"/habits/{habit_id}/"), habits()[habit_id]
    for way in habit.for_one:
        assert way in text
    for thing in habit.first_things:
        assert thing.single or thing.alone not in text


def test_with_a_partner_all_ways_to_start_are_there(couple: tuple[Player, Player]) -> None:
    for player in couple:
        text = said(player, "/habits/ask-gently/")
        for thing in habits()["ask-gently"].first_things:
            assert thing.alone in text


@pytest.mark.parametrize("habit_id", list(habits()))
def test_chosen_on_its_page_it_leads_today(ana: Player, habit_id: str) -> None:
    answer = choose_on_its_page(ana, habit_id)
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    text = said(ana, "/today/")
    assert [each.id for each in habits().values() if each.line in text] == [habit_id]


def test_the_button_is_there_until_it_leads(ana: Player) -> None:
    assert "Lead my Today with it" in said(ana, "/habits/give-space/")
    choose_on_its_page(ana, "give-space")
    text = said(ana, "/habits/give-space/")
    assert "Lead my Today with it" not in text
    assert LEADS in text
    assert "Lead my Today with it" in said(ana, "/habits/be-seen/")


def test_the_one_in_focus_is_marked_among_the_ten(ana: Player) -> None:
    choose_on_its_page(ana, "give-space")
    text = said(ana, "/habits/")
    assert text.count(LEADS) == 1
    assert f"{habits()['give-space'].name} {LEADS}" in text


def test_what_leads_the_partners_today_is_never_marked(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    choose_on_its_page(ana, "repair-soon")
    assert LEADS not in said(ben, "/habits/")
    assert LEADS not in said(ben, "/habits/repair-soon/")


def test_a_focus_that_cannot_be_opened_marks_none(ana: Player) -> None:
    choose_on_its_page(ana, "give-space")
    Focus.objects.update(words=b"not an envelope")
    assert LEADS not in said(ana, "/habits/")
    assert "Lead my Today with it" in said(ana, "/habits/give-space/")


@pytest.mark.parametrize("lesson_id", list(lessons()))
def test_every_read_shows_all_it_has(ana: Player, lesson_id: str) -> None:
    lesson, text = lessons()[lesson_id], said(ana, f"/reads/{lesson_id}/")
    for part in (lesson.title, *lesson.paragraphs, lesson.question, lesson.care):
        assert part in text
    assert f"about {lesson.minutes} minutes" in text
    assert ("Help and helplines" in text) == bool(lesson.care)
    assert ("Where this comes from" in text) == bool(lesson.sources)
    for source in lesson.sources:
        assert sources()[source].title in text


@pytest.mark.parametrize("lesson_id", list(lessons()))
def test_a_read_leads_to_its_habit_and_to_the_other_one(ana: Player, lesson_id: str) -> None:
    links, habit_id = links_of(ana, f"/reads/{lesson_id}/"), lessons()[lesson_id].habit
    assert f'href="/habits/{habit_id}/"' in links
    for lesson in lessons().values():
        is_other = lesson.habit == habit_id and lesson.id != lesson_id
        assert (f'href="/reads/{lesson.id}/"' in links) == is_other


@pytest.mark.parametrize("path", ["/habits/keep-score/", "/habits/any/", "/reads/no-such-read/"])
def test_what_is_no_habit_and_no_read_is_not_found(ana: Player, path: str) -> None:
    assert ana.get(path).status_code == 404


def test_today_the_focus_and_the_practices_lead_to_a_habits_page(ana: Player) -> None:
    assert 'href="/habits/' not in links_of(ana, "/today/")
    choose_on_its_page(ana, "repair-soon")
    assert links_of(ana, "/today/").count('href="/habits/repair-soon/"') == 1
    assert 'href="/habits/"' in links_of(ana, "/focus/")
    for habit in habits().values():
        assert f'href="/habits/{habit.id}/"' in links_of(ana, "/practices/")


def test_a_practice_leads_to_its_habit(ana: Player) -> None:
    assert 'href="/habits/speak-well/"' in links_of(ana, "/practices/evening/")


def test_to_look_at_a_habit_writes_nothing(ana: Player) -> None:
    ana.get("/habits/repair-soon/")
    assert Focus.objects.count() == 0


def test_it_takes_keys_to_look(ana: Player, eve: Player) -> None:
    for path in ("/habits/", "/habits/repair-soon/", "/reads/keeping-count/"):
        assert eve.get(path)["Location"].startswith("/sign-in/")
    choose_on_its_page(ana, "repair-soon")
    ana.lose_the_key()
    assert habits()["repair-soon"].line not in html.unescape(text_of(ana.get("/habits/")))
