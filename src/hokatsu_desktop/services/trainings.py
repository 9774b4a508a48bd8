"""The training log (研修・勉強会): writing one down, and the list of a year."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import Office, Training
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
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


def year_trainings(session: Session, _office: Office) -> list[Row]:
    """The trainings of this fiscal year in the order of their days."""
    year = fiscal_year(today(session))
    found = [one for one in trainings(session) if one.held_on is not None and fiscal_year(one.held_on) == year]
    return [
        {
            "held_on": day_text(one.held_on),
            "title": one.title,
            "aim": one.aim,
            "held_by": one.held_by,
            "people": f"{one.people}人" if one.people else "",
            "taken_along": one.taken_along,
        }
        for one in reversed(found)
    ]
