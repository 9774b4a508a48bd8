"""The real application, and what this PC remembers in a folder of the test's own."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.ui import preview
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.theme import apply_theme
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import WorkPlace, print_dialog_into


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style, fonts and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture
def place(our_application: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkPlace]:
    """An empty office."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    papers = tmp_path / "papers"
    papers.mkdir()
    monkeypatch.setattr(preview, "QPrintDialog", print_dialog_into(papers / "printer.pdf"))
    made = WorkPlace(our_application, tmp_path / "台帳", papers)
    yield made
    made.end()
    if our_application.font().pixelSize() != 16:
        apply_theme(our_application, 100)


@pytest.fixture
def clerk() -> Clerk:
    """Somebody at the keyboard."""
    return Clerk()
