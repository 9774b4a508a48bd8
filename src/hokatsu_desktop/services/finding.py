"""Getting a record that a screen has open, or saying that it is gone."""

from typing import TypeVar

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base
from hokatsu_desktop.services.refusal import Gone

Record = TypeVar("Record", bound=Base)


def still_there(session: Session, kind: type[Record], record_id: int) -> Record:
    """The record with this id. Raises Gone when its making was taken back."""
    found = session.get(kind, record_id)
    if found is None:
        raise Gone
    return found
