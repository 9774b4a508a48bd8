"""読み上げ: at the end of a meeting each decision is read out and confirmed, and what is missing is asked there.

What was read is kept as words: a decision that is changed afterwards counts as not read.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import full, shown
from hokatsu_desktop.models import Attendance, Case, Decision, MeetingCase
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.decision_tasks import known_task, rows_taken_over
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import cases_of, decisions_of
from hokatsu_desktop.services.tasks import split_due


@dataclass(frozen=True)
class RoleToRead:
    """One line that is read out: who does what by when, or that somebody has no role."""

    decision: Decision
    meeting_case: MeetingCase
    case: Case

    @property
    def lacks_role(self) -> bool:
        """Whether it has to be asked what this person does."""
        return not self.decision.what.strip() and not self.decision.no_role_reason.strip()

    @property
    def lacks_due(self) -> bool:
        """Whether it has to be asked by when."""
        return bool(self.decision.what.strip()) and not self.decision.due

    @property
    def is_read(self) -> bool:
        """Whether it was confirmed as it stands now."""
        return self.decision.read_out == role_words(self.decision)


@dataclass(frozen=True)
class NextToRead:
    """The last line of a case: when it is looked at again, and who holds the threads."""

    meeting_case: MeetingCase
    case: Case

    @property
    def is_read(self) -> bool:
        """Whether it was confirmed as it stands now."""
        return self.meeting_case.read_out == next_words(self.meeting_case)


ToRead = RoleToRead | NextToRead


def lines_to_read(session: Session, meeting_id: int) -> list[ToRead]:
    """Everything that is read out at a meeting, case by case; people who are absent and have no role are left out."""
    lines: list[ToRead] = []
    for part in cases_of(session, meeting_id):
        case = still_there(session, Case, part.case_id)
        roles = [RoleToRead(one, part, case) for one in decisions_of(session, part.id) if is_asked(session, one)]
        lines += [*roles, NextToRead(part, case)]
    return lines


def is_asked(session: Session, decision: Decision) -> bool:
    """Whether a row is read: it has words, or somebody who came sits behind it."""
    if decision.what.strip() or decision.no_role_reason.strip():
        return True
    seat = session.get(Attendance, decision.attendance_id) if decision.attendance_id is not None else None
    return seat is not None and seat.presence != "absent"


def role_words(decision: Decision) -> str:
    """A role as it is read: 「水道課　山本：止水を待つ（令和8年12月4日）」."""
    what = decision.what.strip() or f"役割なし（{decision.no_role_reason.strip()}）"
    return f"{decision.who}：{what}（{shown(decision.due) or '期限なし'}）"


def next_words(part: MeetingCase) -> str:
    """The next day and the lead supporter as they are read."""
    next_on = full(part.next_on) if part.next_on else "まだ決まっていません"
    return f"次に確認する日：{next_on}　主担当：{part.lead_supporter or 'まだ決まっていません'}"


def write_role(
    session: Session, decision_id: int, *, what: str | None = None, due: str | None = None, reason: str | None = None
) -> Decision:
    """Write what was missing on a role; None leaves things as they are. Its やること and its row of a plan go along."""
    decision = still_there(session, Decision, decision_id)
    with act(session, "write_read_role", "読み上げで決定を書き足す"):
        rows, task = rows_taken_over(session, decision), known_task(session, decision)
        decision.what = decision.what if what is None else what.strip()
        decision.due = decision.due if due is None else due
        reason = decision.no_role_reason if reason is None else reason.strip()
        decision.no_role_reason = "" if decision.what.strip() else reason
        if task is not None:
            task.what = decision.what
            task.due_on, task.due_words = split_due(decision.due)
        for row in rows if decision.what.strip() else ():
            row.what, row.due = decision.what, decision.due
    return decision


def write_next(session: Session, meeting_case_id: int, next_on: date | None, lead_supporter: str) -> MeetingCase:
    """Write the next day and the lead supporter of a case."""
    part = still_there(session, MeetingCase, meeting_case_id)
    with act(session, "write_read_next", "読み上げで次の日と主担当を書き足す"):
        part.next_on = next_on
        part.lead_supporter = lead_supporter.strip()
    return part


def confirm_role(session: Session, decision_id: int) -> Decision:
    """Note that a role was read out and nobody objected."""
    decision = still_there(session, Decision, decision_id)
    with act(session, "confirm_role", "決定を読み上げて確かめる"):
        decision.read_out = role_words(decision)
    return decision


def confirm_next(session: Session, meeting_case_id: int) -> MeetingCase:
    """Note that the next day and the lead supporter were read out and nobody objected."""
    part = still_there(session, MeetingCase, meeting_case_id)
    with act(session, "confirm_next", "次の日と主担当を読み上げて確かめる"):
        part.read_out = next_words(part)
    return part
