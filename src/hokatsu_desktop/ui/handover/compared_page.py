"""Two copies side by side: how they stand to each other, and what only one of them has, case by case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.differences import OURS, CaseDifference, Differences
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.ui.handover.comparing_work import Compared
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words


def compared_page(found: Compared, standing: str, lead: str, paper: QPushButton) -> QWidget:
    """The page; `standing` and `lead` stand above the two sides, `paper` prints the list."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(3, 3, 12, 3)
    column.setSpacing(px(12))
    column.addWidget(Words(standing, Look.LABEL, wrap=True))
    if lead:
        column.addWidget(Words(lead, wrap=True))
    column.addWidget(paper, 0, Qt.AlignmentFlag.AlignLeft)
    paper.setVisible(found.standing.kind is not Kind.SAME)
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(20))
    grid.setVerticalSpacing(px(8))
    for place, (words, side) in enumerate(((OURS, found.ours), (found.their_name, found.theirs))):
        grid.setColumnStretch(place, 1)
        grid.addWidget(Words(f"{words}だけにあるもの　{side.links}件", Look.SIDE, wrap=True), 0, place)
        grid.addWidget(_side(side), 1, place, Qt.AlignmentFlag.AlignTop)
    column.addLayout(grid)
    column.addStretch(1)
    return page


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
