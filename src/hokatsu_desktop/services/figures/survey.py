"""Counter 15: households visited in survey rounds, worrying ones, and those passed on to a meeting or a referral."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import SurveyVisit
from hokatsu_desktop.services.figures.figure import Figure, events
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.services.survey_rows import AWAY, SEEN
from hokatsu_desktop.services.tasks import split_due

VISITED = "survey_visited"


def survey_figures(session: Session, year: int) -> list[Figure]:
    """世帯訪問調査 訪問世帯・気になる世帯・会議などへの報告 of the fiscal year that begins in `year`.

    A household counts on the day of its visit; one without a day is not counted.
    """
    with unveiled(session):
        visits = session.scalars(select(SurveyVisit).where(SurveyVisit.met.in_(SEEN | AWAY))).all()
        reported = session.scalars(select(SurveyVisit.reported_on).where(SurveyVisit.reported_on.is_not(None))).all()
    dated = [(day, one) for one in visits if (day := split_due(one.day)[0]) is not None]
    met = events("survey_met", "うち会えた世帯", [day for day, one in dated if one.met in SEEN], year)
    worrying = events("survey_worrying", "うち気になる世帯", [day for day, one in dated if one.worrying == "yes"], year)
    return [
        events(VISITED, "世帯訪問調査　訪ねた世帯", [day for day, _one in dated], year),
        replace(met, part_of=VISITED),
        replace(worrying, part_of=VISITED),
        events("survey_reported", "世帯訪問調査　つなぎ・会議に報告した世帯", [day for day in reported if day], year),
    ]
