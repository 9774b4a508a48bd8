"""In the print window: who gets the paper, what the consent says, and each of the three ways out."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Degree, MeetingBasis
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.may_share import Ground
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, call_meeting
from hokatsu_desktop.services.papers_given import papers_given
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_desk import PrintDesk
from hokatsu_desktop.ui.print_window.sharing import ANONYMOUS, LEAVE_OUT, PUT_BACK, REASON
from tests.printing.reading import text_of
from tests.ui.hands import show
from tests.ui_cases.test_print_desk import opened
from tests.ui_cases.town import TODAY, new_case

WATER = "agency:水道課"


@pytest.fixture
def print_desk(desk: Desk, qtbot: QtBot) -> PrintDesk:
    window = QWidget()
    show(qtbot, window)
    return PrintDesk(desk, lambda: None, window)


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A case whose 本人 agreed to be named to 水道課, not to have their money spoken of."""
    case_id = new_case(desk, "架空 すみれ")

    def partly(session: Session) -> None:
        principal = session.get_one(Case, case_id).principal_id
        facts = {"give": True, "take": True, "categories": ["identity", "life_history", "health"], "agencies": "水道課"}
        record_consent(session, case_id, principal, ConsentState.PARTIAL, **facts)

    desk.act(partly)
    desk.act(lambda session: save_sheet(session, "assessment", case_id, {"budget": "借りて払う", "treatment": "膝"}))
    return case_id


def for_water(window: Preview, qtbot: QtBot) -> None:
    window.choices.sharing.receiver.setCurrentIndex(window.choices.sharing.receiver.findData(WATER))
    qtbot.waitUntil(lambda: window.made().wish.receiver == WATER)


def saved(window: Preview, qtbot: QtBot, path: Path) -> None:
    kind = next(one for one in window.kinds() if one.to == "excel")
    window.write(kind, path)
    qtbot.waitUntil(lambda: window.message.words() == kind.done)


def grounds(desk: Desk, case_id: int) -> list[tuple[str, str, str]]:
    with desk.reading() as session:
        return [(one.ground, one.left_out, one.reason) for one in papers_given(session, case_id, most=9)]


def test_what_stays_in_the_office_is_asked_nothing(
    desk: Desk, print_desk: PrintDesk, case_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    print_desk.print_sheet("assessment", case_id)
    window = opened(qtbot)
    assert window.choices.sharing.receiver.currentText() == "事務局の中で使う"
    assert window.made().sharing == ()
    saved(window, qtbot, tmp_path / "表.xlsx")
    assert grounds(desk, case_id) == []
    window.reject()


def test_a_partial_consent_holds_back_and_offers_three_ways(print_desk: PrintDesk, case_id: int, qtbot: QtBot) -> None:
    print_desk.print_sheet("assessment", case_id)
    window = opened(qtbot)
    for_water(window, qtbot)
    part = window.choices.sharing
    assert "このままでは渡せません" in part.words_shown()
    assert "「収入・資産・債務のこと」" in part.words_shown()
    assert list(part.ways) == [ANONYMOUS, LEAVE_OUT, REASON]
    window.print_paper()
    assert "まだ何も出ていません" in window.message.words()
    assert part.ways[ANONYMOUS].hasFocus()
    window.save_pdf()
    assert "まだ何も出ていません" in window.message.words()
    window.reject()


def test_blanks_outside_are_left_out_and_put_back(
    desk: Desk, print_desk: PrintDesk, case_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    print_desk.print_sheet("assessment", case_id)
    window = opened(qtbot)
    for_water(window, qtbot)
    window.choices.sharing.ways[LEAVE_OUT].click()
    qtbot.waitUntil(lambda: window.made().wish.leave_out)
    words = text_of(window.made().printed.pdf)
    assert "借りて払う" not in words
    assert "膝" in words
    assert "空けた欄：家計のやりくり" in window.choices.sharing.words_shown()
    assert "このままでは渡せません" not in window.choices.sharing.words_shown()
    saved(window, qtbot, tmp_path / "表.xlsx")
    assert grounds(desk, case_id) == [("partial", "家計のやりくり", "")]
    window.choices.sharing.ways[PUT_BACK].click()
    qtbot.waitUntil(lambda: not window.made().wish.leave_out)
    assert "借りて払う" in text_of(window.made().printed.pdf)
    assert window.made().held_back
    window.reject()


def test_an_anonymous_edition_may_go(print_desk: PrintDesk, case_id: int, qtbot: QtBot) -> None:
    print_desk.print_sheet("assessment", case_id)
    window = opened(qtbot)
    for_water(window, qtbot)
    window.choices.sharing.ways[ANONYMOUS].click()
    qtbot.waitUntil(lambda: window.made().wish.degree is Degree.ANONYMOUS)
    assert not window.made().held_back
    assert [one.ground for one in window.made().sharing] == [Ground.HIDDEN]
    assert window.choices.degrees.value() == Degree.ANONYMOUS
    window.reject()


def test_a_written_reason_lets_it_go_and_is_kept(
    desk: Desk, print_desk: PrintDesk, case_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    print_desk.print_sheet("assessment", case_id)
    window = opened(qtbot)
    for_water(window, qtbot)
    part = window.choices.sharing
    part.ways[REASON].click()
    assert part.reason.hasFocus()
    window.save_pdf()
    assert part.reason.hasFocus()
    QTest.keyClicks(part.reason, "urgent")
    assert part.written_reason() == "urgent"
    saved(window, qtbot, tmp_path / "表.xlsx")
    assert grounds(desk, case_id) == [("partial", "", "urgent")]
    part.receiver.setCurrentIndex(0)
    qtbot.waitUntil(lambda: window.made().wish.receiver == "")
    assert part.written_reason() == ""
    window.reject()


def test_a_packet_says_who_is_bound_to_nothing(desk: Desk, print_desk: PrintDesk, case_id: int, qtbot: QtBot) -> None:
    guest = Invitee(agency_name="大家", name="見本", kind="guest")
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=TODAY, case_ids=(case_id,), invitees=(guest,))
    meeting_id = desk.act(lambda session: call_meeting(session, call).id)
    print_desk.print_packet(meeting_id)
    window = opened(qtbot)
    part = window.choices.sharing
    assert "まだ構成員ではなく" in part.words_shown()
    assert list(part.ways) == [ANONYMOUS, REASON]
    part.ways[ANONYMOUS].click()
    qtbot.waitUntil(lambda: window.made().wish.degree is Degree.ANONYMOUS)
    assert not window.made().held_back
    window.reject()
