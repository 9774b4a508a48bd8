"""W0 to W10 of ux.md, key by key in the real window, within their limits and as docs/workflows.md tells them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from benchmarks.bulk_store import open_filled
from benchmarks.invented import RARE_SURNAME
from benchmarks.programs import PASSPHRASE
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import give_key
from tests.end_to_end import ending, meeting, workflows, writing
from tests.end_to_end.clerk import Clerk, Tally
from tests.end_to_end.limits import LIMITS, over_limit, told_row
from tests.end_to_end.offices import make_office_with_referral
from tests.end_to_end.opening import unlock
from tests.end_to_end.workplace import WorkPlace

CASES = 2_000
DOC = Path(__file__).parents[2] / "docs" / "workflows.md"
FOUND = "W0 探す"
STEPS = (
    workflows.a_referral_is_received,
    workflows.a_family_is_drawn,
    workflows.an_ecomap_is_drawn,
    workflows.an_assessment_is_ticked,
    workflows.a_meeting_is_prepared,
    meeting.everybody_at_the_board_gets_a_row_and_a_role,
    workflows.a_plan_is_made,
    writing.an_everyday_note_takes_a_shortcut_one_key_the_words_and_a_shortcut,
    workflows.it_is_looked_at_again,
    ending.a_case_is_closed_in_three_actions,
    ending.it_is_reopened_in_two_actions_with_the_earlier_period_in_view,
)


def told_rows() -> list[str]:
    """The rows of the table in the document."""
    return [line for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("| W")]


def check(tallies: Mapping[str, Tally]) -> None:
    """Within the limits, and told as counted."""
    assert over_limit(tallies) == []
    untold = [row for row in (told_row(work, tally) for work, tally in tallies.items()) if row not in told_rows()]
    assert untold == [], "docs/workflows.md does not tell what was counted:\n" + "\n".join(untold)


def test_a_household_is_found_among_two_thousand(clerk: Clerk, place: WorkPlace, qtbot: QtBot) -> None:
    store = open_filled(place.papers, CASES)
    with store.transaction() as session:
        give_key(session, 1, store.slot_id)
    place.folder = store.folder.path
    store.close()
    unlock(clerk, place, PASSPHRASE)
    with clerk.counting(FOUND):
        writing.open_by(clerk, "ぬえ")
    assert f"{RARE_SURNAME}世帯" in clerk.shown()
    place.check()
    check(clerk.tallies)


@pytest.mark.qt_log_ignore(r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True)  # menus
def test_everyday_work_stays_within_its_keys(clerk: Clerk, place: WorkPlace, qtbot: QtBot) -> None:
    make_office_with_referral(place.folder)
    unlock(clerk, place)
    place.window().desk.act(workflows.prepare)
    for step in STEPS:
        step(clerk, place)
        place.check()
    print("\n" + "\n".join(told_row(work, tally) for work, tally in clerk.tallies.items()))
    assert clerk.tallies.keys() == LIMITS.keys() - {FOUND}
    check(clerk.tallies)


def test_the_document_tells_each_piece_of_work_once() -> None:
    assert [row.split("|")[1].strip() for row in told_rows()] == [*LIMITS]
