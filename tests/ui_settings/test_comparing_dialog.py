"""Two copies that were written on separately: shown side by side, printed, and one of them goes on; nothing is merged."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.handover_code import new_handover_code
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.store.receiving import receive_package
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover import comparing_work
from hokatsu_desktop.ui.handover.comparing_dialog import ComparingDialog
from hokatsu_desktop.ui.handover.comparing_work import difference_list
from hokatsu_desktop.ui.widgets.words import Words
from tests.printing.reading import text_of
from tests.services.test_growth import received
from tests.ui.hands import press, show
from tests.ui_settings.office import NOW

FLOOR = Cost.floor()
OTHER = Passphrase("はじめての 引継ぎと 白い自転車")
Wait = Callable[[], None]


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A household known to both copies."""
    return desk.act(lambda session: received(session, "架空 ハナ").case_id)


@pytest.fixture
def returned(desk: Desk, case_id: int, tmp_path: Path) -> WrittenPackage:
    """A package from another PC that took the store over and wrote on in it."""
    (tmp_path / "usb").mkdir()
    first = write_package(desk.store, tmp_path / "usb", NOW, cost=FLOOR)
    there = tmp_path / "そちら"
    receive_package(there, first.path, first.code, OTHER, NOW, cost=FLOOR, any_place=True)
    store = open_store(there, OTHER, cost=FLOOR, any_place=True, clock=lambda: NOW)
    store.session_facts.update(clock=lambda: NOW, staff_id=desk.staff_id)
    with store.transaction() as session:
        change_case(session, case_id, next_what="あちらで決めたこと")
        add_task(session, "あちらの約束", case_id=case_id)
    (tmp_path / "usb2").mkdir()
    second = write_package(store, tmp_path / "usb2", NOW, cost=FLOOR)
    store.close()
    return second


def compared(qtbot: QtBot, desk: Desk, idle: Wait, package: WrittenPackage) -> ComparingDialog:
    """The window after comparing with a package."""
    dialog = ComparingDialog(desk, lambda: None)
    show(qtbot, dialog, 980, 640)
    dialog.place.set_value(str(package.path.parent))
    dialog.digits.groups[0].field.setText(package.code.printed)
    dialog.digits.groups[0].field.left.emit()
    dialog.compare.click()
    idle()
    assert dialog.compared is not None
    return dialog


def shown(dialog: ComparingDialog) -> str:
    return "\n".join(words.words() for words in dialog.findChildren(Words))


def is_sealed(desk: Desk) -> bool:
    """Whether the store is only read."""
    return desk.store.is_sealed


def write_here(desk: Desk, case_id: int) -> None:
    """This PC wrote on, too."""
    desk.act(lambda session: change_case(session, case_id, next_what="こちらで決めたこと"))
    desk.act(lambda session: write_note(session, case_id, facts="こちらの経過"))


def test_both_sides_are_shown_and_printed_and_neither_is_changed(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage, case_id: int
) -> None:
    write_here(desk, case_id)
    before = desk.store.head()
    dialog = compared(qtbot, desk, idle, returned)
    found = dialog.compared
    assert found is not None
    assert found.standing.kind is Kind.FORKED
    assert dialog.paper.hasFocus()
    assert (found.ours.links, found.theirs.links) == (found.standing.ours, found.standing.theirs)
    words = shown(dialog)
    for said in ("分かれた控えです", "架空", "こちらで決めたこと", "あちらで決めたこと", "あちらの約束"):
        assert said in words
    printed = text_of(difference_list(desk.store, found).pdf)
    for said in ("こちらで決めたこと", "あちらで決めたこと", "あちらの約束", "パッケージ"):
        assert said in printed
    assert desk.store.head().sequence == before.sequence + 1  # that it was looked at, and nothing else
    assert list(desk.store.folder.path.glob("rehearsal*")) == []


