"""However many cases a store holds, lists and きょう are read off indexes: nothing is walked through or sorted.

How long it takes is measured by the benchmarks; here only the way the database goes is looked at.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Answer, Case, ConsentState, Referral, Stage
from hokatsu_desktop.models.case import DONE_STAGES, ON_SHELF, OPEN_STAGES, Shelf
from hokatsu_desktop.services.called_meetings import case_choices
from hokatsu_desktop.services.cases import Order, Show, case_count, case_list
from hokatsu_desktop.services.consents import consent_summaries, consent_summary, record_consent
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral
from hokatsu_desktop.services.search import find, queries_for
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.today.page import pressing_count, today_page

A_SHEET, C_SHEET = "tsunagi_takashima_a", "tsunagi_takashima_c"

GROWING = ("case", "task", "note", "referral", "meeting", "handout", "handout_copy", "search_entry")

Act = Callable[[Session], object]
LISTS: dict[str, Act] = {
    f"{show} by {order}": partial(case_list, show=show, order=order) for show in Show for order in Order
}
PAGES: dict[str, Act] = {
    "count": case_count,
    "today": today_page,
    "pressing": pressing_count,
    "search": lambda session: find(session, "架空"),
    "cases for a meeting": lambda session: case_choices(session, ""),
}


@contextmanager
def statements(session: Session) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database, with its values."""
    asked: list[tuple[str, Any]] = []

    def note(_link: Connection, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, values))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def ways(session: Session, act: Act) -> list[tuple[str, str]]:
    """What an act asks for, and how the database finds it: each statement with its lines of EXPLAIN QUERY PLAN."""
    with statements(session) as asked:
        act(session)
    raw = session.connection().connection.cursor()
    plans = [raw.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall() for statement, values in asked]
    return [(statement, row[3]) for (statement, _values), plan in zip(asked, plans, strict=True) for row in plan]


def received(session: Session, name: str = "架空 花子") -> Referral:
    referral = begin_referral(session)
    save_sheet(session, A_SHEET, referral.id, {"person_name": name, "from_agency": "水道課"})
    receive_referral(session, referral.id)
    return referral


def waiting(session: Session) -> list[int]:
    groups = {group.key: group.rows for group in today_page(session)}
    return [row.target_id for row in groups.get("unanswered", ())]


@pytest.mark.parametrize("name", [*LISTS, *PAGES])
def test_no_table_that_grows_is_walked_through(session: Session, name: str) -> None:
    received(session)
    for _statement, way in ways(session, {**LISTS, **PAGES}[name]):
        assert not (way.startswith("SCAN") and way.split()[1] in GROWING and " INDEX " not in way), way


@pytest.mark.parametrize("name", [*LISTS, *PAGES])
def test_a_page_comes_in_order_without_sorting_what_is_not_on_it(session: Session, name: str) -> None:
    received(session)
    found = ways(session, {**LISTS, **PAGES}[name])
    assert any("LIMIT" in statement for statement, _way in found) or name == "count"
    assert [way for statement, way in found if "LIMIT" in statement and "TEMP B-TREE" in way] == []


def test_every_stage_stands_on_one_shelf(session: Session) -> None:
    case = session.get_one(Case, received(session).case_id)
    for stage in Stage:
        session.connection().exec_driver_sql('UPDATE "case" SET stage = ? WHERE id = ?', (stage, case.id))
        wanted = Shelf.OPEN if stage in OPEN_STAGES else Shelf.CLOSED if stage in DONE_STAGES else Shelf.DRAFTS
        assert session.scalar(select(ON_SHELF).select_from(Case).where(Case.id == case.id)) == wanted
    session.connection().exec_driver_sql("UPDATE \"case\" SET trashed_at = '2026-11-23 00:00:00'")
    assert session.scalar(select(ON_SHELF).select_from(Case)) == Shelf.TRASH


def test_a_referral_waits_until_it_is_answered_also_through_undo(session: Session) -> None:
    referral = received(session)
    session.commit()
    assert (waiting(session), pressing_count(session)) == ([referral.id], 1)
    save_sheet(session, C_SHEET, referral.id, {"replies": ["share"]})
    assert waiting(session) == [referral.id]
    answer_referral(session, referral.id, on=date(2026, 11, 24))
    assert (referral.answered_on, waiting(session), pressing_count(session)) == (date(2026, 11, 24), [], 0)
    undo(session)
    assert waiting(session) == [referral.id]
    redo(session)
    assert waiting(session) == []


def test_the_day_written_on_the_answer_sheet_counts(session: Session) -> None:
    referral = received(session)
    save_sheet(session, C_SHEET, referral.id, {"answered_on": "2026-11-24"})
    answer = session.scalars(select(Answer).where(Answer.referral_id == referral.id)).one()
    assert answer.answered_on == referral.answered_on == date(2026, 11, 24)
    assert waiting(session) == []
    save_sheet(session, C_SHEET, referral.id, {"answered_on": ""})
    assert waiting(session) == [referral.id]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("0155-00-1234", True),
        ("01550012", True),
        ("０１５５００", True),
        ("55-00-12", True),
        ("0155-001234", True),
        ("00 1234", True),
        ("0155-00-1235", False),
        ("2026-11-02", True),
        ("11-02", True),
        ("12-3", True),
        ("112-3", False),
    ],
)
def test_a_number_is_found_however_it_is_hyphenated(session: Session, typed: str, finds: bool) -> None:
    case_id = received(session).case_id
    write_note(session, case_id, facts="2026-11-02 に電話 0155-00-1234、家賃は12-3号室の分")
    assert bool(find(session, typed)) is finds
    assert len(queries_for("0155-00-1234")) == 1


def test_many_households_are_asked_about_in_two_queries(session: Session) -> None:
    cases = [session.get_one(Case, received(session, name).case_id) for name in ("架空 花子", "例文 太郎", "見本 実")]
    record_consent(session, cases[1].id, cases[1].principal_id, ConsentState.GIVEN)
    with statements(session) as asked:
        found = consent_summaries(session, [case.id for case in cases])
    assert len(asked) == 2
    assert found == {case.id: consent_summary(session, case.id) for case in cases}
    assert [found[case.id].words for case in cases] == ["同意なし・未確認", "同意あり", "同意なし・未確認"]
