"""Bound answers: every bind leads to an attribute that can hold the answer, and what is written is read back."""

from datetime import UTC, date, datetime, time
from typing import get_args

import pytest

from hokatsu_desktop.models import (
    Agency,
    Answer,
    Case,
    CasePeriod,
    CommunityIssue,
    CommunityVoice,
    Consent,
    ConsentState,
    Contact,
    Handout,
    Household,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingSeries,
    Note,
    Office,
    Person,
    Plan,
    Referral,
    ReferralReview,
    Resource,
    Staff,
    SurveyRound,
    Training,
    YearBook,
)
from hokatsu_desktop.sheets.answers import Marks
from hokatsu_desktop.sheets.binding import ROOTS, ROW_BINDS, SHOWN, attribute_type, read_bound, write_bound
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.load import all_sheets, load_sheet
from tests.sheets.generate import typical

A, B, C, AGENDA, ACTION, PLAN = (
    load_sheet(key)
    for key in (
        "tsunagi_takashima_a",
        "tsunagi_takashima_b",
        "tsunagi_takashima_c",
        "agenda",
        "action_linkage",
        "support_plan",
    )
)
BOUND = [(sheet, blank) for sheet in all_sheets() for blank in sheet.blanks if blank.bind]
DAY = date(2026, 11, 26)

HELD: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.LINES: (str,),
    Kind.DATE: (date, str),
    Kind.CHOICE: (str,),
    Kind.YES_NO: (str, bool),
    Kind.NUMBER: (int,),
}


def a_meeting(basis: MeetingBasis = MeetingBasis.SUPPORT) -> Meeting:
    return Meeting(
        name="さかまる会議", basis=basis, held_on=DAY, fiscal_year=2026, ordinal=5, number="R8-支-05", minutes=90
    )


def records() -> dict[str, object]:
    """One empty record for each root, as the services hand them in."""
    return {
        "agency": Agency(name="水道課"),
        "answer": Answer(referral_id=1),
        "case": Case(household_id=1, principal_id=1),
        "closing_meeting": a_meeting(),
        "consent": Consent(case_id=1, person_id=1),
        "contact": Contact(agency_id=1, name="例山 たかし"),
        "handout": Handout(meeting_id=1, printed_at=datetime(2026, 11, 26, tzinfo=UTC)),
        "household": Household(),
        "issue": CommunityIssue(title="封筒", raised_on=DAY),
        "meeting": a_meeting(),
        "meeting_case": MeetingCase(meeting_id=1, case_id=1),
        "note": Note(case_id=1, happened_on=DAY),
        "office": Office(town="みどり町", department="福祉課"),
        "period": CasePeriod(case_id=1, opened_on=DAY),
        "person": Person(),
        "plan": Plan(case_id=1, number="R8-012-P1"),
        "referral": Referral(case_id=1),
        "review": ReferralReview(held_on=DAY),
        "resource": Resource(name="畑"),
        "series": MeetingSeries(name="さかまる会議"),
        "staff": Staff(name="井上 春"),
        "survey": SurveyRound(name="秋の訪問"),
        "training": Training(title="守秘"),
        "year": YearBook(id=2026),
        "voice": CommunityVoice(kind="wish", words="居場所"),
    }


def name_of(value: object) -> str:
    return value.key if isinstance(value, Sheet | Blank) else ""


@pytest.mark.parametrize(("sheet", "blank"), BOUND, ids=name_of)
def test_every_bind_leads_to_something_that_holds_such_an_answer(sheet: Sheet, blank: Blank) -> None:
    root, _, name = blank.bind.partition(".")
    hint = attribute_type(ROOTS[root], name)
    if blank.bind in ROW_BINDS:
        assert blank.kind in {Kind.ROWS, Kind.PEOPLE}
    elif blank.shown_only:
        assert blank.bind in SHOWN or hint is not None or hasattr(ROOTS[root], name)
    elif blank.kind is Kind.CHOICES:
        assert hint == list[str]
    elif blank.kind is Kind.ROWS:
        assert hint == list[dict[str, str]]
    elif blank.kind is Kind.MARKS:
        assert "dict" in str(hint)
    else:
        assert set(get_args(hint) or (hint,)) & set(HELD[blank.kind])


def test_no_attribute_is_written_from_two_blanks_of_one_sheet() -> None:
    for sheet in all_sheets():
        written = [blank.bind for blank in sheet.blanks if blank.bind and not blank.shown_only]
        assert len(written) == len(set(written))


@pytest.mark.parametrize("sheet", all_sheets(), ids=name_of)
def test_what_is_written_to_the_records_is_read_back(sheet: Sheet) -> None:
    subjects, answers = records(), typical(sheet)
    written = {key for key, answer in answers.items() if write_bound(sheet, key, answer, subjects)}
    found = read_bound(sheet, subjects)
    can_be_written = any(blank.bind and not blank.shown_only for blank in sheet.blanks)
    assert bool(written) is can_be_written
    assert {key: found[key] for key in written} == {key: answers[key] for key in written}


def test_an_answer_without_a_typed_home_belongs_to_the_sheet() -> None:
    subjects = records()
    assert not write_bound(A, "to", "福祉課", subjects)
    assert not write_bound(A, "members", [{"name": "佐藤 ハナ"}], subjects)
    assert not write_bound(A, "case_number", "R8-099", subjects)
    assert not write_bound(AGENDA, "heading", "別の題名", subjects)
    assert not write_bound(A, "no_such_blank", "", subjects)
    assert not write_bound(A, "person_name", "佐藤 ハナ", {})


