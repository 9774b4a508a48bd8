"""The cards 職員, 鍵 and 控え: adding somebody, their leaving, a new passphrase, and the copies under earlier keys."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.staff import may_only_read, rekey_is_due
from hokatsu_desktop.store.backup import back_up
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.old_copies import destroy, has_newer_keys, old_copies
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.rekey import rekey
from hokatsu_desktop.store.slots import key_file_of
from hokatsu_desktop.ui.capture_shield import is_wanted
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.kept_backups import usual_place
from hokatsu_desktop.ui.settings.key_card import KeyCard
from hokatsu_desktop.ui.settings.staff_card import StaffCard
from hokatsu_desktop.ui.settings.staff_work import change_own_passphrase
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from tests.ui.hands import show
from tests.ui_settings.office import NOW

Wait = Callable[[], None]
FLOOR = Cost.floor()
NEW = "あたらしい 人の 川と 橋と 霧"


def staff_names(desk: Desk) -> list[str]:
    """Who is there now."""
    with desk.reading() as session:
        return [one.name for one in present_staff(session)]


def add(card: StaffCard, name: str, role: StaffRole = StaffRole.WORKER, passphrase: str = NEW) -> None:
    """Fills the small window in and presses its button."""
    dialog = card.begin_adding()
    dialog.name.set_value(name)
    dialog.role.set_value(role)
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        field.set_value(passphrase)
    dialog.go_on.click()


def test_somebody_is_added_with_a_key_and_leaves(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    card = StaffCard(desk, FLOOR)
    show(qtbot, card, 700, 500)
    add(card, "架空 花子")
    idle()
    assert staff_names(desk) == ["𠮷田 まこと", "架空 花子"]
    with desk.reading() as session:
        colleague = present_staff(session)[-1]
    assert colleague.key_slot in {slot.slot_id for slot in key_file_of(desk.store).slots}
    card.begin_leaving(colleague.id).go_on.click()
    assert staff_names(desk) == ["𠮷田 まこと"]
    assert colleague.key_slot not in {slot.slot_id for slot in key_file_of(desk.store).slots}
    with desk.reading() as session:
        assert rekey_is_due(session)
    assert card.due.isVisible()


def test_without_a_name_or_with_a_weak_passphrase_nobody_is_added(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    card = StaffCard(desk, FLOOR)
    show(qtbot, card, 700, 500)
    add(card, "")
    assert card.adding is not None
    assert card.adding.message.words() == "お名前を入れてください。"
    card.adding.name.set_value("架空 花子")
    card.adding.passphrase.first.set_value("みじかい")
    card.adding.go_on.click()
    idle()
    assert "15文字以上" in card.adding.passphrase.first_question.note.words()
    assert card.adding.name.value() == "架空 花子"
    assert staff_names(desk) == ["𠮷田 まこと"]


def test_a_reader_is_told_that_nothing_is_written(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    card = StaffCard(desk, FLOOR)
    show(qtbot, card, 700, 500)
    add(card, "架空 花子", StaffRole.VIEWER)
    idle()
    with desk.reading() as session:
        reader = present_staff(session)[-1].id
        assert may_only_read(session, reader)
    said: list[str] = []
    other = Desk(desk.store, reader, desk.tasks, lambda: NOW)
    other.said.connect(lambda _kind, words: said.append(words))
    StaffCard(other, FLOOR)._set_role(reader, StaffRole.CHIEF)
    assert "閲覧のみ" in said[0]
    with desk.reading() as session:
        assert may_only_read(session, reader)


def test_a_new_passphrase_of_ones_own(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    card = KeyCard(desk, WindowHands(lambda: None, lambda: 100, lambda _zoom: None, lambda: None), FLOOR)
    show(qtbot, card, 700, 400)
    dialog = card.begin_change()
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        field.set_value(NEW)
    dialog.go_on.click()
    idle()
    folder = desk.store.folder.path
    desk.store.close()
    open_store(folder, Passphrase(NEW), cost=FLOOR, any_place=True).close()


def test_copies_under_earlier_keys_go_only_after_a_new_backup(desk: Desk) -> None:
    places = [usual_place(desk)]
    change_own_passphrase(desk.store, NEW, FLOOR)
    old = back_up(desk.store, places[0], NOW)
    assert old_copies(desk.store, places) == []
    rekey(desk.store, {desk.store.slot_id: Passphrase(NEW)}, NOW, cost=FLOOR)
    folder = desk.store.folder.path
    desk.store.close()
    store = open_store(folder, Passphrase(NEW), cost=FLOOR, any_place=True)
    found = old_copies(store, places)
    assert {copy.path for copy in found} == {old.path, folder / "g0001"}
    with pytest.raises(StoreRefusal) as refused:
        destroy(store, found, places)
    assert refused.value.situation is Situation.NO_NEW_BACKUP
    assert all(copy.path.is_dir() for copy in found)
    new = back_up(store, places[0], NOW)
    destroy(store, found, places)
    assert not any(copy.path.exists() for copy in found)
    assert not (folder / "keys-copy/g0001.keys").exists()
    assert new.path.is_dir()
    assert not has_newer_keys(store)
    store.close()


def test_pictures_of_the_screen_are_refused_until_somebody_says_otherwise(qtbot: QtBot, desk: Desk) -> None:
    card = KeyCard(desk, WindowHands(lambda: None, lambda: 100, lambda _zoom: None, lambda: None), FLOOR)
    show(qtbot, card, 700, 500)
    assert card.shield.isChecked()
    card.shield.click()
    assert not is_wanted(desk)
    with desk.store.transaction() as session:
        undo(session)
    desk.changed.emit()
    assert card.shield.isChecked()
    desk.store.session_facts["may_only_read"] = True
    card.shield.click()
    assert is_wanted(desk)
    assert card.shield.isChecked()
