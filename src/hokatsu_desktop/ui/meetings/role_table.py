"""The role table of one case: a row for everybody, empty roles seen at a glance, doubled ones said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.words import Look, Words, set_look_property

NO_ROLE = "▲ 役割がまだです"
COLUMNS = (
    Column(key="who", label="だれが", kind=Kind.LINES, width=3),
    Column(key="what", label="何を", kind=Kind.LINES, width=6),
    Column(key="due", label="いつまでに", kind=Kind.DATE, width=2),
)
_WHO, _WHAT = 0, 1
_STYLE = f"""
QTextEdit {{ placeholder-text-color: {theme.INK_QUIET}; }}
QTextEdit[empty_role="true"] {{ background: {theme.RED_TINT}; placeholder-text-color: {theme.RED}; }}
"""  # not by palette: the style sheet of the program paints placeholders grey again at every polish


@dataclass(frozen=True)
class RoleCount:
    """How many people have no role yet, and which roles several people were given."""

    without: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def words(self) -> str:
        """「▲ 役割がまだない人　あと2人」, or that everybody has one."""
        return f"▲ 役割がまだない人　あと{len(self.without)}人" if self.without else "全員に役割があります"


def count_roles(rows: Sequence[Row], attendees: Sequence[str]) -> RoleCount:
    """Who of the attendees has no role (and no stated reason) in these rows, and what several do alike."""
    holders = {row.get("who", "") for row in rows if row.get("what", "").strip() or row.get("no_role_reason", "")}
    named = [*attendees, *(row.get("who", "") for row in rows if row.get("who", ""))]
    without = [who for who in dict.fromkeys(named) if who not in holders]
    by_what: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("what", "").strip():
            by_what.setdefault(fold(row["what"]), []).append(row)
    doubled = [
        f"「{same[0]['what'].strip()}」は{'、'.join(row.get('who', '') for row in same)}の{len(same)}人です。"
        for same in by_what.values()
        if len(same) > 1
    ]
    return RoleCount(tuple(without), tuple(doubled))


class RoleTable(QWidget):
    """A RowsField that marks the rows without a role; `count` is what the head of the board says."""

    counted = Signal()

    def __init__(self, today: date, *, large: bool = False) -> None:
        super().__init__()
        self.setStyleSheet(_STYLE)
        self.rows = RowsField("decisions", "役割分担", COLUMNS, load_list, today, large=large)
        self.doubled = Words(look=Look.CARE, wrap=True)
        self.count = RoleCount((), ())
        self._attendees: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows)
        column.addWidget(self.doubled)
        self.rows.changed.connect(self.mark)

    def set_attendees(self, shown: Sequence[str]) -> None:
        """The people who came: each must have a row with a role."""
        self._attendees = tuple(shown)
        self.mark()

    def mark(self) -> None:
        """Marks the rows without a role, and counts anew."""
        self.count = count_roles(self.rows.value(), self._attendees)
        reasons = {row.get("who", ""): row.get("no_role_reason", "") for row in self.rows.value()}
        for place in range(self.rows.row_count()):
            who, what = self.rows.stop(place, _WHO), self.rows.stop(place, _WHAT)
            if isinstance(who, LinesField) and isinstance(what, LinesField):
                mark_role(what, named=bool(who.value()), excused=reasons.get(who.value(), ""))
        self.doubled.say("\n".join(f"● {words}" for words in self.count.doubled))
        self.doubled.setVisible(bool(self.count.doubled))
        self.counted.emit()

    def focus_role(self, decision_id: int) -> bool:
        """Puts the keyboard into the row of a decision; False where it is there no more."""
        row = self.rows.row_of(str(decision_id))
        if row is not None:
            self.rows.stop(row, _WHAT).setFocus(Qt.FocusReason.OtherFocusReason)
        return row is not None

    def focus_first_empty(self) -> None:
        """Puts the keyboard where the first role is missing, else into the first row."""
        for place in range(self.rows.row_count()):
            stop = self.rows.stop(place, _WHAT)
            if stop.property("empty_role"):
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.rows.focus_row(0)


def mark_role(what: LinesField, *, named: bool, excused: str) -> None:
    """Marks one cell 何を: red with words while somebody stands there without a role."""
    empty = named and not what.value() and not excused
    what.setPlaceholderText(NO_ROLE if empty else f"役割なし：{excused}" if excused else "")
    what.setAccessibleDescription("役割がまだありません" if empty else "")
    set_look_property(what, "empty_role", empty)
