"""The lines of a round of household visits, and how far each district is, as rows of its sheet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, SurveyRound, SurveyVisit
from hokatsu_desktop.services.row_matching import ID, matched
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.sheets.answers import Row

SEEN = frozenset({"met", "family", "voice", "declined"})  # of the list visit_met: somebody was there
AWAY = frozenset({"letter", "absent"})
TYPED = ("district", "household", "day", "who", "met", "noticed", "worrying", "case_number")


def visits_of(session: Session, round_id: int) -> list[SurveyVisit]:
    """The households of a round in their order."""
    query = select(SurveyVisit).where(SurveyVisit.round_id == round_id)
    return list(session.scalars(query.order_by(SurveyVisit.position, SurveyVisit.id)))


def visit_rows(session: Session, round_id: int) -> list[Row]:
    """The households of a round as rows, with the day on which a worrying one was passed on."""
    return [
        {
            ID: str(one.id),
            **{name: getattr(one, name) for name in TYPED},
            "reported_on": day_text(one.reported_on),
        }
        for one in visits_of(session, round_id)
    ]


def write_visits(session: Session, round_id: int, rows: Sequence[Row]) -> None:
    """Make the households of a round equal to `rows`, within an act."""
    known = {str(one.id): one for one in visits_of(session, round_id)}
    for position, (row, found) in enumerate(zip(rows, matched(rows, known), strict=True)):
        visit = known.pop(str(found.id), found) if found is not None else new_visit(session, round_id)
        put_visit(session, visit, row)
        visit.position = position
    for gone in known.values():
        session.delete(gone)
    session.flush()


def new_visit(session: Session, round_id: int) -> SurveyVisit:
    """A line without words yet."""
    visit = SurveyVisit(round_id=round_id)
    session.add(visit)
    return visit


def put_visit(session: Session, visit: SurveyVisit, row: Row) -> None:
    """Write one line; the number of a case, once it is another, says to which case the household belongs."""
    number = row.get("case_number", visit.case_number)
    if number != visit.case_number:
        visit.case_id = session.scalar(select(Case.id).where(Case.number == number.strip())) if number else None
    for name in TYPED:
        if row.get(name, getattr(visit, name)) != getattr(visit, name):
            setattr(visit, name, row[name])


def district_rows(session: Session, survey: SurveyRound) -> list[Row]:
    """How many households of each district were met, away, or are still to be visited, in the order of the lines."""
    counts: dict[str, dict[str, int]] = {}
    for one in visits_of(session, survey.id):
        counted = counts.setdefault(
            one.district.strip() or "（地区なし）", {"seen": 0, "away": 0, "open": 0, "worrying": 0}
        )
        counted["seen" if one.met in SEEN else "away" if one.met in AWAY else "open"] += 1
        counted["worrying"] += one.worrying == "yes"
    return [
        {"district": name, **{key: str(number) for key, number in counted.items()}} for name, counted in counts.items()
    ]
