"""The main window: menus, top bar, left bar, pages, foldable side panel, bottom line. It asks, it decides nothing."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hokatsu_desktop.ui.application import PRODUCT
from hokatsu_desktop.ui.field_acts import (
    copy_above,
    do_in_field,
    insert_date,
    insert_time,
    redo_in_field,
    undo_in_field,
)
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.frame_acts import ACTS, Act, ActFacts, Menu
from hokatsu_desktop.ui.frame_bars import BottomLine, LeftBar, PracticeBand, TopBar
from hokatsu_desktop.ui.theme import ZOOMS, apply_theme, nearest_zoom, px
from hokatsu_desktop.ui.widgets.message_bar import MessageBar

NARROW = 1366
"""Below this width in pixels at 100 % the side panel folds away by itself."""
_SIDE_WIDTH = 264
LEAST, COMFORTABLE = QSize(1280, 720), QSize(1440, 860)


def fills_screen(free: QSize) -> bool:
    """Whether the window should fill a screen with so much room: on a laptop its title bar would push it over the edge."""
    roomy = free.width() > COMFORTABLE.width() and free.height() > COMFORTABLE.height()
    return free.width() >= LEAST.width() and not roomy


class Frame(QMainWindow):
    """Each `Act` has a signal of the same name; `offer` connects it and shows its menu entry and button."""

    save_now = Signal()
    finish_record = Signal()
    lock_now = Signal()
    undo = Signal()
    redo = Signal()
    edit_this = Signal()
    find_anything = Signal()
    narrow_list = Signal()
    go_back = Signal()
    go_forward = Signal()
    refresh = Signal()
    receive_referral = Signal()
    referral_inbox = Signal()
    write_note = Signal()
    case_history = Signal()
    close_case = Signal()
    reopen_case = Signal()
    todays_meeting = Signal()
    call_meeting = Signal()
    print_sheet = Signal()
    print_packet = Signal()
    print_consent = Signal()
    paper_state = Signal()
    report_loss = Signal()
    help_wanted = Signal()
    show_keys = Signal()
    section_changed = Signal(str)
    zoom_changed = Signal(int)
    about_to_close = Signal()

    def __init__(self, office: str, clock: Callable[[], datetime], *, practice: bool = False, zoom: int = 100) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT)
        self.resize(LEAST)
        self._clock = clock
        self._zoom = nearest_zoom(zoom)
        self._sections: dict[str, QWidget] = {}
        self._section = ""
        self._side_wish: bool | None = None
        self._actions: dict[Act, QAction] = {}
        self.top = TopBar(office, practice=practice)
        self.left = LeftBar()
        self.bottom = BottomLine()
        self.message = MessageBar()
        self.pages = QStackedWidget()
        self.pages.setMinimumSize(1, 1)  # or the widest page would push the window over the edge of a small screen
        self._side = self._side_area()
        self._menus = {menu: self._add_menu(menu) for menu in Menu}
        self._build(practice=practice)
        self._fill_menus()
        self._connect()
        self.bottom.set_zoom(self._zoom)
        self.set_today(clock().date())

    def open_on_screen(self) -> None:
        """Shows the window in a comfortable size; on a screen that has hardly more room it fills the screen."""
        if fills_screen(self.screen().availableSize()):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.resize(COMFORTABLE.boundedTo(self.screen().availableSize()).expandedTo(LEAST))
        self.show()

    def add_section(
        self, key: str, title: str, widget: QWidget, shortcut: str = "", *, at_bottom: bool = False
    ) -> None:
        """Adds a page with its entry in the left bar and the menu 表示; the first one is shown at once."""
        self._sections[key] = widget
        self.pages.addWidget(widget)
        self.left.add(key, title, shortcut, at_bottom=at_bottom)
        action = QAction(title, self)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda: self._enter(key))
        self._menus[Menu.VIEW].insertAction(self._view_line, action)
        if not self._section:
            self.show_section(key)

    def show_section(self, key: str) -> None:
        """Shows the page of a section. Raises KeyError for one that was not added."""
        widget = self._sections[key]
        self.left.mark(key)
        self.pages.setCurrentWidget(widget)
        if key != self._section:
            self._section = key
            self.section_changed.emit(key)

    def section(self) -> str:
        """The key of the section that is shown, or ""."""
        return self._section

    def set_count(self, key: str, count: int) -> None:
        """Shows how many things wait in a section. Raises KeyError."""
        self.left.set_count(key, count)

    def offer(self, act: Act, do: Callable[[], object]) -> None:
        """Connects an act and shows it in its menu, with its shortcut, and as a button where it has one."""
        self._signal(act).connect(do)
        self._actions[act].setVisible(True)
        self._actions[act].setEnabled(True)
        for menu in self._menus.values():
            menu.menuAction().setVisible(any(action.isVisible() for action in menu.actions()))
        self._show_buttons()

    def set_possible(self, act: Act, possible: bool) -> None:
        """Greys an act out while it cannot be done on this screen; its shortcut rests too."""
        self._actions[act].setEnabled(possible)
        self._show_buttons()

    def add_to_menu(self, menu: Menu, words: str, do: Callable[[], None], shortcut: str = "") -> QAction:
        """Adds an entry of a screen's own to a menu."""
        action = self._menus[menu].addAction(words)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: do())
        self._menus[menu].menuAction().setVisible(True)
        return action

    def edit_menu(self) -> QMenu:
        """The menu 編集, which asks before it opens what there is to undo."""
        return self._menus[Menu.EDIT]

    def set_side(self, widget: QWidget | None) -> None:
        """Puts a widget into the side panel, or takes the panel away."""
        old = self._side.takeWidget()
        if old is not None and old is not widget:
            old.deleteLater()
        if widget is not None:
            self._side.setWidget(widget)
            widget.setAutoFillBackground(False)
        self._fold_side()

    def fold_side(self, folded: bool) -> None:
        """Folds the side panel away or shows it, whatever the width."""
        self._side_wish = not folded
        self._fold_side()

    def set_today(self, today: date) -> None:
        """Shows the date in the bottom line."""
        self.bottom.set_today(today)

    def set_saved(self, words: str) -> None:
        """Shows what `Autosave.said` says."""
        self.bottom.set_saved(words)

    def set_backup(self, words: str) -> None:
        """Shows when the last backup was made, for example 「控え：けさ 8:31（確かめ済み）」."""
        self.bottom.set_backup(words)

    def zoom(self) -> int:
        """The letter size in per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Changes the letter size of the whole program to the nearest step."""
        self._zoom = nearest_zoom(percent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, self._zoom)
        self.bottom.set_zoom(self._zoom)
        self._fold_side()
        self.zoom_changed.emit(self._zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_side()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        stop = first_stop_in(self.pages)
        if stop is not None and self.focusWidget() is None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.about_to_close.emit()
        super().closeEvent(event)

    def _build(self, *, practice: bool) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if practice:
            column.addWidget(PracticeBand())
        column.addWidget(self.top)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addLayout(self._page_column(), 1)
        row.addWidget(self._side)
        column.addLayout(row, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(middle)

    def _page_column(self) -> QVBoxLayout:
        pages = QVBoxLayout()
        pages.setSpacing(0)
        self.message.setProperty("place", "page")
        pages.addWidget(self.message)
        pages.addWidget(self.pages, 1)
        return pages

    def _side_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setProperty("look", "side")
        area.setAccessibleName("そばに置くもの")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.hide()
        return area

    def _fold_side(self) -> None:
        held = self._side.widget() is not None
        shown = self.width() >= px(NARROW) if self._side_wish is None else self._side_wish
        self._side.setFixedWidth(px(_SIDE_WIDTH))
        self._side.setVisible(held and shown)
        self.top.fold.setVisible(held)
        self._fold_action.setVisible(held)

    def _add_menu(self, menu: Menu) -> QMenu:
        made = self.menuBar().addMenu(menu.value)
        made.menuAction().setVisible(False)
        return made

    def _fill_menus(self) -> None:
        self._view_line = self._menus[Menu.VIEW].addSeparator()
        for facts in ACTS:
            self._actions[facts.act] = self._act_action(facts)
        self._fill_edit_menu()
        self._fill_view_menu()
        self._menus[Menu.FILE].addSeparator()
        self.add_to_menu(Menu.FILE, "閉じる(&X)", self._close)

    def _act_action(self, facts: ActFacts) -> QAction:
        menu = self._menus[facts.menu]
        if facts.line_above:
            menu.addSeparator()
        action = menu.addAction(facts.words)
        action.setShortcuts([QKeySequence(keys) for keys in facts.keys])
        action.setVisible(False)
        action.setEnabled(False)
        match facts.act:
            case Act.UNDO:
                action.triggered.connect(self._undo)
            case Act.REDO:
                action.triggered.connect(self._redo)
            case _:
                action.triggered.connect(lambda: self._signal(facts.act).emit())
        return action

    def _fill_edit_menu(self) -> None:
        self._menus[Menu.EDIT].addSeparator()
        for words, slot, keys in (
            ("切り取り(&T)", "cut", "Ctrl+X"),
            ("コピー(&C)", "copy", "Ctrl+C"),
            ("貼り付け(&P)", "paste", "Ctrl+V"),
            ("すべて選ぶ(&A)", "selectAll", "Ctrl+A"),
        ):
            self.add_to_menu(Menu.EDIT, words, partial(do_in_field, slot), keys)
        self._menus[Menu.EDIT].addSeparator()
        self.add_to_menu(Menu.EDIT, "上の行と同じ(&D)", copy_above, "Ctrl+D")
        self.add_to_menu(Menu.EDIT, "きょうの日付を入れる", lambda: insert_date(self._clock().date()), "Ctrl+;")
        self.add_to_menu(Menu.EDIT, "いまの時刻を入れる", lambda: insert_time(self._clock()), "Ctrl+:")

    def _fill_view_menu(self) -> None:
        view = Menu.VIEW
        self._menus[view].addSeparator()
        larger = self.add_to_menu(view, "文字を大きく(&L)", lambda: self._zoom_by(1))
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.add_to_menu(view, "文字を小さく(&S)", lambda: self._zoom_by(-1), "Ctrl+-")
        self.add_to_menu(view, "文字を標準の大きさに(&0)", lambda: self.set_zoom(100), "Ctrl+0")
        self._menus[view].addSeparator()
        self.add_to_menu(view, "次の枠へ(&W)", self._next_pane, "F6")
        self._fold_action = self.add_to_menu(view, "右の枠を出す・たたむ(&P)", self._toggle_side)

    def _connect(self) -> None:
        self.left.chosen.connect(self.show_section)
        self.top.fold.clicked.connect(self._toggle_side)
        self.top.receive.clicked.connect(self.receive_referral)
        self.top.write.clicked.connect(self.write_note)
        self.top.print.clicked.connect(self.print_sheet)
        self.top.search.clicked.connect(self.find_anything)
        self.bottom.lock.clicked.connect(self.lock_now)
        zooms = QMenu(self.bottom.zoom)
        for percent in reversed(ZOOMS):
            zooms.addAction(f"{percent}%", partial(self.set_zoom, percent))
        self.bottom.zoom.setMenu(zooms)
        self._show_buttons()

    def _show_buttons(self) -> None:
        for act, made in (
            (Act.RECEIVE_REFERRAL, self.top.receive),
            (Act.WRITE_NOTE, self.top.write),
            (Act.PRINT_SHEET, self.top.print),
            (Act.FIND, self.top.search),
        ):
            self.top.offer(made, self._actions[act].isVisible())
            made.setEnabled(self._actions[act].isEnabled())
        self.bottom.lock.setVisible(self._actions[Act.LOCK_NOW].isVisible())

    def _signal(self, act: Act) -> "_Emits":
        made: _Emits = getattr(self, act.value)
        return made

    def _close(self) -> None:
        self.close()

    def _zoom_by(self, steps: int) -> None:
        place = ZOOMS.index(self._zoom) + steps
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, place))])

    def _enter(self, key: str) -> None:
        """Ctrl+1 and the like: the keyboard goes along."""
        self.show_section(key)
        focus = QApplication.focusWidget()
        stop = first_stop_in(self._sections[key])
        is_there = focus is not None and focus.isVisible() and self._sections[key].isAncestorOf(focus)
        if stop is not None and not is_there:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_side(self) -> None:
        self.fold_side(self._side.isVisible())

    def _undo(self) -> None:
        if not undo_in_field():
            self.undo.emit()

    def _redo(self) -> None:
        if not redo_in_field():
            self.redo.emit()

    def _next_pane(self) -> None:
        panes = [pane for pane in (self.left, self.pages, self._side, self.top) if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((number for number, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -1)
        for step in range(1, len(panes) + 1):
            stop = first_stop_in(panes[(here + step) % len(panes)])
            if stop is not None:
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return


class _Emits(Protocol):
    """A bound signal without arguments."""

    def connect(self, do: Callable[[], object]) -> object: ...

    def emit(self) -> None: ...
