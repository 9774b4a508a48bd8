"""Who gets the paper, what the consent says of it, and the ways out where it may not simply go."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.services.may_share import Sharing
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.print_window.job import Made
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Look, Words

ANONYMOUS, LEAVE_OUT, PUT_BACK, REASON = "anonymous", "leave_out", "put_back", "reason"
_WAYS = {
    ANONYMOUS: "匿名版にする",
    LEAVE_OUT: "同意の外の欄を空ける",
    PUT_BACK: "空けた欄を元に戻す",
    REASON: "わけを書いて、このまま出す",
}
_WHY_REASON = "出すわけ（記録に残ります）"
_WITHOUT = "同意の外の欄を空けたので、渡せます"
_MOST_LINES = 8


class SharingPart(QWidget):
    """Above all other choices of the print window; nothing is shown where nothing leaves the office."""

    wished = Signal()  # somebody else gets it
    way_wanted = Signal(str)  # anonymous, leave_out or put_back

    def __init__(self, receivers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        offered = tuple(Choice(key=key, label=words) for key, words in receivers if key)
        inside = next((words for key, words in receivers if not key), "")
        self.receiver = ListChoice(
            "receiver", "渡す相手", ChoiceList(key="receiver", label="渡す相手", values=offered), nothing=inside
        )
        self.reason = LinesField("sharing_reason", _WHY_REASON, 2)
        self.ways: dict[str, QPushButton] = {}
        self._answers = QVBoxLayout()
        self._reason_part = QWidget()
        self._build(can_choose=bool(offered))
        self.receiver.changed.connect(self._chosen)

    def show_made(self, made: Made) -> None:
        """Shows the answer for the paper as it was made."""
        while (entry := self._answers.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.ways = {}
        if made.held_back:
            self._show_held_back(made.held_back)
            return
        self._reason_part.hide()
        if made.sharing:
            self._show_free(made)

    def ask_reason(self) -> None:
        """Opens the line for the reason and puts the keyboard into it."""
        self._reason_part.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way_out(self) -> None:
        """Puts the keyboard where a way out is: into the line for the reason if it is open, else on the first way."""
        stop = self.reason if self._reason_part.isVisibleTo(self) else next(iter(self.ways.values()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def written_reason(self) -> str:
        """Why it goes out although nothing carries it; empty while the line is closed."""
        return self.reason.value() if self._reason_part.isVisibleTo(self) else ""

    def words_shown(self) -> str:
        """All that is said now, for the ear and for tests."""
        return "\n".join(one.words() for one in self.findChildren(Words) if one.isVisibleTo(self))

    # Parts

    def _build(self, *, can_choose: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if can_choose:
            column.addLayout(labelled("渡す相手", self.receiver))
        self._answers.setSpacing(8)
        column.addLayout(self._answers)
        inside = QVBoxLayout(self._reason_part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(labelled(_WHY_REASON, self.reason))
        self._reason_part.hide()
        column.addWidget(self._reason_part)

    def _show_held_back(self, held_back: Sequence[Sharing]) -> None:
        frame = _Answer(held_back, is_warning=True)
        can_leave_out = any(one.can_leave_out for one in held_back)
        for way in (ANONYMOUS, *([LEAVE_OUT] if can_leave_out else []), REASON):
            frame.add(self._way(way))
        self._add(frame)

    def _show_free(self, made: Made) -> None:
        leaves_out = made.wish.leave_out and bool(made.left_out)
        frame = _Answer(made.sharing[:1], is_warning=False, heading=_WITHOUT if leaves_out else "")
        if leaves_out:
            frame.add(Words(f"空けた欄：{'、'.join(made.left_out)}", Look.SMALL, wrap=True))
            frame.add(self._way(PUT_BACK))
        self._add(frame)

    def _add(self, frame: QFrame) -> None:
        self._answers.addWidget(frame)
        frame.show()

    def _way(self, way: str) -> QPushButton:
        made = self.ways[way] = button(_WAYS[way], ButtonLook.INLINE)
        made.clicked.connect(partial(self._take, way))
        return made

    def _take(self, way: str, _checked: bool = False) -> None:
        if way == REASON:
            self.ask_reason()
        else:
            self.way_wanted.emit(way)

    def _chosen(self) -> None:
        self.reason.set_value("")
        self._reason_part.hide()
        self.wished.emit()


class _Answer(QFrame):
    """The answer for one case or several: the ground as heading, and why."""

    def __init__(self, answers: Sequence[Sharing], *, is_warning: bool, heading: str = "") -> None:
        super().__init__()
        self.setProperty("look", "warning" if is_warning else "info")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        for one in answers:
            own = f"{one.about}　{one.heading}" if one.about and len(answers) > 1 else one.heading
            self.add(Words(heading or own, Look.LABEL, wrap=True))
            for line in _few(one.why):
                self.add(Words(line, Look.SMALL, wrap=True))

    def add(self, part: QWidget) -> None:
        """Puts something below what is there."""
        self._column.addWidget(part)


def _few(lines: Sequence[str]) -> list[str]:
    """As many lines as can be read at a glance, and how many more there are."""
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"ほかに{more}つのわけがあります。"] if more > 0 else [])]
