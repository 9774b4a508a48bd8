"""The look: colour tokens, the palette, sizes at the chosen zoom, and the pairs whose contrast is tested.

Colours are design tokens of デジタル庁デザインシステム (MIT, © デジタル庁) and greys between them.
"""

from typing import Final

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.assets import resource
from hokatsu_desktop.ui.style_sheet import style_sheet

WHITE: Final = "#ffffff"
INK: Final = "#1a1a1a"  # text
INK_SOFT: Final = "#333333"  # labels, icons
INK_QUIET: Final = "#595959"  # meta lines, help
RULE: Final = "#dcdcdc"  # cards and lines between rows; never carries meaning
EDGE: Final = "#7f7f7f"  # the border of everything that can be filled in or pressed
GROUND: Final = "#f5f5f6"  # bars at the sides
GROUND_DEEP: Final = "#ebebec"  # hover on a bar, pills without a meaning of their own
BLUE: Final = "#0017c1"
BLUE_DEEP: Final = "#00118f"
BLUE_TINT: Final = "#e8f1fe"
BLUE_TINT_DEEP: Final = "#d9e6ff"
GREEN: Final = "#197a4b"
GREEN_TINT: Final = "#e6f5ec"
ORANGE: Final = "#ac3e00"
ORANGE_TINT: Final = "#ffeee2"
RED: Final = "#ce0000"
RED_TINT: Final = "#fdeeee"
YELLOW: Final = "#ffd43d"  # only inside the black focus ring

TEXT_PAIRS: Final = (
    (INK, WHITE),
    (INK, GROUND),
    (INK, GROUND_DEEP),
    (INK, BLUE_TINT),
    (INK, BLUE_TINT_DEEP),
    (INK, GREEN_TINT),
    (INK, ORANGE_TINT),
    (INK, RED_TINT),
    (INK_SOFT, WHITE),
    (INK_SOFT, GROUND),
    (INK_SOFT, GROUND_DEEP),
    (INK_QUIET, WHITE),
    (INK_QUIET, GROUND),
    (INK_QUIET, GROUND_DEEP),
    (INK_QUIET, BLUE_TINT),
    (BLUE, WHITE),
    (BLUE, GROUND),
    (BLUE, BLUE_TINT),
    (BLUE, BLUE_TINT_DEEP),
    (BLUE_DEEP, BLUE_TINT_DEEP),
    (WHITE, BLUE),
    (WHITE, BLUE_DEEP),
    (WHITE, INK),
    (GREEN, WHITE),
    (GREEN, GROUND),
    (GREEN, GREEN_TINT),
    (GREEN, BLUE_TINT),
    (ORANGE, WHITE),
    (ORANGE, GROUND),
    (ORANGE, ORANGE_TINT),
    (ORANGE, BLUE_TINT),
    (RED, WHITE),
    (RED, GROUND),
    (RED, RED_TINT),
    (RED, BLUE_TINT),
    (WHITE, RED),
)
"""Every (text, ground) pair used on the screen: at least 4.5:1."""

MARK_PAIRS: Final = (
    (EDGE, WHITE),
    (EDGE, GROUND),
    (EDGE, BLUE_TINT),
    (INK_SOFT, WHITE),
    (BLUE, WHITE),
    (BLUE, GROUND),
    (BLUE, BLUE_TINT),
    (GREEN, WHITE),
    (RED, WHITE),
    (ORANGE, ORANGE_TINT),
    (INK, YELLOW),
    (INK, WHITE),
    (YELLOW, BLUE),
)
"""Every (border or icon, ground) pair that carries meaning: at least 3:1. Yellow parts the black ring from a blue button."""

BASE_TEXT: Final = 16
SMALL_TEXT: Final = 14
ZOOMS: Final = (80, 90, 100, 110, 125, 150, 175, 200)
FAMILIES: Final = ("BIZ UDPGothic", "Noto Serif JP", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP")
FONT_FILES: Final = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "NotoSerifJP-Regular.ttf")


class _Zoom:
    """The zoom in force; kept beside the application's font because lengths are asked for thousands of times."""

    scale = 1.0


_zoom = _Zoom()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2 relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def px(length: float) -> int:
    """A length in pixels at the zoom in force; `length` is the length at 100 %."""
    return max(1, round(length * _zoom.scale))


def font(length: int = BASE_TEXT, *, bold: bool = False) -> QFont:
    """The screen font; `length` is its height in pixels at 100 %."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(px(length))
    made.setBold(bold)
    return made


def load_fonts() -> None:
    """Makes the shipped fonts known to Qt. Raises FileNotFoundError if one cannot be loaded."""
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise FileNotFoundError(name)


def nearest_zoom(percent: int) -> int:
    """The offered zoom step that is closest to `percent`."""
    return min(ZOOMS, key=lambda zoom: abs(zoom - percent))


def apply_theme(application: QApplication, zoom: int = 100) -> None:
    """Sets font size, palette and style sheet for `zoom` per cent (80 to 200)."""
    scale = nearest_zoom(zoom) / 100
    QDir.setSearchPaths("icons", [str(resource("icons"))])
    screen_font = QFont()
    screen_font.setFamilies(list(FAMILIES))
    screen_font.setPixelSize(round(BASE_TEXT * scale))
    _zoom.scale = screen_font.pixelSize() / BASE_TEXT
    sheet = style_sheet(_tokens(), scale)
    if application.styleSheet() == sheet and application.font() == screen_font:
        return  # Qt would dress every widget anew, which takes as long as opening the window
    application.setFont(screen_font)
    application.setPalette(palette())
    application.setStyleSheet(sheet)


def _tokens() -> dict[str, str]:
    return {name: value for name, value in globals().items() if name.isupper() and isinstance(value, str)}


def palette() -> QPalette:
    """The light palette; every role is set, so nothing is taken from the desktop's own colours."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, WHITE),
        (roles.WindowText, INK),
        (roles.Base, WHITE),
        (roles.AlternateBase, GROUND),
        (roles.Text, INK),
        (roles.PlaceholderText, INK_QUIET),
        (roles.Button, WHITE),
        (roles.ButtonText, INK),
        (roles.BrightText, WHITE),
        (roles.ToolTipBase, INK),
        (roles.ToolTipText, WHITE),
        (roles.Highlight, BLUE),
        (roles.HighlightedText, WHITE),
        (roles.Link, BLUE),
        (roles.LinkVisited, BLUE_DEEP),
        (roles.Accent, BLUE),
        (roles.Light, WHITE),
        (roles.Midlight, GROUND),
        (roles.Mid, RULE),
        (roles.Dark, EDGE),
        (roles.Shadow, INK_QUIET),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(INK_QUIET))
    made.setColor(QPalette.ColorGroup.Disabled, roles.Base, QColor(GROUND))
    return made


def force_light(application: QApplication) -> None:
    """Keeps the desktop's dark mode out; call before the first widget."""
    application.styleHints().setColorScheme(Qt.ColorScheme.Light)
