"""How wide the list beside a case is, and when it gives its room away."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.theme import px

LIST_WIDTH = 320
NARROW = 940
"""Below this width at 100 % the list gives its room to the case that is open."""
_ANY_WIDTH = 16_777_215  # Qt's own largest width


def is_narrow(whole: QWidget) -> bool:
    """Whether a list and a case do not fit beside each other."""
    return whole.width() < px(NARROW)


def fold(cases: QWidget, line: QWidget, beside: QWidget, *, alone: bool, shown: bool) -> None:
    """Shows the list of cases or hides it with its line; `alone` gives it all the room there is."""
    cases.setMinimumWidth(px(LIST_WIDTH))
    cases.setMaximumWidth(_ANY_WIDTH if alone else px(LIST_WIDTH))
    cases.setVisible(shown)
    line.setVisible(shown)
    beside.setVisible(not alone)
