"""Buttons in the looks of this program; none of them is ever pressed by Enter from another field."""

from enum import StrEnum

from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.icons import icon


class ButtonLook(StrEnum):
    """PRIMARY is for the one main act of a screen."""

    PRIMARY = "primary"
    SECOND = "second"
    QUIET = "quiet"
    HARM = "harm"
    INLINE = "inline"  # small, inside bars and below fields
    BAR = "bar"  # in the bottom line
    LINK = "link"


_ICON_COLOURS = {ButtonLook.PRIMARY: theme.WHITE, ButtonLook.HARM: theme.RED, ButtonLook.BAR: theme.INK_QUIET}


def button(
    words: str, look: ButtonLook = ButtonLook.SECOND, *, picture: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A button with words and, if wanted, a shipped picture before them."""
    made = QPushButton(words, parent)
    made.setAutoDefault(False)
    made.setProperty("look", look.value)
    if picture:
        made.setIcon(icon(picture, _ICON_COLOURS.get(look, theme.BLUE), theme.INK_QUIET))
    return made


def picture_button(picture: str, name: str, *, edged: bool = False, parent: QWidget | None = None) -> QToolButton:
    """A square button with only a picture; `name` is what it is called for the ear and in the tool tip."""
    made = QToolButton(parent)
    made.setIcon(icon(picture, theme.INK_SOFT, theme.EDGE))
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setProperty("look", "edge" if edged else "plain")
    return made
