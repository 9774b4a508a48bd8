"""The year as a whole: groups, years beside each other, months to come, the background, and what may be told outside."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Person
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.figures.consultations import consultation_figures
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.opened import opened
from hokatsu_desktop.services.figures.outside import HIDDEN, told_outside
from hokatsu_desktop.services.figures.year_books import write_reason, year_book
from hokatsu_desktop.services.figures.yearly import GROUPS, the_year, years_there
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.sheets.answers import as_rows
from tests.figures.test_referrals import came
from tests.services.conftest import Clock, clock, session

__all__ = ["clock", "session"]


def figure(session: Session, key: str) -> Figure:
    return next(one for one in consultation_figures(session, 2026) if one.key == key)


def figured(key: str, year: int, part_of: str = "", label: str = "") -> Figure:
    return Figure(key, label or key, (0,) * 12, year, part_of)


def test_people_are_counted_by_attribute_age_and_sex(session: Session) -> None:
    for attribute, birth, sex in (
        ("elderly", "1944-05", "female"),
        ("elderly", "1941-11-24", "male"),
        ("disability", "", "male"),
    ):
        case = session.get_one(Case, came(session).case_id)
        with act(session, "test", "ためし"):
            case.attribute = attribute
            person = session.get_one(Person, case.principal_id)
            person.birth, person.sex = birth, sex
    told = {one.key: one.year for one in consultation_figures(session, 2026)}
    assert (told["new_people"], told["new_attribute_elderly"], told["new_attribute_disability"]) == (3, 2, 1)
    assert (told["new_age_age_75_84"], told["new_age_unsaid"]) == (2, 1)  # the one of 1941 is 84 until tomorrow
    assert (told["new_sex_male"], told["new_sex_female"]) == (2, 1)


def test_notes_and_worries_are_counted(session: Session) -> None:
    first, second = came(session), came(session)
    with act(session, "test", "ためし"):
        first.worries = {"most": "housing", "also": ["debt", "housing"]}
        first.route = "self"
    write_note(session, first.case_id, on=date(2026, 11, 2), facts="電話")
    write_note(session, second.case_id, on=date(2026, 3, 31), facts="前の年度の電話")
    before = figure(session, "notes").year
    write_note(session, second.case_id, on=date(2026, 4, 1), facts="来所")
    assert figure(session, "notes").year == before + 1
    told = {one.key: one.year for one in consultation_figures(session, 2026)}
    assert (told["topic_housing"], told["topic_debt"], told["topic_unsaid"]) == (1, 1, 1)


def test_years_stand_beside_each_other_and_an_unknown_year_is_not_nothing(session: Session, clock: Clock) -> None:
    clock.moment = datetime(2025, 6, 2, 1, 0, tzinfo=UTC)
    came(session)
    clock.moment = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    came(session)
    came(session)
    assert years_there(session) == [2026, 2025]
    year = the_year(session, 2026)
    line = next(line for line in year.groups[0].lines if line.figure.key == "new_people")
    assert (line.figure.year, line.before) == (2, (1, None))
    assert (year.months_begun, the_year(session, 2025).months_begun, the_year(session, 2027).months_begun) == (8, 12, 0)


def test_a_figure_that_only_an_earlier_year_has_is_not_lost(session: Session, clock: Clock) -> None:
    clock.moment = datetime(2025, 6, 2, 1, 0, tzinfo=UTC)
    came(session, "disability")
    clock.moment = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    lines = {line.figure.key: line for group in the_year(session, 2026).groups for line in group.lines}
    assert (lines["referrals_disability"].figure.year, lines["referrals_disability"].before[0]) == (0, 1)


def test_every_group_counts_and_no_key_is_used_twice(session: Session) -> None:
    keys = [line.figure.key for group in the_year(session, 2026).groups for line in group.lines]
    assert len(keys) == len(set(keys))
    assert [one.group for one in the_year(session, 2026).groups] == list(GROUPS)


def test_the_background_is_written_printed_and_taken_back(session: Session) -> None:
    write_reason(session, 2026, "referrals", "窓口が一つふえた\n")
    assert year_book(session, 2026).reasons == {"referrals": "窓口が一つふえた"}
    paper = paper_of(session, "year_figures", 2026)
    assert paper.answers["year"] == "令和8年度（R8.4〜R9.3）"
    assert paper.answers["reasons"] == [{"group": "多機関協働（つなぎ・プラン・終結）", "reason": "窓口が一つふえた"}]
    undo(session)
    assert year_book(session, 2026).reasons == {}
    assert paper_of(session, "year_figures", 2025).answers["reasons"] == []


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([figured("a", 12), figured("b", 0), figured("c", 4)], {"a": "12", "b": "0", "c": HIDDEN}),
        (  # the whole less the others would tell the one that is hidden
            [
                figured("all", 15),
                figured("x", 8, "all", "属性　高齢"),
                figured("y", 4, "all", "属性　障害"),
                figured("z", 3, "all", "属性　他"),
            ],
            {"all": "15", "x": "8", "y": HIDDEN, "z": HIDDEN},
        ),
        (
            [figured("all", 12), figured("x", 8, "all", "属性　高齢"), figured("y", 4, "all", "属性　障害")],
            {"all": "12", "x": HIDDEN, "y": HIDDEN},
        ),
        ([figured("all", 9), figured("y", 4, "all", "属性　障害")], {"all": HIDDEN, "y": HIDDEN}),
    ],
)
def test_small_numbers_are_not_told_outside_nor_found_by_subtraction(
    figures: list[Figure], told: dict[str, str]
) -> None:
    assert told_outside(figures) == told


def test_the_paper_for_outside_has_no_small_number_of_people(session: Session) -> None:
    for _ in range(3):
        came(session)
    rows = as_rows(paper_of(session, "year_figures_outside", 2026).answers["figures"])

    people = next(row for row in rows if row["label"] == "新規受付（人）")
    assert people["year"] == HIDDEN


def test_the_cases_in_support_are_those_at_the_end_not_the_sum_of_the_months(session: Session, clock: Clock) -> None:
    clock.moment = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    came(session)
    clock.moment = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    came(session)
    lines = {line.figure.key: line.figure for group in the_year(session, 2026).groups for line in group.lines}
    assert lines["in_support"].by_quarter(8) == ["0", "1", "2", ""]


def test_a_number_of_cases_can_be_opened(session: Session) -> None:
    first, second = came(session), came(session)
    found = opened(session, figure(session, "new_people"))
    assert [one.case_id for one in found.cases] == [first.case_id, second.case_id]
    assert found.unseen == 0
    for group in the_year(session, 2026).groups:
        for line in group.lines:
            assert len(line.figure.seen) in (0, line.figure.year), line.figure.key


def test_a_case_that_is_closed_to_somebody_counts_and_is_not_shown(session: Session) -> None:
    kept = came(session)
    hidden = came(session)
    colleague = join_office(session, "架空 花子", slot_id="x")
    hide_case(session, hidden.case_id, colleague.id, "親族")
    session.info["staff_id"] = colleague.id
    found = opened(session, figure(session, "new_people"))
    assert figure(session, "new_people").year == 2
    assert ([one.case_id for one in found.cases], found.unseen) == ([kept.case_id], 1)
