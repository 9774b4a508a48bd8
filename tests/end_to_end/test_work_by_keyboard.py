"""One household from the first start to a store opened again: the real window, driven by keys and input method alone."""

import pytest
from pytestqt.qtbot import QtBot

from tests.end_to_end import ending, meeting, opening, receiving, writing
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import WorkPlace

STEPS = (
    opening.first_start_asks_five_things_and_opens_today,
    receiving.a_referral_is_stored_as_it_is_typed,
    receiving.three_facts_are_enough_and_dates_may_be_vague,
    receiving.similar_people_are_shown_beside_and_stop_nobody,
    receiving.the_sheets_of_the_referral_print,
    receiving.the_answer_prints_and_leaves_today,
    meeting.a_meeting_without_consent_is_refused_and_another_one_offered,
    meeting.guests_become_members_one_key_each,
    meeting.the_packet_prints,
    meeting.everybody_at_the_board_gets_a_row_and_a_role,
    meeting.the_plan_takes_everything_over_and_prints_two_pages,
    writing.a_note_from_anywhere_keeps_four_kinds_of_knowledge_apart,
    writing.an_everyday_note_takes_a_shortcut_one_key_the_words_and_a_shortcut,
    writing.anybody_is_found_by_any_part_in_any_width,
    ending.a_case_is_closed_in_three_actions,
    ending.it_is_reopened_in_two_actions_with_the_earlier_period_in_view,
    opening.lock_gives_back_what_was_typed_at_the_same_place,
)


@pytest.mark.qt_log_ignore(r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True)  # menus
def test_a_household_is_led_by_keyboard_alone_and_everything_is_there_afterwards(
    clerk: Clerk, place: WorkPlace, qtbot: QtBot
) -> None:
    for step in STEPS:
        step(clerk, place)
        place.check()
    place.end()
    place.check()
