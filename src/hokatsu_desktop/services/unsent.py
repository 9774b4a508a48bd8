"""Words typed into a form that was not sent yet: kept for each member of staff by place, outside the log."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ScreenState


def keep_unsent(session: Session, staff_id: int, place: str, words: Mapping[str, str]) -> None:
    """Keep these words of one form, by field, beside those kept before; empty ones are forgotten."""
    state = session.scalar(select(ScreenState).where(ScreenState.staff_id == staff_id))
    if state is None:
        state = ScreenState(staff_id=staff_id)
        session.add(state)
    kept = {name: word for name, word in {**state.unsent.get(place, {}), **words}.items() if word}
    others = {key: value for key, value in state.unsent.items() if key != place}
    state.unsent = {**others, place: kept} if kept else others
    session.flush()


def unsent_words(session: Session, staff_id: int, place: str) -> dict[str, str]:
    """What is kept of one form, by field; empty when all was sent."""
    state = session.scalar(select(ScreenState).where(ScreenState.staff_id == staff_id))
    return dict(state.unsent.get(place, {})) if state is not None else {}
