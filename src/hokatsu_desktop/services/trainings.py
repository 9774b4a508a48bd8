"""The training log (研修・勉強会): writing one down, who came, and the list of a year."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Office, Staff, Training, TrainingGuest
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import directory
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.sheets.answers import Row


def add_training(session: Session, title: str) -> Training:
    """Write down a training, held today until another day is given. Raises Refusal without a title."""
    if not title.strip():
        raise Refusal("研修の題名を入れてください。")
    with act(session, "add_training", "研修を加える"):
        training = Training(title=title.strip(), held_on=today(session))
        session.add(training)
        session.flush()
    return training


def trainings(session: Session) -> list[Training]:
    """All trainings, the newest first, those without a day before them."""
    undated = Training.held_on.is_(None)
    return list(session.scalars(select(Training).order_by(undated.desc(), Training.held_on.desc(), Training.id.desc())))


def guests_of(session: Session, training_id: int) -> list[TrainingGuest]:
    """Those who came to a training and are known by name, in their order."""
    query = select(TrainingGuest).where(TrainingGuest.training_id == training_id)
    return list(session.scalars(query.order_by(TrainingGuest.position, TrainingGuest.id)))


def people_at(session: Session, found: Sequence[Training]) -> dict[int, int]:
    """How many people came to each training: the numbers that were written down, else the names."""
    named = Counter(session.scalars(select(TrainingGuest.training_id)))
    return {one.id: one.people or named[one.id] for one in found}


def add_guest(session: Session, training_id: int, agency_name: str, name: str, came_as: str) -> TrainingGuest:
    """Note that somebody came. Raises Refusal for somebody who stands there already."""
    there = guests_of(session, training_id)
    if any((fold(one.agency_name), fold(one.name)) == (fold(agency_name), fold(name)) for one in there):
        raise Refusal("この人は、もう「来た人」に入っています。")
    still_there(session, Training, training_id)
    with act(session, "add_guest", "研修に来た人を加える"):
        position = max((one.position for one in there), default=-1) + 1
        guest = TrainingGuest(
            training_id=training_id, position=position, agency_name=agency_name, name=name, came_as=came_as
        )
        session.add(guest)
        session.flush()
    return guest


def invited_from(session: Session) -> list[tuple[str, str, str]]:
    """Everybody the office knows who may have come, staff first, as (agency, name, came as)."""
    desk = the_office(session).department
    left = or_(Staff.left_on.is_(None), Staff.left_on > today(session))
    staff = session.scalars(select(Staff.name).where(left).order_by(Staff.id))
    people = [(desk, name, "staff") for name in staff]
    return people + [(e.agency_name, e.name, "member" if e.is_member else "other") for e in directory(session)]


def trainings_of_agency(session: Session, agency_name: str) -> list[tuple[Training, list[str]]]:
    """The trainings that people of an agency came to, newest first, each with their names."""
    wanted = fold(agency_name)
    pairs = session.execute(
        select(Training, TrainingGuest)
        .join(TrainingGuest, TrainingGuest.training_id == Training.id)
        .order_by(Training.held_on.desc(), Training.id.desc(), TrainingGuest.position)
    )
    found: dict[int, tuple[Training, list[str]]] = {}
    for training, guest in pairs:
        if fold(guest.agency_name) == wanted:
            found.setdefault(training.id, (training, []))[1].append(guest.name)
    return list(found.values())


def year_trainings(session: Session, _office: Office) -> list[Row]:
    """The trainings of this fiscal year in the order of their days."""
    year = fiscal_year(today(session))
    found = [one for one in trainings(session) if one.held_on is not None and fiscal_year(one.held_on) == year]
    people = people_at(session, found)
    return [
        {
            "held_on": day_text(one.held_on),
            "title": one.title,
            "aim": one.aim,
            "held_by": one.held_by,
            "people": f"{people[one.id]}人" if people[one.id] else "",
            "taken_along": one.taken_along,
        }
        for one in reversed(found)
    ]
