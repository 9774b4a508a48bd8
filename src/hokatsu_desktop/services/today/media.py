"""返却の期限がきた媒体: what left with records and was to be back by now."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.media import overdue_loans
from hokatsu_desktop.services.today.row import TodayRow, mark_of


def media_to_return(session: Session, on: date) -> list[TodayRow]:
    """The media whose day has come, the earliest first; they stay until it is written what became of them."""
    return [
        TodayRow(
            f"媒体 {number}",
            f"{short(loan.lent_on)}に貸し出し（{loan.purpose}）。どうしたかを、媒体の台帳に書いてください。",
            mark_of(loan.due_on, on),
            "medium",
            loan.id,
            None,
            due_on=loan.due_on,
        )
        for loan, number in overdue_loans(session, on)
    ]
