"""Icons: the shipped line drawings in any token colour and at any size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hokatsu_desktop.assets import resource
from hokatsu_desktop.ui.theme import INK_SOFT

_DRAWN_IN = "#333333"  # the stroke colour inside the files
_SHARPEST = 3  # pixmaps are kept at this many device pixels per pixel and scaled down


@cache
def _drawing(name: str, colour: str) -> QByteArray:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QByteArray(text.replace(_DRAWN_IN, colour).encode())


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: str = INK_SOFT) -> None:
    """Paints one icon into `area`. Raises FileNotFoundError for a name that is not shipped."""
    QSvgRenderer(_drawing(name, colour)).render(painter, area)


def pixmap(name: str, side: int, colour: str = INK_SOFT) -> QPixmap:
    """One icon as a square picture, `side` pixels wide."""
    picture = QPixmap(QSize(side, side) * _SHARPEST)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, name, QRectF(picture.rect()), colour)
    painter.end()
    picture.setDevicePixelRatio(_SHARPEST)
    return picture


def icon(name: str, colour: str = INK_SOFT, disabled: str = "") -> QIcon:
    """One icon for a button or a menu; `disabled` is its colour while the button cannot be pressed."""
    made = QIcon(pixmap(name, 24, colour))
    if disabled:
        made.addPixmap(pixmap(name, 24, disabled), QIcon.Mode.Disabled)
    return made
