"""SheetForm: a sheet on the screen in the order of the paper, section by section, on the twelve-column grid."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.answers import Answer, Answers, tidy
from hokatsu_desktop.sheets.check import Gap
from hokatsu_desktop.sheets.definition import Blank, Kind, Section, Sheet
from hokatsu_desktop.ui.sheet_form.blank_box import BlankBox
from hokatsu_desktop.ui.sheet_form.gap_list import GapList
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.name_kana_pair import NameKanaPair
from hokatsu_desktop.ui.widgets.row_cell import ListOf
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDEST = 1100
UNCONFIRMED_WORDS = "未確認"


class SheetForm(QWidget):
    """Shows and takes the answers of one sheet; it stores nothing and decides nothing.

    `above` and `below` take widgets that belong to the page but not to the sheet (a heading, a note).
    """

    answer_changed = Signal(str)
    """The key of a blank whose answer the user changed."""
    blank_entered = Signal(str)
    """The key of the blank the keyboard came into."""
    blank_left = Signal(str)
    """The key of the blank the keyboard went out of."""

    def __init__(self, sheet: Sheet, choice_lists: ListOf, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._given: Answers = {}
        self._lists = choice_lists
        self._cards: dict[str, Card] = {}
        self._current = ""
        self._gaps: dict[str, str] = {}
        self._boxes = {blank.key: BlankBox(blank, choice_lists, today) for blank in sheet.blanks}
        self.gap_list = GapList()
        self.gap_list.chosen.connect(self.focus_blank)
        self.above = QVBoxLayout()
        self.below = QVBoxLayout()
        self._scroll = QScrollArea(self)
        self._typed_at: tuple[LinesField, QRect] | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(200)
        self._build()
        self._connect()

    def set_answers(self, answers: Mapping[str, Answer]) -> None:
        """Shows these answers; says nothing to `answer_changed`. Answers without a blank here are kept."""
        self._given = dict(answers)
        for box in self._boxes.values():
            box.port.write(self._given)

    def show_given(self, answers: Mapping[str, Answer]) -> None:
        """Shows anew what the program fills in; what is being typed stays as it is."""
        for box in self._boxes.values():
            if box.blank.shown_only:
                box.port.write(answers)

    def answers(self) -> Answers:
        """All answers in their stored forms, empty ones left out."""
        asked: Answers = {}
        for box in self._boxes.values():
            asked |= box.port.read()
        return tidy(self.sheet, {**self._given, **asked})

    def focus_blank(self, key: str) -> None:
        """Scrolls to a blank and puts the keyboard into it; one that the office has hidden is left alone.

        "rows#12" is the row of record 12 in a table; the table itself where that row is there no more.
        """
        key, _, row = key.partition("#")
        box = self._boxes.get(key)
        if box is None:
            return
        stop = row_stop(box, row) or box.port.first_stop()
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._current = key
        self._scroll_to(box, row)
        QTimer.singleShot(0, self, lambda: self._scroll_to(box, row))  # once more when a new form has been laid out

    def start_typing(self) -> bool:
        """Puts the keyboard into the first blank that Tab reaches; False if there is none."""
        for key, box in self._boxes.items():
            stop = box.port.first_stop()
            if stop is not None and stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self.focus_blank(key)
                return True
        return False

    def current_blank(self) -> str:
        """The key of the blank the keyboard is in or was in last, or ""."""
        return self._current

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Says at each blank and in a list on top what is missing; an empty list takes it all away."""
        words = {gap.blank_key: gap.words for gap in reversed(gaps)}
        for key, box in self._boxes.items():
            if words.get(key, "") != self._gaps.get(key, ""):
                box.complain(words.get(key, ""))
        self._gaps = words
        self.gap_list.set_gaps(gaps)
        if gaps:
            self._scroll.verticalScrollBar().setValue(0)
            focus = QApplication.focusWidget()
            if focus is not None and self._page.isAncestorOf(focus):
                self.gap_list.entries()[0].setFocus(Qt.FocusReason.OtherFocusReason)  # its field is out of sight now

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        for box in self._boxes.values():
            box.lock(locked)

    def put_drawing(self, key: str, drawing: QWidget) -> None:
        """Puts a picture into the place of a DRAWING blank. Raises KeyError."""
        box = self._boxes[key]
        box.port.widget.hide()
        layout = box.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, drawing)

    def field_widget(self, key: str) -> QWidget:
        """The widget of one blank, for a screen that has more to say about it. Raises KeyError."""
        return self._boxes[key].port.widget

    def section_card(self, key: str) -> Card:
        """The card of one section, for a screen that has more to say at its head. Raises KeyError."""
        return self._cards[key]

    def section_of(self, blank_key: str) -> str:
        """The key of the section a blank stands in, or ""."""
        found = (one.key for one in self.sheet.sections if any(blank.key == blank_key for blank in one.blanks))
        return next(found, "")

    def focus_section(self, key: str) -> None:
        """Scrolls to a section and puts the keyboard into its first blank that can be typed into."""
        section = next(one for one in self.sheet.sections if one.key == key)
        stops = ((blank.key, self._boxes[blank.key].port.first_stop()) for blank in section.blanks)
        self.focus_blank(next((key for key, stop in stops if _is_typed(stop)), section.blanks[0].key))
        self._scroll.verticalScrollBar().setValue(self._cards[section.key].y())

    def write_unconfirmed(self, key: str) -> bool:
        """未確認 in one key: into an empty blank, and out of it again; False where something else is written."""
        box = self._boxes[key]
        wanted = unconfirmed_answer(box.blank, self._lists)
        now = box.port.read().get(key, "")
        if wanted == "" or box.blank.shown_only or now not in ("", [], wanted):
            return False
        box.port.write({key: "" if now == wanted else wanted})
        self._told(key)
        return True

    def scroll_area(self) -> QScrollArea:
        """The scrolling page, for keeping its place."""
        return self._scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = 12 if self.width() < px(600) else 24
        page = self._page.layout()
        if page is not None:
            page.setContentsMargins(side, 16, side, 24)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._column.setMaximumWidth(px(_WIDEST))

    def _scroll_to(self, box: BlankBox, row: str = "") -> None:
        if self._typed_at is not None:
            return
        if (stop := row_stop(box, row)) is not None:
            self._scroll.ensureWidgetVisible(stop, 0, px(64))
            return
        self._scroll.ensureWidgetVisible(box, 0, px(24))
        self._scroll.ensureWidgetVisible(box.head, 0, px(64))

    def _build(self) -> None:
        self._page = QWidget()
        self._column = QWidget()
        self._column.setMaximumWidth(px(_WIDEST))
        cards = QVBoxLayout(self._column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(16)
        cards.addLayout(self.above)
        cards.addWidget(self.gap_list)
        for section in self.sheet.sections:
            cards.addWidget(self._card(section))
        if self.sheet.note:
            cards.addWidget(Words(self.sheet.note, Look.QUIET, wrap=True))
        cards.addLayout(self.below)
        cards.addStretch(1)
        page = QVBoxLayout(self._page)
        page.setSpacing(0)
        page.addWidget(self._column)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would flicker
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _card(self, section: Section) -> Card:
        card = Card(section.title)
        grid = TwelfthsLayout(across=16, down=18)
        for blank in section.blanks:
            box = self._boxes[blank.key]
            grid.place(box, blank.width, box.least_width, box.head)
        card.body.addLayout(grid)
        self._cards[section.key] = card
        return card

    def _connect(self) -> None:
        for key, box in self._boxes.items():
            if box.port.changed is not None:
                box.port.changed.connect(lambda key=key: self._told(key))
            if isinstance(box.port.widget, LinesField):
                box.port.widget.cursor_seen.connect(lambda area, field=box.port.widget: self._follow(field, area))
        self._typing.timeout.connect(self._rest)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_typed_line)  # the page has grown as well
        for name, kana in kana_pairs(self.sheet):
            one, other = self._boxes[name].port.widget, self._boxes[kana].port.widget
            if isinstance(one, TextField) and isinstance(other, TextField):
                NameKanaPair(one, other)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _told(self, key: str) -> None:
        if self._gaps.pop(key, ""):
            self._boxes[key].complain("")  # the user is at it; the next check will tell
        self.answer_changed.emit(key)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        entered = self._blank_of(new)
        if self._current and entered != self._current and (new is None or new.window() is self.window()):
            self.blank_left.emit(self._current)
        if entered and entered != self._current:
            self._current = entered
            self.blank_entered.emit(entered)

    def _blank_of(self, widget: QWidget | None) -> str:
        while widget is not None and widget is not self:
            if isinstance(widget, BlankBox) and self._boxes.get(widget.blank.key) is widget:
                return widget.blank.key
            widget = widget.parentWidget()
        return ""

    def _follow(self, field: LinesField, area: QRect) -> None:
        """Keeps the line that is being typed on the screen while its field grows."""
        if field.hasFocus():
            self._typed_at = (field, area)
            self._show_typed_line()
            self._typing.start()

    def _show_typed_line(self) -> None:
        if self._typed_at is not None and self._typed_at[0].hasFocus():
            field, area = self._typed_at
            place = field.mapTo(self._page, QPoint(0, area.bottom()))
            self._scroll.ensureVisible(0, place.y(), 0, px(32))

    def _rest(self) -> None:
        self._typed_at = None


