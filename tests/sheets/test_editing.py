"""様式を直す as pure functions: parts move, hide and grow, and nothing that an answer hangs on changes."""

import json
from dataclasses import replace

import pytest

from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Sheet
from hokatsu_desktop.sheets.editing import (
    OWN_KINDS,
    add_blank,
    add_column,
    change_blank,
    change_column,
    change_section,
    completed,
    move_blank,
    move_section,
    remove_blank,
    remove_column,
    section_of,
    widen_column,
)
from hokatsu_desktop.sheets.editing_lists import add_value, change_value, lists_of, users_of, with_lists
from hokatsu_desktop.sheets.edition_rules import edition_faults
from hokatsu_desktop.sheets.keys import is_own, wrong_keys
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.load import all_sheets, load_sheet, sheet_from_dict, sheet_to_dict

PLAN = load_sheet("support_plan")
RECEPTION = load_sheet("reception")
EVERY = pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)


def keys(sheet: Sheet) -> list[str]:
    return [blank.key for blank in sheet.blanks]


def test_a_blank_moves_within_its_section() -> None:
    moved = move_blank(PLAN, "kind", -1)
    assert keys(moved)[:2] == ["kind", "plan_number"]
    assert move_blank(moved, "kind", 1) == PLAN


def test_a_blank_moves_over_the_edge_into_the_next_section_and_back() -> None:
    moved = move_blank(PLAN, "case_title", 1)
    assert section_of(moved, "case_title").key == "aim"
    assert section_of(moved, "case_title").blanks[0].key == "case_title"
    assert move_blank(moved, "case_title", -1) == PLAN


@EVERY
def test_moving_every_blank_about_loses_none(sheet: Sheet) -> None:
    moved = sheet
    for key in keys(sheet):
        for step in (1, 1, 1, -1):
            moved = move_blank(moved, key, step)
    assert sorted(keys(moved)) == sorted(keys(sheet))
    assert {blank.key: blank for blank in moved.blanks} == {blank.key: blank for blank in sheet.blanks}
    assert list(edition_faults(moved)) == []


def test_the_ends_of_a_sheet_are_the_end_of_moving() -> None:
    assert move_blank(PLAN, keys(PLAN)[0], -1) == PLAN
    assert move_blank(PLAN, keys(PLAN)[-1], 1) == PLAN
    assert move_section(PLAN, PLAN.sections[0].key, -1) == PLAN
    assert move_section(PLAN, PLAN.sections[-1].key, 1) == PLAN


def test_the_only_blank_of_a_section_does_not_leave_it() -> None:
    only = next(section for section in RECEPTION.sections if len(section.blanks) == 1)
    assert move_blank(RECEPTION, only.blanks[0].key, 1) == RECEPTION


def test_sections_change_places() -> None:
    moved = move_section(PLAN, "use", -1)
    order = [section.key for section in moved.sections]
    assert order.index("use") == order.index("roles") - 1


def test_hidden_blanks_and_sections_stay_in_the_edition_and_are_not_used() -> None:
    sheet = change_section(change_blank(PLAN, "informal", hidden=True), "use", hidden=True)
    assert "informal" in keys(sheet)
    assert "informal" not in keys(sheet.as_used)
    assert "uses_outreach" not in keys(sheet.as_used)
    assert list(edition_faults(sheet)) == []


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_an_own_blank_of_every_kind_is_added_where_it_is_wanted(kind: Kind) -> None:
    sheet, key = add_blank(PLAN, "aim", kind, "見守りの合図", after="wish")
    aim = section_of(sheet, key)
    assert [blank.key for blank in aim.blanks][:2] == ["wish", key]
    assert is_own(key)
    assert wrong_keys([key]) == []
    assert list(edition_faults(sheet)) == []
    assert sheet_from_dict(json.loads(json.dumps(sheet_to_dict(sheet)))) == sheet
    assert remove_blank(sheet, key).sections == PLAN.sections


