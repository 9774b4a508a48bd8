"""Things to do (やること): one place that makes, changes and finishes them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import PartialDate
from hokatsu_desktop.models import Task, TaskOrigin
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal


def add_task(
    session: Session,
    what: str,
    *,
    case_id: int | None = None,
    who: str = "",
    due_on: date | None = None,
    due_words: str = "",
    waits_for_consent: bool = False,
) -> Task:
    """Add something to do, by a day or by words such as 毎月. Raises Refusal without words."""
    if not what.strip():
        raise Refusal("何をするかを入れてください。")
    origin = TaskOrigin.CONSENT if waits_for_consent else TaskOrigin.TYPED
    with act(session, "add_task", "やることを加える"):
        task = Task(
            what=what.strip(),
            case_id=case_id,
            who=who,
            due_on=due_on,
            due_words=due_words,
            waits_for_consent=waits_for_consent,
            origin=origin,
        )
        session.add(task)
        session.flush()
    return task


def finish_task(session: Session, task_id: int, *, done: bool = True) -> Task:
    """Tick a task off, or take the tick back; what was said of it for a closing is said no more."""
    task = still_there(session, Task, task_id)
    with act(session, "finish_task", "やることを済みにする" if done else "済みを取り消す"):
        task.done_on = today(session) if done else None
        task.ending, task.ending_words = "", ""
    return task


def keep_task(
    session: Session, origin: TaskOrigin, origin_id: int, *, case_id: int, who: str, what: str, due: str
) -> None:
    """Make or bring up to date the one task that a decision, plan row or question gave rise to.

    `due` is a stored date text or "?" and words; without words to do, the task goes away.
    """
    task = session.scalar(select(Task).where(Task.origin == origin, Task.origin_id == origin_id))
    if not what.strip():
        if task is not None and task.done_on is None:
            session.delete(task)
        return
    due_on, due_words = split_due(due)
    if task is None:
        session.add(
            Task(
                what=what,
                case_id=case_id,
                who=who,
                due_on=due_on,
                due_words=due_words,
                origin=origin,
                origin_id=origin_id,
            )
        )
    else:
        task.what, task.who, task.due_on, task.due_words = what, who, due_on, due_words


def split_due(due: str) -> tuple[date | None, str]:
    """A stored due text as a day, or as the words typed."""
    if due.startswith("?"):
        return None, due[1:]
    try:
        partial = PartialDate.from_text(due) if due else None
    except ValueError:
        return None, due
    return (partial.as_date() or partial.earliest(), "") if partial else (None, "")


def open_tasks(session: Session, case_id: int) -> list[Task]:
    """What is still to do in a case, earliest first; tasks that wait for consent are left out."""
    return list(
        session.scalars(
            select(Task)
            .where(Task.case_id == case_id, Task.done_on.is_(None), Task.waits_for_consent.is_(False))
            .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
        )
    )


def waiting_tasks(session: Session, case_id: int) -> list[Task]:
    """What begins once consent is given."""
    return list(
        session.scalars(
            select(Task)
            .where(Task.case_id == case_id, Task.done_on.is_(None), Task.waits_for_consent.is_(True))
            .order_by(Task.id)
        )
    )
