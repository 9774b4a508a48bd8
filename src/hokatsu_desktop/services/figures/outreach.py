"""Counter 12: households that were visited, how often somebody was met, and where it led."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Note, Outreach, OutreachVisit
from hokatsu_desktop.services.figures.figure import Figure, distinct, events
from hokatsu_desktop.services.figures.referrals import agreements
from hokatsu_desktop.services.outreach import FAMILY, MET
from hokatsu_desktop.services.sight import unveiled

HOUSEHOLDS, VISITS = "outreach_households", "outreach_visits"


def outreach_figures(session: Session, year: int) -> list[Figure]:
    """アウトリーチ 対象・延べ訪問・面会・同意・つながり・終結 of the fiscal year that begins in `year`."""
    with unveiled(session):
        begun = {one.case_id: one for one in session.scalars(select(Outreach))}
        visits = session.execute(
            select(OutreachVisit.case_id, OutreachVisit.met, Note.happened_on)
            .join(Note, Note.id == OutreachVisit.note_id)
            .where(Note.is_draft.is_(False))
        ).all()
        agreed = first_agreements(session, {case_id: one.began_on for case_id, one in begun.items()})
    seen = [(day, case_id) for case_id, _met, day in visits]
    earlier = {case_id for case_id, one in begun.items() if one.began_on < date(year, 4, 1)}
    continued = [(day, case_id) for day, case_id in seen if case_id in earlier]
    met = events("outreach_met", "うち本人に会えた", [day for _, met, day in visits if met == MET], year)
    family = events("outreach_family", "うち家族に会えた", [day for _, met, day in visits if met == FAMILY], year)
    connected = [one.connected_on for one in begun.values() if one.connected_on is not None]
    ended = [one.ended_on for one in begun.values() if one.ended_on is not None]
    return [
        events("outreach_begun", "アウトリーチ　新しく始めた世帯", [one.began_on for one in begun.values()], year),
        distinct(HOUSEHOLDS, "アウトリーチ　訪ねた世帯（実数）", seen, year),
        replace(distinct("outreach_continued", "うち前の年度からの世帯", continued, year), part_of=HOUSEHOLDS),
        events(VISITS, "アウトリーチ　延べ訪問", [day for day, _case in seen], year),
        replace(met, part_of=VISITS),
        replace(family, part_of=VISITS),
        events("outreach_agreed", "アウトリーチ　同意に至った世帯", agreed, year),
        events("outreach_connected", "アウトリーチ　つながった世帯", connected, year),
        events("outreach_ended", "アウトリーチ　終えた世帯", ended, year),
    ]


def first_agreements(session: Session, began: Mapping[int, date]) -> list[date]:
    """The day on which somebody of each household first agreed after the outreach to it began."""
    days: dict[int, date] = {}
    for (case_id, _person), spans in agreements(session).items():
        for since, _until in spans:
            if case_id in began and since >= began[case_id]:
                days[case_id] = min(days.get(case_id, since), since)
    return list(days.values())
