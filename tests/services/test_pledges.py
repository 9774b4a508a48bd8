"""誓約書 of a member of a regular meeting: filled in from the registry, its date kept when it comes back."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Contact, FilledSheet, SeriesMember
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.papers import imprint_of
from hokatsu_desktop.services.pledges import pledge_lines, pledge_paper, record_seat_pledges
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.registry import seats_of
from hokatsu_desktop.services.series import add_series
from hokatsu_desktop.services.sheets import save_sheet
from tests.printing.reading import text_of

MEMBERS = [
    {"agency_name": "水道課", "post": "係長", "name": "例山 太郎"},
    {"agency_name": "架空商店会", "name": "𠮷田 花"},
    {"agency_name": "見本大学", "name": "退任 済", "until": "2026-03-31"},
    {"agency_name": "町立病院", "name": ""},
]


@pytest.fixture
def series_id(session: Session) -> int:
    found = add_series(session, "架空連携会議")
    save_sheet(session, "series_members", found.id, {"members": MEMBERS})
    return found.id


def test_those_who_have_left_or_have_no_name_are_not_asked(session: Session, series_id: int) -> None:
    assert [one.shown for one in pledge_lines(session, series_id)] == ["水道課　係長　例山 太郎", "架空商店会　𠮷田 花"]


def test_the_paper_is_filled_in_and_leaves_nothing_behind(session: Session, series_id: int) -> None:
    first, second = pledge_lines(session, series_id)
    answers = pledge_paper(session, second.seat_id).answers
    assert (answers["agency"], answers["post"], answers["name"]) == ("架空商店会", "", "𠮷田 花")
    assert (answers["meeting_name"], answers["pledged_on"]) == ("架空連携会議", "")
    printed = text_of(print_papers([pledge_paper(session, first.seat_id)], imprint_of(session), title="誓約書").pdf)
    for words in ("水道課", "係長", "例山太郎", "架空連携会議", "氏名（自署）"):
        assert words in printed
    assert session.query(FilledSheet).filter_by(sheet_key="pledge").count() == 0
    assert session.query(Contact).count() == 0


def test_its_date_is_kept_printed_and_known_in_the_directory(session: Session, series_id: int) -> None:
    water = add_agency(session, "水道課")
    contact = add_contact(session, water.id, "例山太郎")
    first, second = pledge_lines(session, series_id)
    record_seat_pledges(session, {first.seat_id: "2026-11-20", second.seat_id: "2026-11"})
    assert [one.pledged_on for one in pledge_lines(session, series_id)] == ["2026-11-20", "2026-11"]
    assert contact.pledged_on == date(2026, 11, 20)
    assert pledge_paper(session, first.seat_id).answers["pledged_on"] == "2026-11-20"
    record_seat_pledges(session, {first.seat_id: "2026-04-01"})
    assert contact.pledged_on == date(2026, 11, 20)
    undo(session)
    undo(session)
    assert [one.pledged_on for one in pledge_lines(session, series_id)] == ["", ""]
    assert contact.pledged_on is None


def test_words_that_are_no_date_are_kept_as_typed(session: Session, series_id: int) -> None:
    first, _ = pledge_lines(session, series_id)
    record_seat_pledges(session, {first.seat_id: "?次の会議で", 999: "2026-11-20"})
    assert pledge_lines(session, series_id)[0].pledged_on == "?次の会議で"
    assert len(seats_of(session, series_id)) == 4


def test_a_seat_that_is_gone_prints_nothing(session: Session, series_id: int) -> None:
    first, _ = pledge_lines(session, series_id)
    save_sheet(session, "series_members", series_id, {"members": []})
    assert session.get(SeriesMember, first.seat_id) is None
    with pytest.raises(Gone):
        pledge_paper(session, first.seat_id)
