"""合いそうな場所: what is proposed for somebody from the resources of the town, each with its one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton

from hokatsu_desktop.services.place_matches import PlaceMatch, place_matches, try_place
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

MOST = 5
_ABOUT = "本人の「好きなこと」「やってみたいこと」と、資源の「好きなことと結びつく言葉」が重なる場所です。"
_NOBODY = "いまは、重なる場所が見つかりません。「資源」に、そこで楽しめることを書いておくと、ここに出ます。"


class MatchesCard(Card):
    """`flush` stores what is typed on the page before a place is taken: the tables are read anew afterwards."""

    def __init__(self, desk: Desk, case_id: int, flush: Callable[[], bool]) -> None:
        super().__init__("合いそうな場所")
        self._desk = desk
        self._case_id = case_id
        self._flush = flush
        self._shown: object = None
        self.takes: list[QPushButton] = []
        self.nobody = Words(_NOBODY, Look.QUIET, wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 1)
        self.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.add(self.nobody)
        self.body.addLayout(self.grid)

    def reread(self, *, told: bool) -> None:
        """Shows the places as they stand now; without anything told of the person there is no card."""
        with self._desk.reading() as session:
            found = place_matches(session, self._case_id)[:MOST]
        self.setVisible(told)
        self.nobody.setVisible(not found)
        if found == self._shown:
            return
        self._shown = found
        clear(self.grid)
        self.takes = []
        for row, one in enumerate(found):
            self._show(row, one)
        show_all(self.grid)

    def take(self, resource_id: int) -> None:
        """Takes a place as a try."""
        if self._flush() and self._desk.did(lambda session: try_place(session, self._case_id, resource_id)):
            self._desk.said.emit("success", "「参加の場」に加えました。付き添う人と、ようすを聞く日を書いてください。")

    def _show(self, row: int, one: PlaceMatch) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(Words(one.name, Look.LABEL, wrap=True), 3 * row, 0)
        if one.takes_trial:
            self.grid.addWidget(Tag("ためしの参加ができる", Tone.GOOD), 3 * row, 1, top)
        told = "\n".join(filter(None, (one.reason, one.about)))
        self.grid.addWidget(Words(told, Look.QUIET, wrap=True), 3 * row + 1, 0, 1, 2)
        line = FlowLayout(across=8, down=6)
        take = button("おためしに加える" if one.takes_trial else "見学の場に加える", ButtonLook.INLINE)
        take.setAccessibleName(f"{one.name}を{take.text()}")
        take.clicked.connect(lambda _checked=False: self.take(one.resource_id))
        look = button("資源を見る", ButtonLook.INLINE)
        look.setAccessibleName(f"資源{one.name}を見る")
        place = Place(section="agencies", tab="resources", record_id=one.resource_id)
        look.clicked.connect(lambda _checked=False: self._desk.go(place))
        self.takes.append(take)
        for made in (take, look):
            line.addWidget(made)
        self.grid.addLayout(line, 3 * row + 2, 0, 1, 2)
