"""An honest no: with a line that the asker reads, which its author can take back."""

from __future__ import annotations

from tests.cast import error_beside, field_of, text_of
from troth.asks.models import Answer, SetAside
from troth.asks.tests.acts import Couple, ask, form_of, promise, say_no, set_aside
from troth.record.models import Due


def test_a_no_with_a_line_is_shown_to_the_asker(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    assert say_no(ben, ask_id, "I need the evening to myself")["Location"] == "/asks/"
    for path in ("/asks/", f"/asks/{ask_id}/"):
        page = text_of(ana.get(path))
        assert "Ben said no, today. I need the evening to myself" in page
        assert "fades" not in page
    assert "You said no, today. I need the evening to myself" in text_of(ben.get("/asks/"))
    assert "Asked of you" not in text_of(ben.get("/today/"))
    assert Due.objects.get().person_id == ana.person.id


def test_no_line_is_asked_for_beside_the_field_and_setting_aside_is_offered(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    answer = say_no(ben, ask_id, "  ")
    assert answer.status_code == 422
    assert error_beside(answer, "line") == "Write a line, or set it aside: then nobody is told."
    assert f'formaction="/asks/{ask_id}/set-aside/"' in answer.content.decode()
    assert Answer.objects.count() == 0


def test_a_form_sent_twice_says_it_once(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    facts = {**form_of(ben, ask_id, "no"), "line": "Not this week"}
    for _ in range(2):
        assert ben.post(f"/asks/{ask_id}/no/", facts)["Location"] == "/asks/"
    assert Answer.objects.count() == 1


def test_a_second_answer_is_told_and_keeps_its_line(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    facts = form_of(ben, ask_id, "no")
    promise(ben, ask_id)
    answer = ben.post(f"/asks/{ask_id}/no/", {**facts, "line": "Not this week"})
    assert "This has been answered already." in text_of(answer)
    assert field_of(answer, "line") == "Not this week"


def test_its_author_can_take_the_line_back_which_leaves_a_mark(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    say_no(ben, ask_id, "I need the evening to myself")
    assert ana.post(f"/asks/{ask_id}/line/take-back/").status_code == 404
    for _ in range(2):
        assert ben.post(f"/asks/{ask_id}/line/take-back/").status_code == 302
    page = text_of(ana.get(f"/asks/{ask_id}/"))
    assert "Ben said no, today. Ben took back the line that stood here." in page
    assert "evening" not in page
    assert "You took back the line that stood here." in text_of(ben.get(f"/asks/{ask_id}/"))


def test_a_promise_has_no_line_to_take_back(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    promise(ben, ask_id)
    answer = ben.post(f"/asks/{ask_id}/line/take-back/")
    assert "This can’t be done here." in text_of(ben.get(answer["Location"]))


def test_what_was_set_aside_can_still_be_answered(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    set_aside(ben, ask_id)
    say_no(ben, ask_id, "After all: no")
    assert "After all: no" in text_of(ana.get("/asks/"))
    assert SetAside.objects.count() == 0


def test_an_answer_is_never_changed_to_another(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    say_no(ben, ask_id)
    for how in ("yes", "smaller", "no"):
        form = ben.get(f"/asks/{ask_id}/{how}/")
        assert "There is nothing left to answer here." in text_of(form)
    page = ben.get(f"/asks/{ask_id}/").content.decode()
    assert "set-aside" not in page
    assert "/yes/" not in page
