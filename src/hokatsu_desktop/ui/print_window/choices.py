"""How the paper is wanted: naming, pages, sides, copies; and what to look at before it leaves the house."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hokatsu_desktop.models import Degree
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.print_window.job import Made, Notice, PrintJob, Wish
from hokatsu_desktop.ui.print_window.page_range import PagesNotRead, read_pages
from hokatsu_desktop.ui.print_window.sharing import ANONYMOUS, LEAVE_OUT, SharingPart
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

ALL, THIS, SOME = "all", "this", "some"
MOST_COPIES = 99
_WIDTH = 292
_SIDES = ChoiceList(
    key="sides",
    label="両面",
    values=(
        Choice(key="one", label="片面"),
        Choice(key="long", label="両面（長辺とじ）"),
        Choice(key="short", label="両面（短辺とじ）"),
    ),
)
_PAGES = ((ALL, "すべて"), (THIS, "このページ"), (SOME, "ページを選ぶ"))


class Choices(QScrollArea):
    """The right side of the print window. `wished` tells that the paper has to be made anew."""

    wished = Signal(object)

    def __init__(self, job: PrintJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sharing = SharingPart(job.receivers)
        self._leaves_out = False
        self.degrees = _Radios("名前の出し方", job.degrees)
        self.additions = QCheckBox("書き足したところに日付をつける")
        self.pages = _Radios("印刷するページ", _PAGES)
        self.typed = TextField("pages", "印刷するページの番号")
        self.typed.setPlaceholderText("例：1-3、5")
        self.typed_note = FieldNote()
        self.sides = ListChoice("sides", "両面", _SIDES)
        self.sides.removeItem(0)  # one of them is always chosen
        self.sides.set_value("long" if job.both_sides else "one")
        self.copies = NumberField("copies", "部数", suffix="部")
        self.copies.set_value("1")
        self.copies_note = FieldNote()
        self._notices = QVBoxLayout()
        self._column = QVBoxLayout()
        self._build(job)
        self.sharing.wished.connect(self._given_to_another)
        self.sharing.way_wanted.connect(self._take_way)
        self.degrees.changed.connect(lambda _key: self.wished.emit(self.wish()))
        self.additions.toggled.connect(lambda _on: self.wished.emit(self.wish()))
        self.typed.changed.connect(lambda: self.pages.choose(SOME))
        self.typed.changed.connect(self.typed_note.clear)

    def wish(self) -> Wish:
        """How the paper is wanted now."""
        return Wish(
            Degree(self.degrees.value() or Degree.NAMED),
            self.additions.isChecked(),
            self.sharing.receiver.value(),
            self._leaves_out,
        )

    def show_wish(self, wish: Wish) -> None:
        """Shows how the paper was made, without telling `wished`."""
        self.degrees.choose(wish.degree)
        blocked = self.additions.blockSignals(True)
        self.additions.setChecked(wish.additions)
        self.additions.blockSignals(blocked)
        self.sharing.receiver.set_value(wish.receiver)
        self._leaves_out = wish.leave_out

    def page_numbers(self, here: int, total: int) -> tuple[int, ...]:
        """The pages to print, from 1; `here` is the one that is looked at. Raises PagesNotRead, said at the field."""
        match self.pages.value():
            case "all":
                return tuple(range(1, total + 1))
            case "this":
                return (here,)
            case "some":
                try:
                    return read_pages(self.typed.value(), total)
                except PagesNotRead as wrong:
                    self.typed_note.wrong(wrong.words)
                    self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
                    raise
            case other:
                raise ValueError(other)

    def copy_count(self) -> int:
        """How many copies. Raises PagesNotRead when that is no number from 1 to 99, said at the field."""
        typed = unicodedata.normalize("NFKC", self.copies.value())
        if typed.isdecimal() and 1 <= int(typed) <= MOST_COPIES:
            self.copies_note.clear()
            return int(typed)
        wrong = PagesNotRead(f"部数は、1から{MOST_COPIES}までの数字で書いてください。")
        self.copies_note.wrong(wrong.words)
        self.copies.setFocus(Qt.FocusReason.OtherFocusReason)
        raise wrong

    def show_made(self, made: Made) -> None:
        """Shows what the consent says, and what to look at before it leaves the house."""
        self.sharing.show_made(made)
        self._show_notices(made.notices)

    def _given_to_another(self) -> None:
        self._leaves_out = False
        self.wished.emit(self.wish())

    def _take_way(self, way: str) -> None:
        if way == ANONYMOUS:
            self.degrees.choose(Degree.ANONYMOUS)
        else:
            self._leaves_out = way == LEAVE_OUT
        self.wished.emit(self.wish())

    def _show_notices(self, notices: tuple[Notice, ...]) -> None:
        while (entry := self._notices.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        for notice in notices:
            frame = _notice(notice)
            self._notices.addWidget(frame)
            frame.show()

    def notice_words(self) -> list[Words]:
        """The words of what is shown to look at, from top to bottom."""
        frames = [entry.widget() for place in range(self._notices.count()) if (entry := self._notices.itemAt(place))]
        return [words for frame in frames if frame is not None for words in frame.findChildren(Words)]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setFixedWidth(px(_WIDTH))

    # Parts

    def _build(self, job: PrintJob) -> None:
        self._notices.setSpacing(10)
        self._column.setContentsMargins(4, 0, 12, 8)
        self._column.setSpacing(18)
        self._column.addWidget(self.sharing)
        self._column.addLayout(self._notices)
        if job.degrees:
            self._column.addWidget(self.degrees)
        if job.can_mark_additions:
            self._column.addWidget(self.additions)
        picked = QVBoxLayout()
        picked.setSpacing(4)
        for part in (self.pages, self.typed, self.typed_note):
            picked.addWidget(part)
        self._column.addLayout(picked)
        self._column.addLayout(labelled("両面", self.sides))
        if not job.is_numbered:
            copies = labelled("部数", self.copies, self.copies.field)
            copies.addWidget(self.copies_note)
            self._column.addLayout(copies)
        self._column.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._column)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(px(_WIDTH))


class _Radios(QWidget):
    """One of a few, all in sight: one stop for Tab, arrows inside."""

    changed = Signal(str)

    def __init__(self, name: str, offered: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons = {key: QRadioButton(words) for key, words in offered}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(name, Look.LABEL))
        for key, made in self.buttons.items():
            made.setAccessibleName(f"{name}　{made.text()}")
            self._group.addButton(made)
            column.addWidget(made)
            made.clicked.connect(lambda _checked=False, key=key: self.changed.emit(key))
        for made in list(self.buttons.values())[:1]:
            made.setChecked(True)

    def value(self) -> str:
        """The key that is chosen; empty when nothing is offered."""
        return next((key for key, made in self.buttons.items() if made.isChecked()), "")

    def choose(self, key: str) -> None:
        """Shows a choice without telling `changed`."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)


def _notice(notice: Notice) -> QFrame:
    """A frame with a heading and its points."""
    frame = QFrame()
    frame.setProperty("look", "warning" if notice.is_warning else "info")
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(6)
    column.addWidget(Words(notice.heading, Look.LABEL, wrap=True))
    for line in notice.lines:
        column.addWidget(Words(f"・{line}" if len(notice.lines) > 1 else line, Look.SMALL, wrap=True))
    return frame
