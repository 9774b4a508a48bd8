"""Getting a record that a screen has open, or saying why it cannot be shown any more."""

from typing import TypeVar

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, Case
from hokatsu_desktop.services.refusal import Closed, Gone, InTrash, Refusal
from hokatsu_desktop.services.sight import is_hidden

Record = TypeVar("Record", bound=Base)


def still_there(session: Session, kind: type[Record], record_id: int) -> Record:
    """The record with this id. Raises Gone when its making was taken back, Closed when its case is closed to the asker."""
    if is_hidden(session, kind, record_id):
        raise Closed
    found = session.get(kind, record_id)
    if found is None:
        raise Gone
    return found


def refuse_ended(case: Case) -> None:
    """Raise Refusal for a case that is closed, passed on or only shared: the work goes on once it is reopened."""
    if case.number is not None and not case.is_open:
        raise Refusal(
            "このケースは、いまは進行中ではありません。先に「再開する…」で次の期を始めてください。これまでの記録は残っています。"
        )


def why_gone(session: Session, kind: type[Base], record_id: int | None) -> str:
    """Why a screen cannot show this record, in words: closed to the asker, its making taken back, or in the trash.

    Empty when it can be shown, and for None, which names no record.
    """
    if record_id is None:
        return ""
    if is_hidden(session, kind, record_id):
        return Closed().words
    found = session.get(kind, record_id)
    if found is None:
        return Gone().words
    return InTrash().words if isinstance(found, Case) and found.trashed_at is not None else ""
