"""One heading of きょう with its first rows; the others come when they are asked for."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame

from hokatsu_desktop.services.tasks import finish_task
from hokatsu_desktop.services.today.first_week import end_first_week
from hokatsu_desktop.services.today.others import note_seen
from hokatsu_desktop.services.today.row import MOST, TodayGroup, TodayRow
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.today.places import list_row, place_of
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.list_view import ListView

FIRST = 6  # rows of a heading before 「ほか12件」
PAGES = {"silent": ("次の一手を決める", "silent")}
"""Headings with a page of their own: the words of the button, and the tab of きょう."""


class GroupCard(Card):
    """Its rows as a list as tall as they are; tasks can be ticked off."""

    opened_all = Signal(str)
    """The key of the group of which all rows are to be shown."""

    def __init__(self, group: TodayGroup, desk: Desk, *, whole: bool) -> None:
        count = f"{len(group.rows)}" if len(group.rows) < MOST else f"{MOST}以上"
        super().__init__(f"{group.title}　{count}")
        self.group = group
        self._desk = desk
        shown = group.rows if whole else group.rows[:FIRST]
        self.view = ListView(group.title)
        self.view.set_rows([list_row(row) for row in shown])
        self.view.opened.connect(lambda row: desk.go(place_of(row)))
        self.view.clicked.connect(lambda _index: self._open())
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.add(self.view)
        self.more = button(f"ほか{len(group.rows) - len(shown)}件", ButtonLook.LINK)
        self.more.setAccessibleName(f"{group.title}の{self.more.text()}を出す")
        self.more.clicked.connect(lambda _checked=False: self.opened_all.emit(group.key))
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(len(shown) < len(group.rows))
        self._offer_acts()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _offer_acts(self) -> None:
        if any(row.kind == "task" for row in self.group.rows):
            tick = button("済みにする", ButtonLook.INLINE)
            tick.clicked.connect(lambda _checked=False: self._finish())
            self.corner.addWidget(tick)
        if self.group.key == "others":
            seen = button("見ました", ButtonLook.INLINE)
            seen.setToolTip("ここまでを見たことにして、次からは新しいことだけを出します。")
            seen.clicked.connect(lambda _checked=False: self._see())
            self.corner.addWidget(seen)
        if self.group.key == "first_week":
            closing = button("この欄を閉じる", ButtonLook.INLINE)
            closing.setToolTip("7日たつと、ひとりでに消えます。読んだ印は「引継ぎ・設定」の「引継ぎ」で付けます。")
            closing.clicked.connect(lambda _checked=False: self._close_first_week())
            self.corner.addWidget(closing)
        if self.group.key in PAGES:
            words, tab = PAGES[self.group.key]
            whole = button(words, ButtonLook.INLINE)
            whole.clicked.connect(lambda _checked=False: self._desk.go(Place(section="today", tab=tab)))
            self.corner.addWidget(whole)

    def _fit(self) -> None:
        if hasattr(self, "view"):
            self.view.setFixedHeight(self.view.sizeHintForRow(0) * self.view.rows.rowCount() + 4)

    def _open(self) -> None:
        row = self.view.target()
        if isinstance(row, TodayRow):
            self._desk.go(place_of(row))

    def _see(self) -> None:
        if self._desk.did(note_seen):
            self._desk.said.emit("success", "見たことにしました。次からは、このあとのことだけを出します。")

    def _close_first_week(self) -> None:
        if self._desk.did(end_first_week):
            self._desk.said.emit("success", "はじめの1週間の欄を閉じました。Ctrl+Z で元に戻せます。")

    def _finish(self) -> None:
        row = self.view.target()
        if isinstance(row, TodayRow) and row.kind == "task":
            if self._desk.did(lambda session: finish_task(session, row.target_id)):
                self._desk.said.emit("success", "済みにしました。Ctrl+Z で元に戻せます。")
        else:
            self._desk.said.emit("info", "矢印キーで、済みにすることを選んでから押してください。")
