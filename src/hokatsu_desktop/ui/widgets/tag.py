"""A pill with a word in it: a state, a class of confidence. The word carries the meaning, the colour only helps."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px


@dataclass(frozen=True)
class _Colours:
    words: str
    ground: str
    edge: str = ""


class Tone(Enum):
    """What a pill says by its colour as well."""

    PLAIN = _Colours(theme.INK_SOFT, theme.GROUND_DEEP)
    INFO = _Colours(theme.BLUE, theme.BLUE_TINT_DEEP)
    GOOD = _Colours(theme.GREEN, theme.GREEN_TINT)
    CARE = _Colours(theme.ORANGE, theme.ORANGE_TINT)
    WRONG = _Colours(theme.RED, theme.RED_TINT)
    OUTLINE = _Colours(theme.INK_QUIET, theme.WHITE, theme.EDGE)
    FRAMED = _Colours(theme.INK_SOFT, theme.WHITE, theme.INK_SOFT)  # 太枠


class Tag(QLabel):
    """A pill as a widget."""

    def __init__(self, words: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._tone = tone
        self._size = theme.SMALL_TEXT
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tag(self, words: str, tone: Tone) -> None:
        """Says something else."""
        self._tone = tone
        self.setText(words)
        self.updateGeometry()
        self.update()

    def set_letters(self, size: int = theme.SMALL_TEXT) -> None:
        """Letters of so many pixels at 100 %, for the wall; without a size those of other pills."""
        self._size = size
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return tag_size(self.text(), self._size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, QRectF(self.rect()), self.text(), self._tone, self._size)
        painter.end()


def tag_size(words: str, letters: int = theme.SMALL_TEXT) -> QSize:
    """The room a pill takes, in pixels."""
    metrics = QFontMetrics(theme.font(letters, bold=True))
    grown = letters / theme.SMALL_TEXT
    return QSize(metrics.horizontalAdvance(words) + 2 * px(10 * grown), px(22 * grown))


def paint_tag(painter: QPainter, area: QRectF, words: str, tone: Tone, letters: int = theme.SMALL_TEXT) -> None:
    """Paints a pill into `area`."""
    colours = tone.value
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thickness = 1.6 if tone is Tone.FRAMED else 1
    painter.setPen(QPen(QColor(colours.edge), thickness) if colours.edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    edge = thickness / 2
    radius = px(3) if tone is Tone.FRAMED else area.height() / 2
    painter.drawRoundedRect(area.adjusted(edge, edge, -edge, -edge), radius, radius)
    painter.setPen(QColor(colours.words))
    painter.setFont(theme.font(letters, bold=not colours.edge))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
