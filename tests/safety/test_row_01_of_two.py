"""Row 1, for two: both are signed out, and somebody has every file."""

from __future__ import annotations

import base64
import io
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import PASSWORD, Player, text_of
from tests.safety.of_two import WORDS, Written, find_each_other, planted, write_everything
from tests.safety.traces import all_files, all_mail, all_rows, found_in
from troth.asks.models import SetAside
from troth.journeys.pairing.tests.steps import bring, invite, join
from troth.portability.tests.files import take
from troth.sealing import read_code
from troth.spaces.models import Member

pytestmark = [pytest.mark.on_any_database, pytest.mark.django_db(transaction=True)]
NEW_PASSWORD = "nine calm Otterburns at noon"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def lying_about(words: list[str], log: io.StringIO, temporary: Path) -> list[str]:
    """Which of the words lie anywhere, and where."""
    heaps = {"rows": all_rows(), "mail": all_mail(), "log": log.getvalue().encode()}
    heaps |= {str(path): content for path, content in all_files(temporary)}
    if connection.vendor == "sqlite":
        assert any(b"ana" in content for name, content in heaps.items() if name != "rows")
    return [f"{name}: {found}" for name, heap in heaps.items() if (found := found_in(heap, words))]


def forms_of_code(code: str) -> list[str]:
    """As it is written and typed; the raw bytes are looked for by `raw_code_lies_about`."""
    raw = read_code(code)
    return [code, code.replace("-", ""), code.replace("-", " "), raw.hex()]


def raw_code_lies_about(code: str, log: io.StringIO, temporary: Path) -> bool:
    raw = read_code(code)
    heap = all_rows() + log.getvalue().encode() + all_mail()
    heap += b"".join(content for _path, content in all_files(temporary))
    encoded = {raw, base64.b64encode(raw)[:24], base64.urlsafe_b64encode(raw)[:24]}
    encoded |= {base64.b32encode(raw), base64.b32encode(raw).lower()}
    return any(form in heap for form in encoded)


def can_be_read(written: Written) -> None:
    """Else a search would prove nothing."""
    shown = "".join(
        player.get(page).content.decode()
        for player in (written.ana, written.ben)
        for page in (*written.pages, "/me/sessions/")
    )
    gone = {"first_words", "joiner", "gone"}
    assert [field for field, word in WORDS.items() if word not in shown] == sorted(
        gone, key=list(WORDS).index
    )


def test_of_all_that_two_wrote_nothing_lies_anywhere(
    ana: Player, ben: Player, log: io.StringIO, temporary: Path
) -> None:
    written, words = write_everything(ana, ben), list(WORDS.values())
    can_be_read(written)
    for player in (ana, ben):
        for kind in ("book", "json"):
            assert WORDS["text_anew"].encode() in take(player, kind)
    assert lying_about(words, log, temporary) == []
    for player in (ana, ben):
        player.post("/sign-out/")
    assert lying_about(words, log, temporary) == []
    assert lying_about(forms_of_code(written.code), log, temporary) == []
    assert not raw_code_lies_about(written.code, log, temporary)


def test_what_was_taken_back_or_left_behind_lies_nowhere_either(
    ana: Player, ben: Player, log: io.StringIO, temporary: Path
) -> None:
    written = write_everything(ana, ben)
    page = written.promise("ended")
    assert ana.post(f"{page}words/take-back/").status_code == 302
    assert WORDS["ended"] not in text_of(ana.get(page))
    assert ana.post("/us/leave/", {"take_back": "yes"}).status_code == 302
    space_id = Member.objects.get(left_on__isnull=False).space_id
    assert ben.get(f"/us/before/{space_id}/").status_code == 200
    assert ben.post(f"/us/before/{space_id}/put-away/").status_code == 302
    assert not Member.objects.filter(space_id=space_id).exists()
    assert lying_about(list(WORDS.values()), log, temporary) == []


def test_the_code_lies_nowhere_at_any_step_of_the_way(
    ana: Player, ben: Player, log: io.StringIO, temporary: Path
) -> None:
    code = invite(ana)
    lying = forms_of_code(code)
    assert lying_about(lying, log, temporary) == []
    bring(ben, code.lower())
    assert lying_about(lying, log, temporary) == []
    join(ben, code)
    assert lying_about(lying, log, temporary) == []
    assert not raw_code_lies_about(code, log, temporary)


def test_a_wrong_code_lies_nowhere_either(
    eve: Player, ana: Player, log: io.StringIO, temporary: Path
) -> None:
    code = "WRNG-1234-5678-9ABC-DEFG-HJKM-NPQR-STVW"
    assert bring(eve, code).status_code == 422
    assert lying_about([code, code.replace("-", "")], log, temporary) == []


def test_neither_password_of_a_change_lies_anywhere(
    ana: Player, ben: Player, log: io.StringIO, temporary: Path
) -> None:
    find_each_other(ana, ben, planted)
    facts = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    assert ana.post("/me/password/", facts).status_code == 302
    assert WORDS["joiner"] in text_of(ana.get("/us/"))
    assert lying_about([PASSWORD, NEW_PASSWORD, "Otterburns"], log, temporary) == []


def test_which_ask_was_set_aside_stands_nowhere_in_clear(ana: Player, ben: Player) -> None:
    """Not even its id, nor the shared space's: they would tell a thief who said no, and to what."""
    written = write_everything(ana, ben)
    row = SetAside.objects.get()
    assert row.space_id == ana.membership().space_id
    clear = repr([row.id, row.person_id, row.until])
    for row_id in (written.asks["aside"], ana.membership("ours").space_id):
        assert str(row_id) not in clear
        assert row_id.bytes not in bytes(row.words)
        assert row_id.hex.encode() not in bytes(row.words)
