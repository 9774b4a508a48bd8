"""Counter 16: trainings held, and how many people came."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Training
from hokatsu_desktop.services.figures.figure import Figure, amounts, events


def training_figures(session: Session, year: int) -> list[Figure]:
    """研修・勉強会 回数 and 参加者 of the fiscal year that begins in `year`; a training without a day is not counted."""
    held = [(one.held_on, one) for one in session.scalars(select(Training)) if one.held_on is not None]
    return [
        events("trainings", "研修・勉強会　回数", [day for day, _ in held], year),
        amounts("training_people", "研修・勉強会　延べ参加者", [(day, one.people) for day, one in held], year),
    ]
