"""紛失時の記録 at work: the same sheet, kept in the store."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.losses import LOSS_REPORT
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.papers import imprint_of, note_print
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.loss.keeping import InStore, WithoutStore
from hokatsu_desktop.ui.loss.page import TITLE
from hokatsu_desktop.ui.loss.panel import LossPanel
from hokatsu_desktop.ui.loss.side import known_facts
from hokatsu_desktop.ui.print_window.job import Output
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button

_WIDTH, _HEIGHT, _AROUND = 900, 680, 80


class LossDialog(Dialog):
    """Opens with what was written last; every print leaves its line in the log. A sealed store is not written to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self._desk = desk
        self.setObjectName("loss_report")  # the window flushes it before a lock
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        folder, practice = desk.store.folder.path, desk.store.practice
        facts = known_facts(folder, practice=practice)
        keeping = WithoutStore(folder, practice=practice) if desk.store.is_sealed else InStore(desk)
        self.panel = LossPanel(keeping, facts, desk.now)
        self.body.addWidget(self.panel, 1)
        self.print_button = self.add_button(button("印刷する", ButtonLook.PRIMARY, picture="print"), closes=False)
        self.anew_button = self.add_button(button("別の紛失を書く"), closes=False)
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.offer_guide(HANDOVER)
        self.print_button.clicked.connect(lambda _checked=False: self.print_report())
        self.anew_button.clicked.connect(lambda _checked=False: self.panel.begin_anew())
        room = self.screen().availableGeometry()
        self.resize(min(px(_WIDTH), room.width() - _AROUND), min(px(_HEIGHT), room.height() - _AROUND))

    def keep(self) -> None:
        self.panel.flush()

    def print_report(self) -> None:
        """Opens the preview, from which it is printed or saved."""
        from hokatsu_desktop.ui.loss.paper import show_loss_paper

        self.panel.flush()
        with self._desk.reading() as session:
            imprint = imprint_of(session)
        show_loss_paper(self.panel.form.sheet, self.panel.answers(), imprint, self, self._note)

    def _note(self, output: Output) -> None:
        if self._desk.store.is_sealed:
            return
        self._desk.try_act(
            lambda session: note_print(
                session,
                [LOSS_REPORT],
                subject=Subject.OFFICE,
                subject_id=the_office(session).id,
                copies=output.copies,
                to=output.to,
                pages=len(output.pages),
            ),
            quiet=True,
        )
