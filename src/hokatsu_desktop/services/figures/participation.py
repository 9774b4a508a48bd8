"""Counter 13: people supported in taking part, the places found, and where it settled."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Participation, ParticipationPlace, Plan
from hokatsu_desktop.services.figures.figure import Figure, distinct, events
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.services.tasks import split_due


def participation_figures(session: Session, year: int) -> list[Figure]:
    """参加支援 対象・プラン・マッチング・定着・協力先・終わり of the fiscal year that begins in `year`.

    A place counts on the day it was tried first; days that are only told in words are not counted.
    """
    with unveiled(session):
        begun = session.scalars(select(Participation.began_on)).all()
        places = session.scalars(select(ParticipationPlace)).all()
        query = select(Plan.decided_on).where(Plan.uses_participation == "yes", Plan.decided_on.is_not(None))
        decided = [day for day in session.scalars(query) if day is not None]
    names = {name: number for number, name in enumerate(sorted({place_name(one) for one in places}))}
    helping = [(day, names[place_name(one)]) for one in places if (day := day_of(one.since)) and place_name(one)]
    return [
        events("participation_begun", "参加支援　新しく始めた人", list(begun), year),
        events("participation_plans", "参加支援　プラン件数", decided, year),
        events("participation_places", "参加支援　マッチング", days_of(one.since for one in places), year),
        events("participation_settled", "参加支援　定着", days_of(one.settled for one in places), year),
        distinct("participation_helpers", "参加支援　協力先（実数）", helping, year),
        events("participation_ended", "参加支援　終わり", days_of(one.ended for one in places), year),
    ]


def place_name(one: ParticipationPlace) -> str:
    """A place in the form in which two writings of it are alike."""
    return "".join(fold(one.place).split())


def days_of(texts: Iterable[str]) -> list[date]:
    """The days that stored texts tell."""
    return [day for text in texts if (day := day_of(text)) is not None]


def day_of(text: str) -> date | None:
    """The day of a stored text, the first of its month or year if only that is known; None for words."""
    return split_due(text)[0]
