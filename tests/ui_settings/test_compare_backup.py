"""控えとくらべる: a backup and the store in use side by side, also when they parted; neither is changed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.store.backup import Backup, back_up, restore_backup
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.compared_page import BY_ACT, BY_FIELD
from hokatsu_desktop.ui.handover.comparing_work import difference_list
from hokatsu_desktop.ui.settings.backup_card import BackupCard
from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog
from hokatsu_desktop.ui.settings.kept_backups import usual_place
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.words import Words
from tests.printing.reading import text_of
from tests.services.test_growth import received
from tests.ui.hands import press, show
from tests.ui_settings.office import NOW

Wait = Callable[[], None]
RIGHT = "みどり色の 自転車と 夕やけ雲"


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> BackupCard:
    card = BackupCard(desk, WindowHands(lambda: None, lambda: 100, lambda _percent: None, lambda: None))
    show(qtbot, card, 700, 700)
    return card


@pytest.fixture
def early(desk: Desk) -> Backup:
    """A backup of a household that both lines know, and of a colleague."""
    desk.act(lambda session: received(session, "架空 ハナ"))
    desk.act(lambda session: join_office(session, "見本 ひろし"))
    return back_up(desk.store, usual_place(desk), NOW)


def write_on_elsewhere(desk: Desk, early: Backup, folder: Path, hidden_from: int | None = None) -> Backup:
    """Another line goes on from that backup; gives a backup of it, where those of this PC lie."""
    restore_backup(folder, early.path, Passphrase(RIGHT), NOW)
    store = open_store(folder, Passphrase(RIGHT), cost=Cost.floor(), any_place=True, clock=lambda: NOW)
    store.session_facts.update(clock=lambda: NOW, staff_id=desk.staff_id)
    with store.transaction() as session:
        change_case(session, 1, next_what="あちらで決めたこと")
        if hidden_from is not None:
            hide_case(session, 1, hidden_from, "いとこ")
    made = back_up(store, usual_place(desk), NOW + timedelta(hours=1))
    store.close()
    return made


def compared(card: BackupCard, idle: Wait, typed: str = RIGHT) -> CompareBackupDialog:
    """The window after the newest backup was compared."""
    dialog = card.begin_comparing()
    dialog.backups.choose_newest()
    dialog.field.set_value(typed)
    dialog.compare.click()
    idle()
    return dialog


def shown(dialog: CompareBackupDialog) -> str:
    return "\n".join(words.words() for words in dialog.findChildren(Words))


def looks(desk: Desk, after: int) -> list[str]:
    """What the log says was done since."""
    with desk.reading() as session:
        return list(session.scalars(select(ChangeEntry.act).where(ChangeEntry.id > after)))


def test_a_backup_with_the_same_content_leaves_no_trace(
    desk: Desk, card: BackupCard, idle: Wait, early: Backup
) -> None:
    """Or the store would be ahead of its own backup for having looked at it."""
    dialog = compared(card, idle)
    assert dialog.compared is not None
    assert dialog.compared.standing.kind is Kind.SAME
    assert looks(desk, early.sequence) == []


def test_a_backup_that_parted_shows_both_sides_and_changes_neither(
    desk: Desk, card: BackupCard, idle: Wait, early: Backup, tmp_path: Path
) -> None:
    write_on_elsewhere(desk, early, tmp_path / "そちら")
    desk.act(lambda session: change_case(session, 1, next_what="こちらで決めたこと"))
    before = desk.store.head()
    dialog = compared(card, idle)
    found = dialog.compared
    assert found is not None
    assert (found.standing.kind, found.standing.ours, found.standing.theirs) == (Kind.FORKED, 1, 1)
    words = shown(dialog)
    for said in ("令和8年11月23日に分かれました", "いまの台帳だけに1件", "この控えだけに1件", "控えだけにあるもの"):
        assert said in words
    printed = text_of(difference_list(desk.store, found).pdf)
    for said in ("こちらで決めたこと", "あちらで決めたこと"):
        assert said in words
        assert said in printed
    assert "パッケージ" not in words + printed
    assert [(one.label, one.ours, one.theirs) for one in found.pairs[0].records[0].fields] == [
        ("次に確かめること", "こちらで決めたこと", "あちらで決めたこと")
    ]
    assert dialog.field.value() == ""
    assert looks(desk, before.sequence) == ["compare_copy"]  # that it was looked at, and nothing else


def test_the_two_are_shown_field_by_field_at_a_press_by_keyboard(
    desk: Desk, card: BackupCard, idle: Wait, early: Backup
) -> None:
    long = "朝は電話に出ない。夕方に訪ねる。" * 12
    desk.act(lambda session: change_case(session, 1, how_to_approach=long))
    desk.act(lambda session: change_case(session, 1, how_to_approach=f"{long}犬の話から入る。"))
    dialog = compared(card, idle)
    turn = next(made for made in dialog.findChildren(QPushButton) if made.text() == BY_FIELD)

    def seen() -> str:
        return "\n".join(one.words() for one in dialog.findChildren(Words) if one.isVisible())

    assert f"{long}犬の話から入る。" not in seen()  # by act, only what was written each time
    press(turn, Qt.Key.Key_Space)
    for said in (f"{long}犬の話から入る。", "関わり方・避けること", "このパソコンの台帳", "控え", "架空"):
        assert said in seen()
    assert "控えだけにあるもの" not in seen()
    assert turn.text() == BY_ACT
    press(turn, Qt.Key.Key_Space)
    assert "控えだけにあるもの" in seen()


def test_an_earlier_backup_tells_what_would_go_out_of_sight(
    desk: Desk, card: BackupCard, idle: Wait, early: Backup
) -> None:
    desk.act(lambda session: change_case(session, 1, next_what="あとで決めたこと"))
    dialog = compared(card, idle)
    words = shown(dialog)
    assert early.cases == 1
    assert "前の状態です" in words
    assert "見えなくなります" in words
    assert "あとで決めたこと" in words


def test_a_case_closed_in_the_backup_only_is_shown_on_neither_side(
    desk: Desk, card: BackupCard, idle: Wait, early: Backup, tmp_path: Path
) -> None:
    with desk.reading() as session:
        assert session.info["staff_id"] == desk.staff_id
    colleague = 2
    write_on_elsewhere(desk, early, tmp_path / "そちら", hidden_from=colleague)
    desk.act(lambda session: change_case(session, 1, next_what="こちらで決めたこと"))
    desk.store.session_facts["staff_id"] = colleague
    dialog = compared(card, idle)
    assert dialog.compared is not None
    assert dialog.compared.standing.kind is Kind.FORKED
    for secret in ("架空", "こちらで決めたこと", "あちらで決めたこと"):
        assert secret not in shown(dialog)


def test_a_wrong_passphrase_and_a_damaged_backup_are_told_of_the_newest_which_is_chosen_at_first(
    desk: Desk, card: BackupCard, idle: Wait, early: Backup
) -> None:
    dialog = card.begin_going_back()
    dialog.compare.click()
    comparing = card.comparing
    assert comparing is not None
    assert comparing.backups.chosen() == early
    comparing.compare.click()
    assert "合言葉を入れて" in comparing.question.note.words()
    comparing.field.set_value("ちがう 合言葉を 入れてしまった")
    comparing.compare.click()
    idle()
    assert "合言葉がちがう" in comparing.message.words()
    content = bytearray((early.path / "store.db").read_bytes())
    content[9000] ^= 1
    (early.path / "store.db").write_bytes(bytes(content))
    comparing.field.set_value(RIGHT)
    comparing.compare.click()
    idle()
    assert "確認に通りませんでした" in comparing.message.words()
    comparing.reject()
    assert not comparing.isVisible()
    dialog.reject()


def test_without_a_backup_there_is_nothing_to_compare(desk: Desk, card: BackupCard) -> None:
    dialog = card.begin_comparing()
    assert "まだ控えがありません" in dialog.message.words()
    assert not dialog.compare.isEnabled()
    assert not dialog.field.value()
