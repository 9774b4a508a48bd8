"""紛失時の記録: what a store holds is counted without names, and the days are counted from the day it was noticed."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.services.losses import Inside, days_to_report, inside, keep_loss_report, loss_report
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.veils import hide_case


def received(session: Session, name: str) -> int:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name})
    receive_referral(session, referral.id)
    return referral.case_id


def test_an_empty_store_holds_nobody(session: Session) -> None:
    assert inside(session) == Inside(persons=0, cases=0, sensitive=False)


def test_people_and_cases_are_counted_and_free_words_make_them_sensitive(session: Session) -> None:
    received(session, "見本 一郎")
    received(session, "見本 花子")
    assert inside(session) == Inside(persons=2, cases=2, sensitive=True)


def test_a_case_closed_to_whoever_asks_counts_as_well(session: Session) -> None:
    case_id = received(session, "見本 一郎")
    colleague = join_office(session, "大森 ゆう")
    hide_case(session, case_id, colleague.id, "近所")
    session.info["staff_id"] = colleague.id
    assert inside(session) == Inside(persons=1, cases=1, sensitive=True)


def test_the_days_are_counted_with_the_day_of_noticing_as_the_first() -> None:
    words = days_to_report(date(2026, 11, 28))
    assert words == {
        "prompt_days": "令和8年11月30日（月）から令和8年12月2日（水）まで",
        "final_day": "令和8年12月27日（日）まで",
        "final_day_theft": "令和9年1月26日（火）まで",
    }


def test_without_a_day_nothing_is_said() -> None:
    assert set(days_to_report(None).values()) == {""}


def test_a_report_stays_on_the_sheet_of_the_office(session: Session) -> None:
    keep_loss_report(session, {"thing": "USBメモリー", "noticed_by": "見本"})
    keep_loss_report(session, {"done": "探した。"})
    assert loss_report(session).answers == {"thing": "USBメモリー", "noticed_by": "見本", "done": "探した。"}
