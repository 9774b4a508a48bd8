"""引継ぎ: what must be decided before anything is written, whose the store is afterwards, and the papers of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.acts import head
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.handover import (
    HandoverPlan,
    accept_handover,
    begin_handover,
    case_was_read,
    cases_to_hand_over,
    check_plan,
    missing_words,
    newest_handover,
    usual_arrival,
    write_down_unsealing,
)
from hokatsu_desktop.services.handover_papers import papers_of_handover
from hokatsu_desktop.services.handover_rows import unfinished
from hokatsu_desktop.services.history import undo, undoable
from hokatsu_desktop.services.media import register_medium
from hokatsu_desktop.services.office import give_key, present_staff, the_office
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import TwoPersonAct
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.staff import join_office, set_role
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.trash import throw_away
from hokatsu_desktop.sheets.answers import as_rows
from tests.services.second_person import agreed
from tests.services.test_growth import received

PLAN = HandoverPlan(
    to_name="後任 花子",
    to_post="主事",
    reason="transfer",
    effective_on=date(2027, 4, 1),
    medium_route="hand",
    medium_number="U-3",
    code_route="chief",
)
PACKAGE = "HIKITSUGI_2026-11-23_7K3Q"


@pytest.fixture(autouse=True)
def media(session: Session) -> None:
    """The media that packages are written to here."""
    for number in ("U-3", "U-4"):
        register_medium(session, number)


@pytest.mark.parametrize(
    ("lacks", "named"),
    [
        ({"to_name": " "}, "後任の方のお名前"),
        ({"medium_route": ""}, "媒体の届け方"),
        ({"code_route": ""}, "コードの届け方"),
        ({"medium_number": ""}, "媒体の登録番号"),
        ({"code_route": "hand"}, "同じ届け方"),
        ({"medium_route": "phone"}, "電話では届きません"),
        ({"arrive_by": date(2026, 11, 22)}, "過ぎた日"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_begun(session: Session, lacks: dict[str, Any], named: str) -> None:
    before = head(session)
    with pytest.raises(Refusal) as no:
        begin_handover(session, replace(PLAN, **lacks), PACKAGE, agreed(session))
    assert named in no.value.words
    assert (newest_handover(session), head(session)) == (None, before)


def test_a_share_has_no_number(session: Session) -> None:
    check_plan(replace(PLAN, medium_route="share", medium_number=""), date(2026, 11, 23))


def test_the_receipt_is_expected_within_three_open_days(session: Session) -> None:
    """2026-11-23 is a holiday, a Monday; the third open day after it is Thursday."""
    assert begin_handover(session, PLAN, PACKAGE, agreed(session)).arrive_by == date(2026, 11, 26)
    assert usual_arrival(date(2026, 12, 25)) == date(2027, 1, 5)
    wanted = date(2026, 11, 30)
    assert begin_handover(session, replace(PLAN, arrive_by=wanted), PACKAGE, agreed(session)).arrive_by == wanted


def test_a_try_nobody_accepted_is_written_over(session: Session) -> None:
    first = begin_handover(session, PLAN, PACKAGE, agreed(session))
    second = begin_handover(session, replace(PLAN, medium_number="U-4"), "HIKITSUGI_2026-11-24_AAAA", agreed(session))
    assert (first.id, second.medium_number, second.package) == (second.id, "U-4", "HIKITSUGI_2026-11-24_AAAA")
    accept_handover(session, "後任 花子", "slot", "HIKITSUGI_2026-11-24_AAAA")
    assert begin_handover(session, PLAN, PACKAGE, agreed(session)).id != first.id


def test_the_receiver_is_the_one_who_opens_it(session: Session) -> None:
    sender = present_staff(session)[0]
    give_key(session, sender.id, "old")
    begin_handover(session, PLAN, PACKAGE, agreed(session))
    receiver = accept_handover(session, "後任 花子", "new", PACKAGE)
    assert {one.name: one.key_slot for one in present_staff(session)} == {sender.name: "", "後任 花子": "new"}
    handover = newest_handover(session)
    assert handover is not None
    assert (handover.accepted_by, handover.accepted_on) == (receiver.name, date(2026, 11, 23))


def test_a_sealed_store_that_was_written_out_once_more_is_accepted_too(session: Session) -> None:
    """Nothing can be written down in it any more, so the second stick has a name the store does not know."""
    begin_handover(session, PLAN, PACKAGE, agreed(session))
    accept_handover(session, "後任 花子", "new", "HIKITSUGI_2026-11-25_AAAA")
    handover = newest_handover(session)
    assert handover is not None
    assert (handover.accepted_by, handover.package) == ("後任 花子", "HIKITSUGI_2026-11-25_AAAA")


def test_what_is_on_a_stick_or_in_other_hands_is_not_undone(session: Session) -> None:
    begin_handover(session, PLAN, PACKAGE, agreed(session))
    assert undoable(session) == []
    accept_handover(session, "後任 花子", "new", PACKAGE)
    assert undoable(session) == []
    write_down_unsealing(session, "引継ぎをやめた", agreed(session, TwoPersonAct.UNSEAL))
    assert undoable(session) == []


def test_promises_of_a_case_in_the_trash_are_not_in_the_book(session: Session) -> None:
    case_id = begin_referral(session).case_id
    add_task(session, "年金の書類をそろえる", case_id=case_id, due_on=date(2026, 11, 30))
    add_task(session, "電話帳を直す", due_on=date(2026, 11, 30))
    throw_away(session, case_id)
    assert [row["what"] for row in unfinished(session, the_office(session))] == ["電話帳を直す"]


def test_a_colleague_goes_on_and_may_write(session: Session) -> None:
    """With or without a space in the name; who could only read before takes over the writing too."""
    known = join_office(session, "架空 花子", role=StaffRole.VIEWER)
    assert accept_handover(session, "架空花子", "new", PACKAGE).id == known.id
    assert known.role == StaffRole.WORKER
    chief = join_office(session, "課長 太郎", role=StaffRole.WORKER)
    set_role(session, chief.id, StaffRole.CHIEF)
    assert accept_handover(session, "課長 太郎", "again", PACKAGE).role == StaffRole.CHIEF
    with pytest.raises(Refusal):
        accept_handover(session, "　", "new", PACKAGE)


def test_open_cases_go_along_with_what_their_papers_lack(session: Session) -> None:
    late, soon = received(session, "架空 ハナ").case_id, received(session, "架空 タロウ").case_id
    change_case(session, soon, next_on=date(2026, 11, 25), how_to_approach="朝は避ける", warning_signs="電話に出ない")
    cases = cases_to_hand_over(session)
    assert [case.case_id for case in cases] == [soon, late]
    assert "関わり方" in cases[1].missing
    assert "関わり方" not in cases[0].missing
    assert missing_words(cases).startswith("2件" if cases[0].missing else "1件")
    handover = begin_handover(session, replace(PLAN, case_ids=(soon,)), PACKAGE, agreed(session))
    assert [case.case_id for case in cases_to_hand_over(session, handover)] == [soon]


def test_cases_are_ticked_as_read_and_that_can_be_undone(session: Session) -> None:
    case_id = received(session, "架空 ハナ").case_id
    handover = begin_handover(session, replace(PLAN, case_ids=(case_id,)), PACKAGE, agreed(session))
    case_was_read(session, handover.id, case_id, is_read=True)
    assert cases_to_hand_over(session, handover)[0].is_read
    case_was_read(session, handover.id, case_id, is_read=False)
    assert not cases_to_hand_over(session, handover)[0].is_read
    case_was_read(session, handover.id, case_id, is_read=True)
    assert undoable(session) is not None
    undo(session)
    session.expire_all()
    assert not cases_to_hand_over(session, handover)[0].is_read


def test_the_seal_is_lifted_for_a_reason_by_two(session: Session) -> None:
    begin_handover(session, PLAN, PACKAGE, agreed(session))
    approval = agreed(session, TwoPersonAct.UNSEAL)
    for why, given in (("", approval), ("引継ぎをやめた", None)):
        with pytest.raises(Refusal):
            write_down_unsealing(session, why, given)
    write_down_unsealing(session, "引継ぎをやめた", approval)
    handover = newest_handover(session)
    assert handover is not None
    assert handover.unsealed_why == "引継ぎをやめた（認めた人：課長 太郎）"


def test_the_book_says_what_the_store_holds_and_keeps_what_was_written(session: Session) -> None:
    case_id = received(session, "架空 ハナ").case_id
    change_case(session, case_id, next_on=date(2026, 12, 1), next_what="一緒に訪ねる")
    add_task(session, "年金の書類をそろえる", case_id=case_id, who="福祉課", due_on=date(2026, 11, 30))
    office_id = the_office(session).id
    save_sheet(
        session,
        "handover_book",
        office_id,
        {"outline": "重層的支援体制整備事業", "calendar": [{"month": "6月", "what": "実績報告"}]},
    )
    begin_handover(session, replace(PLAN, case_ids=(case_id,)), PACKAGE, agreed(session))
    answers = open_sheet(session, "handover_book", office_id).answers
    assert (answers["outline"], answers["to_name"], answers["reason"]) == (
        "重層的支援体制整備事業",
        "後任 花子",
        "transfer",
    )
    assert answers["effective_on"] == "2027-04-01"
    assert as_rows(answers["cases"])[0]["next_what"] == "一緒に訪ねる"
    assert {row["what"] for row in as_rows(answers["waiting"])} >= {"年金の書類をそろえる"}
    assert any(row["name"] == "事務引継書" for row in as_rows(answers["meetings"]))
    papers = papers_of_handover(session)
    assert [paper.sheet.key for paper in papers] == ["handover_book", "case_handover"]
    assert papers[1].case_id == case_id
