"""Choosing several things by typing: a field that narrows, the list of matches, and what was chosen beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hokatsu_desktop.ui.focus_ring import ring_room
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import picture_button
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.tag import Tag
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

Search = Callable[[str], Sequence[ListRow]]
_ROWS_SHOWN = 4
_SCROLL_BAR = 12  # pixels beside the page


class ChosenRow(QFrame):
    """One thing that was chosen, with a button that takes it away."""

    taken_away = Signal()

    def __init__(self, row: ListRow) -> None:
        super().__init__()
        self.row = row
        title = ElidedWords(row.title, Look.LABEL)
        meta = ElidedWords(row.meta, Look.QUIET)
        away = picture_button("close", f"{row.title}を外す")
        away.clicked.connect(self.taken_away)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        if row.meta:
            words.addWidget(meta)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 4, 4)
        line.setSpacing(8)
        line.addLayout(words, 1)
        if row.tag:
            line.addWidget(Tag(row.tag, row.tone))
        line.addWidget(away)
        self.setProperty("look", "card")


class Picker(QWidget):
    """↑ ↓ move in the list, Enter adds the marked row while something is typed or marked, × takes away.

    The list below is a plain list and no popup: input methods do not work with popups (Qt completers, QTBUG-83490).
    """

    changed = Signal()

    def __init__(self, key: str, name: str, chosen_name: str, nothing_yet: str, search: Search) -> None:
        super().__init__()
        self.setObjectName(key)
        self.setAccessibleName(name)
        self._search = search
        self._chosen: list[ListRow] = []
        self._stepped = False
        self.field = TextField(key, name)
        self.list = ListView(f"{name}の候補")
        self._none = Words("見つかりません。", Look.QUIET, wrap=True)
        self._count = Words(chosen_name, Look.LABEL)
        self._chosen_name = chosen_name
        self._nothing_yet = Words(nothing_yet, Look.QUIET, wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._build(name)
        self.field.textChanged.connect(self._look_for)
        self.field.composing.connect(self._look_for)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._take)
        self.list.clicked.connect(lambda _index: self._take(self.list.target()))

    def chosen(self) -> tuple[ListRow, ...]:
        """What was chosen, in the order it was chosen."""
        return tuple(self._chosen)

    def targets(self) -> list[object]:
        """What the chosen rows stand for."""
        return [row.target for row in self._chosen]

    def add(self, row: ListRow) -> None:
        """Chooses a row, unless it is chosen already."""
        if row.target not in self.targets():
            self.set_chosen([*self._chosen, row])
            self.changed.emit()

    def remove(self, target: object) -> None:
        """Takes a chosen row away."""
        self.set_chosen([row for row in self._chosen if row.target != target])
        self.changed.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_chosen(self, rows: Sequence[ListRow]) -> None:
        """Shows these rows as chosen; says nothing to `changed`."""
        self._chosen = list(rows)
        if self._chosen_name:
            self._show_chosen()
        if self.isVisible():
            self.look_again()

    def look_again(self) -> None:
        """Searches anew with what is typed."""
        self._look_for(self.field.text())

    def showEvent(self, event: QShowEvent) -> None:
        """What there is to choose from is looked up when somebody looks at it."""
        super().showEvent(event)
        self.look_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self.field.is_composing():
            return False
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return self._enter()
            case _:
                return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "list"):
            self.list.setFixedHeight(px(60) * _ROWS_SHOWN)

    def _show_chosen(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in self._chosen:
            shown = ChosenRow(row)
            shown.taken_away.connect(lambda target=row.target: self.remove(target))
            self._column.addWidget(shown)
        self._nothing_yet.setVisible(not self._chosen)
        self._count.say(f"{self._chosen_name}　{len(self._chosen)}" if self._chosen else self._chosen_name)

    def _build(self, name: str) -> None:
        label = Words(name, Look.LABEL)
        label.setBuddy(self.field)
        self.list.setFixedHeight(px(60) * _ROWS_SHOWN)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # ↑ ↓ in the field do it
        frame = QFrame()
        frame.setProperty("look", "card")
        around = QVBoxLayout(frame)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.list)
        around.addWidget(self._none)
        self._none.setContentsMargins(14, 10, 14, 10)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label)
        left.addWidget(self.field)
        left.addWidget(frame)
        left.addStretch(1)
        right = self._chosen_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 1)
        if self._chosen_name:
            row.addLayout(right, 1)
        else:  # whoever asked takes what is chosen at once
            for part in (self._count, self._nothing_yet):
                part.setParent(self)
                part.hide()

    def _chosen_side(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._count)
        right.addWidget(self._nothing_yet)
        right.addLayout(self._column)
        right.addStretch(1)
        return right

    def _look_for(self, typed: str) -> None:
        taken = self.targets()
        rows = [row for row in self._search(typed.strip()) if row.target not in taken]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.say("見つかりません。" if typed.strip() else "ほかにはありません。")
        self._stepped = False
        if rows and typed.strip():
            self.list.go_to(rows[0].target)
        else:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())

    def _step(self, by: int) -> None:
        count = self.list.rows.rowCount()
        if not count:
            return
        index = self.list.currentIndex()
        place = (index.row() + by) % count if index.isValid() else 0
        self.list.go_to(self.list.rows.row(place).target)
        self._stepped = True

    def _enter(self) -> bool:
        """Adds the marked row; with nothing typed and nothing marked Enter goes on to the next field."""
        if not self.field.value() and not self._stepped:
            return False
        self._take(self.list.target())
        return True

    def _take(self, target: object) -> None:
        place = self.list.rows.place_of(target)
        if target is None or place < 0:
            return
        row = self.list.rows.row(place)
        self.field.clear()
        self.add(row)


def roomy_column(page: QWidget) -> QVBoxLayout:
    """The column of a page that is scrolled: at its edges there is room for the ring and the scroll bar."""
    room = ring_room()
    column = QVBoxLayout(page)
    column.setContentsMargins(room, room, max(room, _SCROLL_BAR), room)
    return column


def scrolled(page: QWidget) -> QScrollArea:
    """A page in a scroll area without a frame, which the keyboard does not stop at."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
