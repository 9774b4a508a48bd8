"""The practice town: whole, made up from end to end, the same every time, and written by the services alone."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hokatsu_desktop.japanese.open_days import is_open_day
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import (
    Agency,
    Attendance,
    Base,
    Case,
    CasePeriod,
    CasePerson,
    ChangeEntry,
    CommunityIssue,
    CommunityVoice,
    Contact,
    Decision,
    FilledSheet,
    Handout,
    Meeting,
    MeetingCase,
    MeetingSeries,
    MeetingState,
    Note,
    Office,
    OpenQuestion,
    Person,
    Plan,
    PlanRow,
    Referral,
    ReferralReview,
    Resource,
    Staff,
    Stage,
    SurveyRound,
    Task,
    Training,
    YearBook,
)
from hokatsu_desktop.models.case import OPEN_STAGES
from hokatsu_desktop.services.acts import link_hash
from hokatsu_desktop.services.cases import case_page
from hokatsu_desktop.services.clock import now
from hokatsu_desktop.services.consents import consent_summary
from hokatsu_desktop.services.meetings import cases_of, meetings
from hokatsu_desktop.services.notes import notes_of, small_changes
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.practice_town import build_practice_town
from hokatsu_desktop.services.practice_town.days import CLOSES, JAPAN, OPENS, Days, moment_of
from hokatsu_desktop.services.practice_town.told import TOWN, read_told
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.roles import what_is_missing
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import OpenSheet, open_sheet
from hokatsu_desktop.services.tasks import waiting_tasks
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.sheets.answers import Answer, as_keys, as_marks, as_rows, as_text
from hokatsu_desktop.sheets.check import UNREADABLE, gaps
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Subject
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.load import all_sheets, load_sheet
from hokatsu_desktop.sheets.times import time_template, too_many_cases
from tests.services.conftest import INDEX, Clock

TODAY = date(2026, 11, 23)  # a holiday: the town stands on any day
KEY = b"k" * 32
MOTHER_AND_SON, YOUTH, ALONE = "架空世帯", "仮名世帯", "𠮷見本世帯"
EVERYBODY_HAS = {
    "reception",
    "tsunagi_takashima_a",
    "tsunagi_takashima_b",
    "tsunagi_takashima_c",
    "agenda",
    "action_linkage",
    "support_plan",
}
STAGES = {
    Stage.DRAFT: 2,
    Stage.RECEIVED: 5,
    Stage.ARRANGING: 3,
    Stage.PASSED_ON: 2,
    Stage.SHARED_ONLY: 3,
    Stage.ASSESSING: 3,
    Stage.SUPPORT_MEETING: 3,
    Stage.PLANNING: 1,
    Stage.SUPPORTING: 4,
    Stage.MONITORING: 1,
    Stage.WATCHING: 1,
    Stage.CLOSED: 2,
    Stage.REOPENED: 1,
    Stage.PAUSED: 1,
}


@contextmanager
def empty_store() -> Iterator[tuple[Session, Clock]]:
    """A store without an office, and its clock."""
    clock = Clock()
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"), poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False, info={"chain_key": KEY, "clock": clock}) as session:
        session.execute(text(INDEX))
        session.execute(text("PRAGMA foreign_keys=ON"))
        yield session, clock
    engine.dispose()


@contextmanager
def built(today: date) -> Iterator[Session]:
    """A store with the practice town in it."""
    with empty_store() as (session, clock):

        def set_clock(moment: datetime) -> None:
            clock.moment = moment

        build_practice_town(session, today, set_clock)
        session.commit()
        yield session


@pytest.fixture(scope="module")
def town() -> Iterator[Session]:
    """The town as it stands on TODAY; tests only read it."""
    with built(TODAY) as session:
        yield session


def dump(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, with the index of the search."""
    tables = [*Base.metadata.tables, "search_index_data"]
    return {name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))] for name in tables}


def case_named(session: Session, title: str) -> Case:
    return session.scalars(select(Case).where(Case.title == title)).one()


def opened_sheets(session: Session, condition: Any = True) -> Iterator[OpenSheet]:
    """Every sheet that can be opened for the cases under a condition, whether or not something was kept with it."""
    cases = set(session.scalars(select(Case.id).where(condition)))
    for sheet in all_sheets():
        for subject_id in subjects(session, sheet.subject, cases):
            yield open_sheet(session, sheet.key, subject_id)


