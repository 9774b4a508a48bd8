"""Getting a record that a screen has open, or saying why it cannot be shown any more."""

from typing import TypeVar

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, Case
from hokatsu_desktop.services.refusal import Gone, InTrash

Record = TypeVar("Record", bound=Base)


def still_there(session: Session, kind: type[Record], record_id: int) -> Record:
    """The record with this id. Raises Gone when its making was taken back."""
    found = session.get(kind, record_id)
    if found is None:
        raise Gone
    return found


def why_gone(session: Session, kind: type[Base], record_id: int | None) -> str:
    """Why a screen cannot show this record, in words: its making was taken back, or it is in the trash.

    Empty when it can be shown, and for None, which names no record.
    """
    if record_id is None:
        return ""
    found = session.get(kind, record_id)
    if found is None:
        return Gone().words
    return InTrash().words if isinstance(found, Case) and found.trashed_at is not None else ""
