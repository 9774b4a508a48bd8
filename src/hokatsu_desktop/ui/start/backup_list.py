"""Backups to choose one from: the newest few, and all of them once that was asked for."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import full
from hokatsu_desktop.store.backup import Backup
from hokatsu_desktop.ui.start.page import narrow
from hokatsu_desktop.ui.widgets.button import ButtonLook, button

MOST_SHOWN = 4


class BackupList(QWidget):
    """A damaged backup is shown with what it is, but cannot be chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Backup] = ()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _place, on: self.changed.emit() if on else None)
        self.choices: list[QRadioButton] = []
        self.more = button("", ButtonLook.LINK)
        self.more.clicked.connect(self.show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()

    def show_backups(self, found: Sequence[Backup]) -> None:
        """Shows these, the newest first, instead of what was shown before."""
        for made in self.choices:
            self._group.removeButton(made)
            made.setParent(None)
            made.deleteLater()
        self._found = found
        self.choices = [QRadioButton(words_of(backup)) for backup in found]
        for place, (made, backup) in enumerate(zip(self.choices, found, strict=True)):
            made.setEnabled(backup.is_whole)
            self._group.addButton(made, place)
            self._column.insertWidget(place, narrow(made))
            made.setVisible(place < MOST_SHOWN)
        self.more.setText(f"すべての控えを見る（{len(found)}個）")
        self.more.setVisible(len(found) > MOST_SHOWN)

    def show_all(self) -> None:
        """Shows the older ones, too, and goes to the first of them."""
        for made in self.choices:
            made.show()
        self.choices[MOST_SHOWN].setFocus(Qt.FocusReason.OtherFocusReason)
        self.more.hide()

    def choose_newest(self) -> None:
        """Chooses the newest backup that is whole."""
        for made in self.choices:
            if made.isEnabled():
                made.setChecked(True)
                return

    def choose(self, path: Path) -> bool:
        """Chooses the backup in this folder; False, and none is chosen, if it is not here or not whole."""
        for place, backup in enumerate(self._found):
            if backup.path == path and backup.is_whole:
                if place >= MOST_SHOWN:
                    self.show_all()
                self.choices[place].setChecked(True)
                return True
        self._choose_none()
        return False

    def _choose_none(self) -> None:
        self._group.setExclusive(False)  # or Qt would keep one
        for made in self.choices:
            made.setChecked(False)
        self._group.setExclusive(True)

    def chosen(self) -> Backup | None:
        """The backup that was chosen; None if none was."""
        place = self._group.checkedId()
        return self._found[place] if place >= 0 else None


def words_of(backup: Backup) -> str:
    """One backup in words: 「令和8年11月22日（日） 17:31（ケース42件、2.4 MB）」."""
    moment = backup.made_at.astimezone()
    cases = "" if backup.cases is None else f"ケース{backup.cases}件、"
    about = f"{cases}{backup.size / 1e6:.1f} MB" if backup.is_whole else "壊れています"
    return f"{full(moment.date())} {moment:%H:%M}（{about}）"
