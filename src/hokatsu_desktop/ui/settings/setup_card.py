"""The card 町の決まりのファイル: how the office is set up goes to a neighbour as a file, or comes from one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.office_setup import (
    FOREIGN,
    LARGEST,
    NOTHING_NEW,
    OfficeSetup,
    SetupChange,
    changes_by,
    note_export,
    read_setup,
    take_setup,
    write_setup,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.autosave import reason_of
from hokatsu_desktop.ui.back_up_first import back_up_first
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

Result = TypeVar("Result")

ENDING = ".kimari.json"
FILTER = f"町の決まりのファイル (*{ENDING} *.json)"
ABOUT = (
    "進め方、回答までの日数、つなぎシートの型、心得、定例の会議を、1つのファイルにして、ほかの町へ渡せます。"
    "人の名前、ケースの記録、会議の場所は入りません。様式は、「様式」から書き出します。"
)
AFTER = "取り込んだあとも、Ctrl+Z で元に戻せます。いまの定例の会議は、消えません。"
_WIDTH = 620


class TakeSetupDialog(Dialog):
    """Shows what a file would change, before and after; `wanted` comes when it is to be taken."""

    wanted = Signal()

    def __init__(self, town: str, changes: Sequence[SetupChange], parent: QWidget | None = None) -> None:
        super().__init__("町の決まりを取り込む", parent)
        self.setMinimumWidth(px(_WIDTH))
        of_town = f"{town}の決まりです。" if town else ""
        self.body.addWidget(Words(f"{of_town}取り込むと、次の{len(changes)}か所が変わります。", wrap=True))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 0, 8, 0)
        column.setSpacing(10)
        for one in changes:
            column.addWidget(Words(one.label, Look.LABEL, wrap=True))
            column.addWidget(Words(f"{one.before}　→　{one.after}", wrap=True))
        column.addStretch(1)
        area = scrolled(page)
        area.setMinimumHeight(px(min(320, 64 * len(changes))))
        self.body.addWidget(area, 1)
        self.body.addWidget(Words(AFTER, Look.QUIET, wrap=True))
        self.take = self.add_button(button("取り込む", ButtonLook.PRIMARY))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.accepted.connect(self.wanted)


class SetupCard(Card):
    """Two buttons; what a file would change is shown before anything does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("町の決まりのファイル")
        self._desk = desk
        self.write_file = button("町の決まりを書き出す…")
        self.take_file = button("町の決まりを取り込む…")
        self.write_file.clicked.connect(lambda _checked=False: self._ask_where())
        self.take_file.clicked.connect(lambda _checked=False: self._ask_which())
        self.add(Words(ABOUT, Look.QUIET, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.write_file)
        row.addWidget(self.take_file)
        row.addStretch(1)
        self.body.addLayout(row)

    def write(self, path: Path) -> None:
        """Writes the office's set-up into a file."""
        with self._desk.reading() as session:
            content = write_setup(session)
        try:
            path.write_bytes(content)
        except OSError as error:
            self._desk.said.emit("error", f"書き出せませんでした（{reason_of(error)}）。別の場所を選んでください。")
            return
        self._desk.try_act(note_export, quiet=True)
        self._desk.said.emit("success", "町の決まりを書き出しました。人の名前とケースの記録は入っていません。")

    def read(self, path: Path) -> TakeSetupDialog | None:
        """Shows what a file would change; a bad file is said in words and nothing changes."""
        setup = self._refused(lambda: read_setup(content_of(path)))
        if setup is None:
            return None
        with self._desk.reading() as session:
            changes = changes_by(session, setup)
        if not changes:
            self._desk.said.emit("info", NOTHING_NEW)
            return None
        dialog = TakeSetupDialog(setup.town, changes, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda: self._take(setup))
        dialog.open()
        return dialog

    def _take(self, setup: OfficeSetup) -> None:
        back_up_first(self._desk, lambda: self._take_now(setup))

    def _take_now(self, setup: OfficeSetup) -> None:
        changes = self._desk.try_act(lambda session: take_setup(session, setup))
        if changes:
            self._desk.said.emit(
                "success", f"町の決まりを取り込みました（{len(changes)}か所）。Ctrl+Z で元に戻せます。"
            )

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "町の決まりを書き出す", f"町の決まり{ENDING}", FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        QFileDialog.open(dialog)

    def _ask_which(self) -> None:
        dialog = QFileDialog(self, "町の決まりを取り込む", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        QFileDialog.open(dialog)

    def _refused(self, job: Callable[[], Result]) -> Result | None:
        try:
            return job()
        except (Refusal, StoreRefusal) as refusal:
            self._desk.said.emit("warning", refusal.words)
        except OSError as error:
            self._desk.said.emit("error", f"ファイルを読めませんでした（{reason_of(error)}）。")
        return None


def content_of(path: Path) -> bytes:
    """The bytes of a file, one that is far too large unread. Raises Refusal, OSError."""
    if path.stat().st_size > LARGEST:
        raise Refusal(FOREIGN)
    return path.read_bytes()
