"""Two copies field by field: for each case the records that differ, and what stands in the one and the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.differences import OURS
from hokatsu_desktop.services.field_by_field import CasePair, RecordPair
from hokatsu_desktop.ui.handover.comparing_work import Compared
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "両方の台帳にあるケースを、いまの書きぶりでならべました。ちがう欄だけを、はじめから終わりまで出しています。"
    "途中の書きかえは「した順に見る」で見られます。片方にしかないケースは、ここには出ません。"
)
_NONE = "両方にあるケースの欄は、どれも同じです。"
_EMPTY = "（なし）"


def pairs_part(found: Compared) -> QWidget:
    """The part of the page; it is only read."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    column.addWidget(Words(_ABOUT if found.pairs else _NONE, Look.QUIET, wrap=True))
    for case in found.pairs:
        column.addWidget(_case(case, found.their_name))
    return part


def _case(case: CasePair, their_name: str) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, px(6), 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    for place, stretch in enumerate((2, 3, 3)):
        grid.setColumnStretch(place, stretch)
    grid.addWidget(Words("　".join(filter(None, (case.number, case.title))), Look.CARD, wrap=True), 0, 0, 1, 3)
    grid.addWidget(Words(OURS, Look.SIDE, wrap=True), 1, 1)
    grid.addWidget(Words(their_name, Look.SIDE, wrap=True), 1, 2)
    for record in case.records:
        _add_record(grid, record)
    return box


def _add_record(grid: QGridLayout, record: RecordPair) -> None:
    grid.addWidget(Words(record.name, Look.LABEL, wrap=True), grid.rowCount(), 0, 1, 3)
    for one in record.fields:
        row = grid.rowCount()
        for place, words in enumerate((one.label, one.ours or _EMPTY, one.theirs or _EMPTY)):
            cell = Words(words, Look.QUIET if place == 0 else Look.BODY, wrap=True)
            cell.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse if place else Qt.TextInteractionFlag.NoTextInteraction
            )
            grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignTop)
