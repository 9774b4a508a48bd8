"""Drawing windows into numbered PNG files without a screen, each once it has settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.help_panel import HelpPanel
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.palette_dialog import PaletteDialog
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.busy import Tasks

MOST_ROUNDS, ROUND = 12, 30  # grabs until a window has settled, and milliseconds for what is pending between two


@contextmanager
def work_window(desk: Desk, size: tuple[int, int], zoom: int) -> Iterator[MainWindow]:
    """The main window at a size and with letters of a size; both are gone afterwards."""
    window = MainWindow(desk, lock=lambda: None)
    window.set_zoom(zoom)
    window.resize(*size)
    window.show()
    try:
        yield window
    finally:
        put_away(window)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, 100)


class Camera:
    """Draws windows into numbered files, each as soon as the worker has nothing more to do for it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        self.taken: list[Path] = []

    def shoot(self, name: str, window: QWidget) -> None:
        """Draws a window with the dialogs that lie over it."""
        settle(self.desk.tasks)
        path = self.folder / f"{len(self.taken) + 1:02d}-{name}.png"
        if not settled_picture_of(window).save(str(path)):
            raise OSError(path.name)
        self.taken.append(path)


def settle(tasks: Tasks) -> None:
    """Waits until the worker is idle, then lets everything be laid out and deleted that waits for it."""
    while tasks.is_busy:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(3):  # a layout may ask for another one
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settled_picture_of(window: QWidget) -> QPixmap:
    """A window as a picture once two in a row are alike: fields that grow with their text need several rounds."""
    picture = picture_of(window)
    for _ in range(MOST_ROUNDS):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, ROUND)
        earlier, picture = picture, picture_of(window)
        if picture.toImage() == earlier.toImage():
            break
    return picture


def picture_of(window: QWidget) -> QPixmap:
    """A window as a picture, with the dialogs that lie over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible() and dialog is not window:
            place = within(window, dialog)
            painter.drawPixmap(place, dialog.grab())
            painter.setPen(QColor(theme.EDGE))
            painter.drawRect(place.x() - 1, place.y() - 1, dialog.width() + 1, dialog.height() + 1)
    painter.end()
    return picture


def within(window: QWidget, dialog: QWidget) -> QPoint:
    """Where a dialog lies over a window: those that place themselves, there; others, as a desktop does, in its middle."""
    if isinstance(dialog, PaletteDialog | HelpPanel):
        return window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
    return window.rect().center() - dialog.rect().center()


def put_away(*windows: QWidget) -> None:
    """Closes windows and deletes them."""
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
