"""紛失時の記録 in the window before unlocking: nothing of it needs the store."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.papers import Imprint
from hokatsu_desktop.store.side_record import SideFact
from hokatsu_desktop.ui.guide_names import HANDOVER, name_guide
from hokatsu_desktop.ui.loss.keeping import WithoutStore
from hokatsu_desktop.ui.loss.panel import LossPanel
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words

TITLE = "紛失時の記録"
_IN_CLEAR = (
    "台帳を開いていないので、ここに書いたことは、このパソコンに暗号化されずに残ります。世帯や本人の名前は書かないでください。"
    "次に台帳を開いたときに、台帳へ移して、ここからは消します。"
)


class LossPage(QWidget):
    """`back` leads to where it was asked for; what was typed is kept on the way."""

    back = Signal()

    def __init__(self, folder: Path, facts: Sequence[SideFact], now: Callable[[], datetime], *, practice: bool) -> None:
        super().__init__()
        name_guide(self, HANDOVER)
        self._now = now
        self._practice = practice
        self.panel = LossPanel(WithoutStore(folder, practice=practice), facts, now)
        self.print_button = button("印刷する", ButtonLook.PRIMARY, picture="print")
        self.anew_button = button("別の紛失を書く")
        self.back_button = button("もどる", ButtonLook.QUIET)
        self.print_button.clicked.connect(lambda _checked=False: self.print_report())
        self.anew_button.clicked.connect(lambda _checked=False: self.panel.begin_anew())
        self.back_button.clicked.connect(lambda _checked=False: self._leave())
        self._lay_out()

    def first_field(self) -> QWidget | None:
        """The keyboard begins with what was lost."""
        return self.panel.choice

    def print_report(self) -> None:
        """Opens the preview, from which it is printed or saved."""
        from hokatsu_desktop.ui.loss.paper import show_loss_paper

        self.panel.flush()
        imprint = Imprint("", "", self._practice, self._now(), "", "")
        show_loss_paper(self.panel.form.sheet, self.panel.answers(), imprint, self, lambda _output: None)

    def _leave(self) -> None:
        if self.panel.flush():
            self.back.emit()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, px(20), 24, 0)
        head.setSpacing(px(8))
        head.addWidget(Words(TITLE, Look.TITLE))
        head.addWidget(Words(_IN_CLEAR, Look.QUIET, wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.setContentsMargins(24, px(12), 24, px(16))
        for made in (self.print_button, self.anew_button, self.back_button):
            made.setAutoDefault(True)
            buttons.addWidget(made)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.panel, 1)
        column.addLayout(buttons)
