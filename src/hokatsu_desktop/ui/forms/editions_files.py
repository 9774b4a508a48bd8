"""様式を書き出す and 様式を取り込む: the file dialogs, and choosing which sheets of a file are taken."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hokatsu_desktop.services.editions_file import (
    LARGEST,
    TOO_LARGE,
    EditionsFile,
    import_editions,
    note_export,
    read_editions,
    write_editions,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.autosave import reason_of
from hokatsu_desktop.ui.back_up_first import back_up_first
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.forms.fields import Tick
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words

Result = TypeVar("Result")

ENDING = ".youshiki.json"
FILTER = f"様式のファイル (*{ENDING} *.json)"
NAMES_NOBODY = "このファイルには、様式の形と直した理由だけが入ります。ケースの記録は入りません。"


class TakeDialog(Dialog):
    """Shows what a file holds; `wanted` carries the keys of the sheets to take."""

    wanted = Signal(object)

    def __init__(self, file: EditionsFile, parent: QWidget | None = None) -> None:
        super().__init__("様式を取り込む", parent)
        self.setMinimumWidth(px(520))
        town = f"{file.town}の" if file.town else ""
        self.body.addWidget(Words(f"{town}様式です。使うものを選んでください。", wrap=True))
        self.ticks = {key: Tick(f"take_{key}", title) for key, title in file.sheets}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 0, 8, 0)
        for tick in self.ticks.values():
            tick.setChecked(True)
            tick.toggled.connect(self._show_choice)
            column.addWidget(tick)
        column.addStretch(1)
        area = scrolled(page)
        area.setMinimumHeight(px(min(260, 44 * len(self.ticks))))
        self.body.addWidget(area, 1)
        self.body.addWidget(
            Words(
                "取り込むと、その町の版が新しい版になり、次に書く紙から使われます。"
                "これまでに書いた紙は変わりません。「標準に戻す」や Ctrl+Z で戻せます。",
                Look.QUIET,
                wrap=True,
            )
        )
        self.take = button("取り込む", ButtonLook.PRIMARY)
        self.add_button(self.take)
        self.add_way_out(button("やめる"))
        self.accepted.connect(lambda: self.wanted.emit(self.chosen()))

    def chosen(self) -> frozenset[str]:
        """The keys of the ticked sheets."""
        return frozenset(key for key, tick in self.ticks.items() if tick.isChecked())

    def _show_choice(self) -> None:
        self.take.setEnabled(bool(self.chosen()))


class EditionsFiles(QObject):
    """Writes and takes files of editions for a section."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent

    def ask_where_to_write(self) -> None:
        """Asks for a file name; without own editions it says that there is nothing to write."""
        content = self._refused(self._content)
        if content is None:
            return
        dialog = QFileDialog(self._parent, "様式を書き出す", f"様式{ENDING}", FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path), content))
        dialog.open()

    def write(self, path: Path, content: bytes) -> None:
        """Writes a file of editions."""
        try:
            path.write_bytes(content)
        except OSError as error:
            self._desk.said.emit("error", f"書き出せませんでした（{reason_of(error)}）。別の場所を選んでください。")
            return
        self._desk.try_act(note_export, quiet=True)
        self._desk.said.emit("success", f"様式を書き出しました。{NAMES_NOBODY}")

    def ask_what_to_take(self) -> None:
        """Asks for a file of editions."""
        dialog = QFileDialog(self._parent, "様式を取り込む", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def read(self, path: Path) -> TakeDialog | None:
        """Shows what is in a file, to choose from; a bad file is said in words and nothing changes."""
        file = self._refused(lambda: read_editions(content_of(path)))
        if file is None:
            return None
        dialog = TakeDialog(file, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda keys: back_up_first(self._desk, lambda: self._take(file, keys)))
        dialog.open()
        return dialog

    def _content(self) -> bytes:
        with self._desk.reading() as session:
            return write_editions(session)

    def _take(self, file: EditionsFile, keys: frozenset[str]) -> None:
        titles = self._desk.try_act(lambda session: import_editions(session, file, keys))
        if titles:
            named = "".join(f"「{title}」" for title in titles)
            self._desk.said.emit("success", f"{named}を取り込みました。Ctrl+Z で元に戻せます。")

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
        raise Refusal(TOO_LARGE)
    return path.read_bytes()
