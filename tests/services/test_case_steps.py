"""The way of a case: one that ends at another desk has its own, and a paused one stands nowhere."""

from datetime import date

import pytest

from hokatsu_desktop.models import Answer, Case, Referral, Stage
from hokatsu_desktop.services.cases import steps_of

DAY = date(2026, 11, 23)


def way(stage: Stage, *, told: bool = False) -> list[tuple[str, str]]:
    case = Case(household_id=1, principal_id=1, stage=stage)
    referral = Referral(case_id=1, received_on=DAY)
    answer = Answer(referral_id=1, answered_on=DAY, told_back_on=DAY if told else None)
    return [(step.title, step.state) for step in steps_of(case, ((referral, answer),), (), ())]


@pytest.mark.parametrize(("stage", "title"), [(Stage.PASSED_ON, "引継ぎ"), (Stage.SHARED_ONLY, "情報共有")])
def test_passed_on_or_shared_leads_to_telling_back_and_not_to_a_meeting(stage: Stage, title: str) -> None:
    begun = [("つなぎ", "done"), ("回答", "done"), (title, "done")]
    assert way(stage) == [*begun, ("つなぎ元へ報告", "now")]
    assert way(stage, told=True) == [*begun, ("つなぎ元へ報告", "done")]


def test_a_paused_case_has_no_step_of_now() -> None:
    assert "now" not in [state for _, state in way(Stage.PAUSED)]


def test_an_arranged_case_stands_before_its_meeting() -> None:
    assert ("会議", "now") in way(Stage.ARRANGING)


def test_a_draft_stands_at_the_referral() -> None:
    case = Case(household_id=1, principal_id=1)
    assert steps_of(case, (), (), ())[0].state == "now"
