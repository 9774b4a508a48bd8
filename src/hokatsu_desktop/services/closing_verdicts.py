"""A meeting's word on which a case was closed: it stands as long as the closing stands."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import CasePeriod, MeetingCase
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import Answer, as_text
from hokatsu_desktop.sheets.definition import Sheet

VERDICT = "meeting_case.verdict"


def why_verdict_stands(session: Session, part: MeetingCase) -> str:
    """Why the judgement of a meeting on a case may not be changed any more, in words; empty when it may."""
    closed_on = session.scalar(
        select(CasePeriod.closed_on).where(
            CasePeriod.case_id == part.case_id, CasePeriod.decided_meeting_id == part.meeting_id
        )
    )
    if closed_on is None:
        return ""
    return (
        f"この判断で、{short(closed_on)}に終結しました。判断はそのまま残ります。"
        "支援を続けるときは、ケースの「再開する」から始めてください。"
    )


def refuse_other_verdict(
    session: Session, sheet: Sheet, answers: Mapping[str, Answer], part: MeetingCase | None
) -> None:
    """Refuse answers that would change the judgement on which a case was closed."""
    blank = next((one for one in sheet.blanks if one.bind == VERDICT), None)
    if part is None or blank is None or blank.key not in answers or as_text(answers[blank.key]) == part.verdict:
        return
    if words := why_verdict_stands(session, part):
        raise Refusal(words)
