"""Reading, cleaning and checking the answers of any sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.sheets.answers import (
    Answers,
    Marks,
    answer_from_plain,
    answers_from_json,
    answers_to_json,
    as_keys,
    as_marks,
    as_rows,
    as_text,
    is_filled,
    tidy,
)
from hokatsu_desktop.sheets.check import gaps
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Section, Sheet, Subject
from hokatsu_desktop.sheets.load import all_sheets, load_sheet
from tests.sheets.generate import UNANSWERED, answers_for, empty, overfull, rare_names, typical

SHEETS = st.sampled_from(all_sheets())
FIXED = (empty, typical, overfull, rare_names)
PLAN = load_sheet("support_plan")


def blank_of(kind: Kind, *columns: Column) -> Blank:
    return Blank(key="blank", label="欄", kind=kind, columns=columns)


def sheet_of(*blanks: Blank) -> Sheet:
    section = Section(key="only", title="", blanks=blanks)
    return Sheet(key="one", title="", short_title="", subject=Subject.CASE, sections=(section,))


@given(st.data())
def test_tidying_twice_is_tidying_once(data: st.DataObject) -> None:
    sheet = data.draw(SHEETS)
    once = tidy(sheet, data.draw(answers_for(sheet)))
    assert tidy(sheet, once) == once


@given(st.data())
def test_answers_come_back_from_json(data: st.DataObject) -> None:
    answers = data.draw(answers_for(data.draw(SHEETS)))
    assert answers_from_json(answers_to_json(answers)) == answers


@given(st.data())
def test_tidying_keeps_what_is_filled_and_only_that(data: st.DataObject) -> None:
    sheet = data.draw(SHEETS)
    answers = data.draw(answers_for(sheet))
    tidied = tidy(sheet, answers)
    for blank in sheet.blanks:
        assert (blank.key in tidied) is is_filled(blank, answers.get(blank.key))


@given(st.data())
def test_emptied_answers_stay_when_they_are_to_clear_something(data: st.DataObject) -> None:
    sheet = data.draw(SHEETS)
    answers = data.draw(answers_for(sheet))
    kept = tidy(sheet, answers, keep_empty=True)
    assert kept.keys() == answers.keys()
    assert {key: answer for key, answer in kept.items() if answer} == tidy(sheet, answers)


@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_the_fixed_sets_fill_every_blank_that_has_an_answer(sheet: Sheet) -> None:
    answerable = {blank.key for blank in sheet.blanks if blank.kind not in UNANSWERED}
    for fill in FIXED[1:]:
        answers = fill(sheet)
        assert {blank.key for blank in sheet.blanks if is_filled(blank, answers.get(blank.key))} == answerable
        assert fill(sheet) == answers
    assert empty(sheet) == {}


def test_wholly_empty_rows_go_and_the_others_get_every_column() -> None:
    table = blank_of(Kind.ROWS, Column(key="who", label="だれが"), Column(key="what", label="なにを"))
    answers: Answers = {"blank": [{"who": "　"}, {"what": "訪問する"}, {"who": "", "what": ""}]}
    assert tidy(sheet_of(table), answers) == {"blank": [{"who": "", "what": "訪問する"}]}


def test_a_row_that_only_the_program_wrote_into_is_empty() -> None:
    name, age = Column(key="name", label="氏名"), Column(key="age", label="年齢", shown_only=True)
    people = blank_of(Kind.PEOPLE, name, age)
    answers: Answers = {"blank": [{"_id": "3", "name": "", "age": "82歳"}, {"_id": "4", "name": "佐藤 ハナ"}]}
    assert tidy(sheet_of(people), answers) == {"blank": [{"_id": "4", "name": "佐藤 ハナ", "age": ""}]}


def test_a_value_is_ticked_once_and_not_beside_its_own_double_ring() -> None:
    marks = blank_of(Kind.MARKS)
    answers: Answers = {"blank": Marks(most="care", also=["debt", "care", "debt", ""])}
    assert tidy(sheet_of(marks), answers) == {"blank": {"most": "care", "also": ["debt"]}}


def test_answers_to_blanks_of_another_edition_are_kept() -> None:
    answers: Answers = {"gone": "書いたこと", "gone_rows": [{"who": "山本"}, {"who": ""}], "gone_empty": " "}
    assert tidy(PLAN, answers) == {"gone": "書いたこと", "gone_rows": [{"who": "山本"}]}


@pytest.mark.parametrize("kind", sorted(UNANSWERED))
def test_what_has_no_answer_is_never_filled(kind: Kind) -> None:
    assert not is_filled(blank_of(kind), "書いたこと")


def test_an_answer_of_another_shape_reads_as_none() -> None:
    assert as_text(["debt"]) == ""
    assert as_keys("debt") == []
    assert as_rows(["debt"]) == []
    assert as_keys([{"who": "山本"}]) == []
    assert as_marks("debt") == {"most": "", "also": []}


@pytest.mark.parametrize(
    "value", [None, 3, True, {"most": "debt"}, {"most": "debt", "also": [3]}, [3], [{"who": 3}], ["debt", {"who": ""}]]
)
def test_other_shapes_are_refused_without_telling_what_they_hold(value: object) -> None:
    with pytest.raises(ValueError, match="in a shape no answer has"):
        answer_from_plain(value)


def test_a_document_that_is_no_object_is_refused() -> None:
    with pytest.raises(ValueError, match="not an object"):
        answers_from_json("[]")


def test_an_empty_sheet_lists_every_required_blank_in_its_order() -> None:
    assert [gap.blank_key for gap in gaps(PLAN, {})] == [blank.key for blank in PLAN.blanks if blank.required]
    assert gaps(PLAN, {})[0].words == "「区分」がまだ書かれていません。"


@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_a_filled_sheet_has_no_gaps(sheet: Sheet) -> None:
    assert gaps(sheet, typical(sheet)) == []


def test_an_unreadable_date_is_named_with_what_was_typed() -> None:
    [gap] = gaps(PLAN, typical(PLAN) | {"made_on": "?昭和64年2月1日"})
    assert (gap.blank_key, gap.label) == ("made_on", "作成日")
    assert gap.words == "「作成日」の「昭和64年2月1日」は日付として読めません。"


def test_words_instead_of_a_date_are_welcome_in_a_table() -> None:
    rows = [{"who": "民生委員", "what": "声かけ", "due": "?毎月", "how": "", "check": ""}]
    assert gaps(PLAN, typical(PLAN) | {"rows": rows}) == []
