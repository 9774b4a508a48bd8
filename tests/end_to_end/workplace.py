"""The real program on a data folder of the test's own. Only what lies outside it is replaced: clock, printer, processes."""

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.store_work import Terms
from tests.end_to_end.clerk import Clerk
from tests.printing.reading import page_texts

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=9), "JST"))
TERMS = Terms(clock=lambda: NOW, cost=Cost.floor(), any_place=True)
PASSPHRASE = "みどり色の 自転車と 夕やけ雲"
PREVIEW = "プリンターで受け取るまで"  # stands in every preview


@dataclass
class WorkPlace:
    """A PC with one data folder and a folder for what is printed."""

    application: QApplication
    folder: Path
    papers: Path
    program: Program | None = None
    spawned: list[list[str]] = field(default_factory=list)
    left: int = 0
    faults: list[str] = field(default_factory=list)

    def start(self) -> Program:
        """Starts the program; a fault it meets anywhere is kept for `check`."""
        self.program = Program(self.application, self.folder, terms=TERMS, spawn=self._spawn, leave=self._leave)
        assert self.program.start()
        sys.excepthook = self._listening(sys.excepthook)
        self.program.start_window.activateWindow()
        return self.program

    def end(self) -> None:
        """What the end of the process does, and its windows with it."""
        if self.program is None:
            return
        self.program.end()
        for window in (self.program.main_window, self.program.start_window):
            if window is not None:
                window.close()
                window.deleteLater()
        self.program = None

    def window(self) -> MainWindow:
        """The main window."""
        assert self.program is not None
        assert self.program.main_window is not None
        return self.program.main_window

    @contextmanager
    def stored(self) -> Iterator[Session]:
        """A second look at what the store holds, beside the screens."""
        with self.window().desk.store.session() as session:
            yield session

    def check(self) -> None:
        """Fails when the program met a fault of its own."""
        assert not self.faults, "\n".join(self.faults)

    def save_paper(self, clerk: Clerk, name: str) -> list[str]:
        """In an open preview, saves the PDF through the system's own window; gives the text of its pages."""
        clerk.wait_to_see(PREVIEW)
        clerk.push("PDFに保存する", back=True)
        clerk.wait_to_be_at("fileNameEdit")
        path = self.papers / f"{name}.pdf"
        clerk.commit(str(path))
        clerk.enter()
        clerk.wait_to_see("暗号化されていません")
        clerk.press("Esc")
        clerk.wait_until(lambda: not clerk.sees(PREVIEW), "the preview to close")
        pages = page_texts(path.read_bytes())
        assert not any("〓" in page for page in pages), f"{name}: a character was not printed"
        return pages

    def _spawn(self, command: Sequence[str]) -> bool:
        self.spawned.append(list(command))
        return True

    def _leave(self) -> None:
        self.left += 1

    def _listening(self, hook: Callable[..., object]) -> Callable[..., None]:
        def heard(kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
            self.faults.append("".join(traceback.format_exception(kind, error, places)))
            hook(kind, error, places)

        return heard


def print_dialog_into(path: Path) -> type[QDialog]:
    """Stands for the system's print window: accepts at once, and the printer writes its pages into a file."""

    class PrintDialog(QDialog):
        PrintDialogOption = QPrintDialog.PrintDialogOption

        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            super().__init__(parent)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(path))

        def setOption(self, option: QPrintDialog.PrintDialogOption, on: bool) -> None:
            assert option is QPrintDialog.PrintDialogOption.PrintPageRange
            assert on

        def setMinMax(self, first: int, last: int) -> None:
            assert 1 == first <= last

        def showEvent(self, event: QShowEvent) -> None:
            super().showEvent(event)
            QTimer.singleShot(0, self.accept)

    return PrintDialog


def stand_in_order(page: str, *words: str) -> None:
    """Fails unless all words stand on a page, one after the other as they are read. Blanks do not count."""
    place = 0
    for word in words:
        found = page.find("".join(word.split()), place)
        assert found >= 0, f"「{word}」 does not follow on: {page[max(0, place - 40) :]}"
        place = found