def subjects(session: Session, subject: Subject, cases: set[int]) -> list[int]:
    """The ids of the records of one kind that belong to the cases."""
    found = {
        Subject.CASE: select(Case.id).where(Case.id.in_(cases)),
        Subject.CASE_PERSON: select(CasePerson.id).where(CasePerson.case_id.in_(cases)),
        Subject.REFERRAL: select(Referral.id).where(Referral.case_id.in_(cases)),
        Subject.MEETING: select(MeetingCase.meeting_id).where(MeetingCase.case_id.in_(cases)).distinct(),
        Subject.MEETING_CASE: select(MeetingCase.id).where(MeetingCase.case_id.in_(cases)),
        Subject.PLAN: select(Plan.id).where(Plan.case_id.in_(cases)),
        Subject.PERIOD: select(CasePeriod.id).where(CasePeriod.case_id.in_(cases)),
        Subject.NOTE: select(Note.id).where(Note.case_id.in_(cases), Note.is_draft.is_(False)),
        Subject.AGENCY: select(Agency.id),
        Subject.CONTACT: select(Contact.id),
        Subject.ATTENDANCE: select(Attendance.id),
        Subject.HANDOUT: select(Handout.id),
        Subject.REVIEW: select(ReferralReview.id),
        Subject.RESOURCE: select(Resource.id),
        Subject.VOICE: select(CommunityVoice.id),
        Subject.ISSUE: select(CommunityIssue.id),
        Subject.TRAINING: select(Training.id),
        Subject.SURVEY: select(SurveyRound.id),
        Subject.SERIES: select(MeetingSeries.id),
        Subject.YEAR: select(YearBook.id),
        Subject.OFFICE: select(Office.id),
    }[subject]
    return list(session.scalars(found))


# --- what is in it ----------------------------------------------------------------------------------------------------


def test_town_has_every_stage_and_the_promised_numbers(town: Session) -> None:
    assert Counter(town.scalars(select(Case.stage))) == STAGES
    assert sum(STAGES.values()) == 32
    assert town.scalar(select(func.count(Agency.id))) == 13
    assert set(town.scalars(select(func.count(Contact.id)).group_by(Contact.agency_id))) <= {1, 2, 3}
    assert Counter(town.scalars(select(Meeting.state))) == {MeetingState.HELD: 5, MeetingState.PLANNED: 2}
    assert the_office(town).practice


def test_every_received_case_but_the_newest_has_one_to_six_notes_or_is_told_in_full(town: Session) -> None:
    counted = {
        case.title: len(notes_of(town, case.id)) for case in town.scalars(select(Case).where(Case.number.is_not(None)))
    }
    told_in_full = {counted.pop(title) for title in (MOTHER_AND_SON, YOUTH, ALONE)}
    assert min(told_in_full) >= 10
    assert set(counted.values()) <= set(range(1, 7))


def test_directory_tells_what_each_agency_can_and_cannot_do(town: Session) -> None:
    agencies = town.scalars(select(Agency)).all()
    assert [one.name for one in agencies if not (one.can_do and one.cannot_do and one.how_to_connect)] == []
    contacts = town.scalars(select(Contact)).all()
    assert {one.is_member(TODAY) for one in contacts} == {True, False}
    assert any(one.is_member(TODAY) and one.pledged_on is None for one in contacts)


def test_every_heading_of_today_has_something_to_show(town: Session) -> None:
    groups = {group.key: group.rows for group in today_page(town)}
    assert set(groups) == {
        "due",
        "self_check",
        "media",
        "unanswered",
        "untold",
        "handouts",
        "meetings",
        "soon",
        "no_date",
        "silent",
        "alone",
        "drafts",
        "changes",
        "one",
        "reviews",
        "after_closing",
        "confirm",
        "unmet",
    }
    assert {row.mark for row in groups["due"]} == {"overdue", "today"}
    marks = [row.mark for row in groups["due"]]
    assert marks == sorted(marks), "what is overdue stands above what is due today"
    assert "overdue" in {row.mark for row in groups["unanswered"]}
    assert {
        words for words in ("30日を", "60日を", "90日を") if any(words in row.meta for row in groups["silent"])
    } == {
        "30日を",
        "60日を",
        "90日を",
    }


