"""似た人: people already known who may be the one being written; a look to the side that never stops anybody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from hokatsu_desktop.services.referrals import Similar
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words


class SimilarCard(Card):
    """Pressing a person opens their case, the draft stays; `wanted` goes on writing about the person known."""

    wanted = Signal(object)
    """The Similar of whom the referral is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("似た人", small=True)
        self._desk = desk
        self._people: tuple[Similar, ...] | None = None
        self._used: int | None = None
        self._say = Words("氏名・読み・生年月日・電話が同じ人がいると、ここに出ます。", Look.QUIET, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.add(self._say)
        self.body.addLayout(self._list)

    def show_people(self, people: Sequence[Similar], used: int | None = None) -> None:
        """Shows who was found; `used` is the person of whom the referral already is."""
        if (tuple(people), used) == (self._people, self._used):
            return
        self._people, self._used = tuple(people), used
        self._say.say(
            f"似た人が{len(people)}人います。"
            if people
            else "氏名・読み・生年月日・電話が同じ人がいると、ここに出ます。"
        )
        self._say.set_look(Look.CARE if people else Look.QUIET)
        clear(self._list)
        for one in people:
            self._list.addLayout(self._entry(one))
        show_all(self._list)

    def has_any(self) -> bool:
        """Whether anybody was found."""
        return bool(self._people)

    def words(self) -> str:
        """The finding in one sentence, empty when there is none."""
        names = "、".join(f"{one.name}（{one.why}）" for one in self._people or ())
        return f"似た人がいます。{names}" if names else ""

    def _entry(self, one: Similar) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        open_it = button(one.name, ButtonLook.LINK)
        open_it.setAccessibleName(f"{one.name}のケース{one.case_number}を開く")
        open_it.clicked.connect(
            lambda _checked=False: self._desk.go(Place(section="cases", case_id=one.case_id, tab="overview"))
        )
        column.addWidget(open_it)
        column.addWidget(Words(f"{one.case_number}　{one.case_title}", Look.QUIET, wrap=True))
        column.addWidget(Words(one.why, Look.CARE, wrap=True))
        if one.person_id == self._used:
            column.addWidget(Words("この人で書いています。", Look.QUIET, wrap=True))
            return column
        use = button("この人で書く", ButtonLook.INLINE)
        use.setAccessibleName(f"{one.name}と同じ人として書き、世帯の人も移す")
        use.setToolTip("打ち直さずに、この人と世帯の人を、新しいつなぎに使います。")
        use.clicked.connect(lambda _checked=False: self.wanted.emit(one))
        column.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        return column
