"""What is counted of outreach and participation support in a year."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Plan
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.outreach import outreach_figures
from hokatsu_desktop.services.figures.participation import participation_figures
from hokatsu_desktop.services.figures.yearly import GROUPS
from hokatsu_desktop.services.outreach import save_outreach, save_visits, visit_rows
from hokatsu_desktop.services.outreach_steps import save_steps
from hokatsu_desktop.services.participation import save_participation, save_places
from tests.figures.test_referrals import came
from tests.services.conftest import clock, session

__all__ = ["clock", "session"]

MAY, NOVEMBER = 1, 7


def visited(session: Session, year: int = 2026) -> dict[str, Figure]:
    return {one.key: one for one in outreach_figures(session, year)}


def taking_part(session: Session, year: int = 2026) -> dict[str, Figure]:
    return {one.key: one for one in participation_figures(session, year)}


def test_visits_are_counted_each_and_households_once(session: Session) -> None:
    first, second = came(session).case_id, came(session).case_id
    save_steps(session, first, [{"stage": "gathering", "reached": "2026-03-02"}])
    save_visits(
        session,
        first,
        [
            {"day": "2026-03-20", "met": "absent"},
            {"day": "2026-05-01", "met": "met"},
            {"day": "2026-05-20", "met": "family"},
            {"day": "2026-11-02", "met": "met"},
        ],
    )
    save_visits(session, second, [{"day": "2026-11-09", "met": "letter"}])
    found = visited(session)
    told = {key: (one.months[MAY], one.months[NOVEMBER], one.year) for key, one in found.items()}
    assert told == {
        "outreach_begun": (0, 1, 1),
        "outreach_households": (1, 2, 2),
        "outreach_continued": (1, 1, 1),
        "outreach_visits": (2, 2, 4),
        "outreach_met": (1, 1, 2),
        "outreach_family": (1, 0, 1),
        "outreach_agreed": (0, 0, 0),
        "outreach_connected": (0, 0, 0),
        "outreach_ended": (0, 0, 0),
    }
    assert (found["outreach_met"].part_of, visited(session, 2025)["outreach_visits"].year) == ("outreach_visits", 1)
    save_visits(session, first, visit_rows(session, first)[:1])
    assert visited(session)["outreach_visits"].year == 1


def test_agreeing_connecting_and_ending_count_on_their_days(session: Session) -> None:
    referral = came(session)
    came(session)
    save_outreach(session, referral.case_id, connected_on=date(2026, 11, 20), ended_on=date(2026, 11, 23))
    record_consent(session, referral.case_id, session.get_one(Case, referral.case_id).principal_id, ConsentState.GIVEN)
    found = visited(session)
    for key in ("outreach_agreed", "outreach_connected", "outreach_ended"):
        assert (found[key].year, found[key].months[NOVEMBER]) == (1, 1), key


def test_places_settling_and_those_who_help_are_counted(session: Session) -> None:
    first, second = came(session).case_id, came(session).case_id
    save_participation(session, first, likes="将棋")
    save_places(
        session,
        first,
        [
            {"place": "公民館　見本会", "since": "2026-05-01", "settled": "2026-11-02"},
            {"place": "畑", "since": "?春ごろ", "ended": "2026-11-03"},
        ],
    )
    save_places(session, second, [{"place": "公民館 見本会", "since": "2026-11-05"}])
    with act(session, "test", "ためし"):
        plan = Plan(case_id=first, number="R8-001-P1", made_on=date(2026, 11, 1))
        plan.uses_participation, plan.decided_on = "yes", date(2026, 11, 2)
        session.add(plan)
    told = {key: (one.months[MAY], one.months[NOVEMBER], one.year) for key, one in taking_part(session).items()}
    assert told == {
        "participation_begun": (0, 2, 2),
        "participation_plans": (0, 1, 1),
        "participation_places": (1, 1, 2),
        "participation_settled": (0, 1, 1),
        "participation_helpers": (1, 1, 1),
        "participation_ended": (0, 1, 1),
    }


def test_they_stand_in_the_year_as_numbers_of_people(session: Session) -> None:
    assert {group.key for group in GROUPS if group.of_people} >= {"outreach", "participation"}
