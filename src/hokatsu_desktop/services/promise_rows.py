"""Rows for the person who takes a household over: promises still to be kept, and what changed lately."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Task
from hokatsu_desktop.services.notes import small_changes
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.sheets.answers import Row

NEWEST = 3


def promises(session: Session, case: Case) -> list[Row]:
    """The promises of a case that are still to be kept, earliest first."""
    return [{"what": task.what, "who": task.who, "due": due_text(task)} for task in open_tasks(session, case.id)]


def due_text(task: Task) -> str:
    """When a task is due, in the form in which a date blank keeps a day or words such as 毎月."""
    if task.due_on is not None:
        return task.due_on.isoformat()
    return f"?{task.due_words}" if task.due_words else ""


def newest_changes(session: Session, case: Case) -> list[Row]:
    """The newest small changes of a case."""
    notes = small_changes(session, case.id)[:NEWEST]
    return [{"on": note.happened_on.isoformat(), "change": note.small_change or note.facts} for note in notes]