def test_own_keys_are_never_given_twice() -> None:
    sheet, first = add_blank(PLAN, "aim", Kind.TEXT, "一つ目")
    again, second = add_blank(remove_blank(sheet, first), "aim", Kind.TEXT, "二つ目")
    assert first != second
    assert first not in keys(again)


@EVERY
def test_nothing_of_the_program_is_taken_for_the_offices_own(sheet: Sheet) -> None:
    columns = [column.key for blank in sheet.blanks for column in blank.columns]
    values = [value.key for key in lists_of(sheet) for value in sheet.choice_list(key).values]
    assert [key for key in (*keys(sheet), *columns, *values) if is_own(key)] == []


def test_a_drawing_cannot_be_added() -> None:
    with pytest.raises(ValueError):
        add_blank(PLAN, "aim", Kind.DRAWING, "図")


def test_a_blank_of_the_program_cannot_be_removed() -> None:
    with pytest.raises(ValueError):
        remove_blank(PLAN, "wish")


def test_columns_stay_twelve_wide_together() -> None:
    sheet = PLAN
    for _ in range(20):
        sheet = widen_column(sheet, "rows", "what", 1)
        assert sum(column.width for column in sheet.blank("rows").columns) == 12
    assert [column.width for column in sheet.blank("rows").columns] == [1, 8, 1, 1, 1]
    assert widen_column(sheet, "rows", "who", -1) == sheet
    narrower = widen_column(sheet, "rows", "what", -1).blank("rows").columns
    assert sum(column.width for column in narrower) == 12
    assert narrower[1].width == 7


def test_a_column_is_renamed_and_keeps_its_key() -> None:
    sheet = change_column(PLAN, "rows", "who", label="だれが")
    assert sheet.blank("rows").columns[0] == Column(key="who", label="だれが", width=3)
    assert list(edition_faults(sheet)) == []


def test_columns_of_an_own_table_come_and_go() -> None:
    sheet, key = add_blank(PLAN, "aim", Kind.ROWS, "連絡先")
    sheet, column = add_column(sheet, key, "電話")
    assert [one.label for one in sheet.blank(key).columns] == ["項目", "内容", "備考", "電話"]
    assert list(edition_faults(sheet)) == []
    assert len(remove_column(sheet, key, column).blank(key).columns) == 3
    with pytest.raises(ValueError):
        add_column(PLAN, "rows", "電話")
    with pytest.raises(ValueError):
        remove_column(PLAN, "rows", "who")


def test_own_values_stand_before_the_closing_other() -> None:
    changed, key = add_value(with_lists(PLAN), "plan_kind", "引継ぎ")
    values = changed.choice_list("plan_kind").values
    assert key in {value.key for value in values}
    assert {value.key for value in load_list("plan_kind").values} < {value.key for value in values}
    assert list(edition_faults(changed)) == []
    with_other, added = add_value(*_own_choice())
    labels = [value.label for value in with_other.choice_list(_list_of(with_other)).values]
    assert labels == ["一つ目", "二つ目", "三つ目", "その他"]
    assert is_own(added)


def _own_choice() -> tuple[Sheet, str, str]:
    sheet, key = add_blank(PLAN, "aim", Kind.CHOICE, "合図")
    return sheet, key, "三つ目"


def _list_of(sheet: Sheet) -> str:
    return next(blank.list for blank in sheet.blanks if is_own(blank.key))


def test_values_get_other_labels_or_are_retired_and_keep_their_keys() -> None:
    sheet = change_value(change_value(PLAN, "plan_kind", "first", label="新しく"), "plan_kind", "first", retired=True)
    kinds = sheet.choice_list("plan_kind")
    assert kinds.label_of("first") == "新しく"
    assert "first" not in {value.key for value in kinds.offered}
    assert load_list("plan_kind").label_of("first") != "新しく"
    with pytest.raises(KeyError):
        change_value(PLAN, "plan_kind", "no_such_value", label="新しく")


@EVERY
def test_an_edition_carries_every_list_it_uses(sheet: Sheet) -> None:
    carried = with_lists(sheet)
    assert {own.key for own in carried.lists} == set(lists_of(sheet))
    assert with_lists(carried) == carried
    assert list(edition_faults(carried)) == []


