"""The second place and 復元訓練 on the screen, and what きょう says of the backups."""

import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.backup_drills import drill_due_on, last_drill, write_down_drill
from hokatsu_desktop.services.backup_samples import last_sample
from hokatsu_desktop.services.history import undoable
from hokatsu_desktop.store.backup import Backup, backups
from hokatsu_desktop.store.second_place import bring_up_to_date, choose_second_place, second_place
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_card import BackupCard
from hokatsu_desktop.ui.settings.backup_sample import begin_sample
from hokatsu_desktop.ui.settings.drill_dialog import DrillDialog
from hokatsu_desktop.ui.settings.kept_backups import kept_backups, usual_place
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.start.practice import PRACTICE_PASSPHRASE
from hokatsu_desktop.ui.start.restart import copy_backups
from hokatsu_desktop.ui.today.backup_group import backup_group
from hokatsu_desktop.ui.widgets.busy import Progress
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import show
from tests.ui_settings.office import NOW

Wait = Callable[[], None]
RIGHT = "みどり色の 自転車と 夕やけ雲"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "共有"
    folder.mkdir()
    return folder


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> BackupCard:
    card = BackupCard(desk, WindowHands(lambda: None, lambda: 100, lambda _percent: None, lambda: None))
    show(qtbot, card, 700, 700)
    return card


def shown_in(card: BackupCard) -> str:
    """All words on the card."""
    return "\n".join(words.words() for words in card.findChildren(Words))


def titles(desk: Desk) -> list[str]:
    group = backup_group(desk)
    return [row.title for row in group.rows] if group is not None else []


def later(desk: Desk, days: int) -> None:
    desk.clock = lambda: NOW + timedelta(days=days)
    desk.store.session_facts["clock"] = desk.clock


def drilled(card: BackupCard, idle: Wait, typed: str) -> DrillDialog:
    dialog = card.begin_drill()
    dialog.field.set_value(typed)
    dialog.go_on.click()
    idle()
    return dialog


def test_choosing_a_second_place_copies_the_newest_backup_at_once(
    desk: Desk, card: BackupCard, share: Path, idle: Wait
) -> None:
    assert "決めていません" in card.second.words.words()
    assert not card.second.copy_button.isVisible()
    card.now_button.click()
    idle()
    card.second.choose(share)
    idle()
    assert len(backups(share)) == 1
    assert str(share) in card.second.words.words()
    assert "写しました" in card.second.words.words()
    assert {one.place for one in kept_backups(desk)} == {"このパソコンの中", "2つ目の置き場所"}


def test_a_backup_made_by_hand_goes_there_too(card: BackupCard, share: Path, idle: Wait) -> None:
    card.second.choose(share)
    idle()
    card.now_button.click()
    idle()
    assert len(backups(share)) == 1


def test_a_place_that_will_not_do_is_said_and_nothing_is_chosen(desk: Desk, card: BackupCard) -> None:
    card.second.choose(desk.store.folder.path / "hikae")
    assert "2つ目の置き場所にできません" in card.second.message.words()
    assert second_place(desk.store.folder) is None


def test_giving_the_second_place_up_leaves_what_lies_there(
    desk: Desk, card: BackupCard, share: Path, idle: Wait
) -> None:
    card.now_button.click()
    idle()
    card.second.choose(share)
    idle()
    card.second.forget_button.click()
    assert second_place(desk.store.folder) is None
    assert len(backups(share)) == 1


def test_work_goes_on_while_the_place_is_away_and_today_says_since_when(
    desk: Desk, card: BackupCard, share: Path, idle: Wait
) -> None:
    card.second.choose(share)
    idle()
    shutil.rmtree(share)
    card.now_button.click()
    idle()
    assert len(backups(usual_place(desk))) == 1
    assert "見つかりません" in card.second.message.words()
    later(desk, 1)
    assert titles(desk) == ["きのう 10:32から、2つ目の置き場所に控えを写せていません"]
    share.mkdir()
    bring_up_to_date(desk.store.folder, usual_place(desk), desk.now())
    assert titles(desk) == []


