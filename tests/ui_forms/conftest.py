"""A real store with an office in it, the section 様式 on the screen, and 様式を直す opened in it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.editor import Editor
from hokatsu_desktop.ui.forms.section import FormsSection
from tests.ui.hands import show
from tests.ui_settings.conftest import application, desk, idle, our_application, printer, window
from tests.ui_settings.office import FakePrinter

__all__ = ["application", "desk", "idle", "our_application", "printer", "window"]

PLAN = "support_plan"


@pytest.fixture
def said(desk: Desk) -> list[str]:  # pytest's way
    """What the message bar was told."""
    words: list[str] = []
    desk.said.connect(lambda _kind, text: words.append(text))
    return words


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, printer: FakePrinter, idle: Callable[[], None]) -> FormsSection:
    """The section, showing the plan."""
    made = FormsSection(desk, printer)
    show(qtbot, made, 1100, 700)
    made.open_sheet(PLAN)
    idle()
    return made


@pytest.fixture
def editor(section: FormsSection, idle: Callable[[], None]) -> Editor:
    """様式を直す for the plan."""
    section.edit(PLAN)
    assert section.editor is not None
    idle()
    return section.editor
