"""What follows from the six-way answer (C票): passing on, sharing and accompanying each leave something to do by a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import next_open_day
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Answer, Case, Reply, Task, TaskOrigin
from hokatsu_desktop.sheets.lists import load_list

CHECKS = "pass_on_check"


@dataclass(frozen=True)
class FollowUp:
    """Something to do after an answer, so many days later, moved to an open day."""

    what: str
    days: int
    unless_next_step: bool = False  # a next step that was written says it better


FOLLOW_UPS: Mapping[Reply, FollowUp] = {
    Reply.PASS_ON: FollowUp("つないだ先に、その後の様子を聞く", 14),
    Reply.SHARE: FollowUp("情報を伝えた機関に、その後の様子を聞く", 28),
    Reply.ACCOMPANY: FollowUp("同席・同行する日を、つないだ人と決める", 3, unless_next_step=True),
}


def keep_follow_ups(session: Session, case: Case, answer: Answer) -> list[Task]:
    """Make the tasks that the replies of an answer ask for, and bring the next date of an open case forward to the first.

    Gives what is new. One that was made before stays as it was changed since; one that no reply asks for any more goes, unless it is done.
    """
    wanted = wanted_of(answer)
    made = tasks_of(session, answer)
    for task in made:
        if task.what not in wanted and task.done_on is None:
            session.delete(task)
    known = {task.what for task in made}
    new = [
        Task(
            what=what,
            case_id=case.id,
            who=answer.answered_by,
            due_on=due_on,
            origin=TaskOrigin.FOLLOW_UP,
            origin_id=answer.id,
        )
        for what, due_on in wanted.items()
        if what not in known
    ]
    session.add_all(new)
    session.flush()
    for task in new:
        if case.is_open and task.due_on is not None and (case.next_on is None or case.next_on > task.due_on):
            case.next_on, case.next_what = task.due_on, task.what
    return new


def wanted_of(answer: Answer) -> dict[str, date]:
    """What an answer asks to be done, and by which open day."""
    if answer.answered_on is None:
        return {}
    follow_ups = [one for reply, one in FOLLOW_UPS.items() if reply in answer.replies]
    return {
        one.what: next_open_day(answer.answered_on + timedelta(days=one.days))
        for one in follow_ups
        if not (one.unless_next_step and answer.next_step.strip())
    }


def tasks_of(session: Session, answer: Answer) -> list[Task]:
    """The tasks that follow from an answer, in the order in which they were made."""
    query = select(Task).where(Task.origin == TaskOrigin.FOLLOW_UP, Task.origin_id == answer.id)
    return list(session.scalars(query.order_by(Task.id)))


def unchecked(answer: Answer) -> list[str]:
    """What an office looks at before passing on, sharing or accompanying that is not ticked yet; labels of pass_on_check."""
    if not any(reply in answer.replies for reply in FOLLOW_UPS):
        return []
    asked = [choice for choice in load_list(CHECKS).offered if not choice.free_text]
    return [choice.label for choice in asked if choice.key not in answer.checks]


def words_after(session: Session, referral_id: int) -> str:
    """What is said once an answer went out: what came to やること, and which checks are still open."""
    answer = session.scalar(select(Answer).where(Answer.referral_id == referral_id))
    if answer is None:
        return ""
    open_ones = [task for task in tasks_of(session, answer) if task.done_on is None]
    named = "、".join(f"「{one.what}」（{short(one.due_on)}まで）" for one in open_ones if one.due_on is not None)
    missing = len(unchecked(answer))
    return "".join(
        (
            f"{named}を、やることに入れました。" if named else "",
            f"「つなぐ前の確認」が、あと{missing}つあります。" if missing else "",
        )
    )
