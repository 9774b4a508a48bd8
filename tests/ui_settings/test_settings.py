"""The page of settings: everything stores itself, and what must not be empty keeps what it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry, OfficeMode, Staff
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.modes import mode_on, mode_spans
from hokatsu_desktop.services.office import change_setting, own_setting, save_staff, the_office
from hokatsu_desktop.services.referral_presets import referral_preset
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.telling_back import days_to_tell
from hokatsu_desktop.services.today.company import many_cases
from hokatsu_desktop.sheets.shown import ground_rules
from hokatsu_desktop.store.backup import Backup, back_up, backups, open_backup
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.locking import lock_minutes
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings import kept_backups as kept_backups_module
from hokatsu_desktop.ui.settings.kept_backups import ELSEWHERE, kept_backups, newest_words, usual_place
from hokatsu_desktop.ui.settings.protection_card import NOT_PROTECTED, PROTECTED
from hokatsu_desktop.ui.settings.section import SettingsSection
from hokatsu_desktop.ui.settings.typing_card import wants_enter_to_move
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.moving import enter_moves
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, show
from tests.ui_cases.town import new_case
from tests.ui_settings.office import NOW

Wait = Callable[[], None]


@dataclass
class Window:
    """What the section asked of the window around it."""

    percent: int = 100
    locked: int = 0
    backups: int = 0
    said: list[str] = field(default_factory=list)

    def hands(self) -> WindowHands:
        return WindowHands(self._lock, lambda: self.percent, self._set_zoom, self._backup_made)

    def _lock(self) -> None:
        self.locked += 1

    def _set_zoom(self, percent: int) -> None:
        self.percent = percent

    def _backup_made(self) -> None:
        self.backups += 1


@pytest.fixture
def around() -> Window:
    return Window()


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, around: Window) -> SettingsSection:
    section = SettingsSection(desk, around.hands())
    show(qtbot, section, 1180, 800)
    return section


def retype(widget: TextField, words: str) -> None:
    """Types over what stands in a field, as an input method does."""
    widget.setFocus()
    widget.selectAll()
    commit(widget, words)
    if not words:
        widget.clear()
        widget.changed.emit()


def office_of(desk: Desk, name: str) -> object:
    with desk.reading() as session:
        return getattr(the_office(session), name)


def test_what_is_typed_about_the_office_is_stored_by_itself(qtbot: QtBot, desk: Desk, section: SettingsSection) -> None:
    retype(section.office.phone, "0155-00-0100")
    qtbot.waitUntil(lambda: office_of(desk, "phone") == "0155-00-0100")


def test_leaving_a_field_stores_at_once_and_the_days_are_a_number(desk: Desk, section: SettingsSection) -> None:
    retype(section.office.answer_days.field, "１０")
    section.office.phone.setFocus()
    assert office_of(desk, "answer_days") == 10


@pytest.mark.parametrize("typed", ["0", "61", "すぐ", ""])
def test_days_that_nobody_can_promise_are_not_stored(desk: Desk, section: SettingsSection, typed: str) -> None:
    retype(section.office.answer_days.field, typed)
    section.flush()
    assert office_of(desk, "answer_days") == 7
    assert section.office.answer_days.value() == typed


def test_a_town_without_a_name_is_not_stored_and_marked(desk: Desk, section: SettingsSection) -> None:
    retype(section.office.town, "")
    section.flush()
    assert office_of(desk, "town") == "みどり町"
    assert section.office.town.property("wrong") is True
    retype(section.office.town, "𠮷見本町")
    section.flush()
    assert office_of(desk, "town") == "𠮷見本町"
    assert section.office.town.property("wrong") is False


def test_typing_in_one_sitting_is_taken_back_at_once(desk: Desk, section: SettingsSection) -> None:
    for words in ("架", "架空", "架空町"):
        retype(section.office.town, words)
        section.flush()
    desk.act(undo)
    assert office_of(desk, "town") == "みどり町"
    assert section.office.town.value() == "みどり町"


def test_the_way_of_the_programme_is_stored_and_always_one(desk: Desk, section: SettingsSection) -> None:
    part = section.office.mode
    options = {option.key: option for option in part.chips.options()}
    options[OfficeMode.PREPARING].click()
    assert "生活困窮者自立支援法の支援会議" in part.words.words()
    part.change.click()
    with desk.reading() as session:
        assert mode_on(session, desk.today()).key == OfficeMode.PREPARING
    options[OfficeMode.PREPARING].click()
    assert part.chips.value() == OfficeMode.PREPARING
    options[OfficeMode.LAYERED].click()
    part.from_on.set_day(desk.today() + timedelta(days=30))
    part.change.click()
    assert part.chips.value() == OfficeMode.PREPARING
    (off,) = [one for one in part.findChildren(QPushButton) if one.text() == "やめる" and one.isVisible()]
    off.click()
    with desk.reading() as session:
        assert mode_on(session, desk.today() + timedelta(days=40)).key == OfficeMode.PREPARING
    part.from_on.set_value("")
    part.change.click()
    with desk.reading() as session:
        assert len(mode_spans(session)) == 2


def test_another_towns_referral_sheets_are_chosen_and_one_is_always_in_use(
    desk: Desk, section: SettingsSection
) -> None:
    options = {option.key: option for option in section.office.preset.options()}
    assert section.office.preset.value() == "takashima"
    options["sakai"].click()
    with desk.reading() as session:
        assert referral_preset(session) == "sakai"
    options["sakai"].click()
    assert section.office.preset.value() == "sakai"
    desk.act(undo)
    assert section.office.preset.value() == "takashima"


def test_standard_rules_are_taken_as_a_beginning(desk: Desk, section: SettingsSection) -> None:
    assert section.office.standard.isVisible()
    section.office.standard.click()
    section.flush()
    with desk.reading() as session:
        office = the_office(session)
        assert office.ground_rules == ground_rules(office) != ""
    assert not section.office.standard.isVisible()


def test_own_name_and_post_are_stored(desk: Desk, section: SettingsSection) -> None:
    retype(section.staff.own["post"], "主事")
    retype(section.staff.own["name"], "髙橋 まこと")
    section.flush()
    with desk.reading() as session:
        me = session.get_one(Staff, desk.staff_id)
    assert (me.name, me.post) == ("髙橋 まこと", "主事")


def test_a_member_of_staff_keeps_a_name(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        desk.act(lambda session: save_staff(session, desk.staff_id, name="　"))
    assert "お名前" in refused.value.words
    with desk.reading() as session:
        assert session.get_one(Staff, desk.staff_id).name == "𠮷田 まこと"


def test_minutes_until_the_lock_are_stored_within_limits(desk: Desk, section: SettingsSection) -> None:
    section.key.minutes.setCurrentIndex(2)
    assert lock_minutes(desk) == 2
    assert section.key.minutes.count() == 16
    desk.act(lambda session: change_setting(session, "lock_minutes", 900))
    assert section.key.minutes.value() == "15"
    section.key.minutes.setCurrentIndex(0)
    assert lock_minutes(desk) == 5


def test_the_key_card_locks_and_tells_about_the_recovery_sheet(section: SettingsSection, around: Window) -> None:
    section.key.lock_button.click()
    assert around.locked == 1
    assert "まだ" in section.key.recovery.words()


def test_enter_is_each_ones_own_and_in_force_at_once(desk: Desk, section: SettingsSection) -> None:
    moves, stays = section.typing.enter.options()
    stays.click()
    assert not enter_moves()
    assert not wants_enter_to_move(desk)

    def colleagues(session: Session) -> object:
        return own_setting(session, desk.staff_id + 1, "enter_moves", True)

    with desk.reading() as session:
        assert colleagues(session) is True
    moves.click()
    assert enter_moves()


def test_letters_are_handed_to_the_window(section: SettingsSection, around: Window) -> None:
    section.typing.letters.set_value("150")
    section.typing.letters.changed.emit()
    assert around.percent == 150


def test_a_backup_is_made_proved_and_listed(desk: Desk, section: SettingsSection, around: Window, idle: Wait) -> None:
    assert newest_words(desk) == "控え：まだありません"
    section.backups.now_button.setFocus()
    section.backups.now_button.click()
    section.backups.now_button.click()  # a second press while it is being made does nothing
    idle()
    assert newest_words(desk) == "控え：けさ 10:32（確かめ済み）"
    assert around.backups == 1
    assert section.backups.now_button.hasFocus()
    (made,) = backups(usual_place(desk))
    with open_backup(made.path, Passphrase("みどり色の 自転車と 夕やけ雲")).session() as session:
        assert the_office(session).town == "みどり町"


def test_a_backup_in_another_place_is_remembered(
    desk: Desk, section: SettingsSection, idle: Wait, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "USB"
    section.backups.make_elsewhere(elsewhere)
    idle()
    assert len(backups(elsewhere)) == 1
    assert newest_words(desk) == "控え：けさ 10:32（確かめ済み）"


def test_a_backup_that_fails_says_why_and_can_be_tried_again(
    desk: Desk, section: SettingsSection, idle: Wait, tmp_path: Path
) -> None:
    blocked = tmp_path / "ファイル"
    blocked.write_text("", encoding="utf-8")
    section.backups.make(blocked)
    idle()
    assert section.backups.message.words()
    assert section.backups.message.property("look") == "error"
    section.backups.now_button.click()
    idle()
    assert section.backups.message.property("look") == "success"


def test_the_open_store_is_checked_in_the_worker(section: SettingsSection, idle: Wait) -> None:
    section.computer.check_button.click()
    section.computer.check_button.click()
    idle()
    assert "すべての確認に通りました" in section.computer.verdict()


def test_a_check_that_cannot_be_done_says_why(
    section: SettingsSection, idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: object) -> None:
        raise StoreRefusal(Situation.DISK_TROUBLE)

    monkeypatch.setattr("hokatsu_desktop.ui.settings.computer_card.verify_open_store", refuse)
    section.computer.check_button.click()
    idle()
    assert section.computer.verdict() == StoreRefusal(Situation.DISK_TROUBLE).words


def test_the_computer_card_says_where_and_how_much(desk: Desk, section: SettingsSection) -> None:
    facts = dict(section.computer.facts.facts())
    assert facts["台帳の場所"].replace("\u200b", "") == str(desk.store.folder.path)
    assert facts["文字"] == "画面・印刷とも、そろっています"


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_practice_says_that_it_makes_no_backups_by_itself(desk: Desk, section: SettingsSection) -> None:
    assert newest_words(desk) == "控え：練習用なので作りません"
    assert "復旧シートはありません" in section.key.recovery.words()


def test_both_lists_of_protection_say_something(section: SettingsSection) -> None:
    assert section.protection.isVisible()
    assert len(PROTECTED) >= 3
    assert len(NOT_PROTECTED) >= 3


def test_nothing_is_written_by_looking(desk: Desk, qtbot: QtBot, section: SettingsSection) -> None:
    with desk.reading() as session:
        before = session.query(ChangeEntry).count()
    section.reread()
    section.flush()
    QApplication.processEvents()
    with desk.reading() as session:
        assert session.query(ChangeEntry).count() == before


def test_an_old_backup_is_told_by_days(desk: Desk, section: SettingsSection, idle: Wait) -> None:
    section.backups.now_button.click()
    idle()
    later = desk.clock() + timedelta(days=3)
    desk.clock = lambda: later
    assert newest_words(desk) == "控え：3日前（確かめ済み）"


def test_what_was_said_goes_with_its_section_but_a_failure_stays(window: MainWindow, qtbot: QtBot) -> None:
    window.say("success", "受け付けました。")
    window.show_section("cases")  # the act itself goes there
    assert window.message.words() == "受け付けました。"
    assert window.message.isVisible()
    qtbot.wait(1)
    window.show_section("meetings")
    assert not window.message.isVisible()
    window.say("error", "保存できません。")
    qtbot.wait(1)
    window.show_section("cases")
    assert window.message.isVisible()


def test_what_was_said_of_a_case_goes_when_another_one_is_opened(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    first, second = new_case(desk), new_case(desk)
    window.say("success", "受け付けました。")
    desk.go(Place(section="cases", case_id=first))  # the act itself goes there
    qtbot.wait(1)
    desk.go(Place(section="cases", case_id=first, tab="notes"))
    assert window.message.isVisible()
    desk.go(Place(section="cases", case_id=second))
    assert not window.message.isVisible()


def test_the_office_says_what_is_much_and_what_is_long(desk: Desk, section: SettingsSection) -> None:
    retype(section.watch.tell_days.field, "２１")
    retype(section.watch.many.field, "6")
    section.flush()
    with desk.reading() as session:
        assert (days_to_tell(session), many_cases(session)) == (21, 6)
    desk.act(undo)
    assert section.watch.many.value() == "10"


@pytest.mark.parametrize("typed", ["0", "1", "100", "たくさん", ""])
def test_no_number_of_cases_leaves_the_number_before(desk: Desk, section: SettingsSection, typed: str) -> None:
    retype(section.watch.many.field, typed)
    section.flush()
    with desk.reading() as session:
        assert many_cases(session) == 10
    assert section.watch.many.value() == typed


def test_a_place_that_cannot_be_read_hides_no_other_backup(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(desk.store, usual_place(desk), NOW)
    stick = tmp_path / "USB"
    desk.act(lambda session: change_setting(session, ELSEWHERE, str(stick)))

    def unreadable(into: Path, store_id: str = "") -> list[Backup]:
        if into == stick:
            raise StoreRefusal(Situation.DISK_TROUBLE)
        return backups(into, store_id)

    monkeypatch.setattr(kept_backups_module, "backups", unreadable)
    assert [one.backup.path for one in kept_backups(desk)] == [made.path]
