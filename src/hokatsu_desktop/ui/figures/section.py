"""The section 数字: a fiscal year as a table, why it is so in one's own words, and its paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_label, fiscal_year
from hokatsu_desktop.services.figures.year_books import write_reason, year_book
from hokatsu_desktop.services.figures.yearly import Group, Year, the_year, years_there
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.figures.by_hand_dialog import ByHandDialog
from hokatsu_desktop.ui.figures.opened_dialog import NOT_OF_CASES, NOTHING, OpenedDialog
from hokatsu_desktop.ui.figures.table_model import MONTHS, QUARTERS, YEARS, FiguresModel, headings_of, rows_of
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.settings.stored_fields import StoredFields, Values
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Look, Words

INSIDE, OUTSIDE = "year_figures", "year_figures_outside"
YEARS_BEFORE = 4
_ABOUT = "背景・理由（前の年度と変わったわけ。多いほどよい数字ではありません）"
_LABEL_WIDTH = 270
_ROW_HEIGHT = 32


class FiguresTable(QTableView):
    """Enter opens the number of the row."""

    opened = Signal(int)  # the row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class FiguresSection(QWidget):
    """Keeps the contract of ui/section.py. Place: record_id is the year, tab the way the columns stand."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._year = fiscal_year(desk.today())
        self._counted: Year | None = None
        self._told: tuple[int, Group] | None = None  # the year and the group whose background is shown
        self.earlier = button("前の年度", ButtonLook.INLINE, picture="chevron-left")
        self.later = button("次の年度", ButtonLook.INLINE, picture="chevron-right")
        self.heading = Words(look=Look.TITLE)
        self.ways = Segments("数字のならべ方")
        self.ways.set_parts([(QUARTERS, "3か月ごと"), (MONTHS, "月ごと"), (YEARS, "年度をくらべる")])
        self.model = FiguresModel()
        self.table = FiguresTable()
        self.table.setModel(self.model)
        self.print_button = button("印刷・Excel", ButtonLook.INLINE, picture="print")
        self.outside_button = button("外に出す紙…", ButtonLook.INLINE)
        self.by_hand_button = button("手で入れる数字…", ButtonLook.INLINE)
        self.copy_button = button("表をコピー", ButtonLook.INLINE)
        self.reason_label = Words(look=Look.LABEL, wrap=True)
        self.reason = LinesField("reason", "背景・理由", 2)
        self.fields = StoredFields(desk, self._read, self._write, self)
        self.fields.add("reason", self.reason)
        self._build()
        desk.changed.connect(self._reread_if_seen)

    # The contract of a section

    def widget(self) -> QWidget:
        """The section itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """数字 has none."""
        return None

    def show_place(self, place: Place) -> None:
        """Go to the year that the place names, else to the one shown last."""
        self.flush()
        self._year = place.record_id or self._year
        if place.tab in (QUARTERS, MONTHS, YEARS):
            self.ways.show_part(place.tab)
        self.reread()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="figures", tab=self.ways.key(), record_id=self._year)

    def close_gone(self) -> bool:
        """No record is open here."""
        return False

    def flush(self) -> None:
        """Store the reason that is being written."""
        self.fields.flush()

    def finish(self) -> None:
        """Ctrl+Enter: the reason is stored already; this only does not wait for the pause."""
        self.flush()

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def print_here(self) -> None:
        """The year on paper, with its background."""
        self.flush()
        self._printer.print_sheet(INSIDE, self._year)

    def print_packet(self) -> None:
        """There is no packet of a year."""
        self.print_here()

    # What is shown

    def reread(self) -> None:
        """Count again."""
        with self._desk.reading() as session:
            self._counted = the_year(session, self._year, years_before=self._years_before())
            years = years_there(session)
        self.heading.say(fiscal_label(self._year))
        self.earlier.setEnabled(self._year > min(years))
        self.later.setEnabled(self._year < max(years))
        self._show()

    def _years_before(self) -> int:
        """How many years are counted beside this one."""
        return YEARS_BEFORE if self.ways.key() == YEARS else 1

    def _reread_if_seen(self) -> None:
        if self.isVisible():
            self.reread()

    def _show(self) -> None:
        if self._counted is None:
            return
        way, row = self.ways.key(), self.table.currentIndex().row()
        self.model.show_rows(headings_of(self._counted, way, self._years_before()), rows_of(self._counted, way))
        self.table.clearSpans()
        for number in range(self.model.rowCount()):
            if not self.model.row(number).cells:
                self.table.setSpan(number, 0, 1, self.model.columnCount())
        self.ways.setMinimumWidth(self.ways.sizeHint().width())
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(0, px(_LABEL_WIDTH))
        self.table.verticalHeader().setDefaultSectionSize(px(_ROW_HEIGHT))
        self.table.setCurrentIndex(self.model.index(max(row, 0), 0))

    def _moved(self) -> None:
        """Another row; where it is of another group or year, that one's background is shown."""
        number = self.table.currentIndex().row()
        if number < 0:
            return
        group = self.model.row(number).group.group
        if (self._year, group) != self._told and self.fields.flush():
            self._told = self._year, group
            self.reason_label.say(f"{group.title}の{_ABOUT}")
            self.fields.reread()

    def _read(self, session: Session) -> Values:
        if self._told is None:
            return {"reason": ""}
        year, group = self._told
        return {"reason": year_book(session, year).reasons.get(group.key, "")}

    def _write(self, session: Session, values: Values) -> None:
        if self._told is not None:
            year, group = self._told
            write_reason(session, year, group.key, values["reason"])

    def _step(self, years: int) -> None:
        self._desk.go(Place(section="figures", tab=self.ways.key(), record_id=self._year + years))

    def open_number(self, number: int) -> OpenedDialog | None:
        """The cases behind a row; None, and said, where there are none."""
        figure = self.model.row(number).figure
        if figure is None:
            return None
        if not figure.seen:
            self._desk.said.emit("info", NOT_OF_CASES if figure.year else NOTHING)
            return None
        dialog = OpenedDialog(self._desk, figure, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def enter_by_hand(self) -> ByHandDialog | None:
        """The window for what no record tells; None while no month of the year has begun."""
        if self._counted is None or not self._counted.months_begun or not self.fields.flush():
            return None
        dialog = ByHandDialog(self._desk, self._year, self._counted.months_begun, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.as_text())
        self._desk.said.emit("success", "表をコピーしました。Excelなどに貼り付けられます。中で使う数字です。")

    def _build(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("数字の表")
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words("数字", Look.TITLE))
        head.addWidget(self.earlier)
        head.addWidget(self.heading)
        head.addWidget(self.later)
        head.addStretch(1)
        acts = FlowLayout(across=10, down=6)
        acts.addWidget(self.ways)
        for made in (self.by_hand_button, self.print_button, self.outside_button, self.copy_button):
            acts.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(acts)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason_label)
        column.addWidget(self.reason)
        self.reason_label.setBuddy(self.reason)
        self.ways.shown.connect(lambda _key: self.reread())
        self.earlier.clicked.connect(lambda _checked=False: self._step(-1))
        self.later.clicked.connect(lambda _checked=False: self._step(1))
        self.print_button.clicked.connect(lambda _checked=False: self.print_here())
        self.outside_button.clicked.connect(lambda _checked=False: self._printer.print_sheet(OUTSIDE, self._year))
        self.by_hand_button.clicked.connect(lambda _checked=False: self.enter_by_hand())
        self.copy_button.clicked.connect(lambda _checked=False: self._copy())
        self.table.opened.connect(self.open_number)
        self.table.doubleClicked.connect(lambda index: self.open_number(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._moved())
