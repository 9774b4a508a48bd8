"""What every maker of PDF is given: single plan sheets, the packet of a meeting for twelve, and long documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.programs.town import open_by_key
from hokatsu_desktop.models import Plan
from hokatsu_desktop.services.cases import Show, case_list
from hokatsu_desktop.services.meetings import meetings_of_case
from hokatsu_desktop.services.papers import Imprint, Paper, Seat, imprint_of, newest_subject, paper_of
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.sheets.load import load_sheet

SINGLE_PLANS = 10
HOUSEHOLDS, COPIES = 4, 12
HUNDRED, THOUSAND = 50, 500  # plan sheets of two pages
PACKET = ("tsunagi_takashima_a", "tsunagi_takashima_b", "action_linkage")


@dataclass(frozen=True)
class Work:
    """Documents to make one after the other; each is made of papers, and printed once for every seat."""

    documents: tuple[tuple[Paper, ...], ...]
    seats: tuple[Seat, ...] = ()


def work_of(town: Path) -> tuple[Mapping[str, Work], Imprint]:
    """All work, from the practice town in that folder."""
    store = open_by_key(town)
    try:
        with store.session() as session:
            return _gathered(session), imprint_of(session)
    finally:
        store.close()


def _gathered(session: Session) -> Mapping[str, Work]:
    plan_id = session.scalars(select(Plan.id).order_by(Plan.id)).first()
    if plan_id is None:
        raise RuntimeError("the town has no plan")
    plan = paper_of(session, "support_plan", plan_id)
    seats = tuple(Seat("社会福祉協議会", f"見本 {number}") for number in range(1, COPIES + 1))
    return {
        "plan": Work(tuple((numbered(plan, number),) for number in range(SINGLE_PLANS))),
        "packet": Work((_packet(session),), seats),
        "hundred": Work((tuple(numbered(plan, number) for number in range(HUNDRED)),)),
        "thousand": Work((tuple(numbered(plan, number) for number in range(THOUSAND)),)),
    }


def numbered(paper: Paper, number: int) -> Paper:
    """The paper with a number of its own in its answers, so that nobody can print the same page twice from memory."""
    return replace(paper, answers={**paper.answers, "case_title": f"見本{number}世帯"}, case_label=f"見本{number}世帯")


def _packet(session: Session) -> tuple[Paper, ...]:
    cases = [line.case_id for line in case_list(session, Show.ALL) if meetings_of_case(session, line.case_id)]
    return tuple(_papers(session, cases[:HOUSEHOLDS]))


def _papers(session: Session, case_ids: Sequence[int]) -> list[Paper]:
    found = []
    for case_id in case_ids:
        for key in PACKET:
            subject: Subject = load_sheet(key).subject
            subject_id = newest_subject(session, subject, case_id)
            if subject_id is not None:
                found.append(paper_of(session, key, subject_id))
    return found
