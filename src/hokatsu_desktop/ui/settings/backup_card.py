"""The card 控え: backups there are, and making one now, here or in another place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.office import change_setting
from hokatsu_desktop.store.backup import Backup, back_up
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.guides import guide_link
from hokatsu_desktop.ui.settings.backup_words import proved_words, size_words
from hokatsu_desktop.ui.settings.drill_dialog import DrillDialog, drill_words
from hokatsu_desktop.ui.settings.kept_backups import (
    ELSEWHERE,
    Kept,
    destroy_old_copies,
    kept_backups,
    none_words,
    old_kept_copies,
    usual_place,
)
from hokatsu_desktop.ui.settings.restore_over_dialog import RestoreOverDialog
from hokatsu_desktop.ui.settings.second_place_part import SecondPlacePart
from hokatsu_desktop.ui.settings.staff_dialogs import DestroyDialog
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

if TYPE_CHECKING:  # loaded when somebody compares: the libraries for PDF are heavy
    from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog

MOST_SHOWN = 6
WORKING = "控えを作って、開けることを確かめています。終わるまで電源を切らないでください。"
_ABOUT = (
    "控えは、鍵をかけるときと終わるとき、ファイルを取り込む前に、変わったところがあれば自動で作ります。"
    "新しい12日分、10週分、9か月分が残ります。"
)
_OLD = (
    "鍵を作り直す前の控えが{}個あります。異動した人の合言葉で開けるので、新しい控えを作ったら捨ててください。"
    "ほかの場所（USBメモリーなど）に写したものは、ここには出ません。"
)
_ABOUT_PRACTICE = "練習用の町では、自動の控えは作りません。手で作って試すことはできます。"


class BackupCard(Card):
    """The backup is made in the worker. The buttons stay enabled, or the keyboard would be thrown out of the card."""

    def __init__(self, desk: Desk, hands: WindowHands) -> None:
        super().__init__("控え")
        self.corner.addWidget(guide_link(self, BACKUPS))
        self._desk = desk
        self._hands = hands
        self._is_working = False
        self._shows_all = False
        self.message = MessageBar()
        self.now_button = button("いま控えを作る")
        self.elsewhere_button = button("別の場所に作る…")
        self.all_button = button("すべての控えを見る", ButtonLook.LINK)
        self.second = SecondPlacePart(desk, self.reread)
        self.drill_words = Words(look=Look.BODY, wrap=True)
        self.drill_button = button("復元訓練をする…")
        self.drill: DrillDialog | None = None
        self.back_button = button("控えに戻す…", ButtonLook.HARM)
        self.back_button.setVisible(not desk.store.practice)
        self.back_button.clicked.connect(lambda _checked=False: self.begin_going_back())
        self.going_back: RestoreOverDialog | None = None
        self.compare_button = button("控えとくらべる…")
        self.compare_button.clicked.connect(lambda _checked=False: self.begin_comparing())
        self.comparing: CompareBackupDialog | None = None
        self.old_words = Words(look=Look.BODY, wrap=True)
        self.old_button = button("古い鍵の控えを捨てる…", ButtonLook.HARM)
        self.old_button.clicked.connect(lambda _checked=False: self.begin_destroying())
        self.destroying: DestroyDialog | None = None
        self._grid = QGridLayout()
        self._build()
        self.now_button.clicked.connect(lambda _checked=False: self.make(usual_place(desk)))
        self.elsewhere_button.clicked.connect(lambda _checked=False: self._choose())
        self.all_button.clicked.connect(lambda _checked=False: self._show_all())
        self.drill_button.clicked.connect(lambda _checked=False: self.begin_drill())
        self.reread()

    def make(self, into: Path) -> None:
        """Makes a backup in a folder, in the worker; one at a time."""
        if self._is_working:
            return
        self._is_working = True
        moment = self._desk.now()
        self.message.tell(MessageKind.INFO, WORKING, closes=False)
        self._desk.tasks.run(lambda: back_up(self._desk.store, into, moment), self._made, self._failed)

    def make_elsewhere(self, folder: Path) -> None:
        """Makes a backup in a folder that is shown from now on as well."""
        self._desk.try_act(lambda session: change_setting(session, ELSEWHERE, str(folder)))
        self.make(folder)

    def reread(self) -> None:
        """Show the backups there are now."""
        self.show_backups(kept_backups(self._desk))
        self.second.reread()
        self.drill_words.say(drill_words(self._desk))
        found = len(old_kept_copies(self._desk))
        self.old_words.say(_OLD.format(found))
        for part in (self.old_words, self.old_button):
            part.setVisible(found > 0)

    def show_backups(self, found: Sequence[Kept]) -> None:
        """Shows the newest of these, newest first; all of them once that was asked for."""
        clear(self._grid)
        for place, one in enumerate(found if self._shows_all else found[:MOST_SHOWN]):
            for column, cell in enumerate(_line(one, self._desk)):
                self._grid.addWidget(cell, 2 * place, column)
            self._grid.addWidget(Words(_about(one), Look.QUIET, wrap=True), 2 * place + 1, 0, 1, 3)
        if not found:
            self._grid.addWidget(Words(none_words(self._desk), wrap=True), 0, 0, 1, 3)
        self.all_button.setText(f"すべての控えを見る（{len(found)}個）")
        self.all_button.setVisible(len(found) > MOST_SHOWN and not self._shows_all)

    def begin_going_back(self) -> RestoreOverDialog:
        """Asks why a backup is to take the place of the store."""
        dialog = self.going_back = RestoreOverDialog(self._desk, self)
        dialog.compare_wanted.connect(self.begin_comparing)
        dialog.open()
        return dialog

    def begin_comparing(self) -> CompareBackupDialog:
        """Shows what only a backup or only the store has."""
        from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog

        dialog = self.comparing = CompareBackupDialog(self._desk, kept_backups(self._desk), self)
        dialog.open()
        return dialog

    def begin_drill(self) -> DrillDialog:
        """Asks which backup is put back on trial."""
        dialog = self.drill = DrillDialog(self._desk, kept_backups(self._desk), self)
        dialog.done_once = self.reread
        dialog.open()
        return dialog

    def _show_all(self) -> None:
        self._shows_all = True
        self.now_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reread()

    def begin_destroying(self) -> DestroyDialog:
        """Asks whether the copies under earlier keys are to go."""
        dialog = self.destroying = DestroyDialog(self)
        dialog.accepted.connect(self._destroy)
        dialog.open()
        return dialog

    def _destroy(self) -> None:
        try:
            gone = destroy_old_copies(self._desk)
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
        else:
            self.message.tell(MessageKind.SUCCESS, f"古い鍵の控えを{gone}個捨てました。いまの鍵の控えは残っています。")
        self.reread()

    def _made(self, made: Backup) -> None:
        self._is_working = False
        self.message.tell(
            MessageKind.SUCCESS, f"控えを作り、開けることを確かめました（{size_words(made.size)}、{made.path}）。"
        )
        self.reread()
        self._hands.backup_made()
        self.second.copy()

    def _failed(self, error: Exception) -> None:
        self._is_working = False
        if not isinstance(error, StoreRefusal):
            raise error
        self.message.tell(MessageKind.ERROR, error.words)

    def _choose(self) -> None:
        ask_for_folder(self, "控えを作る場所を選ぶ", self.make_elsewhere)

    def _build(self) -> None:
        self.add(Words(_ABOUT_PRACTICE if self._desk.store.practice else _ABOUT, Look.QUIET, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.now_button)
        row.addWidget(self.elsewhere_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self.message)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        self._add_left(self.all_button)
        self.add(self.second)
        self.add(self.drill_words)
        self._add_left(self.drill_button)
        self._add_left(self.compare_button)
        self._add_left(self.back_button)
        self.add(self.old_words)
        self._add_left(self.old_button)

    def _add_left(self, made: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(made)
        row.addStretch(1)
        self.body.addLayout(row)


def _line(one: Kept, desk: Desk) -> tuple[QWidget, ...]:
    """When a backup was made, and whether it was proved."""
    made_at = one.backup.made_at.astimezone(desk.now().tzinfo)
    look = Look.GOOD if one.backup.is_whole else Look.WRONG
    return (
        Words(f"{plain(made_at.date())} {made_at.hour}:{made_at:%M}"),
        Words(proved_words(one.backup), look),
    )


def _about(one: Kept) -> str:
    """What it holds and where it lies, on a line of its own: side by side with the rest it is too wide for a small screen."""
    cases = "" if one.backup.cases is None else f"ケース{one.backup.cases}件"
    return "　".join(filter(None, (cases, size_words(one.backup.size), one.place)))
