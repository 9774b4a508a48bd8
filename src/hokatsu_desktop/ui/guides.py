"""F1 and the links to a guide: shown is the one of where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from hokatsu_desktop.ui.guide_names import guide_of, name_guide
from hokatsu_desktop.ui.widgets.button import ButtonLook, button

if TYPE_CHECKING:  # loaded when a guide is first opened
    from hokatsu_desktop.ui.help_panel import HelpPanel

GUIDE_LINK = "手引き（F1）"


def show_guide(window: QWidget, guide: str = "") -> HelpPanel:
    """Opens a guide beside a window, by itself that of where the keyboard is; a window has one panel for all guides."""
    from hokatsu_desktop.ui.help_panel import HelpPanel

    held = window.focusWidget()
    here = held if held is not None and held.isVisible() else window
    panel = window.findChild(HelpPanel, options=Qt.FindChildOption.FindDirectChildrenOnly) or HelpPanel(window)
    panel.show_guide(guide or guide_of(here))
    panel.show()
    panel.activateWindow()
    return panel


def guide_link(part: QWidget, guide: str) -> QPushButton:
    """Names the guide of a part and gives the link that opens it; the keyboard makes no stop there, it has F1."""
    name_guide(part, guide)
    made = button(GUIDE_LINK, ButtonLook.LINK)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.clicked.connect(lambda _checked=False: show_guide(made.window(), guide))
    return made
