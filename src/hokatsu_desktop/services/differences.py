"""What was done in one of two copies of a store since their ways parted, case by case, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, ChangeEntry, Staff
from hokatsu_desktop.services.case_history import CaseAct, history_of_case
from hokatsu_desktop.services.case_rows import acts_of_cases
from hokatsu_desktop.services.case_views import OPENED
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.row_values import number_of
from hokatsu_desktop.sheets.answers import Row

OURS, PACKAGE, BACKUP = "このパソコンの台帳", "パッケージ", "控え"


@dataclass(frozen=True)
class CaseDifference:
    """A case, and what was done on it, the newest first."""

    number: str
    title: str
    acts: tuple[CaseAct, ...]
    case_id: int | None = None  # in the copy that was read; None for acts on nothing of a case


@dataclass(frozen=True)
class Differences:
    """What only one copy has: links of its log, the cases they are about, and acts on nothing of a case."""

    links: int
    cases: tuple[CaseDifference, ...]
    others: tuple[CaseAct, ...]


def differences_after(session: Session, link: int, at_each: Callable[[], None] = lambda: None) -> Differences:
    """What was done behind a link of the log; cases that are closed to whoever asks are not among it.

    `at_each` is called before each case; what it raises ends the search.
    """
    links = session.scalar(select(func.count()).select_from(ChangeEntry).where(ChangeEntry.id > link)) or 0
    touched = acts_of_cases(link).subquery()
    pairs = {(row.act_number, row.case_id) for row in session.execute(select(touched.c.act_number, touched.c.case_id))}
    cases = session.scalars(
        select(Case).where(Case.id.in_({case_id for _number, case_id in pairs})).order_by(Case.received_on, Case.id)
    ).all()
    first = session.scalar(select(func.min(ChangeEntry.act_number)).where(ChangeEntry.id > link)) or 0
    found = tuple(_case_difference(session, case, first, at_each) for case in cases)
    told = {act.number for case in found for act in case.acts}
    return Differences(links, found, _others(session, link, told | {number for number, _case_id in pairs}))


def difference_rows(ours: Differences, theirs: Differences, their_name: str = PACKAGE) -> list[Row]:
    """Both sides as rows of the printed list, so that what is lacking can be typed in by hand and ticked."""
    return [
        {
            "side": side,
            "case": f"{case.number}\n{case.title}",
            "when": f"{short(act.at.date())} {act.at:%H:%M}\n{act.by}",
            "what": "\n".join(
                (
                    act.title,
                    *(f"{one.label}：{one.before or '（なし）'}→{one.after or '（なし）'}" for one in act.changes),
                )
            ),
            "done": "",
        }
        for side, found in ((OURS, ours), (their_name, theirs))
        for case in (*found.cases, CaseDifference("", "ケースのほか", found.others))
        for act in reversed(case.acts)
    ]


def _case_difference(session: Session, case: Case, first: int, at_each: Callable[[], None]) -> CaseDifference:
    at_each()
    return CaseDifference(number_of(case), case.title, _acts_since(session, case.id, first), case.id)


def _acts_since(session: Session, case_id: int, first: int) -> tuple[CaseAct, ...]:
    acts: list[CaseAct] = []
    before: int | None = None
    while True:
        history = history_of_case(session, case_id, before=before)
        acts += [act for act in history.acts if act.number >= first]
        if not history.has_older or history.acts[-1].number < first:
            return tuple(acts)
        before = history.acts[-1].number


def _others(session: Session, link: int, of_cases: set[int]) -> tuple[CaseAct, ...]:
    staff = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    rows = session.execute(
        select(
            ChangeEntry.act_number,
            func.min(ChangeEntry.title).label("title"),
            func.min(ChangeEntry.staff_id).label("staff_id"),
            func.min(ChangeEntry.happened_at).label("at"),
        )
        .where(ChangeEntry.id > link, ChangeEntry.act != OPENED, ChangeEntry.act_number.not_in(of_cases))
        .group_by(ChangeEntry.act_number)
        .order_by(ChangeEntry.act_number.desc())
    )
    return tuple(
        CaseAct(row.act_number, row.title, staff.get(row.staff_id or 0, ""), at_office(session, row.at), ())
        for row in rows
    )
