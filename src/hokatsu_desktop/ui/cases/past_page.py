"""前の書き方: who wrote what on a sheet, when, and what stood there before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.sheet_history import Rewritten, Writing, writings_of
from hokatsu_desktop.ui.cases.page import Page, clear, let_grow, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

_MOST = 30  # sittings; older ones are in the log of the program
_ABOUT = "この様式に書いたことが、新しい順に並びます。表の行（支援計画や世帯の人など）の変わり方は、ここには出ません。"
_NOTHING = "まだ何も書いていません。"
_EMPTY = "（なし）"


class PastPage(Page):
    """Read from the change log when it is looked at."""

    def __init__(self, desk: Desk, key: str, subject_id: int) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._subject_id = subject_id
        self._shown: Sequence[Writing] | None = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.column.addWidget(Words(_ABOUT, Look.QUIET, wrap=True))
        self.column.addLayout(self._cards)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or nobody could scroll it by keyboard
        self.setAccessibleName("前の書き方")

    def reread(self) -> None:
        """Shows what the log says now."""
        try:
            with self._desk.reading() as session:
                writings = writings_of(session, self._key, self._subject_id)[:_MOST]
        except Gone:
            writings = []
        if writings != self._shown:
            self._shown = writings
            self._show(writings)

    def _show(self, writings: Sequence[Writing]) -> None:
        clear(self._cards)
        if not writings:
            self._cards.addWidget(Words(_NOTHING, Look.QUIET))
        for writing in writings:
            heading = f"{short(writing.at.date())} {writing.at:%H:%M}　{writing.by}".strip()
            card = Card(heading, small=True)
            card.add(changes_table(writing.blanks))
            self._cards.addWidget(let_grow(card))
        show_all(self._cards)


def changes_table(blanks: Sequence[Rewritten]) -> QWidget:
    """The blanks below each other: name, before, after."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for column, (words, stretch) in enumerate((("", 2), ("前", 5), ("あと", 5))):
        grid.addWidget(Words(words, Look.QUIET), 0, column)
        grid.setColumnStretch(column, stretch)
    for row, one in enumerate(blanks, 1):
        for column, words in enumerate((one.label, one.before or _EMPTY, one.after or _EMPTY)):
            look = Look.BODY if column == 2 else Look.SMALL
            grid.addWidget(Words(words, look, wrap=True), row, column, Qt.AlignmentFlag.AlignTop)
    return let_grow(box)
