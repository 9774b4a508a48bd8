"""People of a household beyond its table: their other cases, and who has left it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from hokatsu_desktop.services.households import LeftMember, OtherCase, change_leaving
from hokatsu_desktop.services.timeline import day_of
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.words import Look, Words

_TOP = Qt.AlignmentFlag.AlignTop


class OtherCasesCard(Card):
    """Not there while nobody of the household stands in another case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("ほかのケース", small=True)
        self._desk = desk
        self._shown: tuple[OtherCase, ...] = ()
        self._grid = _grid()
        self.body.addLayout(self._grid)
        self.hide()

    def show_cases(self, cases: Sequence[OtherCase]) -> None:
        """Shows in which other cases the people of the household stand."""
        if tuple(cases) == self._shown:
            return
        self._shown = tuple(cases)
        clear(self._grid)
        for row, one in enumerate(cases):
            open_it = button(one.label, ButtonLook.LINK)
            open_it.setAccessibleName(f"{one.name}のほかのケース：{one.label}を開く")
            open_it.clicked.connect(partial(self._open, one.case_id))
            self._grid.addWidget(Words(one.name, Look.LABEL), row, 0)
            self._grid.addWidget(Words(one.stands_as, Look.SMALL), row, 1)
            self._grid.addWidget(open_it, row, 2, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(cases))
        show_all(self._grid)

    def _open(self, case_id: int, _checked: bool = False) -> None:
        self._desk.go(Place(section="cases", case_id=case_id, tab="household"))


class LeftCard(Card):
    """Not there while nobody has left. The day can be mended, and people taken in again."""

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("世帯を離れた人", small=True)
        self._desk = desk
        self._case_id = case_id
        self._shown: tuple[LeftMember, ...] = ()
        self._grid = _grid()
        self.body.addLayout(self._grid)
        self.hide()

    def show_members(self, members: Sequence[LeftMember]) -> None:
        """Shows who has left, and when."""
        if tuple(members) == self._shown:
            return
        self._shown = tuple(members)
        clear(self._grid)
        for row, one in enumerate(members):
            left_on = DateField(f"left_{one.member_id}", f"{one.name}が世帯を離れた日", self._desk.today())
            left_on.set_value(one.until_on.isoformat())
            left_on.left.connect(partial(self._mend, one, left_on))
            back = button("世帯に戻す", ButtonLook.INLINE)
            back.setAccessibleName(f"{one.name}を世帯に戻す")
            back.clicked.connect(partial(self._take_back, one))
            self._grid.addWidget(Words(f"{one.tie}　{one.name}".strip("　"), Look.LABEL), row, 0, _TOP)
            self._grid.addWidget(left_on, row, 1, _TOP)
            self._grid.addWidget(back, row, 2, Qt.AlignmentFlag.AlignLeft | _TOP)
        self.setVisible(bool(members))
        show_all(self._grid)

    def _mend(self, one: LeftMember, left_on: DateField) -> None:
        found = day_of(left_on.value())
        day = found.as_date() if found is not None else None
        if day is not None and day != one.until_on:
            self._desk.try_act(lambda session: change_leaving(session, self._case_id, one.member_id, day))

    def _take_back(self, one: LeftMember, _checked: bool = False) -> None:
        self._desk.try_act(lambda session: change_leaving(session, self._case_id, one.member_id, None))


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    return grid
