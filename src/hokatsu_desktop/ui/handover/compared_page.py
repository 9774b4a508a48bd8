"""Two copies side by side: how they stand to each other, and what only one of them has, case by case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.differences import OURS, CaseDifference, Differences
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.ui.handover.comparing_work import Compared
from hokatsu_desktop.ui.handover.pairs_part import pairs_part
from hokatsu_desktop.ui.meetings.picker import roomy_column
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words

BY_FIELD, BY_ACT = "項目ごとにならべて見る", "した順に見る"


def compared_page(found: Compared, standing: str, lead: str, paper: QPushButton) -> QWidget:
    """The page; `standing` and `lead` stand above the two sides, `paper` prints the list."""
    page = QWidget()
    column = roomy_column(page)
    column.setSpacing(px(12))
    column.addWidget(Words(standing, Look.LABEL, wrap=True))
    if lead:
        column.addWidget(Words(lead, wrap=True))
    by_act, by_field = _by_act(found), pairs_part(found)
    turn = _turning(by_act, by_field)
    row = QHBoxLayout()
    row.setSpacing(px(10))
    column.addLayout(row)  # first, or the buttons would be shown as windows of their own and take the keyboard away
    for made in (paper, turn):
        row.addWidget(made)
        made.setVisible(found.standing.kind is not Kind.SAME)
    row.addStretch(1)
    for part in (by_act, by_field):
        column.addWidget(part)
    column.addStretch(1)
    return page


def _turning(by_act: QWidget, by_field: QWidget) -> QPushButton:
    """The button that shows the one part instead of the other; at first what was done stands there."""
    made = button(BY_FIELD)
    by_field.hide()

    def turn() -> None:
        shows_fields = by_field.isHidden()
        by_field.setVisible(shows_fields)
        by_act.setHidden(shows_fields)
        made.setText(BY_ACT if shows_fields else BY_FIELD)

    made.clicked.connect(lambda _checked=False: turn())
    return made


def _by_act(found: Compared) -> QWidget:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(20))
    grid.setVerticalSpacing(px(8))
    for place, (words, side) in enumerate(((OURS, found.ours), (found.their_name, found.theirs))):
        grid.setColumnStretch(place, 1)
        grid.addWidget(Words(f"{words}だけにあるもの　{side.links}件", Look.SIDE, wrap=True), 0, place)
        grid.addWidget(_side(side), 1, place, Qt.AlignmentFlag.AlignTop)
    return part


def _side(side: Differences) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    for case in (*side.cases, CaseDifference("", "ケースのほか", side.others)):
        if not case.acts:
            continue
        column.addWidget(Words("　".join(filter(None, (case.number, case.title))), Look.LABEL, wrap=True))
        for act in case.acts:
            who = f"{short(act.at.date())} {act.at:%H:%M}　{act.by}　{act.title}"
            column.addWidget(Words(who, wrap=True))
            for one in act.changes:
                words = f"{one.label}：{one.before or '（なし）'} → {one.after or '（なし）'}"
                column.addWidget(Words(words, Look.QUIET, wrap=True))
    if not column.count():
        column.addWidget(Words("ありません。", Look.QUIET))
    return box
