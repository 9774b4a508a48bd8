"""Every shipped sheet definition."""

from datetime import UTC, datetime

import pytest

from hokatsu_desktop.assets import resource
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.services.referral_presets import PRESETS
from hokatsu_desktop.sheets.definition import Confidential, Kind, Sheet, Subject
from hokatsu_desktop.sheets.grid import COLUMNS, visual_rows
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.load import SHEET_KEYS, TABLE_KINDS, all_sheets, load_sheet
from tests.sheets.generate import typical

SHEETS = all_sheets()
IMPRINT = Imprint(
    "みどり町",
    "福祉課",
    practice=True,
    printed_at=datetime(2026, 11, 23, 11, 42, tzinfo=UTC),
    printed_by="見本",
    head_digits="1234-5678-9012",
)
NARROWEST_LINES = 7  # beside the はい・いいえ it explains
NARROWEST = 3  # a quarter of the line: below that a label and an answer no longer fit side by side
NARROWEST_COLUMN = {"portrait": 2, "landscape": 1}


def key_of(sheet: Sheet) -> str:
    return sheet.key


def test_every_file_is_loaded_and_every_loaded_sheet_is_a_file() -> None:
    assert {path.stem for path in resource("sheets").iterdir()} == set(SHEET_KEYS)


@pytest.mark.parametrize("sheet", SHEETS, ids=key_of)
def test_every_line_of_the_sheet_is_filled_to_its_edge(sheet: Sheet) -> None:
    for section in sheet.sections:
        for row in visual_rows(section.blanks):
            assert sum(blank.width for blank in row) == COLUMNS, [blank.key for blank in row]


@pytest.mark.parametrize("sheet", SHEETS, ids=key_of)
def test_blanks_are_wide_enough_and_tables_and_drawings_take_the_whole_line(sheet: Sheet) -> None:
    for blank in sheet.blanks:
        assert blank.width >= NARROWEST, blank.key
        if blank.kind in TABLE_KINDS | {Kind.DRAWING, Kind.WORDS, Kind.CHOICES, Kind.MARKS}:
            assert blank.width == COLUMNS, blank.key
        if blank.kind is Kind.LINES:
            assert blank.width >= NARROWEST_LINES, blank.key
        assert all(column.width >= NARROWEST_COLUMN[sheet.paper] for column in blank.columns), blank.key


@pytest.mark.parametrize("sheet", SHEETS, ids=key_of)
def test_a_sheet_says_what_it_is_and_why_it_is_so(sheet: Sheet) -> None:
    assert sheet.title
    assert sheet.short_title
    assert len(sheet.why) > 40
    assert sheet.note.endswith("。")
    assert sheet.edition == 0
    assert all(blank.label.strip() for blank in sheet.blanks)
    assert all(section.blanks for section in sheet.sections)


def test_no_two_sheets_share_a_form_number() -> None:
    of_office = [sheet for sheet in SHEETS if sheet.form_number]
    assert {sheet.form_number: sheet.key for sheet in reversed(of_office)} == {
        sheet.form_number: sheet.key for sheet in of_office
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=key_of)
def test_room_is_left_for_handwriting(sheet: Sheet) -> None:
    for blank in sheet.blanks:
        assert blank.lines >= 1
        by_hand = not blank.shown_only and blank.key != "items"  # nobody writes agenda lines by hand
        if blank.kind in TABLE_KINDS and by_hand:
            assert blank.empty_rows >= 1, blank.key


def test_the_subjects_are_as_the_paper_goes() -> None:
    assert {sheet.key: sheet.subject for sheet in SHEETS} == {
        "reception": Subject.REFERRAL,
        "tsunagi_takashima_a": Subject.REFERRAL,
        "tsunagi_takashima_b": Subject.REFERRAL,
        "tsunagi_takashima_c": Subject.REFERRAL,
        "tsunagi_sakai": Subject.REFERRAL,
        "tsunagi_okayama": Subject.REFERRAL,
        "tsunagi_zama": Subject.REFERRAL,
        "reply_note": Subject.REFERRAL,
        "application_consent": Subject.REFERRAL,
        "application_no_consent": Subject.REFERRAL,
        "household_visit": Subject.CASE,
        "relations": Subject.CASE,
        "assessment": Subject.CASE,
        "privacy_rules": Subject.CASE,
        "consent_form": Subject.CASE_PERSON,
        "note_record": Subject.NOTE,
        "invitation": Subject.MEETING,
        "agenda": Subject.MEETING,
        "case_list": Subject.MEETING,
        "attendance": Subject.MEETING,
        "action_linkage": Subject.MEETING_CASE,
        "minutes": Subject.MEETING,
        "minutes_case": Subject.MEETING_CASE,
        "own_copy": Subject.ATTENDANCE,
        "collection": Subject.HANDOUT,
        "previous_decisions": Subject.MEETING_CASE,
        "whiteboard": Subject.MEETING_CASE,
        "support_plan": Subject.PLAN,
        "plan_comparison": Subject.PLAN,
        "participation_plan": Subject.PLAN,
        "outreach_plan": Subject.CASE,
        "evaluation": Subject.PLAN,
        "role_evaluation": Subject.MEETING_CASE,
        "closing_summary": Subject.PERIOD,
        "case_handover": Subject.CASE,
        "handover_book": Subject.OFFICE,
        "note_list": Subject.CASE,
        "agency_sheet": Subject.AGENCY,
        "pledge": Subject.CONTACT,
        "request": Subject.CONTACT,
        "resource_card": Subject.RESOURCE,
        "voice_card": Subject.VOICE,
        "issue_card": Subject.ISSUE,
        "training_record": Subject.TRAINING,
        "survey_round": Subject.SURVEY,
        "meeting_series": Subject.SERIES,
        "series_members": Subject.SERIES,
        "issue_list": Subject.OFFICE,
        "training_list": Subject.OFFICE,
        "directory_booklet": Subject.OFFICE,
        "district_table": Subject.OFFICE,
        "members": Subject.OFFICE,
        "open_cases": Subject.OFFICE,
        "referral_review": Subject.REVIEW,
        "today_list": Subject.OFFICE,
        "looking_back": Subject.OFFICE,
        "takeout_record": Subject.OFFICE,
        "disposal_book": Subject.OFFICE,
        "medium_ledger": Subject.OFFICE,
        "difference_list": Subject.OFFICE,
        "loss_report": Subject.OFFICE,
        "self_check": Subject.OFFICE,
        "year_figures": Subject.YEAR,
        "year_figures_outside": Subject.YEAR,
    }


