"""How far a case has come: ✓ behind, ● now, ○ ahead, in one line of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.icons import paint_icon
from hokatsu_desktop.ui.theme import px


class StepState(Enum):
    """Where a step is seen from today; the value is said to the ear."""

    DONE = "済み"
    NOW = "いま"
    AHEAD = "これから"


@dataclass(frozen=True)
class Step:
    """One step."""

    label: str
    state: StepState


_COLOURS = {StepState.DONE: theme.GREEN, StepState.NOW: theme.BLUE, StepState.AHEAD: theme.INK_QUIET}


class StepBar(QWidget):
    """Reached by Tab, because painted words are read aloud only on a widget that takes the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Shows these steps."""
        self._steps = tuple(steps)
        said = "、".join(f"{step.label} {step.state.value}" for step in steps)
        self.setAccessibleName(f"進み具合：{said}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(self._width(step) for step in self._steps) + px(44) * max(0, len(self._steps) - 1)
        return QSize(width, self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(max((self._width(step) for step in self._steps), default=0), self._line())

    def heightForWidth(self, width: int) -> int:
        return self._line() * max(1, len(self._lines(width)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = self._lines(self.width())
        link = self._link(lines[0]) if len(lines) == 1 else px(14)
        for number, line in enumerate(lines):
            self._paint_line(painter, line, number * self._line(), link)
        painter.end()

    def _line(self) -> int:
        return px(28)

    def _font_metrics(self, step: Step) -> QFontMetrics:
        return QFontMetrics(theme.font(bold=step.state is StepState.NOW))

    def _width(self, step: Step) -> int:
        return px(20) + px(6) + self._font_metrics(step).horizontalAdvance(step.label) + 1

    def _lines(self, width: int) -> list[list[Step]]:
        lines: list[list[Step]] = []
        used = 0
        for step in self._steps:
            needed = self._width(step) + px(26)
            if not lines or used + self._width(step) > width:
                lines.append([])
                used = 0
            lines[-1].append(step)
            used += needed
        return lines

    def _link(self, line: list[Step]) -> int:
        spare = self.width() - sum(self._width(step) for step in line) - px(12) * (len(line) - 1)
        return max(px(14), min(px(36), spare // max(1, len(line) - 1)))

    def _paint_line(self, painter: QPainter, line: list[Step], top: int, link: int) -> None:
        x = 0
        middle = top + self._line() / 2
        for number, step in enumerate(line):
            self._paint_step(painter, step, x, top)
            x += self._width(step)
            if number < len(line) - 1:
                done = step.state is StepState.DONE
                painter.setPen(QPen(QColor(theme.GREEN if done else theme.RULE), 2))
                painter.drawLine(QPointF(x + px(6), middle), QPointF(x + px(6) + link, middle))
                x += link + px(12)

    def _paint_step(self, painter: QPainter, step: Step, x: int, top: int) -> None:
        colour = QColor(_COLOURS[step.state])
        mark = QRectF(x, top + (self._line() - px(18)) / 2, px(18), px(18))
        if step.state is StepState.DONE:
            paint_icon(painter, "check", mark, theme.GREEN)
        else:
            painter.setPen(QPen(QColor(theme.BLUE if step.state is StepState.NOW else theme.EDGE), 2))
            painter.setBrush(colour if step.state is StepState.NOW else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark.center(), px(6), px(6))
        painter.setPen(colour)
        painter.setFont(theme.font(bold=step.state is StepState.NOW))
        area = QRectF(x + px(26), top, self._width(step), self._line())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, step.label)
