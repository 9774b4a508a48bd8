"""A row of きょう for the yearly look at keys, backups, media and papers, until this fiscal year has its sheet."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.services.self_check_days import check_is_due
from hokatsu_desktop.services.today.row import TodayRow


def yearly_check(session: Session, on: date) -> list[TodayRow]:
    """One row from April on."""
    if not check_is_due(session, on):
        return []
    meta = "鍵、控え、媒体、紙を一枚で見ます。いまの様子は台帳から入ります。"
    return [TodayRow("年に一度の点検表を作る", meta, "quiet", "self_check", 0, None)]