def row_stop(box: BlankBox, record_id: str) -> QWidget | None:
    """Where the keyboard comes into the row of a record in a table; None where there is no such row."""
    field = box.port.widget
    row = field.row_of(record_id) if record_id and isinstance(field, RowsField) else None
    return field.stop(row, 0) if row is not None and isinstance(field, RowsField) else None


def _is_typed(stop: QWidget | None) -> bool:
    return stop is not None and bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)


def unconfirmed_answer(blank: Blank, list_of: ListOf) -> Answer:
    """What says 「未確認」 in a blank; "" where nothing can."""
    match blank.kind:
        case Kind.TEXT | Kind.LINES:
            return UNCONFIRMED_WORDS
        case Kind.CHOICE | Kind.CHOICES:
            offered = {value.key for value in list_of(blank.list).offered}
            found = next((key for key in ("unconfirmed", "unknown") if key in offered), "")
            return [found] if found and blank.kind is Kind.CHOICES else found
        case Kind.DATE:
            return f"?{UNCONFIRMED_WORDS}"
        case _:
            return ""


def kana_pairs(sheet: Sheet) -> list[tuple[str, str]]:
    """The (name, kana) blanks of a sheet that belong together: person_name and person_kana, name and name_kana."""
    keys = {blank.key for blank in sheet.blanks}
    pairs = []
    for kana in sorted(keys):
        stem = kana.removesuffix("kana").rstrip("_")
        if stem != kana:
            names = [name for name in (f"{stem}_name".lstrip("_"), stem) if name in keys]
            pairs += [(name, kana) for name in names[:1]]
    return pairs
