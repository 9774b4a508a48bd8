"""The application as the program makes it, for tests without a screen."""

import os
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.moving import set_enter_moves
from tests.ui.hands import OPEN


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style, fonts and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture(autouse=True)
def application(our_application: QApplication) -> Iterator[QApplication]:
    """The application, with the letters back at 100 % and Enter moving again after each test."""
    yield our_application
    OPEN.clear()
    set_enter_moves(True)
    if our_application.font().pixelSize() != 16:
        apply_theme(our_application, 100)
