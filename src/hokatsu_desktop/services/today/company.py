"""Nobody is alone: cases that one supporter carries, and people who carry many at once, as a topic to talk about."""

from datetime import date

from sqlalchemy import ScalarSelect, func, select, union_all
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CaseAgency, Task
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.today.row import MOST, TodayRow
from hokatsu_desktop.services.today.worries import IN_SUPPORT, open_case_rows

MANY = 10  # cases led at once, until the office sets another number
MANY_SETTING = "many_cases"  # within Office.settings
LEAST_MANY, MOST_MANY = 2, 99


def with_one_supporter(session: Session, _on: date) -> list[TodayRow]:
    """Cases in support in which one person or agency has all the roles there are."""
    return open_case_rows(session, Case.stage.in_(IN_SUPPORT), one_supporter())


def one_supporter() -> ScalarSelect[bool]:
    """Whether all roles in the case of the query around (lead, companion, agency, task) are under one name."""
    names = union_all(
        select(Case.lead_supporter.label("name")).where(Case.lead_supporter != "").correlate(Case),
        select(Case.walks_along).where(Case.walks_along != "").correlate(Case),
        select(CaseAgency.agency_name)
        .where(CaseAgency.case_id == Case.id, CaseAgency.until_on.is_(None), CaseAgency.agency_name != "")
        .correlate(Case),
        select(Task.who)
        .where(Task.case_id == Case.id, Task.done_on.is_(None), Task.waits_for_consent.is_(False), Task.who != "")
        .correlate(Case),
    ).subquery()
    return select(func.min(names.c.name) == func.max(names.c.name)).scalar_subquery()


def carrying_many(session: Session, _on: date) -> list[TodayRow]:
    """Those who lead many cases at once, by name: something to talk about, never an order of people."""
    many = many_cases(session)
    query = (
        select(Case.lead_supporter)
        .where(ON_SHELF == Shelf.OPEN, Case.lead_supporter != "")
        .group_by(Case.lead_supporter)
        .having(func.count() >= many)
        .order_by(Case.lead_supporter)
        .limit(MOST)
    )
    words = f"主担当が{many}件以上あります。分け方や手伝い方を、打合せで話してみませんか。"
    return [TodayRow(name, words, "quiet", "lead", 0, None) for name in session.scalars(query)]


def many_cases(session: Session) -> int:
    """How many cases led at once are something to talk about: the office's own number."""
    return int(the_office(session).settings.get(MANY_SETTING, MANY))


def set_many_cases(session: Session, many: int) -> None:
    """Sets that number. Raises Refusal unless it is from LEAST_MANY to MOST_MANY."""
    if not LEAST_MANY <= many <= MOST_MANY:
        raise Refusal(f"件数は、{LEAST_MANY}から{MOST_MANY}までで入れてください。前の件数のままです。")
    change_setting(session, MANY_SETTING, many)


def cases_led_by(session: Session, name: str) -> list[int]:
    """The open cases of which somebody is the 主担当."""
    query = select(Case.id).where(ON_SHELF == Shelf.OPEN, Case.lead_supporter == name)
    return list(session.scalars(query.order_by(Case.received_on, Case.id)))