def test_today_says_nothing_twice(town: Session) -> None:
    rows = [row for group in today_page(town) if group.key in ("due", "soon") for row in group.rows]
    tasks = {(row.case_id, row.title) for row in rows if row.kind == "task"}
    case_words = {(row.case_id, row.title.partition("　")[2]) for row in rows if row.kind == "case"}
    assert tasks
    assert case_words
    assert not tasks & case_words


def test_mother_agreed_and_son_did_not_so_a_support_meeting_comes_next(town: Session) -> None:
    case = case_named(town, MOTHER_AND_SON)
    assert consent_summary(town, case.id).words == "架空 ハルさんのみ同意"
    assert len(waiting_tasks(town, case.id)) == 3
    assert len(small_changes(town, case.id)) >= 5
    coming, held = case_page(town, case.id).meetings
    assert (coming.state, coming.basis, held.state) == (MeetingState.PLANNED, "support", MeetingState.HELD)
    assert TODAY < coming.held_on <= TODAY + timedelta(days=7)
    assert all((coming.goal, coming.aim_text, held.goal_carried))
    questions = town.scalars(select(OpenQuestion).where(OpenQuestion.case_id == case.id)).all()
    assert all(one.finder and one.due for one in questions)
    assert {bool(one.found) for one in questions} == {True, False}
    kinds = [(n.facts, n.own_words, n.third_party, n.staff_view, n.small_change) for n in notes_of(town, case.id)]
    assert all(any(texts) for texts in zip(*kinds, strict=True))


def test_youth_without_consent_has_an_outreach_plan_and_a_long_silence(town: Session) -> None:
    case = case_named(town, YOUTH)
    ((_, answer),) = case_page(town, case.id).referrals
    assert answer is not None
    assert answer.replies == ["programmes"]
    assert consent_summary(town, case.id).agreed == ()
    (plan,) = case_page(town, case.id).plans
    assert (plan.uses_outreach, plan.agreed_on) == ("yes", None)
    assert case.last_contact_on is not None
    assert (TODAY - case.last_contact_on).days > 60


def test_man_alone_is_in_his_second_period_with_a_plan_of_its_own(town: Session) -> None:
    case = case_named(town, ALONE)
    page = case_page(town, case.id)
    second, first = page.periods
    assert (second.ordinal, second.closed_on, first.close_reason) == (2, None, "runs_by_itself")
    assert first.closed_on is not None
    assert 150 < (second.opened_on - first.closed_on).days < 200
    assert first.decided_meeting_id in {meeting.id for meeting in page.meetings}
    assert [(plan.kind, plan.decided_on is not None) for plan in page.plans] == [("again", True), ("first", True)]
    assert page.consent.words == "同意あり"


def test_nothing_is_left_to_do_in_cases_that_ended(town: Session) -> None:
    ended = town.scalars(
        select(Task).join(Case, Case.id == Task.case_id).where(Task.done_on.is_(None), Case.stage.not_in(OPEN_STAGES))
    ).all()
    assert [(one.case_id, one.what) for one in ended] == []
    assert town.scalars(select(Case.id).where(Case.stage.not_in(OPEN_STAGES), Case.next_on.is_not(None))).all() == []


def test_search_finds_the_rare_character_by_its_reading_and_its_usual_form(town: Session) -> None:
    case = case_named(town, ALONE)
    for typed in ("よしみほん", "吉見本", "0155001003"):
        assert case.id in {hit.case_id for hit in find(town, typed)}, typed


# --- its meetings -----------------------------------------------------------------------------------------------------


def test_meetings_fall_on_open_days_and_take_no_more_cases_than_fit(town: Session) -> None:
    for meeting in meetings(town):
        assert is_open_day(meeting.held_on)
        assert too_many_cases(time_template(meeting.time_template), len(cases_of(town, meeting.id))) == ""
        assert all((meeting.aims, meeting.goal, meeting.facilitator, meeting.begins_at))


