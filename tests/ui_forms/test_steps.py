"""Steps of editing without any screen."""

from dataclasses import replace

from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.ui.forms.steps import Steps

PLAN = load_sheet("support_plan")


def test_typing_in_one_field_is_one_step() -> None:
    steps = Steps(PLAN)
    for title in ("支", "支援", "支援の紙"):
        assert steps.take(replace(PLAN, title=title), "title")
    assert steps.back()
    assert steps.sheet == PLAN
    assert steps.forward()
    assert steps.sheet.title == "支援の紙"


def test_another_field_or_a_pause_begins_a_new_step() -> None:
    steps = Steps(PLAN)
    steps.take(replace(steps.sheet, title="一"), "title")
    steps.take(replace(steps.sheet, note="小"), "note")
    steps.end_name()
    steps.take(replace(steps.sheet, note="小さな"), "note")
    titles = []
    while steps.back():
        titles.append((steps.sheet.title, steps.sheet.note))
    assert titles == [("一", "小"), ("一", PLAN.note), (PLAN.title, PLAN.note)]


def test_what_changes_nothing_is_no_step() -> None:
    steps = Steps(PLAN)
    assert not steps.take(PLAN, "title")
    assert not steps.back()
    assert not steps.forward()


def test_a_new_step_ends_what_could_be_done_again() -> None:
    steps = Steps(PLAN)
    steps.take(replace(PLAN, title="一"))
    steps.back()
    steps.take(replace(PLAN, title="二"))
    assert not steps.forward()
    assert steps.sheet.title == "二"