def test_this_pc_goes_on_and_its_log_says_so(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage, case_id: int
) -> None:
    write_here(desk, case_id)
    dialog = compared(qtbot, desk, idle, returned)
    dialog.ours.click()
    assert not dialog.isVisible()
    with desk.reading() as session:
        last = session.scalars(select(ChangeEntry).order_by(ChangeEntry.id.desc())).first()
        case = session.get(Case, case_id)
    assert last is not None
    assert (last.act, (last.after or {})["goes_on"]) == ("choose_line", "ours")
    assert case is not None
    assert case.next_what == "こちらで決めたこと"
    assert not is_sealed(desk)


def test_the_package_goes_on_by_two_and_ours_is_kept_for_reading(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage, case_id: int
) -> None:
    write_here(desk, case_id)
    folder, ours = desk.store.folder, desk.store.generation.path.name
    dialog = compared(qtbot, desk, idle, returned)
    dialog.theirs.click()
    asking = dialog.asking
    assert asking is not None
    assert "分かれたパッケージのほうを続けること" in "\n".join(one.words() for one in asking.findChildren(Words))
    asking.agreed(Approval(TwoPersonAct.RESTORE_OVER, desk.staff_id, None, "課長"))
    assert "もう一人の確認が要ります" in dialog.message.words()
    assert not is_sealed(desk)
    asking.agreed(Approval(TwoPersonAct.OTHER_LINE, desk.staff_id, None, "課長"))
    assert is_sealed(desk)
    with desk.reading() as session:
        links = session.scalars(select(ChangeEntry).order_by(ChangeEntry.id.desc()).limit(2)).all()
    assert {one.title for one in links} == {"分かれた台帳のうち、パッケージのほうを続ける"}
    assert [(one.after or {}).get("needed_for") for one in links if "maker" in (one.after or {})] == ["other_line"]
    assert [one.is_whole for one in backups(backups_folder(folder.path))] == [True]
    desk.store.close()
    got = receive_package(folder.path, returned.path, returned.code, OTHER, NOW, cost=FLOOR, any_place=True)
    assert (folder.read_current(), ours in folder.generations()) == (got.generation, True)
    store = open_store(folder.path, OTHER, cost=FLOOR, any_place=True, clock=lambda: NOW)
    with store.session() as session:
        case = session.get(Case, case_id)
        assert case is not None
        assert case.next_what == "あちらで決めたこと"
    store.close()


def test_without_a_choice_the_package_is_refused_as_forked(desk: Desk, returned: WrittenPackage, case_id: int) -> None:
    write_here(desk, case_id)
    folder = desk.store.folder.path
    desk.store.close()
    with pytest.raises(StoreRefusal) as no:
        receive_package(folder, returned.path, returned.code, OTHER, NOW, cost=FLOOR, any_place=True)
    assert no.value.situation is Situation.PACKAGE_FORKED
    assert "パッケージとくらべる" in no.value.words


def test_a_package_that_goes_on_from_here_offers_no_choice(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage
) -> None:
    dialog = compared(qtbot, desk, idle, returned)
    assert "続きです" in shown(dialog)
    assert not dialog.ours.isVisible()
    assert not dialog.theirs.isVisible()


def test_a_wrong_code_is_told_and_what_was_typed_stays(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage
) -> None:
    dialog = ComparingDialog(desk, lambda: None)
    show(qtbot, dialog, 980, 640)
    dialog.compare.click()
    assert "媒体を選んでください" in dialog.message.words()
    dialog.place.set_value(str(returned.path))
    dialog.digits.groups[0].field.setText(returned.recovery.printed[::-1])
    dialog.digits.groups[0].field.left.emit()
    dialog.compare.click()
    idle()
    assert dialog.message.words()
    assert dialog.place.value() == str(returned.path)
    assert dialog.compared is None


