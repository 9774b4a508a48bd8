"""Who holds which role for a case at a meeting, and what a meeting still lacks before it ends."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Decision, Meeting, MeetingCase
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import attendances_of, cases_of, decisions_of


@dataclass(frozen=True)
class Role:
    """One attendee and the roles they hold for one case; no decision and no reason means an empty role."""

    attendance_id: int | None
    who: str
    decisions: tuple[Decision, ...]

    @property
    def is_empty(self) -> bool:
        """Whether this person leaves without a role and without a stated reason."""
        return not any(one.what.strip() or one.no_role_reason.strip() for one in self.decisions)


def roles_of(session: Session, meeting_case_id: int) -> list[Role]:
    """Each attendee with their roles for a case, in order of seats; then roles of people who are not there."""
    meeting_case = still_there(session, MeetingCase, meeting_case_id)
    decisions = decisions_of(session, meeting_case_id)
    roles = []
    seated: set[int] = set()
    for attendance in attendances_of(session, meeting_case.meeting_id):
        if attendance.presence == "absent":
            continue
        own = tuple(one for one in decisions if one.attendance_id == attendance.id or one.who == attendance.shown)
        seated.update(one.id for one in own)
        roles.append(Role(attendance.id, attendance.shown, own))
    others = [one for one in decisions if one.id not in seated and one.what.strip()]
    return roles + [Role(None, one.who, (one,)) for one in others]


def what_is_missing(session: Session, meeting_id: int) -> list[str]:
    """What a meeting still lacks before it ends, in words; nothing of it blocks."""
    words = []
    for meeting_case in cases_of(session, meeting_id):
        case = still_there(session, Case, meeting_case.case_id)
        words += [
            f"{case.title}：{role.who}の役割がまだありません。"
            for role in roles_of(session, meeting_case.id)
            if role.is_empty
        ]
        if meeting_case.next_on is None:
            words.append(f"{case.title}：次に確認する日がまだ決まっていません。")
    if not still_there(session, Meeting, meeting_id).goal_result:
        words.append("きょうの到達点に届いたかを、まだ確かめていません。")
    return words
