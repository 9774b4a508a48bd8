"""Counter 14, entered by hand: added up or standing, taken back, refused, and nothing told of a year without an entry."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import YearBook
from hokatsu_desktop.services.figures.by_hand import by_hand_figures, enter_by_hand, entered_by_hand
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import as_rows
from tests.services.conftest import clock, session

__all__ = ["clock", "session"]


def figures(session: Session, year: int = 2026) -> dict[str, Figure]:
    return {one.key: one for one in by_hand_figures(session, year)}


def test_what_happens_is_added_up_and_what_stands_is_the_newest(session: Session) -> None:
    enter_by_hand(session, 2026, 4, {"hand_places": "3", "hand_held": "5", "hand_people": "48", "hand_groups": "4"})
    enter_by_hand(session, 2026, 5, {"hand_places": "4", "hand_held": "6"})
    enter_by_hand(session, 2026, 11, {"hand_places": "2", "hand_held": "1"})
    found = figures(session)
    assert (found["hand_places"].year, found["hand_places"].by_quarter(8)) == (2, ["4", "0", "2", ""])
    assert (found["hand_held"].year, found["hand_held"].by_quarter(8)) == (12, ["11", "0", "1", ""])
    assert found["hand_held"].by_month(8) == ["5", "6", "0", "0", "0", "0", "0", "1", *[""] * 4]
    assert (found["hand_people"].year, found["hand_groups"].year) == (48, 4)


def test_the_months_after_new_year_belong_to_the_year_before(session: Session) -> None:
    enter_by_hand(session, 2025, 3, {"hand_held": "7"})
    assert figures(session, 2025)["hand_held"].months[11] == 7
    assert figures(session) == {}


def test_an_entry_is_corrected_emptied_and_taken_back(session: Session) -> None:
    enter_by_hand(session, 2026, 10, {"hand_held": "5"})
    enter_by_hand(session, 2026, 10, {"hand_held": "0" * 5000 + "8", "hand_people": "0"})
    entered = {"hand_places": "", "hand_held": "8", "hand_people": "0", "hand_groups": ""}
    assert entered_by_hand(session, 2026, 10) == entered
    enter_by_hand(session, 2026, 10, {"hand_held": "", "hand_people": ""})
    assert figures(session) == {}
    undo(session)
    assert figures(session)["hand_held"].year == 8
    undo(session)
    assert (figures(session)["hand_held"].year, entered_by_hand(session, 2026, 10)["hand_people"]) == (5, "")


@pytest.mark.parametrize("number", ["-1", "1.5", "十", "１２", "1000000", "9" * 5000, "1 2", "2²"])
def test_what_is_no_such_number_is_refused_whole(session: Session, number: str) -> None:
    with pytest.raises(Refusal) as refused:
        enter_by_hand(session, 2026, 11, {"hand_held": "3", "hand_people": number})
    assert "999,999" in refused.value.words
    assert session.get(YearBook, 2026) is None


@pytest.mark.parametrize(("year", "month"), [(2026, 12), (2026, 3), (2027, 4)])
def test_a_month_to_come_is_refused(session: Session, year: int, month: int) -> None:
    with pytest.raises(Refusal) as refused:
        enter_by_hand(session, year, month, {"hand_held": "3"})
    assert "まだ来ていない月" in refused.value.words


def test_it_stands_on_both_papers_and_only_where_something_was_entered(session: Session) -> None:
    enter_by_hand(session, 2026, 11, {"hand_held": "3"})

    def told(sheet: str, year: int) -> dict[str, str]:
        rows = as_rows(paper_of(session, sheet, year).answers["figures"])
        return {row["label"]: row["year"] for row in rows if row["label"].startswith("地域づくり")}

    assert told("year_figures", 2026)["地域づくり　開催回数"] == "3"
    assert told("year_figures_outside", 2026)["地域づくり　開催回数"] == "3"
    assert told("year_figures", 2025) == {}
