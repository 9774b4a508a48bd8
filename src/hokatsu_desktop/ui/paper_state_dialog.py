"""この紙の時点: types the twelve digits at the foot of a paper and tells what has changed since it was printed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.paper_state import MOST_LINES, ChangedLine, PaperState, state_of_paper
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.ui.cases.page import let_grow
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.moving import is_enter
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

HEADING = "この紙の時点を調べる"
_ABOUT = (
    "印刷した紙の下に「この紙の時点 4821-0937-5526」のような数字があります。"
    "入れると、その紙を作ってから、この台帳で何が変わったか分かります。"
)
_TALLEST = 640  # pixels: a small screen shows all of it, however large the letters
_NO_CASE = "ケースのほか"


class PaperStateDialog(Dialog):
    """Enter in the field looks the digits up; the arrows go through what has changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(HEADING, parent)
        self._desk = desk
        self.digits = _Digits("digits", "紙の下の12けたの数字")
        self.look_up = button("調べる", ButtonLook.PRIMARY)
        self.message = MessageBar()
        self.list = ListView("この紙を作ってから変わったこと")
        self.list.hide()
        self.body.addWidget(Words(_ABOUT, Look.QUIET, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled("紙の下の12けたの数字（全角でも、「-」がなくてもかまいません）", self.digits), 1)
        row.addWidget(self.look_up, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(let_grow(self.message))
        self.body.addWidget(self.list, 1)
        self.body.addStretch()
        self.digits.entered.connect(self.tell_state)
        self.look_up.clicked.connect(lambda _checked=False: self.tell_state())
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.resize(px(640), min(px(540), _TALLEST))

    def tell_state(self) -> None:
        """Looks up what is typed and shows what was found, or says why nothing was."""
        try:
            with self._desk.reading() as session:
                state = state_of_paper(session, self.digits.value())
        except Refusal as refusal:
            self.list.hide()
            self.digits.setFocus(Qt.FocusReason.OtherFocusReason)
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            self.digits.setAccessibleDescription(refusal.words)
            return
        self._show(state)

    def _show(self, state: PaperState) -> None:
        words = _words_of(state)
        self.message.tell(MessageKind.INFO, words, closes=False)
        self.digits.set_value(state.digits)
        self.list.set_rows([_row(line) for line in state.lines])
        self.list.setVisible(bool(state.lines))
        self.list.setAccessibleDescription(words)
        if state.lines:
            self.list.go_to(state.lines[0])
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class _Digits(TextField):
    """Enter ends the typing of the digits, and does not go on to the next field."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and not self.is_composing():
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _words_of(state: PaperState) -> str:
    """When the paper's state was, and how much was done since."""
    at = f"この紙は、{plain(state.state_at.date())} {state.state_at:%H:%M} の記録までをのせています。"
    if not state.changes:
        return f"{at}そのあと、この台帳は変わっていません。"
    more = f"新しいものから{MOST_LINES}件を並べます。" if len(state.lines) == MOST_LINES else ""
    return f"{at}そのあと、{state.changes}回の操作で変わりました（印刷と書き出しは数えません）。{more}"


def _row(line: ChangedLine) -> ListRow:
    return ListRow(title=f"{line.case_label or _NO_CASE}　{line.title}", tag=f"{line.times}回", target=line)
