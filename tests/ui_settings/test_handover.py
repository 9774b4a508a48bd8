"""引き継ぐ on the old PC: written, read back with the code from the paper, sealed; and what is said when it will not do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.acts import head
from hokatsu_desktop.services.handover import accept_handover, newest_handover
from hokatsu_desktop.services.media import media_states, register_medium
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.data_folder import DB_NAME, backups_folder
from hokatsu_desktop.store.handover_code import new_handover_code
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.package import WrittenPackage
from hokatsu_desktop.store.package_check import Found, packages_in, state_of
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.sealing import seal_store
from hokatsu_desktop.store.slots import renew_recovery_code
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover import giving
from hokatsu_desktop.ui.handover.card import HandoverCard
from hokatsu_desktop.ui.handover.giving import GivingDialog
from hokatsu_desktop.ui.handover.work import code_papers, medium_record
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.widgets.busy import Progress
from tests.printing.reading import text_of
from tests.ui.hands import show

Wait = Callable[[], None]
FLOOR = Cost.floor()
AGREED = Approval(TwoPersonAct.PACKAGE, 1, None, "課長 太郎")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> HandoverCard:
    """The card on the screen; one medium is registered."""
    with desk.store.transaction() as session:
        register_medium(session, "U-3")
    made = HandoverCard(desk, lambda: None, FLOOR)
    show(qtbot, made, 700, 500)
    return made


def planned(card: HandoverCard) -> GivingDialog:
    """The window with everything answered on its first step."""
    dialog = card.begin_giving()
    for field, value in (
        (dialog.plan.to_name, "後任 花子"),
        (dialog.plan.medium_number, "U-3"),
    ):
        field.set_value(value)
    dialog.plan.medium_route.set_value("hand")
    dialog.plan.code_route.set_value("chief")
    dialog.approval = AGREED
    return dialog


def written(card: HandoverCard, stick: Path, idle: Wait) -> GivingDialog:
    """The window after the package was written."""
    dialog = planned(card)
    dialog.write_to(stick)
    idle()
    return dialog


def is_sealed(desk: Desk) -> bool:
    """Whether the store is only read."""
    return desk.store.is_sealed


def is_written(dialog: GivingDialog) -> bool:
    """Whether there is a package that could be read back."""
    return dialog.written is not None


def type_code(dialog: GivingDialog, digits: str) -> None:
    """As from the paper, all of it into the first field; then the button."""
    assert dialog.check is not None
    dialog.check.digits.clear()
    dialog.check.digits.groups[0].field.setText(digits)
    dialog.check.digits.groups[0].field.left.emit()
    dialog.go_on.click()


def test_written_read_back_and_sealed(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    assert state_of(dialog.written.path).found is Found.COMPLETE
    type_code(dialog, dialog.written.code.printed)
    idle()
    assert [made.sequence for made in backups(backups_folder(desk.store.folder.path))] == [desk.store.head().sequence]
    assert dialog.give is not None
    assert dialog.verdict is not None
    record = text_of(medium_record(desk.store, dialog.written, dialog.verdict).pdf)
    for words in ("U-3", dialog.written.name, "課長太郎", "所属長から手わたし", "すべての確認に通りました"):
        assert words in record
    dialog.go_on.click()
    assert desk.store.is_sealed
    assert not dialog.isVisible()
    assert card.unseal_button.isVisible()
    assert "封" in card.state.text()


def test_the_codes_are_on_two_sheets_and_nowhere_else(
    card: HandoverCard, desk: Desk, stick: Path, idle: Wait, tmp_path: Path
) -> None:
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    printed = code_papers(desk.store, dialog.written)
    assert printed.pages == 2
    pages = text_of(printed.pdf)
    for group in (*dialog.written.code.groups, *dialog.written.recovery.groups):
        assert group in pages
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert dialog.written.code.digits.encode() not in everything
    assert dialog.written.code.printed.encode() not in everything
    dialog.reject()


def test_nothing_is_written_before_all_is_decided(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    dialog = card.begin_giving()
    with desk.reading() as session:
        before = head(session)
    dialog.write_to(stick)
    idle()
    assert "後任の方のお名前" in dialog.message.words()
    assert list(stick.iterdir()) == []
    with desk.reading() as session:
        assert (newest_handover(session), head(session)) == (None, before)
    dialog.reject()


def test_a_package_needs_a_second_person(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    """The button asks for one before it asks where to; without one nothing is written, by whatever way."""
    dialog = planned(card)
    dialog.approval = None
    dialog.write_to(stick)
    idle()
    assert "もう一人の確認が要ります" in dialog.message.words()
    assert list(stick.iterdir()) == []
    dialog.go_on.click()
    assert dialog.asking is not None
    assert dialog.asking.isVisible()
    dialog.asking.reject()
    assert dialog.approval is None
    with desk.reading() as session:
        assert newest_handover(session) is None
    dialog.reject()


def test_an_unregistered_medium_is_refused_and_can_be_registered_there(
    card: HandoverCard, desk: Desk, stick: Path, idle: Wait
) -> None:
    dialog = planned(card)
    dialog.plan.medium_number.set_value("U-9")
    dialog.write_to(stick)
    idle()
    assert "台帳にありません" in dialog.message.words()
    assert list(stick.iterdir()) == []
    (register,) = dialog.message.buttons()
    register.click()
    assert "U-9 を媒体の台帳に登録しました" in dialog.message.words()
    dialog.write_to(stick)
    idle()
    assert dialog.written is not None
    with desk.reading() as session:
        assert [(one.number, one.loan_id is not None) for one in media_states(session)] == [
            ("U-3", False),
            ("U-9", True),
        ]
    dialog.reject()


def test_a_stick_that_is_gone_is_told_and_the_answers_stay(
    card: HandoverCard, desk: Desk, stick: Path, idle: Wait
) -> None:
    dialog = written(card, stick / "pulled out", idle)
    assert "見つからない" in dialog.message.words()
    assert dialog.plan.to_name.value() == "後任 花子"
    with desk.reading() as session:
        assert newest_handover(session) is None
    dialog.write_to(stick)
    idle()
    assert dialog.written is not None
    dialog.reject()


def test_a_wrong_digit_is_named_and_another_code_refused(card: HandoverCard, stick: Path, idle: Wait) -> None:
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    digits = dialog.written.code.digits
    type_code(dialog, f"{(int(digits[0]) + 1) % 10}{digits[1:]}")
    assert "第1組" in dialog.message.words()
    assert dialog.give is None
    dialog.reject()


def test_a_lying_stick_sends_back_to_the_beginning(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    said: list[str] = []
    desk.said.connect(lambda _kind, words: said.append(words))
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    path, code = dialog.written.path / DB_NAME, dialog.written.code.printed
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(bytes(data))
    type_code(dialog, code)
    idle()
    assert "媒体が壊れているか" in dialog.message.words()
    with desk.reading() as session:
        assert media_states(session)[0].is_unfit
    assert not is_written(dialog)
    assert not is_sealed(desk)
    dialog.write_to(stick)
    idle()
    assert "読み戻せなかった" in dialog.message.words()
    desk.act(lambda session: register_medium(session, "U-4"))
    dialog.plan.medium_number.set_value("U-4")
    dialog.write_to(stick)
    idle()
    assert len(packages_in(stick)) == 2
    dialog.reject()
    assert any("まだ確かめていません" in words for words in said)


def test_a_rehearsal_that_is_stopped_says_that_nothing_is_proved(
    card: HandoverCard, stick: Path, idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    monkeypatch.setattr(Progress, "is_asked_to_stop", True)
    type_code(dialog, dialog.written.code.printed)
    idle()
    assert "まだ確かめていません" in dialog.message.words()
    assert dialog.give is None
    dialog.reject()


def test_the_receiver_prints_a_receipt(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    name = dialog.written.name
    dialog.reject()
    assert not card.receipt_button.isVisible()
    with desk.store.transaction() as session:
        accept_handover(session, "後任 花子", "slot", name)
    card.reread()
    assert card.receipt_button.isVisible()
    card.receipt_button.click()
    idle()
    preview = card.findChild(Preview)
    assert preview is not None
    words = text_of(preview.made().printed.pdf)
    assert name in words
    assert "後任花子" in words
    preview.reject()


def test_the_seal_is_lifted_with_a_reason_by_two(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    """The office has one person, so the recovery sheet stands for the second."""
    sheet = renew_recovery_code(desk.store, cost=FLOOR)
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    type_code(dialog, dialog.written.code.printed)
    idle()
    dialog.go_on.click()
    asking = card.begin_unsealing()
    asking.go_on.click()
    assert "わけ" in asking.message.words()
    assert is_sealed(desk)
    asking.why.set_value("引継ぎを取りやめた")
    asking.go_on.click()
    assert is_sealed(desk)
    second = card.asking
    assert second is not None
    second.digits.groups[0].field.setText(sheet.printed)
    second.digits.groups[0].field.left.emit()
    second.go_on.click()
    idle()
    assert not is_sealed(desk)
    with desk.reading() as session:
        handover = newest_handover(session)
        assert handover is not None
        assert handover.unsealed_why == "引継ぎを取りやめた（認めた人：復旧シート（職員が一人のため））"
    assert not card.unseal_button.isVisible()


def offered(dialog: GivingDialog) -> list[str]:
    return [made.text() for made in dialog.message.buttons()]


WRITING = {
    Situation.MEDIUM_GONE: ["もう一度書き出す…", "別の媒体に書き出す"],
    Situation.MEDIUM_FULL: ["もう一度書き出す…", "別の媒体に書き出す"],
    Situation.MEDIUM_READ_ONLY: ["もう一度書き出す…", "別の媒体に書き出す"],
    Situation.MEDIUM_FILE_LIMIT: ["別の媒体に書き出す"],
    Situation.MEDIUM_STOPS_EARLY: ["別の媒体に書き出す"],
    Situation.MEDIUM_IS_STORE: ["別の場所を選ぶ…"],
    Situation.MEDIUM_SYNCED: ["別の場所を選ぶ…"],
    Situation.PACKAGE_THERE: ["別の場所を選ぶ…"],
    Situation.DISK_FULL: ["もう一度書き出す…"],
}


@pytest.mark.parametrize("situation", WRITING)
def test_each_trouble_of_writing_is_shown_with_the_right_offer(
    card: HandoverCard, desk: Desk, stick: Path, idle: Wait, monkeypatch: pytest.MonkeyPatch, situation: Situation
) -> None:
    """Only a medium that cannot be trusted is marked in the ledger; one that is full, or pulled out, is not."""
    refusal = StoreRefusal(situation, needed=3, found="架空ドライブ")

    def refuse(*_given: object, **_named: object) -> WrittenPackage:
        raise refusal

    monkeypatch.setattr(giving, "write", refuse)
    dialog = written(card, stick, idle)
    assert dialog.message.words().startswith(refusal.words)
    assert offered(dialog) == WRITING[situation]
    with desk.reading() as session:
        is_marked = media_states(session)[0].is_unfit
    assert is_marked is (situation is Situation.MEDIUM_STOPS_EARLY)
    assert ("U-3 には、媒体の台帳で「使わない」の印を付けました" in dialog.message.words()) is is_marked
    dialog.reject()


def test_the_offers_of_writing_lead_on(card: HandoverCard, stick: Path, idle: Wait) -> None:
    dialog = written(card, stick / "pulled out", idle)
    again, other = dialog.message.buttons()
    other.click()
    assert dialog.plan.medium_number.hasFocus()
    assert dialog.plan.medium_number.selectedText() == "U-3"
    again.click()
    (choosing,) = dialog.findChildren(QFileDialog)
    choosing.fileSelected.emit(str(stick))
    idle()
    assert dialog.written is not None
    dialog.reject()


def test_the_offers_of_reading_back_lead_on(card: HandoverCard, desk: Desk, stick: Path, idle: Wait) -> None:
    dialog = written(card, stick, idle)
    assert dialog.written is not None
    assert dialog.check is not None
    type_code(dialog, new_handover_code().printed)
    idle()
    assert offered(dialog) == ["コードを打ち直す", "コードの紙を印刷し直す…"]
    anew, paper = dialog.message.buttons()
    anew.click()
    assert dialog.check.digits.groups[0].field.hasFocus()
    paper.click()
    idle()
    preview = dialog.findChild(Preview)
    assert preview is not None
    preview.reject()
    away = dialog.written.path.rename(stick / "away")
    type_code(dialog, dialog.written.code.printed)
    idle()
    assert "見つかりません" in dialog.message.words()
    assert offered(dialog) == ["もう一度読み直す"]
    away.rename(dialog.written.path)
    dialog.message.buttons()[0].click()
    idle()
    assert dialog.verdict is not None
    dialog.reject()


def test_a_sealed_ledger_has_the_medium_marked_by_hand(
    card: HandoverCard, desk: Desk, stick: Path, idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = planned(card)
    seal_store(desk.store, "HIKITSUGI_2026-11-23_AAAA", desk.now())
    before = desk.store.head()

    def refuse(*_given: object, **_named: object) -> WrittenPackage:
        raise StoreRefusal(Situation.MEDIUM_STOPS_EARLY)

    monkeypatch.setattr(giving, "write", refuse)
    dialog.write_to(stick)
    idle()
    assert "紙の媒体の台帳に書いてください" in dialog.message.words()
    assert desk.store.head() == before
    dialog.reject()