def test_comparing_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_here(desk, case_id)
    began, go_on, before = Event(), Event(), desk.store.head()

    def hold(_ours: Session, _theirs: Session, _link: int) -> None:
        began.set()
        assert go_on.wait(30)

    monkeypatch.setattr(comparing_work, "hide_in_both", hold)
    dialog = ComparingDialog(desk, lambda: None)
    show(qtbot, dialog, 980, 640)
    dialog.place.set_value(str(returned.path.parent))
    dialog.digits.groups[0].field.setText(returned.code.printed)
    dialog.digits.groups[0].field.left.emit()
    dialog.compare.click()
    qtbot.waitUntil(began.is_set, timeout=30_000)
    assert dialog.stop.hasFocus()
    assert not dialog.compare.isVisible()
    press(dialog.stop, Qt.Key.Key_Space)
    dialog.reject()  # Esc stops too and does not close the window over the worker
    assert dialog.isVisible()
    go_on.set()
    idle()
    assert "何も残していません" in dialog.message.words()
    assert (dialog.compared, dialog.stop.isVisible()) == (None, False)
    assert list(desk.store.folder.path.glob("*.partial")) == []
    assert desk.store.head() == before
    dialog.reject()
    assert not dialog.isVisible()


@pytest.mark.parametrize("closed_there", [True, False])
def test_a_case_closed_on_one_side_only_is_shown_on_neither(
    qtbot: QtBot, desk: Desk, idle: Wait, tmp_path: Path, case_id: int, closed_there: bool
) -> None:
    """The colleague joined before the copies parted; each copy then goes its own way with the case."""
    secret = desk.act(lambda session: received(session, "秘川 花子").case_id)
    colleague = desk.act(lambda session: join_office(session, "見本 ひろし").id)
    (tmp_path / "usb").mkdir()
    first = write_package(desk.store, tmp_path / "usb", NOW, cost=FLOOR)
    receive_package(tmp_path / "そちら", first.path, first.code, OTHER, NOW, cost=FLOOR, any_place=True)
    store = open_store(tmp_path / "そちら", OTHER, cost=FLOOR, any_place=True, clock=lambda: NOW)
    store.session_facts.update(clock=lambda: NOW, staff_id=desk.staff_id)
    with store.transaction() as session:
        change_case(session, secret, next_what="あちらの秘密")
        change_case(session, case_id, next_what="あちらで決めたこと")
        if closed_there:
            hide_case(session, secret, colleague, "いとこ")
    (tmp_path / "usb2").mkdir()
    second = write_package(store, tmp_path / "usb2", NOW, cost=FLOOR)
    store.close()
    desk.act(lambda session: change_case(session, secret, next_what="こちらの秘密"))
    if not closed_there:
        desk.act(lambda session: hide_case(session, secret, colleague, "いとこ"))
    desk.store.session_facts["staff_id"] = colleague
    dialog = compared(qtbot, desk, idle, second)
    assert dialog.compared is not None
    told = shown(dialog) + text_of(difference_list(desk.store, dialog.compared).pdf)
    assert "あちらで決めたこと" in told
    for secret_words in ("秘川", "こちらの秘密", "あちらの秘密"):
        assert secret_words not in told


def test_a_package_that_cannot_be_put_beside_it_offers_the_next_step(
    qtbot: QtBot, desk: Desk, idle: Wait, returned: WrittenPackage
) -> None:
    dialog = ComparingDialog(desk, lambda: None)
    show(qtbot, dialog, 980, 640)
    dialog.place.set_value(str(returned.path))
    dialog.digits.groups[0].field.setText(new_handover_code().printed)
    dialog.digits.groups[0].field.left.emit()
    dialog.compare.click()
    idle()
    anew, other = dialog.message.buttons()
    assert (anew.text(), other.text()) == ("コードを打ち直す", "別の媒体を選ぶ…")
    anew.click()
    assert dialog.digits.groups[0].field.hasFocus()
    (returned.path / "COMPLETE").unlink()
    dialog.compare.click()
    idle()
    assert "書き込みの途中" in dialog.message.words()
    dialog.message.buttons()[0].click()
    (choosing,) = dialog.findChildren(QFileDialog)
    choosing.fileSelected.emit("別の媒体")
    assert dialog.place.value() == "別の媒体"
