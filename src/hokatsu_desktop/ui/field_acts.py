"""What the menu 編集 does in the field the keyboard is in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.own_steps import OwnSteps
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField


def do_in_field(slot: str) -> None:
    """Calls cut, copy, paste or selectAll of the field."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QTextEdit):
        getattr(focus, slot)()


def undo_in_field() -> bool:
    """Takes back the last typing in the field, or the last step of a page with steps of its own; False if neither."""
    return _take_back("isUndoAvailable", "undo") or _step_on_page(lambda page: page.step_back())


def redo_in_field() -> bool:
    """Does again what was taken back in the field or on a page with steps of its own; False if there is nothing."""
    return _take_back("isRedoAvailable", "redo") or _step_on_page(lambda page: page.step_forward())


def steps_in_field() -> bool:
    """Whether Ctrl+Z or Ctrl+Y may mean the field or the page with the keyboard, whatever was stored before."""
    focus = QApplication.focusWidget()
    match focus:
        case QTextEdit():
            typed = focus.document().isUndoAvailable() or focus.document().isRedoAvailable()
        case QLineEdit():
            typed = focus.isUndoAvailable() or focus.isRedoAvailable()
        case _:
            typed = False
    return typed or _page_with_steps() is not None


def insert_date(today: date) -> None:
    """きょうの日付: typed into a text, taken as the date by a date field."""
    focus = QApplication.focusWidget()
    around = focus.parentWidget() if focus is not None else None
    if isinstance(around, DateField):
        around.set_day(today)
    elif isinstance(focus, TextField | LinesField):
        focus.insert_words(short(today))


def insert_time(now: datetime) -> None:
    """いまの時刻, as 13:05."""
    focus = QApplication.focusWidget()
    if isinstance(focus, TextField | LinesField):
        focus.insert_words(f"{now:%H:%M}")


def copy_above() -> None:
    """上の行と同じ, in the table the keyboard is in."""
    step = QApplication.focusWidget()
    while step is not None and not isinstance(step, RowsField):
        step = step.parentWidget()
    if step is not None:
        step.copy_above()


def _take_back(asks: str, does: str) -> bool:
    focus = QApplication.focusWidget()
    held = focus.document() if isinstance(focus, QTextEdit) else focus
    if not isinstance(focus, QLineEdit | QTextEdit) or not getattr(held, asks)():
        return False
    getattr(focus, does)()
    return True


def _step_on_page(step: Callable[[OwnSteps], None]) -> bool:
    page = _page_with_steps()
    if page is None:
        return False
    step(page)
    return True


def _page_with_steps() -> OwnSteps | None:
    around = QApplication.focusWidget()
    while around is not None and not isinstance(around, OwnSteps):
        around = around.parentWidget()
    return around