def test_the_supporters_own_difficulty_stays_out_of_disclosure_prints() -> None:
    supporters = {
        (sheet.key, blank.key)
        for sheet in SHEETS
        for blank in sheet.blanks
        if blank.confidential is Confidential.SUPPORTER
    }
    assert supporters == {
        ("reception", "stuck_on"),
        ("tsunagi_takashima_b", "stuck_on"),
        ("tsunagi_sakai", "stuck_on"),
        ("tsunagi_okayama", "stuck_on"),
        ("tsunagi_zama", "stuck_on"),
        ("application_no_consent", "stuck_on"),
        ("outreach_plan", "supporter_load"),
        ("action_linkage", "stuck_on"),
        ("action_linkage", "supporter_load"),
        ("minutes", "good_changes"),
        ("minutes_case", "stuck_on"),
        ("minutes_case", "supporter_load"),
        ("whiteboard", "stuck_on"),
    }


@pytest.mark.parametrize("key", ["agenda", "invitation", "case_list"])
def test_what_lies_open_has_no_place_for_a_name_of_the_household(key: str) -> None:
    roots = {blank.bind.partition(".")[0] for blank in load_sheet(key).blanks}
    assert not roots & {"person", "household", "case", "referral", "consent"}


def test_the_invitation_takes_nothing_that_was_typed_about_a_case() -> None:
    binds = {blank.bind for blank in load_sheet("invitation").blanks if blank.bind.startswith("meeting.")}
    assert binds == {"meeting.heading", "meeting.when", "meeting.place", "meeting.aim_words"}


def test_the_c_sheet_answers_in_the_six_ways_that_the_b_sheet_asks_for() -> None:
    asked = load_sheet("tsunagi_takashima_b").blank("wished_replies")
    answered = load_sheet("tsunagi_takashima_c").blank("replies")
    assert asked.list == answered.list == "reply"
    assert len(load_list("reply").values) == 6


def test_what_is_written_at_the_meeting_and_who_comes_are_on_the_back() -> None:
    backs = {(sheet.key, section.key) for sheet in SHEETS for section in sheet.sections if section.new_page}
    assert backs >= {("action_linkage", "plan"), ("agenda", "attendees"), ("household_visit", "living")}


def test_a_referral_leaves_room_for_the_receipt_stamp() -> None:
    assert [sheet.key for sheet in SHEETS if sheet.receipt_stamp] == ["tsunagi_takashima_a", "tsunagi_sakai"]


def test_every_town_whose_sheets_may_be_chosen_has_some_and_no_others_do() -> None:
    presets = {value.key for value in PRESETS.values}
    assert {sheet.preset for sheet in SHEETS} - {""} == presets
    assert all(sheet.subject is Subject.REFERRAL for sheet in SHEETS if sheet.preset)


def test_a_referral_of_one_page_stays_on_one_page() -> None:
    """Filled in as on an ordinary day, and empty for handwriting."""
    for key in ("tsunagi_sakai", "tsunagi_okayama", "tsunagi_zama", "application_consent", "application_no_consent"):
        sheet = load_sheet(key)
        for paper in (Paper(sheet, typical(sheet)), Paper(sheet, {}, blank=True)):
            assert print_papers([paper], IMPRINT, title=sheet.title).pages == 1, (key, paper.blank)


def test_an_assessment_takes_four_pages_with_short_answers_and_for_handwriting() -> None:
    sheet = load_sheet("assessment")
    short = {blank.key: typical(sheet)[blank.key] for blank in sheet.blanks if blank.kind in (Kind.CHOICE, Kind.DATE)}
    for paper in (Paper(sheet, short), Paper(sheet, {}, blank=True)):
        assert print_papers([paper], IMPRINT, title=sheet.title).pages == 4


def test_the_issue_is_the_one_thing_an_introduction_asks_for() -> None:
    assert [blank.key for blank in load_sheet("tsunagi_sakai").blanks if blank.required] == ["issue_view"]


def test_lists_of_a_sheets_own_have_the_number_of_topics_of_their_town() -> None:
    assert len(load_sheet("tsunagi_okayama").choice_list("topic_okayama").offered) == 12
    assert len(load_sheet("tsunagi_zama").choice_list("topic").offered) == 15


def test_worries_kept_in_one_towns_words_have_a_label_in_the_others() -> None:
    shipped = {value.key for value in load_list("topic").values}
    assert {value.key for value in load_sheet("tsunagi_zama").choice_list("topic").values} == shipped


def test_every_attendee_row_of_the_action_sheet_has_what_by_when_and_result() -> None:
    columns = load_sheet("action_linkage").blank("decisions").columns
    assert [column.key for column in columns] == ["who", "what", "due", "contact", "result"]