def test_who_chooses_from_a_list_is_known() -> None:
    assert users_of(PLAN, "plan_kind") == ("区分",)


def fault(sheet: Sheet) -> str:
    return next(edition_faults(sheet), "")


def without_blank(sheet: Sheet, key: str) -> Sheet:
    section = section_of(sheet, key)
    return change_section(sheet, section.key, blanks=tuple(one for one in section.blanks if one.key != key))


def with_blank(sheet: Sheet, blank: Blank) -> Sheet:
    return change_section(sheet, "aim", blanks=(*section_of(sheet, "wish").blanks, blank))


FAULTY = {
    "no title": (replace(PLAN, title=" "), "名前が空"),
    "another subject": (replace(PLAN, subject=RECEPTION.subject), "この様式の直しではありません"),
    "a blank of the program is gone": (without_blank(PLAN, "wish"), "プログラムが使う欄です"),
    "bound to something else": (change_blank(PLAN, "wish", bind="plan.issues"), "合いません"),
    "another kind": (change_blank(PLAN, "made_by", kind=Kind.LINES), "合いません"),
    "another class of knowledge": (change_blank(PLAN, "wish", confidential="fact"), "合いません"),
    "a new bound blank": (
        with_blank(PLAN, Blank(key="own_1", label="電話", kind=Kind.TEXT, bind="person.phone")),
        "このプログラムにない欄",
    ),
    "a new drawing": (with_blank(PLAN, Blank(key="own_1", label="図", kind=Kind.DRAWING)), "このプログラムにない欄"),
    "endless lines": (change_blank(PLAN, "wish", lines=10**9), "行数は"),
    "endless rows": (change_blank(PLAN, "rows", empty_rows=10**9), "空の行は"),
    "a book for a label": (change_blank(PLAN, "wish", label="あ" * 10_000), "長すぎる"),
    "name hidden at the reception": (change_blank(RECEPTION, "person_name", hidden=True), "受付に要る"),
    "section with the name hidden": (change_section(RECEPTION, "who", hidden=True), "受付に要る"),
    "everything hidden": (
        replace(PLAN, sections=tuple(replace(one, hidden=True) for one in PLAN.sections)),
        "欄が一つもありません",
    ),
    "a list without a value": (
        change_value(change_value(PLAN, "plan_kind", "first", retired=True), "plan_kind", "first", label=""),
        "言葉のない選択肢",
    ),
    "a list that lost a value": (
        replace(PLAN, lists=(replace(load_list("plan_kind"), values=load_list("plan_kind").values[1:]),)),
        "選択肢が、このプログラムと合いません",
    ),
}


@pytest.mark.parametrize(("sheet", "words"), FAULTY.values(), ids=FAULTY.keys())
def test_what_would_break_records_or_paper_is_said(sheet: Sheet, words: str) -> None:
    assert words in fault(sheet)


@EVERY
def test_an_older_edition_is_completed_with_what_came_later(sheet: Sheet) -> None:
    key = sheet.blanks[-1].key
    older = with_lists(sheet)
    if len(section_of(sheet, key).blanks) > 1:
        older = without_blank(older, key)
    whole = completed(older)
    assert list(edition_faults(whole)) == []
    assert set(keys(whole)) == set(keys(sheet))
    assert keys(whole.as_used) == keys(older)


def test_a_lost_column_and_a_lost_value_come_back() -> None:
    columns = PLAN.blank("rows").columns
    fewer = (replace(columns[0], width=5), *columns[1:4])
    kinds = load_list("plan_kind")
    older = replace(change_blank(PLAN, "rows", columns=fewer), lists=(replace(kinds, values=kinds.values[1:]),))
    whole = completed(older)
    assert {column.key for column in whole.blank("rows").columns} == {column.key for column in columns}
    assert list(edition_faults(whole)) == []
    assert kinds.values[0].key not in {value.key for value in whole.choice_list("plan_kind").offered}
