"""Choosing a folder in the system's own window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_folder(parent: QWidget, title: str, took: Callable[[Path], object], begin_at: Path | None = None) -> None:
    """Opens the window over `parent`; `took` is called with the folder if one was chosen."""
    dialog = QFileDialog(parent, title, "" if begin_at is None else str(begin_at))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: took(Path(name)))
    dialog.open()
