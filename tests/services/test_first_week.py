"""引き継いだはじめの1週間: what it shows, for how long, and that it can be closed and brought back."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, CaseAgency
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.handover import accept_handover, begin_handover, case_was_read, newest_handover
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.media import register_medium
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.today.first_week import _names_month, end_first_week, first_week_rows
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.services.veils import hide_case
from tests.services.second_person import agreed
from tests.services.test_growth import received
from tests.services.test_handover import PACKAGE, PLAN
from tests.services.test_veils import working

TODAY = date(2026, 11, 23)


@pytest.fixture
def case_id(session: Session) -> int:
    """One household, with a promise and an agency, before the handover was accepted."""
    register_medium(session, "U-3")
    made = received(session, "架空 ハナ").case_id
    change_case(session, made, next_on=date(2026, 12, 1))
    add_task(session, "年金の書類をそろえる", case_id=made, due_on=date(2026, 11, 30))
    with act(session, "test", "機関を足す"):
        agency = Agency(name="架空の社協", phone="000-111-2222")
        session.add(agency)
        session.flush()
        session.add(CaseAgency(case_id=made, agency_id=agency.id, agency_name=agency.name))
    calendar = [{"month": "11月", "what": "実績の中間報告"}, {"month": "6月", "what": "交付申請"}]
    save_sheet(session, "handover_book", the_office(session).id, {"calendar": calendar})
    return made


def accept(session: Session, case_id: int) -> None:
    """Handed over and accepted today."""
    plan = PLAN.__class__(**{**vars(PLAN), "case_ids": (case_id,)})
    begin_handover(session, plan, PACKAGE, agreed(session))
    accept_handover(session, "後任 花子", "slot", PACKAGE)


def test_nothing_before_it_was_accepted(session: Session, case_id: int) -> None:
    assert first_week_rows(session, TODAY) == []
    assert case_id


def test_unread_cases_people_and_the_month(session: Session, case_id: int) -> None:
    accept(session, case_id)
    rows = first_week_rows(session, TODAY)
    titles = [row.title for row in rows]
    assert titles[0].startswith("読む")
    assert "次はR8.12.1" in rows[0].meta
    assert "約束1件（早いものR8.11.30）" in rows[0].meta
    assert any(title.startswith("あいさつする　架空の社協") for title in titles)
    assert any("000-111-2222" in row.meta for row in rows)
    assert [row.meta for row in rows if row.title == "11月の仕事"] == ["実績の中間報告"]
    assert today_page(session)[0].key == "first_week"
    handover = newest_handover(session)
    assert handover is not None
    case_was_read(session, handover.id, case_id, is_read=True)
    assert not any(row.title.startswith("読む") for row in first_week_rows(session, TODAY))


def test_a_case_closed_to_the_successor_is_neither_read_nor_counted(session: Session, case_id: int) -> None:
    accept(session, case_id)
    colleague = join_office(session, "見本 ひろし").id
    hide_case(session, case_id, colleague, "いとこ")
    with working(session, colleague):
        assert [row.title for row in first_week_rows(session, TODAY)] == ["11月の仕事"]


@pytest.mark.parametrize(("days", "shown"), [(0, True), (6, True), (7, False), (400, False), (-1, False)])
def test_it_ends_by_itself(session: Session, case_id: int, days: int, shown: bool) -> None:
    accept(session, case_id)
    assert bool(first_week_rows(session, TODAY + timedelta(days=days))) is shown


def test_closed_on_demand_and_brought_back_by_undo(session: Session, case_id: int) -> None:
    accept(session, case_id)
    end_first_week(session)
    assert first_week_rows(session, TODAY) == []
    undo(session)
    session.expire_all()
    assert first_week_rows(session, TODAY)


@pytest.mark.parametrize(
    ("words", "month", "named"),
    [
        ("6月", 6, True),
        ("６月", 6, True),
        ("16月", 6, False),
        ("11月", 1, False),
        ("5〜7月", 6, True),
        ("５月～７月", 8, False),
        ("12〜2月", 1, True),
        ("12〜2月", 6, False),
        ("4月、10月", 10, True),
        ("毎月", 3, True),
        ("", 3, False),
    ],
)
def test_the_months_people_write(words: str, month: int, named: bool) -> None:
    assert _names_month(words, month) is named
