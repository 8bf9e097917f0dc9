"""A rhythm's promises as rows, from its clear columns alone; none of them saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from troth.promises.models import Promise, Rhythm
from troth.promises.rhythms.rules import Timetable
from troth.spaces.ids import id_for
from troth.spaces.recurrence import Recurrence


def clear_timetable(row: Rhythm) -> Timetable | None:
    """By the zone of today; None for what no program of ours wrote."""
    try:
        recurrence = Recurrence.parse(row.recurrence)
        zones = ((recurrence.starts_on, row.zone),)
        timetable = Timetable(recurrence, row.at, row.until, zones, row.stopped_on)
        timetable.due_on(recurrence.starts_on)
    except ValueError:
        return None
    return timetable


def promises_of(row: Rhythm, timetable: Timetable, days: Iterable[date]) -> list[Promise]:
    """One a day, each under the id that only this rhythm and this day give."""
    return [_promise(row, timetable, day) for day in days]


def _promise(row: Rhythm, timetable: Timetable, day: date) -> Promise:
    due = timetable.due_on(day)
    return Promise(
        space_id=row.space_id,
        id=id_for(day, row.id),
        maker_id=row.maker_id,
        made_on=row.made_on,
        due_kind=due.kind.value,
        due_on=due.on,
        due_time=due.at,
        due_zone=due.zone,
        due_at=due.instant(),
        rhythm_id=row.id,
        words=b"",
    )
