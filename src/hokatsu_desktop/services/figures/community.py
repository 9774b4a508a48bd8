"""Counter 17: community issues raised, resources wished for, and what came to be."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import CommunityIssue, CommunityVoice, IssueOutcome, VoiceKind, VoiceSource
from hokatsu_desktop.services.figures.figure import Figure, events


def community_figures(session: Session, year: int) -> list[Figure]:
    """地域課題・資源 提起数 and 形になった数 of the fiscal year that begins in `year`.

    A wish counts on the day it was first heard, an issue on the day it was raised.
    """
    raised = session.scalars(select(CommunityIssue.raised_on)).all()
    first_heard = (
        select(func.min(VoiceSource.heard_on))
        .join(CommunityVoice, CommunityVoice.id == VoiceSource.voice_id)
        .where(CommunityVoice.kind == VoiceKind.WISH)
        .group_by(CommunityVoice.id)
    )
    came = select(CommunityIssue.outcome_on).where(CommunityIssue.outcome == IssueOutcome.CAME_TO_BE)
    came_on = [day for day in session.scalars(came) if day is not None]
    return [
        events("issues_raised", "地域課題　提起数", list(raised), year),
        events("wishes", "あったらよい資源　提起数", list(session.scalars(first_heard)), year),
        events("issues_came_to_be", "地域課題　形になった数", came_on, year),
    ]
