"""What is done to the chosen part, and the words when it cannot be done."""

import pytest

from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Kind
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.ui.forms.outline import HIDDEN, OWN, SHEET, Part, name_of, outline_rows, part_named
from hokatsu_desktop.ui.forms.outline_acts import added, hidden_turned, is_hidden, moved, removed, still_there

PLAN = load_sheet("support_plan")
RECEPTION = load_sheet("reception")
WISH = Part("aim", "wish")


def test_the_outline_names_everything_from_top_to_bottom() -> None:
    rows = outline_rows(PLAN)
    assert rows[0].target == SHEET
    assert len(rows) == 1 + len(PLAN.sections) + len(PLAN.blanks)
    assert all(row.spoken for row in rows)


def test_a_part_is_named_for_coming_back_to_it() -> None:
    for part in (SHEET, Part("aim"), WISH):
        assert part_named(name_of(part)) == part


def test_a_moved_blank_is_chosen_in_its_new_section() -> None:
    sheet, part = moved(PLAN, Part("head", "case_title"), 1)
    assert part == Part("aim", "case_title")
    assert sheet.sections != PLAN.sections


def test_a_hidden_blank_and_all_of_a_hidden_section_are_marked() -> None:
    sheet, part = hidden_turned(PLAN, WISH)
    assert is_hidden(sheet, part)
    assert [row.tag for row in outline_rows(sheet) if row.target == WISH] == [HIDDEN]
    shown, _ = hidden_turned(sheet, part)
    assert shown == PLAN
    sheet, _ = hidden_turned(PLAN, Part("use"))
    assert {row.tag for row in outline_rows(sheet) if isinstance(row.target, Part) and row.target.section == "use"} == {
        HIDDEN
    }


def test_a_new_blank_is_chosen_and_the_one_beside_it_after_removing_it() -> None:
    sheet, part = added(PLAN, WISH, Kind.DATE)
    assert [row.tag for row in outline_rows(sheet) if row.target == part] == [OWN]
    again, beside = removed(sheet, part)
    assert (again, beside) == (PLAN, WISH)
    last, at_end = added(PLAN, SHEET, Kind.TEXT)
    assert last.blanks[-1].key == at_end.blank


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: moved(PLAN, SHEET, 1), "選んでください"),
        (lambda: hidden_turned(PLAN, SHEET), "選んでください"),
        (lambda: removed(PLAN, Part("aim")), "選んでください"),
        (lambda: moved(PLAN, Part("head", "plan_number"), -1), "これより先には"),
        (lambda: moved(PLAN, Part("head"), -1), "これより先には"),
        (lambda: moved(RECEPTION, Part("consent", "consent_state"), 1), "一つだけ"),
        (lambda: removed(PLAN, WISH), "標準の欄は消せません"),
        (lambda: hidden_turned(RECEPTION, Part("who", "person_name")), "受付に要る"),
        (lambda: hidden_turned(RECEPTION, Part("who")), "受付に要る"),
    ],
)
def test_what_is_not_possible_is_said(act: object, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        act()  # type: ignore[operator]
    assert words in refusal.value.words


def test_a_part_that_is_gone_gives_the_whole_sheet() -> None:
    assert still_there(PLAN, Part("aim", "own_1")) == SHEET
    assert still_there(PLAN, Part("nowhere")) == SHEET
    assert still_there(PLAN, Part("head", "wish")) == WISH
