"""確かめたい機関・資源: entries of the directory that nobody made sure of for a year."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Agency, Resource
from hokatsu_desktop.services.confirming import not_confirmed
from hokatsu_desktop.services.today.row import TodayRow

AT_ONCE = 5  # a few telephone calls; the rest comes when these are done


def to_confirm(session: Session, on: date) -> list[TodayRow]:
    """A few entries that nobody made sure of for a year, the longest first."""
    found = [
        (day, kind, record_id, name)
        for kind, made_of in (("agency", Agency), ("resource", Resource))
        for record_id, name, day in not_confirmed(session, made_of, on, most=AT_ONCE)
    ]
    found.sort(key=lambda one: (one[0] or date.min, one[1], one[2]))
    return [
        TodayRow(
            name,
            f"{short(day)}に確かめたきりです" if day else "まだ確かめていません",
            "quiet",
            kind,
            record_id,
            None,
            due_on=day,
        )
        for day, kind, record_id, name in found[:AT_ONCE]
    ]
