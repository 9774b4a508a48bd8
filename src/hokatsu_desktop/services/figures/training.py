"""Counter 16: trainings held, how many people came, and who they were."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Training, TrainingGuest
from hokatsu_desktop.services.figures.figure import Figure, amounts, distinct, events
from hokatsu_desktop.services.trainings import people_at


def training_figures(session: Session, year: int) -> list[Figure]:
    """研修・勉強会 of the fiscal year that begins in `year`; a training without a day is not counted."""
    held = [(one.held_on, one) for one in session.scalars(select(Training)) if one.held_on is not None]
    people = people_at(session, [one for _, one in held])
    came = guests_by_day(session)
    return [
        events("trainings", "研修・勉強会　回数", [day for day, _ in held], year),
        amounts("training_people", "研修・勉強会　延べ参加者", [(day, people[one.id]) for day, one in held], year),
        different("training_agencies", "研修・勉強会に来た機関（実数）", [(day, one[:1]) for day, one in came], year),
        different("training_names", "研修・勉強会に来た人（名前を書いた人の実数）", came, year),
    ]


def guests_by_day(session: Session) -> list[tuple[date, tuple[str, ...]]]:
    """Those known by name, as (day, (agency, name)), folded."""
    pairs = session.execute(
        select(Training.held_on, TrainingGuest).join(TrainingGuest, TrainingGuest.training_id == Training.id)
    )
    return [(day, (fold(one.agency_name), fold(one.name))) for day, one in pairs if day is not None]


def different(key: str, label: str, came: list[tuple[date, tuple[str, ...]]], year: int) -> Figure:
    """How many different ones there were; what has no words is nobody."""
    numbers: dict[tuple[str, ...], int] = {}
    seen = [(day, numbers.setdefault(one, len(numbers))) for day, one in came if one[-1]]
    return distinct(key, label, seen, year)
