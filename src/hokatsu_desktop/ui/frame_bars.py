"""The parts around the pages: top bar, left bar, bottom line, practice band."""

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hokatsu_desktop.japanese.open_days import holiday_name
from hokatsu_desktop.japanese.wareki import full
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.icons import paint_icon
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button, picture_button
from hokatsu_desktop.ui.widgets.sign import Sign
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words


def today_words(today: date) -> str:
    """「きょう 令和8年11月23日（月・祝）」."""
    words = full(today)
    return f"きょう {words[:-1]}・祝）" if holiday_name(today) else f"きょう {words}"


class SearchButton(QPushButton):
    """Looks like a search field and opens one: typing happens in the window that it opens."""

    HINT = "名前・かな・番号・電話で探す"
    KEYS = "Ctrl+K"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{self.HINT} {self.KEYS}")
        self.setToolTip(f"{self.HINT}（{self.KEYS}）")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        return QSize(px(380), px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(QColor(theme.INK if hot else theme.EDGE), 1))
        painter.setBrush(QColor(theme.WHITE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        side = px(18)
        paint_icon(painter, "search", QRectF(px(10), (self.height() - side) / 2, side, side), theme.INK_QUIET)
        painter.setPen(QColor(theme.INK_QUIET))
        painter.setFont(theme.font(theme.SMALL_TEXT))
        keys = painter.fontMetrics().horizontalAdvance(self.KEYS) + px(12)
        painter.setFont(theme.font(15))
        room = QRect(px(36), 0, self.width() - px(36) - keys - px(8), self.height())
        if room.width() < px(48):
            room.setWidth(0)
        hint = painter.fontMetrics().elidedText(self.HINT, Qt.TextElideMode.ElideRight, room.width())
        if room.width():
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, hint)
        painter.setFont(theme.font(theme.SMALL_TEXT))
        corner = QRect(self.width() - keys, 0, keys - px(6), self.height())
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, self.KEYS)
        painter.end()


class TopBar(QFrame):
    """Office, the one main act, two everyday acts, and finding."""

    def __init__(self, office: str, *, practice: bool) -> None:
        super().__init__()
        self.setProperty("look", "top")
        self.office = ElidedWords(office, Look.CARD)
        self.receive = button("つなぎを受け付ける", ButtonLook.PRIMARY, picture="add")
        self.write = button("経過を書く")
        self.print = button("印刷")
        self.search = SearchButton()
        self.fold = picture_button("panel-right", "右の枠を出す・たたむ")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 16, 9)
        row.setSpacing(10)
        row.addWidget(self.office)
        if practice:
            row.addWidget(Tag("練習用", Tone.CARE))
        row.addSpacing(14)
        for made in (self.receive, self.write, self.print):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addWidget(self.fold)
        self.fold.hide()

    def offer(self, made: QPushButton, offered: bool) -> None:
        """Shows a button, room permitting; all of them are in the menus as well."""
        made.setProperty("offered", offered)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Drops the everyday acts, the last first, where letters are large and the window is small."""
        shown = [made for made in (self.search, self.receive, self.write, self.print) if made.property("offered")]
        room = self.width() - px(230)
        for made in (self.search, self.receive, self.write, self.print):
            needed = made.minimumSizeHint().width() + 10
            made.setVisible(made in shown and room >= needed)
            room -= needed if made in shown else 0

    def set_office(self, office: str) -> None:
        """Shows another name of the office."""
        self.office.say(office)


class NavButton(QAbstractButton):
    """One entry of the left bar with the number of things that wait there."""

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._title = title
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("ringInside", True)
        self.setToolTip(keys)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(title)

    def set_count(self, count: int) -> None:
        """Shows how many things wait; 0 shows no number."""
        self._count = count
        self.setAccessibleName(f"{self._title} {count}件" if count else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(px(20) + metrics.horizontalAdvance(self._title) + px(60), px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.BLUE_TINT if on else theme.GROUND_DEEP))
        if on:
            painter.fillRect(QRect(0, 0, px(4), self.height()), QColor(theme.BLUE))
        painter.setPen(QColor(theme.BLUE if on else theme.INK))
        painter.setFont(theme.font(bold=on))
        area = self.rect().adjusted(px(20), 0, -px(16), 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._title)
        if self._count:
            painter.setFont(theme.font(15))
            painter.setPen(QColor(theme.BLUE if on else theme.INK_SOFT))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count))
        painter.end()


class LeftBar(QFrame):
    """The sections of the program; only those that have a page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "left")
        self.setAccessibleName("画面の一覧")
        self._buttons: dict[str, NavButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 1, 12)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._upper = 0

    def add(self, key: str, title: str, keys: str, *, at_bottom: bool) -> None:
        """Adds an entry."""
        made = NavButton(title, keys)
        made.clicked.connect(lambda: self.chosen.emit(key))
        self._buttons[key] = made
        if at_bottom:
            self._column.addWidget(made)
        else:
            self._column.insertWidget(self._upper, made)
            self._upper += 1

    def mark(self, key: str) -> None:
        """Marks the entry of the page that is shown. Raises KeyError."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Shows a number at an entry. Raises KeyError."""
        self._buttons[key].set_count(count)

    def entry(self, key: str) -> NavButton:
        """The entry with this key. Raises KeyError."""
        return self._buttons[key]


class BottomLine(QFrame):
    """Saved or not, today, the last backup; letters and lock at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self._sign = Sign(side=16)
        self._saved = Words(look=Look.QUIET)
        self._saved.setAccessibleName("保存の状態")
        self._today = ElidedWords(look=Look.QUIET)
        self._backup = ElidedWords(look=Look.QUIET)
        self._lines = [_upright() for _ in range(2)]
        self.zoom = button("文字 100%", ButtonLook.BAR)
        self.lock = button("鍵をかける　Ctrl+Shift+L", ButtonLook.BAR, picture="lock")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 14, 3)
        row.setSpacing(10)
        for part in (self._sign, self._saved, self._lines[0], self._today, self._lines[1], self._backup):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.zoom)
        row.addWidget(self.lock)
        self.set_saved("")
        self.set_backup("")

    def set_saved(self, words: str) -> None:
        """Shows whether everything is saved; words that begin with 保存できません are shown as a fault."""
        wrong, good = words.startswith("保存できません"), words.startswith("保存しました")
        self._sign.setVisible(wrong or good)
        if wrong or good:
            name, colour = ("error", theme.RED) if wrong else ("check", theme.GREEN)
            self._sign.show_picture(name, colour)
        self._saved.set_look(Look.WRONG if wrong else Look.GOOD if good else Look.QUIET)
        self._saved.say(words)
        self._saved.setVisible(bool(words))
        self._lines[0].setVisible(bool(words))

    def saved(self) -> str:
        """What it says about saving."""
        return self._saved.words()

    def set_today(self, today: date) -> None:
        """Shows the date."""
        self._today.say(today_words(today))

    def set_backup(self, words: str) -> None:
        """Shows when the last backup was made."""
        self._backup.say(words)
        self._backup.setVisible(bool(words))
        self._lines[1].setVisible(bool(words))

    def set_zoom(self, percent: int) -> None:
        """Shows the letter size."""
        self.zoom.setText(f"文字 {percent}%")
        self.zoom.setAccessibleName(f"文字の大きさ {percent}パーセント")


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    line.setFixedSize(1, 14)
    return line


class PracticeBand(QFrame):
    """Says on every screen that this is the practice town."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "practice")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.addWidget(ElidedWords("練習用です。ここに書いたものは、本番の記録には入りません。", Look.BODY))