def test_leaving_starts_a_process_without_a_key_only_for_a_second_place(desk: Desk, share: Path) -> None:
    started: list[list[str]] = []

    def spawn(command: object) -> bool:
        started.append(list(command))  # type: ignore[call-overload]  # Spawn gives a sequence of words
        return True

    copy_backups(desk.store.folder, spawn)
    assert started == []
    choose_second_place(desk.store.folder, share)
    copy_backups(desk.store.folder, spawn)
    (command,) = started
    assert command[-3:] == ["--data-folder", str(desk.store.folder.path), "copy-backups"]


def test_a_rehearsal_is_shown_in_numbers_and_written_down(desk: Desk, card: BackupCard, idle: Wait) -> None:
    card.now_button.click()
    idle()
    assert "まだしていません" in card.drill_words.words()
    dialog = drilled(card, idle, RIGHT)
    assert "復元できることを確かめました" in dialog.message.words()
    assert dialog.go_on.hasFocus()
    assert {"ケース", "人", "経過記録", "会議"} <= {one.words() for one in dialog.findChildren(Words)}
    assert dialog.field.value() == ""
    dialog.reject()
    with desk.reading() as session:
        last = last_drill(session)
        assert last is not None
        assert (last.done_on, last.trouble, last.staff_id) == (NOW.date(), "", desk.staff_id)
        assert drill_due_on(session) == NOW.date() + timedelta(days=90)
    assert "このパソコンの中の控えで通りました（ケース0件）" in card.drill_words.words()


def test_a_rehearsal_told_of_another_place_does_not_go_with_there_being_no_backup(desk: Desk, card: BackupCard) -> None:
    assert "まだ控えがありません" in shown_in(card)
    desk.act(lambda session: write_down_drill(session, NOW, "消防署の金庫", 27))
    card.reread()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what stood there before
    assert "消防署の金庫の控えで通りました（ケース27件）" in card.drill_words.words()
    assert "まだ控えがありません" not in shown_in(card)
    assert "このパソコンから見える控えはありません" in shown_in(card)
    dialog = card.begin_drill()
    assert "このパソコンから見える控えはありません" in dialog.message.words()
    assert not dialog.go_on.isEnabled()


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_in_practice_a_rehearsal_needs_no_passphrase_that_nobody_was_told(desk: Desk, card: BackupCard) -> None:
    dialog = card.begin_drill()
    assert dialog.field.value() == PRACTICE_PASSPHRASE
    assert card.begin_comparing().field.value() == PRACTICE_PASSPHRASE


def test_a_wrong_passphrase_is_said_below_the_field_and_is_no_rehearsal(
    desk: Desk, card: BackupCard, idle: Wait
) -> None:
    card.now_button.click()
    idle()
    dialog = drilled(card, idle, "ちがう言葉をならべてみました")
    assert dialog.question.note.words()
    dialog.field.clear()
    dialog.go_on.click()
    assert dialog.question.note.words() == "合言葉を入れてください。"
    with desk.reading() as session:
        assert last_drill(session) is None


def test_a_backup_that_went_away_is_no_wrong_passphrase_and_no_rehearsal(
    desk: Desk, card: BackupCard, idle: Wait
) -> None:
    card.now_button.click()
    idle()
    (made,) = backups(usual_place(desk))
    dialog = card.begin_drill()
    shutil.rmtree(made.path)
    dialog.field.set_value(RIGHT)
    dialog.go_on.click()
    idle()
    assert "いまは見つかりません" in dialog.message.words()
    assert dialog.question.note.words() == ""
    with desk.reading() as session:
        assert last_drill(session) is None


def test_a_backup_that_cannot_be_restored_is_said_and_asked_for_again(desk: Desk, card: BackupCard, idle: Wait) -> None:
    card.now_button.click()
    idle()
    (made,) = backups(usual_place(desk))
    content = bytearray((made.path / "store.db").read_bytes())
    content[9000] ^= 1
    (made.path / "store.db").write_bytes(content)
    dialog = drilled(card, idle, RIGHT)
    assert "復元できません" in dialog.message.words()
    assert "通りませんでした" in card.drill_words.words()
    assert titles(desk) == ["前回の復元訓練は通りませんでした"]


