"""Outcomes of referrals that nobody has told who referred."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Answer, Case, Referral
from hokatsu_desktop.services.telling_back import days_to_tell
from hokatsu_desktop.services.today.row import MOST, TodayRow


def not_told(session: Session, on: date) -> list[TodayRow]:
    """Answered referrals whose outcome nobody told who referred within the office's days, the longest ago first."""
    last = on - timedelta(days=days_to_tell(session))
    found = session.execute(
        select(Answer.answered_on, Referral.id, Referral.from_agency_name, Case.id, Case.title)
        .join(Referral, Referral.id == Answer.referral_id)
        .join(Case, Case.id == Referral.case_id)
        .where(Answer.answered_on <= last, Answer.told_back_on.is_(None), Case.trashed_at.is_(None))
        .order_by(Answer.answered_on, Answer.id)
        .limit(MOST)
    )
    return [
        TodayRow(
            f"{title}　結果を{f'{sender}に' if sender else 'つなぎ元に'}伝える",
            f"{short(answered_on)}に回答してから{(on - answered_on).days}日",
            "overdue",
            "referral",
            referral_id,
            case_id,
        )
        for answered_on, referral_id, sender, case_id, title in found
        if answered_on is not None
    ]
