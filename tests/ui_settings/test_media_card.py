"""媒体の台帳 on the page of settings: registered, lent, brought back, and printed."""

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.media import media_states
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.media_card import MediaCard
from hokatsu_desktop.ui.handover.media_dialogs import EndDialog, LendDialog, RegisterDialog, RetireDialog
from tests.ui.hands import show


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> MediaCard:
    """The card on the screen with one medium in it."""
    made = MediaCard(desk, lambda: None)
    show(qtbot, made, 620, 500)
    made.register.click()
    asking = made.asking
    assert isinstance(asking, RegisterDialog)
    asking.go_on.click()
    assert "登録番号を入れてください" in asking.message.words()
    asking.number.set_value("U-1")
    asking.kind.set_value("USBメモリー 32GB")
    asking.go_on.click()
    assert not asking.isVisible()
    return made


def words(desk: Desk) -> list[str]:
    with desk.reading() as session:
        return [one.words for one in media_states(session)]


def test_lent_and_brought_back(card: MediaCard, desk: Desk) -> None:
    card.lines[0].lend.click()
    lending = card.asking
    assert isinstance(lending, LendDialog)
    lending.purpose.set_value("会議へ持参")
    lending.carrier.set_value("架空 花子")
    lending.go_on.click()
    assert "承認した人" in lending.message.words()
    lending.approver.set_value("課長")
    lending.due_on.set_value("2026-11-25")
    lending.go_on.click()
    assert "貸し出し中" in words(desk)[0]
    assert not card.lines[0].lend.isVisible()
    assert card.focusWidget() is card.lines[0].end
    card.lines[0].end.click()
    ending = card.asking
    assert isinstance(ending, EndDialog)
    assert ending.ending.isAncestorOf(ending.focusWidget())
    ending.go_on.click()
    assert "どうしたか" in ending.message.words()
    ending.ending.set_value("erased")
    ending.method.set_value("初期化して上書き")
    ending.witness.set_value("課長")
    ending.go_on.click()
    assert words(desk) == ["手もとにあります"]
    assert card.focusWidget() is card.lines[0].lend


def test_taken_out_of_use_with_a_reason(card: MediaCard, desk: Desk) -> None:
    card.lines[0].retire.click()
    asking = card.asking
    assert isinstance(asking, RetireDialog)
    asking.go_on.click()
    assert "わけ" in asking.message.words()
    asking.why.set_value("番号をまちがえた")
    asking.go_on.click()
    assert "番号をまちがえた" in words(desk)[0]
    assert card.focusWidget() is card.register
    assert not card.lines[0].lend.isVisible()


def test_the_ledger_is_printed(qtbot: QtBot, desk: Desk) -> None:
    asked: list[bool] = []
    made = MediaCard(desk, lambda: asked.append(True))
    show(qtbot, made, 620, 300)
    made.printing.click()
    assert asked == [True]
