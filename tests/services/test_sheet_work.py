"""Finishing a sheet, what stood on it before, and what was added afterwards."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.sheet_history import has_additions, with_additions, writings_of
from hokatsu_desktop.services.sheet_work import finish_sheet, reopen_sheet, standings
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.sheets.answers import Answers
from tests.services.conftest import Clock
from tests.services.test_story import received

B_SHEET = "tsunagi_takashima_b"
LONG = "夜に眠れないと話す。" * 20


def test_a_sheet_is_finished_with_the_list_of_its_gaps(session: Session) -> None:
    referral = received(session)
    assert open_sheet(session, B_SHEET, referral.id).finished_on is None
    gaps = finish_sheet(session, "tsunagi_takashima_c", referral.id)
    assert all(gap.words for gap in gaps)
    assert open_sheet(session, "tsunagi_takashima_c", referral.id).finished_on == date(2026, 11, 23)
    assert (B_SHEET, referral.id) not in standings(session, referral.case_id)
    reopen_sheet(session, "tsunagi_takashima_c", referral.id)
    assert standings(session, referral.case_id)["tsunagi_takashima_c", referral.id] is None


def test_finishing_can_be_taken_back(session: Session) -> None:
    referral = received(session)
    save_sheet(session, B_SHEET, referral.id, {"tried": "訪問した"})
    finish_sheet(session, B_SHEET, referral.id)
    session.commit()
    assert "仕上げる" in undo(session)
    assert open_sheet(session, B_SHEET, referral.id).finished_on is None


def test_each_sitting_shows_who_wrote_what_over_what(session: Session, clock: Clock) -> None:
    referral = received(session)
    session.info["staff_id"] = present_staff(session)[0].id
    for minutes, words in ((100, LONG), (101, f"{LONG}昼は起きている。"), (300, "いまは眠れる。")):
        clock.moment = datetime(2026, 11, 23, 1, 0, tzinfo=UTC) + timedelta(minutes=minutes)
        save_sheet(session, B_SHEET, referral.id, {"tried": words})
        session.commit()
    newest, older = writings_of(session, B_SHEET, referral.id)[:2]
    assert newest.by == "井上 まこと"
    assert [(one.before, one.after) for one in newest.blanks] == [(f"{LONG}昼は起きている。", "いまは眠れる。")]
    assert [(one.before, one.after) for one in older.blanks] == [("", f"{LONG}昼は起きている。")]
    assert newest.at > older.at


def test_what_a_record_holds_is_followed_too(session: Session, clock: Clock) -> None:
    referral = received(session)
    clock.moment += timedelta(hours=2)
    save_sheet(
        session, "tsunagi_takashima_a", referral.id, {"person_phone": "0155-00-0009", "person_name": "架空 花江"}
    )
    session.commit()
    newest = writings_of(session, "tsunagi_takashima_a", referral.id)[0]
    named = {one.label: (one.before, one.after) for one in newest.blanks}
    assert named["氏名"] == ("架空 花子", "架空 花江")
    assert named["電話"][1] == "0155-00-0009"


def test_what_is_added_after_finishing_is_marked_with_its_day(session: Session, clock: Clock) -> None:
    referral = received(session)
    save_sheet(session, B_SHEET, referral.id, {"tried": "訪問した。", "history": "十年前から一人。"})
    finish_sheet(session, B_SHEET, referral.id)
    session.commit()
    assert not has_additions(session, B_SHEET, referral.id)
    clock.moment = datetime(2027, 5, 1, 3, 0, tzinfo=UTC)
    changed: Answers = {
        "tried": "訪問した。\n手紙も置いた。",
        "history": "八年前から一人。",
        "wished_replies": ["call_meeting"],
    }
    save_sheet(session, B_SHEET, referral.id, changed)
    session.commit()
    clock.moment = datetime(2027, 6, 2, 3, 0, tzinfo=UTC)
    save_sheet(session, B_SHEET, referral.id, {"tried": "訪問した。\n手紙も置いた。電話にも出た。"})
    session.commit()
    answers, named = with_additions(session, B_SHEET, referral.id)
    assert answers["tried"] == "訪問した。\n（R9.5.1 追記）手紙も置いた。（R9.6.2 追記）電話にも出た。"
    assert answers["history"] == "八年前から一人。（R9.5.1 書き直し）"
    assert named == ("R9.5.1「希望する対応」",)
    assert has_additions(session, B_SHEET, referral.id)


def test_a_sheet_that_is_not_finished_has_no_additions(session: Session) -> None:
    referral = received(session)
    save_sheet(session, B_SHEET, referral.id, {"tried": "訪問した。"})
    answers, named = with_additions(session, B_SHEET, referral.id)
    assert (answers["tried"], named) == ("訪問した。", ())
