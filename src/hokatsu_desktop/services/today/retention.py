"""廃棄候補 in April: the closed cases whose time is over, as one row of きょう."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.services.retention import candidates
from hokatsu_desktop.services.today.row import TodayRow

APRIL = 4


def to_dispose_of(session: Session, on: date) -> list[TodayRow]:
    """One row in April while there are any; in the other months the settings show them."""
    many = len(candidates(session)) if on.month == APRIL else 0
    if not many:
        return []
    meta = "「引継ぎ・設定」の「保存年限と廃棄」で、一件ずつ見て、二人で確かめてから廃棄します。急ぎません。"
    return [TodayRow(f"保存年限の過ぎたケースが{many}件あります", meta, "quiet", "retention", 0, None)]
