"""What a meeting judged moves its case on: a plan is next, or it is arranged anew; closing takes more than that."""

import pytest

from hokatsu_desktop.models import Case, MeetingCase, Stage
from hokatsu_desktop.services.held_meetings import move_on


@pytest.mark.parametrize(
    ("stage", "verdict", "becomes"),
    [
        (Stage.SUPPORT_MEETING, "decided", Stage.PLANNING),
        (Stage.ARRANGING, "amend", Stage.PLANNING),
        (Stage.SUPPORT_MEETING, "not_taken", Stage.ARRANGING),
        (Stage.SUPPORT_MEETING, "continue", Stage.SUPPORT_MEETING),
        (Stage.SUPPORTING, "decided", Stage.SUPPORTING),
        (Stage.SUPPORTING, "not_taken", Stage.SUPPORTING),
        (Stage.SUPPORTING, "close", Stage.SUPPORTING),
        (Stage.SUPPORT_MEETING, "", Stage.SUPPORT_MEETING),
    ],
)
def test_a_judgement_moves_the_case_on(stage: Stage, verdict: str, becomes: Stage) -> None:
    case = Case(household_id=1, principal_id=1, stage=stage)
    move_on(case, MeetingCase(meeting_id=1, case_id=1, verdict=verdict))
    assert case.stage == becomes
