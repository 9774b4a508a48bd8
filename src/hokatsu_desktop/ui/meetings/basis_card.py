"""On the board: the legal basis of one case at the meeting, and on what ground information is shared without consent."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.models import MeetingBasis, MeetingCase
from hokatsu_desktop.services.case_basis import set_shared_basis, treat_as
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.labelled import labelled


class BasisCard(QWidget):
    """Both are stored when they are chosen; what cannot be is said and shown as it was."""

    def __init__(self, desk: Desk, meeting_case_id: int) -> None:
        super().__init__()
        self._desk = desk
        self._meeting_case_id = meeting_case_id
        self.basis = ListChoice("case_basis", "このケースの会議の根拠", load_list("meeting_basis"))
        self.ground = ListChoice("shared_basis", "同意なしで共有する根拠", load_list("consent_basis"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for choice in (self.basis, self.ground):
            column.addLayout(labelled(choice.accessibleName(), choice))
        self.basis.changed.connect(self._keep_basis)
        self.ground.changed.connect(self._keep_ground)

    def show_part(self, part: MeetingCase) -> None:
        """Shows how it stands."""
        self.basis.set_value(part.basis)
        self.ground.set_value(part.shared_basis)

    def _keep_basis(self) -> None:
        basis = self.basis.value()
        if not basis or not self._desk.did(
            lambda session: treat_as(session, self._meeting_case_id, MeetingBasis(basis))
        ):
            self._show_stored()

    def _keep_ground(self) -> None:
        ground = self.ground.value()
        if not self._desk.did(lambda session: set_shared_basis(session, self._meeting_case_id, ground)):
            self._show_stored()

    def _show_stored(self) -> None:
        with self._desk.reading() as session:
            part = session.get(MeetingCase, self._meeting_case_id)
            if part is not None:
                self.show_part(part)
