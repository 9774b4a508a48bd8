"""A small picture beside words; it grows with the letters."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.icons import paint_icon
from hokatsu_desktop.ui.theme import px


class Sign(QLabel):
    """A shipped icon, `side` pixels wide at 100 %. The words beside it carry the meaning."""

    def __init__(
        self, picture: str = "", colour: str = theme.INK_SOFT, side: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._colour = colour
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: str, colour: str) -> None:
        """Shows another icon."""
        self._picture = picture
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture:
            painter = QPainter(self)
            paint_icon(painter, self._picture, QRectF(self.rect()), self._colour)
            painter.end()