def test_today_asks_for_a_rehearsal_after_ninety_days_and_for_a_backup_after_three_open_days(
    desk: Desk, card: BackupCard, idle: Wait
) -> None:
    card.now_button.click()
    idle()
    assert titles(desk) == []
    later(desk, 4)  # the 23rd is 勤労感謝の日; the 26th is the third open day after it
    assert titles(desk) == ["控えから4日たっています"]
    later(desk, 89)
    assert titles(desk) == ["控えから89日たっています"]
    later(desk, 90)
    assert titles(desk) == ["控えから90日たっています", "復元訓練をしてみてください"]


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_practice_says_nothing_of_backups(desk: Desk) -> None:
    later(desk, 200)
    assert titles(desk) == []


def test_all_backups_are_shown_when_asked_for(desk: Desk, card: BackupCard, tmp_path: Path, idle: Wait) -> None:
    card.now_button.click()
    idle()
    (one,) = kept_backups(desk)
    card.show_backups([one] * 8)
    assert card.all_button.text() == "すべての控えを見る（8個）"
    assert card.all_button.isVisible()
    card.all_button.click()
    card.show_backups([one] * 8)
    assert not card.all_button.isVisible()
    QApplication.processEvents()
    assert sum("確かめ済み" in words.words() and words.isVisible() for words in card.findChildren(Words)) == 8


def ruin(backup: Backup) -> None:
    """One bit in the middle of the file."""
    file = backup.path / "store.db"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


def sampled(desk: Desk) -> str | None:
    """What the last look found wrong; None if there was none."""
    with desk.reading() as session:
        last = last_sample(session)
    return None if last is None else last.trouble


def test_once_a_week_a_backup_is_proved_again_and_nothing_else_changes(
    desk: Desk, card: BackupCard, idle: Wait
) -> None:
    card.now_button.click()
    idle()
    with desk.reading() as session:
        last = undoable(session)
    assert begin_sample(desk) == kept_backups(desk)[0].backup
    idle()
    assert sampled(desk) == ""
    assert titles(desk) == []
    with desk.reading() as session:
        assert undoable(session) == last  # Ctrl+Z is for what somebody did
    later(desk, 6)
    assert begin_sample(desk) is None
    later(desk, 7)
    assert begin_sample(desk) is not None
    idle()


def test_a_backup_that_went_bad_is_told_until_a_good_one_was_drawn(desk: Desk, card: BackupCard, idle: Wait) -> None:
    card.now_button.click()
    idle()
    bad = kept_backups(desk)[0].backup
    ruin(bad)
    changes: list[bool] = []
    desk.changed.connect(lambda: changes.append(True))
    assert begin_sample(desk) == bad
    idle()
    assert "store.db" in (sampled(desk) or "")
    assert titles(desk) == ["けさ 10:32の控えが壊れています"]
    assert changes
    assert begin_sample(desk) is None  # not again on the same day
    shutil.rmtree(bad.path)
    later(desk, 1)
    card.now_button.click()
    idle()
    assert begin_sample(desk) is not None
    idle()
    assert titles(desk) == []


def test_any_of_them_may_be_drawn_but_none_under_an_earlier_key(
    desk: Desk, card: BackupCard, idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.now_button.click()
    idle()
    later(desk, 1)
    card.now_button.click()
    idle()
    drawn = set()
    for seed in range(12):
        monkeypatch.setattr(desk.tasks, "run_long", lambda *_given, **_named: None)
        chosen = begin_sample(desk, random.Random(seed))
        assert chosen is not None
        drawn.add(chosen.path.name)
    assert len(drawn) == 2
    monkeypatch.setattr("hokatsu_desktop.ui.settings.backup_sample.is_under_key_of", lambda _store, _made: False)
    assert begin_sample(desk) is None


def test_stopped_or_away_it_is_due_still(
    desk: Desk, card: BackupCard, idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.now_button.click()
    idle()
    monkeypatch.setattr(Progress, "is_asked_to_stop", True)
    assert begin_sample(desk) is not None
    idle()
    assert sampled(desk) is None
    monkeypatch.setattr(Progress, "is_asked_to_stop", False)

    def away(_path: Path, *_more: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("hokatsu_desktop.store.backup.file_fact", away)
    assert begin_sample(desk) is not None
    idle()
    assert sampled(desk) is None
    assert titles(desk) == []