def test_own_words_go_beside_the_ticks() -> None:
    referral, answer = Referral(case_id=1), Answer(referral_id=1)
    assert write_bound(A, "worries", Marks(most="other", also=["debt"]), {"referral": referral})
    assert write_bound(A, other_key("worries"), "庭の木のこと", {"referral": referral})
    assert write_bound(C, other_key("replies"), "町長に報告します", {"answer": answer})
    assert (referral.worries_other, answer.replies_other) == ("庭の木のこと", "町長に報告します")
    assert read_bound(A, {"referral": referral}) == {
        "worries": {"most": "other", "also": ["debt"]},
        "worries__other": "庭の木のこと",
    }


def test_own_words_without_an_attribute_stay_with_the_sheet() -> None:
    assert not write_bound(B, other_key("wished_replies"), "見守り", {"referral": Referral(case_id=1)})


def test_a_day_becomes_a_date_and_an_emptied_one_is_cleared() -> None:
    referral = Referral(case_id=1)
    assert write_bound(A, "received_on", "2026-11-18", {"referral": referral})
    assert referral.received_on == date(2026, 11, 18)
    assert read_bound(A, {"referral": referral}) == {"received_on": "2026-11-18"}
    assert write_bound(A, "received_on", "", {"referral": referral})
    assert referral.received_on is None


@pytest.mark.parametrize("stored", ["2026-11", "2026-11-18~", "unknown", "?先週"])
def test_a_date_that_is_no_day_stays_with_the_sheet_and_hides_no_older_day(stored: str) -> None:
    referral = Referral(case_id=1, received_on=date(2026, 11, 18))
    assert not write_bound(A, "received_on", stored, {"referral": referral})
    assert referral.received_on is None


def test_a_birth_keeps_whatever_is_known() -> None:
    person = Person()
    assert write_bound(A, "person_birth", "1945~", {"person": person})
    assert person.birth == "1945~"


def test_consent_nobody_has_asked_for_is_neither_yes_nor_no() -> None:
    consent = Consent(case_id=1, person_id=1)
    assert read_bound(A, {"consent": consent}) == {"consent_state": "unconfirmed"}
    consent.state = ConsentState.PARTIAL
    consent.give = True
    found = read_bound(A, {"consent": consent})
    assert (found["consent_give"], found["consent_take"]) == ("yes", "no")


def test_a_word_that_is_neither_yes_nor_no_changes_nothing() -> None:
    consent = Consent(case_id=1, person_id=1, give=True)
    assert not write_bound(A, "consent_give", "たぶん", {"consent": consent})
    assert consent.give
    assert write_bound(A, "consent_give", "", {"consent": consent})
    assert not consent.give


def test_the_agenda_shows_heading_hours_and_the_words_of_the_law() -> None:
    meeting = a_meeting()
    meeting.begins_at = time(10, 30)
    found = read_bound(AGENDA, {"meeting": meeting, "office": Office(town="みどり町", department="福祉課")})
    assert found["heading"] == "令和8年度 第5回 さかまる会議"
    assert found["hours"] == "午前10時30分〜正午"
    assert "第106条の6第5項" in str(found["secrecy"])
    assert "未確認" not in str(found["secrecy"])  # an article that is still to be checked is not read out
    assert str(found["ground_rules"]).startswith("1　")


def test_a_meeting_outside_the_law_threatens_nobody() -> None:
    for basis in set(MeetingBasis) - {MeetingBasis.SUPPORT}:
        words = str(read_bound(AGENDA, {"meeting": a_meeting(basis)})["secrecy"])
        assert "罰金" not in words
        assert "会議の外では話しません" in words


def test_the_offices_own_ground_rules_come_first() -> None:
    office = Office(town="みどり町", department="福祉課", ground_rules="責めない。")
    assert read_bound(AGENDA, {"office": office}) == {"ground_rules": "責めない。"}


def test_the_layered_meeting_keeps_to_the_consent() -> None:
    assert "同意の範囲" in str(read_bound(AGENDA, {"meeting": a_meeting(MeetingBasis.LAYERED)})["secrecy"])


def test_a_note_shows_when_it_was_and_a_case_where_it_stands() -> None:
    note = Note(case_id=1, happened_on=DAY, begins_at=time(13, 30), ends_at=time(14, 0))
    consent = Consent(case_id=1, person_id=1, state=ConsentState.GIVEN, method="signature")
    case = Case(household_id=1, principal_id=1, stage="supporting")
    assert read_bound(load_sheet("note_record"), {"note": note})["hours"] == "午後1時30分〜午後2時"
    assert read_bound(load_sheet("note_record"), {"note": Note(case_id=1, happened_on=DAY)}).get("hours") is None
    found = read_bound(load_sheet("case_handover"), {"case": case, "consent": consent})
    assert (found["stage"], found["consent"]) == ("支援中", "同意あり（署名）")


def test_the_plan_and_the_action_sheet_name_the_meeting() -> None:
    subjects = records()
    assert read_bound(PLAN, subjects)["meeting_on"] == "2026-11-26"
    assert read_bound(ACTION, subjects)["meeting_name"] == "令和8年度 第5回 さかまる会議"
