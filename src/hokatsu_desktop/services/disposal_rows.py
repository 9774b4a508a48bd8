"""The rows of the 廃棄簿: what was disposed of and by whom, with no name but those of the two persons."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Disposal, DisposedCase, Office
from hokatsu_desktop.services.retention import years_words
from hokatsu_desktop.services.row_values import day_text


def disposal_rows(session: Session, _office: Office) -> list[dict[str, str]]:
    """Every disposed case, the newest disposal first."""
    query = select(DisposedCase, Disposal).join(Disposal).order_by(Disposal.id.desc(), DisposedCase.id)
    return [
        {
            "disposed_on": day_text(disposal.disposed_on),
            "number": case.number,
            "years": years_words(case.retention_years),
            "ended_on": _day(case.ended_on),
            "starts_on": _day(case.starts_on),
            "expired_on": _day(case.expired_on),
            "made_by": disposal.made_by,
            "agreed_by": disposal.agreed_by,
        }
        for case, disposal in session.execute(query)
    ]


def _day(day: date | None) -> str:
    return day_text(day) if day is not None else ""
