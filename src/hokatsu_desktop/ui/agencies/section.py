"""The section 機関・資源: a row of parts, of which one is shown."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.ui.agencies.directory_part import DIRECTORY, directory_part
from hokatsu_desktop.ui.agencies.districts_part import DISTRICTS, DistrictsPart
from hokatsu_desktop.ui.agencies.issues_part import ISSUES, issues_part
from hokatsu_desktop.ui.agencies.resources_part import RESOURCES, resources_part
from hokatsu_desktop.ui.agencies.surveys_part import SURVEYS, surveys_part
from hokatsu_desktop.ui.agencies.trainings_part import TRAININGS, trainings_part
from hokatsu_desktop.ui.agencies.voices_part import VOICES, voices_part
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.parted_section import OfferedPart, PartedSection, PartsOffered
from hokatsu_desktop.ui.parts.shelf import Shelf
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer

PARTS = PartsOffered(
    "agencies",
    "機関・資源の分け方",
    (
        OfferedPart(DIRECTORY, "機関", directory_part),
        OfferedPart(RESOURCES, "資源", resources_part),
        OfferedPart(DISTRICTS, "地区", DistrictsPart),
        OfferedPart(VOICES, "地域の声", voices_part),
        OfferedPart(ISSUES, "地域課題", issues_part),
        OfferedPart(TRAININGS, "研修", trainings_part),
        OfferedPart(SURVEYS, "世帯訪問", surveys_part),
    ),
)


class AgenciesSection(PartedSection):
    """Agencies, resources, districts, voices, issues, trainings and surveys. Whoever comes in can type what is looked for."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__(desk, printer, PARTS)

    def show_place(self, place: Place) -> None:
        """Go to the part that the place names, with the keyboard in its search field unless a record is named."""
        super().show_place(place)
        if place.record_id is None and not self.row.hasFocus():  # with the arrows one goes on along the row
            self._start_searching()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus = QApplication.focusWidget()
        if not event.spontaneous() and (focus is None or not self.isAncestorOf(focus)):
            self._start_searching()

    def _start_searching(self) -> None:
        part = self.part(self.row.key())
        if isinstance(part, Shelf):
            part.start_searching()
