"""What stands on the screen: the visible texts of a window, as somebody would read them."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from hokatsu_desktop.ui.widgets.list_view import ListView
from hokatsu_desktop.ui.widgets.option import Option
from hokatsu_desktop.ui.widgets.words import Words


def shown_lines(window: QWidget | None) -> list[str]:
    """Every visible text of a window."""
    return [line for widget in _visible(window) for line in _lines(widget) if line]


def all_shown() -> list[str]:
    """Every visible text of every window of the program."""
    return [line for window in QApplication.topLevelWidgets() for line in shown_lines(window)]


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget, with its own key behind it."""
    said = widget.accessibleName() or next(iter(_lines(widget)), "")
    return f"{said} [{widget.objectName() or type(widget).__name__}]"


def _visible(window: QWidget | None) -> Iterator[QWidget]:
    if window is None or not window.isVisible():
        return
    yield window
    yield from (child for child in window.findChildren(QWidget) if child.isVisible() and child.window() is window)


def _lines(widget: QWidget) -> list[str]:  # noqa: PLR0911  one answer for each kind of widget
    match widget:
        case Option():
            return [f"{widget.level.value} {widget.words()}".strip()]
        case Words():
            return [widget.words()]
        case QLabel() | QAbstractButton() | QLineEdit():
            return [widget.text()]
        case QTextEdit() | QPlainTextEdit():
            return [widget.toPlainText()]
        case QComboBox():
            return [widget.currentText()]
        case QTabBar():
            return ["　".join(widget.tabText(place) for place in range(widget.count()))]
        case ListView():
            rows = (widget.rows.row(place) for place in range(widget.rows.rowCount()))
            return ["　".join(filter(None, (row.title, row.meta, row.alert, row.tag))) for row in rows]
        case _:
            return []
