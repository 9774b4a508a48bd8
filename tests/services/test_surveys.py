"""Rounds of household visits: lines, districts, worrying households passed on, and what is hidden."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, MeetingBasis, MeetingCase, Person, Referral, SurveyRound, SurveyVisit
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.figures.survey import survey_figures
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting
from hokatsu_desktop.services.referrals import receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.survey_rows import visits_of
from hokatsu_desktop.services.surveys import add_round, report_worrying, rounds, worrying
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.sheets.answers import Row, as_rows
from tests.figures.test_referrals import came

SHEET = "survey_round"
BRIDGE: Row = {
    "district": "川べり",
    "household": "橋のたもとの家",
    "day": "2026-11-02",
    "who": "民生委員",
    "met": "voice",
    "noticed": "新聞がたまっていた",
    "worrying": "yes",
}


def a_round(session: Session, *rows: Row) -> SurveyRound:
    survey = add_round(session, "秋の訪問")
    save_sheet(session, SHEET, survey.id, {"visits": list(rows)})
    return survey


def shown(session: Session, survey: SurveyRound, blank: str = "visits") -> list[Row]:
    return as_rows(open_sheet(session, SHEET, survey.id).answers[blank])


def the_visit(session: Session) -> SurveyVisit:
    return session.scalars(select(SurveyVisit)).one()


def planned(session: Session) -> int:
    other = came(session).case_id
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 12, 10), case_ids=(other,), time_template="90_2")
    return call_meeting(session, call).id


def test_a_round_needs_a_name_and_the_newest_comes_first(session: Session) -> None:
    with pytest.raises(Refusal):
        add_round(session, " 　")
    older = a_round(session)
    save_sheet(session, SHEET, older.id, {"period_from": "2025-10-01"})
    newer = add_round(session, " 春の訪問 ")
    assert [one.name for one in rounds(session)] == ["春の訪問", "秋の訪問"]
    assert [(hit.kind, hit.target_id) for hit in find(session, "春の訪問")] == [("survey", newer.id)]


def test_lines_stay_the_same_lines_when_moved_written_and_taken_out(session: Session) -> None:
    survey = a_round(session, BRIDGE, {"household": "坂の上"}, {"household": "角の家"})
    bridge, hill, corner = shown(session, survey)
    ids = [one.id for one in visits_of(session, survey.id)]
    save_sheet(session, SHEET, survey.id, {"visits": [corner | {"day": "?秋ごろ"}, bridge]})
    kept = visits_of(session, survey.id)
    assert [(one.id, one.household, one.day) for one in kept] == [
        (ids[2], "角の家", "?秋ごろ"),
        (ids[0], "橋のたもとの家", "2026-11-02"),
    ]
    undo(session)
    assert [one.household for one in visits_of(session, survey.id)] == ["橋のたもとの家", "坂の上", "角の家"]
    assert hill["household"] == "坂の上"


def test_every_district_says_how_far_it_is(session: Session) -> None:
    survey = a_round(session, BRIDGE, {"district": "坂", "met": "absent"}, {"district": "坂"}, {"met": "declined"})
    assert shown(session, survey, "districts") == [
        {"district": "川べり", "seen": "1", "away": "0", "open": "0", "worrying": "1"},
        {"district": "坂", "seen": "0", "away": "1", "open": "1", "worrying": "0"},
        {"district": "（地区なし）", "seen": "1", "away": "0", "open": "0", "worrying": "0"},
    ]


def test_a_worrying_household_becomes_a_draft_with_what_was_seen(session: Session) -> None:
    survey = a_round(session, BRIDGE, {"household": "坂の上", "worrying": "no"})
    (visit,) = worrying(session, survey.id)
    reported = report_worrying(session, visit.id)
    referral = session.scalars(select(Referral)).one()
    person = session.get_one(Person, session.get_one(Case, reported.case_id).principal_id)
    assert (person.called, person.district) == ("橋のたもとの家", "川べり")
    assert (referral.from_agency_name, referral.from_contact_name) == ("世帯訪問調査（秋の訪問）", "民生委員")
    assert (referral.stuck_on, referral.received_on) == ("新聞がたまっていた", None)
    assert (visit.case_id, visit.reported_on) == (referral.case_id, date(2026, 11, 23))
    assert worrying(session, survey.id) == []
    assert shown(session, survey)[0]["reported_on"] == "2026-11-23"
    assert receive_referral(session, referral.id).number
    assert any(one.title == "気になる世帯をつなぐ" for one in history_of_case(session, reported.case_id).acts)


def test_passing_on_is_taken_back_as_a_whole_and_done_again(session: Session) -> None:
    survey = a_round(session, BRIDGE)
    report_worrying(session, the_visit(session).id)
    undo(session)
    assert session.scalars(select(Case.id)).all() == []
    assert [one.case_id for one in worrying(session, survey.id)] == [None]
    redo(session)
    assert the_visit(session).case_id == session.scalars(select(Case.id)).one()


def test_the_line_keeps_its_case_while_it_is_written_on(session: Session) -> None:
    survey = a_round(session, BRIDGE)
    case_id = report_worrying(session, the_visit(session).id).case_id
    save_sheet(
        session, SHEET, survey.id, {"visits": [row | {"noticed": "灯りがついた"} for row in shown(session, survey)]}
    )
    assert (the_visit(session).noticed, the_visit(session).case_id) == ("灯りがついた", case_id)
    assert the_visit(session).reported_on is not None


def test_a_household_that_is_a_case_goes_to_the_next_meeting(session: Session) -> None:
    case = session.get_one(Case, came(session).case_id)
    survey = a_round(session, BRIDGE | {"case_number": case.number or ""})
    visit = the_visit(session)
    assert visit.case_id == case.id
    with pytest.raises(Refusal) as refused:
        report_worrying(session, visit.id)
    assert "会議がまだありません" in refused.value.words
    assert [one.id for one in worrying(session, survey.id)] == [visit.id]


def test_it_is_put_on_the_meeting_once(session: Session) -> None:
    case = session.get_one(Case, came(session).case_id)
    a_round(session, BRIDGE | {"case_number": case.number or ""})
    meeting_id = planned(session)
    reported = report_worrying(session, the_visit(session).id)
    assert (reported.case_id, reported.meeting_id) == (case.id, meeting_id)
    assert session.scalars(select(MeetingCase.case_id)).all().count(case.id) == 1
    with pytest.raises(Refusal):
        report_worrying(session, the_visit(session).id)
    assert session.scalars(select(Case.stage).where(Case.number.is_(None))).all() == []


@pytest.mark.parametrize("typed", ["R99-999", "なし", "１２"])
def test_a_number_that_is_no_case_stays_as_typed(session: Session, typed: str) -> None:
    came(session)
    a_round(session, BRIDGE | {"case_number": typed})
    assert (the_visit(session).case_number, the_visit(session).case_id) == (typed, None)


@pytest.mark.parametrize("change", [{"worrying": ""}, {"worrying": "no"}, {"household": " 　"}])
def test_what_does_not_worry_or_has_no_words_is_not_passed_on(session: Session, change: Row) -> None:
    a_round(session, BRIDGE | change)
    with pytest.raises(Refusal):
        report_worrying(session, the_visit(session).id)
    assert the_visit(session).reported_on is None


def test_a_closed_case_hides_its_line_and_keeps_it(session: Session) -> None:
    colleague = join_office(session, "見本 ひろし").id
    case = session.get_one(Case, came(session).case_id)
    survey = a_round(session, BRIDGE | {"case_number": case.number or ""}, {"household": "坂の上"})
    hide_case(session, case.id, colleague, "いとこ")
    me, session.info["staff_id"] = session.info["staff_id"], colleague
    session.expunge_all()
    seen = shown(session, survey)
    assert [row["household"] for row in seen] == ["坂の上"]
    assert worrying(session, survey.id) == []
    save_sheet(session, SHEET, survey.id, {"visits": [row | {"met": "met"} for row in seen]})
    session.info["staff_id"] = me
    session.expunge_all()
    assert {one.household: one.met for one in visits_of(session, survey.id)} == {
        "橋のたもとの家": "voice",
        "坂の上": "met",
    }
    told = {one.key: one.year for one in survey_figures(session, 2026)}
    assert told["survey_visited"] == 1  # the other line has no day


def test_the_year_counts_visited_met_worrying_and_reported(session: Session) -> None:
    a_round(
        session,
        BRIDGE,
        BRIDGE | {"met": "absent", "worrying": "", "day": "2026-04-01"},
        BRIDGE | {"day": "2026-03-31"},
        BRIDGE | {"day": "?いつか"},
        BRIDGE | {"met": ""},
    )
    first = session.scalars(select(SurveyVisit).order_by(SurveyVisit.position)).first()
    assert first is not None
    report_worrying(session, first.id)
    told = {one.key: one.year for one in survey_figures(session, 2026)}
    assert told == {"survey_visited": 2, "survey_met": 1, "survey_worrying": 1, "survey_reported": 1}
    assert {one.key: one.year for one in survey_figures(session, 2025)}["survey_visited"] == 1