def test_held_meetings_leave_nobody_without_a_role(town: Session) -> None:
    held = [meeting for meeting in meetings(town) if meeting.state == MeetingState.HELD]
    assert {meeting.number: what_is_missing(town, meeting.id) for meeting in held} == {one.number: [] for one in held}
    assert all(meeting.secrecy_read for meeting in held)


# --- its sheets -------------------------------------------------------------------------------------------------------


def test_sheets_of_the_three_households_have_no_gaps(town: Session) -> None:
    """Those every household has, and others that were begun; but for the next date of the meeting still to come."""
    ids = [case_named(town, title).id for title in (MOTHER_AND_SON, YOUTH, ALONE)]
    coming = set(town.scalars(select(Meeting.id).where(Meeting.state == MeetingState.PLANNED)))
    begun = {(filled.sheet_key, filled.subject_id) for filled in town.scalars(select(FilledSheet))}
    found = [
        (opened.sheet.key, opened.subject_id, gap.label)
        for opened in opened_sheets(town, Case.id.in_(ids))
        if opened.sheet.key in EVERYBODY_HAS or (opened.sheet.key, opened.subject_id) in begun
        for gap in gaps(opened.sheet, opened.answers)
    ]
    expected = [
        ("action_linkage", one.id, "次回（モニタリング）")
        for one in town.scalars(
            select(MeetingCase).where(MeetingCase.meeting_id.in_(coming), MeetingCase.case_id.in_(ids))
        )
    ]
    assert found == expected
    assert len(expected) == 1


def test_no_answer_belongs_to_a_blank_that_no_sheet_has(town: Session) -> None:
    for filled in town.scalars(select(FilledSheet)):
        known = {blank.key for blank in load_sheet(filled.sheet_key).blanks}
        assert {key.removesuffix("__other") for key in filled.answers} <= known, filled.sheet_key


def test_every_ticked_value_is_in_its_list(town: Session) -> None:
    for opened in opened_sheets(town):
        for blank in opened.sheet.blanks:
            for where, key in ticked(blank, opened.answers.get(blank.key)):
                values = opened.sheet.choice_list(where).values
                assert key in {value.key for value in values}, (opened.sheet.key, blank.key, key)


def ticked(blank: Blank | Column, answer: Answer | None) -> Iterator[tuple[str, str]]:
    """The lists and the value keys of an answer."""
    match blank.kind:
        case Kind.CHOICE:
            keys = [as_text(answer)]
        case Kind.CHOICES:
            keys = as_keys(answer)
        case Kind.MARKS:
            keys = [as_marks(answer)["most"], *as_marks(answer)["also"]]
        case Kind.ROWS | Kind.PEOPLE if isinstance(blank, Blank):
            for row in as_rows(answer):
                for column in blank.columns:
                    yield from ticked(column, row.get(column.key))
            return
        case _:
            return
    yield from ((blank.list, key) for key in keys if key)


def test_notes_and_decisions_use_the_values_of_their_lists(town: Session) -> None:
    used = {
        "business": {note.business for note in told_notes(town)},
        "contact_mode": {note.mode for note in told_notes(town)},
        "contact_with": {key for note in told_notes(town) for key in note.contact_with},
        "support_kind": {key for note in told_notes(town) for key in note.support_kinds},
        "role": set(town.scalars(select(Decision.role))),
        "agency_kind": set(town.scalars(select(Agency.kind))),
    }
    for name, keys in used.items():
        assert keys - {""} <= {value.key for value in load_list(name).values}, name


def told_notes(session: Session) -> list[Note]:
    """The notes told by the stories; the note of a reception is the program's own."""
    return list(session.scalars(select(Note).where(Note.mode != "")))


def test_every_date_can_be_read(town: Session) -> None:
    births = town.execute(select(Person.birth, Person.died_on)).all()
    dues = [*town.scalars(select(Decision.due)), *town.scalars(select(PlanRow.due))]
    dues += town.scalars(select(OpenQuestion.due))
    for stored in [one for pair in births for one in pair if one]:
        assert PartialDate.from_text(stored).earliest() <= TODAY
    for stored in [one for one in dues if one and not one.startswith(UNREADABLE)]:
        assert PartialDate.from_text(stored).as_date() is not None
    for opened in opened_sheets(town):
        for blank in opened.sheet.blanks:
            if blank.kind is Kind.DATE:
                assert not as_text(opened.answers.get(blank.key)).startswith(UNREADABLE), blank.key


