"""Days of regular meetings that are near and for which no meeting is called yet."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.series import days_to_call
from hokatsu_desktop.services.today.row import MOST, TodayRow

SOON = timedelta(days=7)


def series_to_call(session: Session, on: date) -> list[TodayRow]:
    """The regular meetings of the coming seven days that are not called yet."""
    return [
        TodayRow(
            one.series.name,
            "　".join(filter(None, (short(one.day), one.series.rule, "まだ開くと決めていません"))),
            "today" if one.day == on else "soon",
            "series",
            one.series.id,
            None,
            due_on=one.day,
        )
        for one in days_to_call(session, on + SOON)[:MOST]
    ]
