"""How many cases papers tell of: a file of more than a meeting's worth asks for a second person."""

import pytest

from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.many_cases import MOST_ALONE, cases_on, needs_second_person
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.load import load_sheet


def sheet_of(number: int, degree: Degree = Degree.NAMED) -> Paper:
    return Paper(load_sheet("support_plan"), {}, f"R8-{number:03d}　架空世帯", case_id=number, degree=degree)


def list_of(count: int) -> Paper:
    rows = [{"number": f"R8-{number:03d}", "what": "R8-001-P1を見直す"} for number in range(1, count + 1)]
    return Paper(load_sheet("looking_back"), {"decisions": rows})


@pytest.mark.parametrize("count", [0, 1, MOST_ALONE, MOST_ALONE + 1, 120])
def test_cases_are_counted_by_sheets_and_by_rows_of_lists(count: int) -> None:
    sheets = [sheet_of(number) for number in range(1, count + 1)]
    assert cases_on(sheets) == cases_on([list_of(count)]) == cases_on([*sheets, list_of(count), *sheets]) == count
    assert needs_second_person(sheets) is (count > 10)


def test_a_draft_without_a_number_counts_and_papers_in_letters_do_not() -> None:
    drafts = [Paper(load_sheet("support_plan"), {}, "下書き", case_id=number) for number in range(20)]
    assert needs_second_person(drafts)
    assert not needs_second_person([sheet_of(number, Degree.LETTERS) for number in range(20)])
    assert not needs_second_person([sheet_of(number, Degree.ANONYMOUS) for number in range(20)])
    assert needs_second_person([sheet_of(number, Degree.DISCLOSURE) for number in range(20)])


def test_a_number_of_another_era_is_a_case_too() -> None:
    rows = [{"number": f"H31-{number:03d}"} for number in range(1, 12)]
    assert cases_on([Paper(load_sheet("looking_back"), {"decisions": rows})]) == 11


def test_telephone_numbers_and_plans_are_no_cases() -> None:
    words = "電話 0166-12-345、様式A4-210、プランR8-001-P2、会議R8-支-05"
    assert cases_on([Paper(load_sheet("support_plan"), {"note": words}, "R8-001　架空世帯", case_id=1)]) == 1
