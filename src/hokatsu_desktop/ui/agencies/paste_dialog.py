"""Excel から貼り付ける: rows for the directory are pasted, seen one by one, and taken with one key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.directory_paste import COLUMNS, PastedLine, Taken, columns_named, read_lines, take_lines
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.back_up_first import back_up_first
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.pasted_rows import as_pasted, pasted_rows
from hokatsu_desktop.ui.widgets.tag import Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "Excel で行を選んでコピーし、下の欄に貼り付けてください（Ctrl+V）。1行が、機関1つと窓口の人1人です。"
    f"列の順：{'・'.join(COLUMNS.values())}。1行目に列の名前があれば、順は自由です。"
    "もう書いてあるところは、そのまま残ります。"
)
_BACKING_UP = "加える前の控えをとっています。"
_NOTHING = "ここに、どのように入るかが1行ずつ出ます。"


class Pasting:
    """Opens the dialog over a widget; what was pasted and not taken is there again the next time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._text = ""
        self.dialog: PasteDialog | None = None

    def open(self, parent: QWidget) -> None:
        """Asks for the rows."""
        self.dialog = PasteDialog(self._desk, self._text, self._keep, parent.window())
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def _keep(self, text: str) -> None:
        self._text, self.dialog = text, None


class PasteDialog(Dialog):
    """Accepted when rows were taken; what was pasted and not taken is given to `keep_text` for the next time."""

    def __init__(
        self,
        desk: Desk,
        text: str = "",
        keep_text: Callable[[str], None] = lambda _text: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Excel から機関の表を貼り付ける", parent)
        self._desk = desk
        self._keep_text = keep_text
        self._is_waiting = False  # for a backup
        self.text = LinesField("pasted", "Excel からコピーした行", 3, most=5)
        self.list = ListView("どのように入るか")
        self.words = Words(_NOTHING, Look.QUIET, wrap=True)
        self.take = self.add_button(button("加える", ButtonLook.PRIMARY), closes=False)
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self._build()
        self.text.set_value(text)
        self.text.changed.connect(self._look)
        self.take.clicked.connect(lambda _checked=False: self.take_now())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.take_now)
        self._look()

    def keep(self) -> None:
        self._keep_text(self.text.toPlainText())

    def take_now(self) -> None:
        """Takes the rows that can be taken, after a backup; those that cannot stay in the field, to be mended."""
        if not self.take.isEnabled() or self._is_waiting:
            return
        self._set_waiting(True)
        back_up_first(self._desk, self._take_rows, self._not_backed_up)

    def reject(self) -> None:
        if not self._is_waiting:
            super().reject()

    def _set_waiting(self, waiting: bool) -> None:
        self._is_waiting = waiting
        self.text.setReadOnly(waiting)
        self.take.setEnabled(not waiting)
        if waiting:
            self._say(_BACKING_UP)

    def _not_backed_up(self, words: str) -> None:
        self._set_waiting(False)
        self._say(words, wrong=True)

    def _take_rows(self) -> None:
        self._set_waiting(False)
        rows = pasted_rows(self.text.toPlainText())
        try:
            left = [rows[line.number - 1] for line in self._lines() if line.problem]
            taken = self._desk.act(lambda session: take_lines(session, rows))
        except (Refusal, StoreRefusal) as refusal:
            self._say(refusal.words, wrong=True)
            return
        self._desk.said.emit("success", taken_words(taken))
        heading = rows[:1] if left and columns_named(rows[0]) else []
        self.text.setPlainText(as_pasted([*heading, *left]).rstrip("\n"))
        if left:
            self._say(f"{taken_words(taken)}入らなかった行だけを残しました。直して、もう一度加えられます。")
        else:
            self.accept()

    def _lines(self) -> list[PastedLine]:
        rows = pasted_rows(self.text.toPlainText())
        with self._desk.reading() as session:
            return read_lines(session, rows)

    def _look(self) -> None:
        """The rows as they would be taken now."""
        try:
            lines = self._lines()
        except Refusal as refusal:
            self.list.set_rows([])
            self.take.setEnabled(False)
            self._say(refusal.words, wrong=True)
            return
        self.list.set_rows([row_of(line) for line in sorted(lines, key=lambda line: not line.problem)])
        count, wrong = sum(line.is_taken for line in lines), sum(bool(line.problem) for line in lines)
        self.take.setEnabled(count > 0)
        self.take.setText(f"{count}行を加える　Ctrl+Enter" if count else "加える")
        told = f"{wrong}行は入りません。わけは下にあります。上の欄で直せます。" if wrong else ""
        self._say(told or (_NOTHING if not lines else f"{count}行が入ります。"), wrong=bool(wrong))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.words.set_look(Look.WRONG if wrong else Look.QUIET)
        self.words.say(words)

    def _build(self) -> None:
        self.body.addWidget(Words(_ABOUT, Look.QUIET, wrap=True))
        self.body.addWidget(self.text)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        room = self.parentWidget()
        if room is not None:
            self.resize(min(px(760), room.width() - 80), min(px(620), room.height() - 40))


def row_of(line: PastedLine) -> ListRow:
    """A pasted row: which it is, what it says, and what becomes of it."""
    named = "　".join(filter(None, (line.values.get("agency", ""), line.values.get("name", "")))) or "（名前なし）"
    return ListRow(
        title=f"{line.number}行目　{named}",
        meta=line.what,
        alert=line.problem,
        tag="入りません" if line.problem else "",
        tone=Tone.WRONG,
        target=line.number,
    )


def taken_words(taken: Taken) -> str:
    """What was made, in one sentence."""
    parts = (
        f"機関{taken.agencies}件" if taken.agencies else "",
        f"窓口の人{taken.people}人" if taken.people else "",
        "空いていた欄" if taken.filled and not (taken.agencies or taken.people) else "",
    )
    return f"{'、'.join(filter(None, parts))}を入れました。元に戻すときは Ctrl+Z です。"
