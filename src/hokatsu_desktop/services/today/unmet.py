"""会えていない世帯: those whose last three visits met nobody, as a topic for a meeting."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Note, Outreach, OutreachVisit
from hokatsu_desktop.models.case import OPEN_STAGES
from hokatsu_desktop.services.outreach import UNMET
from hokatsu_desktop.services.today.row import MOST, TodayRow

IN_A_ROW = 3


def not_met(session: Session, _on: date) -> list[TodayRow]:
    """Open cases in outreach whose last visits, three or more, met nobody; the longest outreach first."""
    under_way = (
        select(Outreach.case_id, Case.title, Case.number)
        .join(Case, Case.id == Outreach.case_id)
        .where(Case.trashed_at.is_(None), Case.stage.in_(OPEN_STAGES), Outreach.ended_on.is_(None))
        .order_by(Outreach.began_on, Outreach.id)
    )
    rows = []
    for case_id, title, number in session.execute(under_way):
        visits = last_visits(session, case_id)
        if len(visits) == IN_A_ROW and all(met in UNMET for _, met, _ in visits):
            visit_id, _met, day = visits[0]
            words = f"{number}　{IN_A_ROW}回続けて会えていません　前に訪ねたのは{short(day)}"
            rows.append(TodayRow(title, words, "quiet", "visit", visit_id, case_id))
    return rows[:MOST]


def last_visits(session: Session, case_id: int) -> list[tuple[int, str, date]]:
    """The newest visits of a case: id, who was met, and the day; the newest first."""
    query = (
        select(OutreachVisit.id, OutreachVisit.met, Note.happened_on)
        .join(Note, Note.id == OutreachVisit.note_id)
        .where(OutreachVisit.case_id == case_id)
        .order_by(Note.happened_on.desc(), OutreachVisit.position.desc(), OutreachVisit.id.desc())
        .limit(IN_A_ROW)
    )
    return [(visit_id, met, day) for visit_id, met, day in session.execute(query)]