# --- made up, the same every time, by acts alone ----------------------------------------------------------------------


def test_every_name_is_a_made_up_one(town: Session) -> None:
    surnames = set(read_told(TOWN)["surnames"])
    names = {*town.scalars(select(Person.name)), *town.scalars(select(Contact.name)), *town.scalars(select(Staff.name))}
    names |= {*town.scalars(select(Attendance.name)), *town.scalars(select(Referral.from_contact_name))}
    assert sorted(name for name in names - {""} if name.split(" ")[0] not in surnames) == []
    assert "（架空）" in the_office(town).town


def test_every_phone_number_is_one_that_nobody_has(town: Session) -> None:
    numbers = {*town.scalars(select(Person.phone)), *town.scalars(select(Agency.phone))}
    numbers |= {*town.scalars(select(Contact.phone)), *town.scalars(select(Referral.from_phone))}
    assert sorted(number for number in numbers - {""} if not number.startswith("0155-00-")) == []


def test_same_day_gives_the_same_rows(town: Session) -> None:
    with built(TODAY) as again:
        assert dump(again) == dump(town)


def test_chain_of_the_change_log_holds(town: Session) -> None:
    previous = ""
    for entry in town.scalars(select(ChangeEntry).order_by(ChangeEntry.id)):
        assert entry.hash == link_hash(KEY, entry, previous)
        previous = entry.hash


def test_every_act_happened_in_office_hours_one_after_the_other(town: Session) -> None:
    moments = [
        moment.replace(tzinfo=UTC).astimezone(JAPAN)
        for moment in town.scalars(select(ChangeEntry.happened_at).order_by(ChangeEntry.id))
    ]
    assert moments == sorted(moments)
    assert all(is_open_day(moment.date()) for moment in moments)
    assert all(time(9) <= moment.time() <= time(17) for moment in moments)
    assert moments[-1].date() < TODAY
    assert now(town).astimezone(JAPAN) == datetime(2026, 11, 23, 8, 40, tzinfo=JAPAN)


@pytest.mark.parametrize("today", [date(2027, 1, 2), date(2028, 2, 29), date(2027, 4, 5)])
def test_town_stands_on_any_day(today: date) -> None:
    """New Year's, a leap day, the first Monday of a fiscal year."""
    with built(today) as session:
        assert Counter(session.scalars(select(Case.stage))) == STAGES
        assert all(is_open_day(meeting.held_on) for meeting in meetings(session))
        assert {group.key for group in today_page(session)} >= {"due", "unanswered", "meetings", "silent"}


def test_store_with_an_office_is_refused(session: Session, clock: Clock) -> None:
    def set_clock(moment: datetime) -> None:
        clock.moment = moment

    with pytest.raises(Refusal):
        build_practice_town(session, TODAY, set_clock)


# --- its days ---------------------------------------------------------------------------------------------------------


def test_marks_are_open_days_on_their_side_of_today() -> None:
    days = Days(TODAY)  # Monday and a holiday
    assert days.day("@0") == TODAY
    assert days.day("@-1") == date(2026, 11, 20)
    assert days.day("@+1") == date(2026, 11, 24)
    assert days.for_sheet({"a": ["@+5", "かな"], "b": 3}) == {"a": ["2026-11-30", "かな"], "b": 3}
    assert days.for_record({"a": "@+5"}) == {"a": date(2026, 11, 30)}


def test_ages_are_true_today() -> None:
    days = Days(TODAY)
    assert days.birth(82, 5, 3) == "1944-05-03"
    assert days.birth(82, 11, 24) == "1943-11-24"
    assert days.birth(70) == "1956~"


@pytest.mark.parametrize("many", [1, 7, 40])
def test_acts_of_a_day_keep_their_order_in_office_hours(many: int) -> None:
    moments = [moment_of(TODAY, place, many) for place in range(many)]
    assert moments == sorted(moments)
    assert all(OPENS <= one.hour * 60 + one.minute <= CLOSES for one in moments)
