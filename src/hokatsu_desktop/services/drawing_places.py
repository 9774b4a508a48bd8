"""Where the marks of a case's drawings were dragged to, and the office's way of drawing."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle, MarriageLine
from hokatsu_desktop.models import DrawingPlace
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.office import change_setting, the_office

GENOGRAM = "genogram"
SETTING = "drawing_style"  # within Office.settings: {"dead": …, "marriage": …}

Shift = tuple[float, float]  # millimetres to the right and down


def shifts_of(session: Session, case_id: int, drawing: str) -> dict[str, Shift]:
    """How far marks were dragged from where the layout puts them, by key of the mark."""
    places = session.scalars(select(DrawingPlace).where(*_of(case_id, drawing)).order_by(DrawingPlace.id))
    return {place.mark: (place.left_mm, place.top_mm) for place in places}


def keep_shift(session: Session, case_id: int, drawing: str, mark: str, shift: Shift) -> None:
    """Remember how far a mark stands from where the layout puts it."""
    with act(session, "drag_mark", "図の位置をずらす"):
        place = session.scalar(select(DrawingPlace).where(*_of(case_id, drawing), DrawingPlace.mark == mark))
        if place is None:
            place = DrawingPlace(case_id=case_id, drawing=drawing, mark=mark)
            session.add(place)
        place.left_mm, place.top_mm = round(shift[0], 1), round(shift[1], 1)
        session.flush()


def forget_shifts(session: Session, case_id: int, drawing: str) -> None:
    """「並べなおす」: let the layout decide on all marks again."""
    with act(session, "forget_places", "図を並べなおす"):
        for place in session.scalars(select(DrawingPlace).where(*_of(case_id, drawing))):
            session.delete(place)
        session.flush()


def drawing_style(session: Session) -> DrawingStyle:
    """How the office draws; what is not or wrongly set is as usual."""
    kept = the_office(session).settings.get(SETTING, {})
    dead, marriage = kept.get("dead"), kept.get("marriage")
    return DrawingStyle(
        DeadMark(dead) if dead in set(DeadMark) else DeadMark.CROSS,
        MarriageLine(marriage) if marriage in set(MarriageLine) else MarriageLine.SINGLE,
    )


def change_style(session: Session, style: DrawingStyle) -> None:
    """Draw all genograms of the office in this style from now on."""
    change_setting(session, SETTING, {"dead": str(style.dead), "marriage": str(style.marriage)})


def _of(case_id: int, drawing: str) -> tuple[ColumnElement[bool], ...]:
    return DrawingPlace.case_id == case_id, DrawingPlace.drawing == drawing
