"""年に一度の点検表: what stands on it comes from the store, and きょう asks for it once in a fiscal year."""

from datetime import UTC, date, datetime, timedelta, timezone

from sqlalchemy.orm import Session

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.backup_drills import write_down_drill
from hokatsu_desktop.services.media import Ending, Lending, end_loan, lend_medium, register_medium
from hokatsu_desktop.services.office import give_key, the_office
from hokatsu_desktop.services.self_check_days import SELF_CHECK, check_is_due, checked_on
from hokatsu_desktop.services.self_checks import items_in_store, write_self_check
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.sheets.answers import as_rows, as_text
from tests.services.conftest import NOON, Clock, founded
from tests.services.test_handouts import handed_out

EARLY = datetime(2027, 4, 1, 8, 30, tzinfo=timezone(timedelta(hours=9)))  # at the office; in UTC it is still March


def found(session: Session, item: str) -> str:
    return {one.item: one.found for one in items_in_store(session, {"slot-1"})}[item]


def test_staff_roles_and_who_has_no_passphrase(session: Session) -> None:
    give_key(session, 1, "slot-1")
    join_office(session, "例森 おさむ", role=StaffRole.CHIEF)
    words = found(session, "鍵を持つ職員と役割")
    assert words.startswith("担当1人、所属長1人。")
    assert "井上 まこと（担当）" in words
    assert "例森 おさむ（所属長・合言葉なし）" in words


def test_the_last_rehearsal_good_or_bad(session: Session) -> None:
    assert found(session, "復元訓練") == "まだしていません。"
    write_down_drill(session, NOON, "このパソコンの中", 12)
    assert found(session, "復元訓練") == "令和8年11月23日　12件のケースを開けました"
    write_down_drill(session, NOON, "このパソコンの中", 0, "壊れています")
    assert "うまくいきませんでした（壊れています）" in found(session, "復元訓練")


def test_media_that_did_not_come_back(session: Session) -> None:
    assert found(session, "外に出ている媒体") == "ありません。"
    for number in ("U-1", "U-3"):
        medium = register_medium(session, number)
        loan = lend_medium(session, medium.id, Lending(purpose="引継ぎ", carrier="見本", approver="課長"))
        if number == "U-1":
            end_loan(session, loan.id, Ending(ending="returned", method="", witness="課長"))
    assert found(session, "外に出ている媒体") == "1個。U-3（R8.11.23から）"


def test_papers_that_did_not_come_back_bear_the_day_at_the_office(session: Session, clock: Clock) -> None:
    assert found(session, "戻っていない配付資料") == "ありません。"
    clock.moment = EARLY
    handed_out(session)
    assert found(session, "戻っていない配付資料") == "2部。R9.4.1の資料2部"


def test_the_sheet_is_prefilled_and_the_last_one_stays_in_its_history(session: Session, clock: Clock) -> None:
    write_self_check(session, items_in_store(session, ()))
    clock.moment = datetime(2027, 4, 5, 1, 0, tzinfo=UTC)
    write_self_check(session, items_in_store(session, ()))
    answers = open_sheet(session, SELF_CHECK, the_office(session).id).answers
    assert as_text(answers["checked_on"]) == "2027-04-05"
    assert [row["item"] for row in as_rows(answers["items"])][:2] == ["鍵を持つ職員と役割", "復元訓練"]
    assert checked_on(session) == date(2027, 4, 5)


def test_today_asks_from_april_until_the_sheet_is_made(session: Session, clock: Clock) -> None:
    assert not check_is_due(session, date(2026, 11, 23))  # the office began in this year
    clock.moment = datetime(2027, 4, 1, 1, 0, tzinfo=UTC)
    assert check_is_due(session, date(2027, 4, 1))
    assert not check_is_due(session, date(2027, 3, 31))
    assert [row.kind for group in today_page(session) if group.key == "self_check" for row in group.rows] == [
        "self_check"
    ]
    write_self_check(session, [])
    assert not check_is_due(session, date(2028, 3, 31))
    assert check_is_due(session, date(2028, 4, 1))
    assert not [group for group in today_page(session) if group.key == "self_check"]


def test_an_office_that_begins_on_the_first_of_april_is_not_asked_that_year(clock: Clock) -> None:
    clock.moment = EARLY
    with founded(clock, "架空町") as session:
        assert not check_is_due(session, EARLY.date())
        assert check_is_due(session, date(2028, 4, 1))


def test_a_day_that_was_spoiled_by_hand_asks_again(session: Session, clock: Clock) -> None:
    clock.moment = datetime(2027, 4, 1, 1, 0, tzinfo=UTC)
    with act(session, "test", "試し"):
        save_sheet(session, SELF_CHECK, the_office(session).id, {"checked_on": "?まだ"})
    assert check_is_due(session, date(2027, 4, 1))
