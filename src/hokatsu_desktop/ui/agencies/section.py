"""The section 機関・資源: a row of parts, of which one is shown."""

from hokatsu_desktop.ui.agencies.directory_part import DIRECTORY, directory_part
from hokatsu_desktop.ui.agencies.issues_part import ISSUES, issues_part
from hokatsu_desktop.ui.agencies.resources_part import RESOURCES, resources_part
from hokatsu_desktop.ui.agencies.trainings_part import TRAININGS, trainings_part
from hokatsu_desktop.ui.agencies.voices_part import VOICES, voices_part
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.parted_section import OfferedPart, PartedSection, PartsOffered
from hokatsu_desktop.ui.printer import Printer

PARTS = PartsOffered(
    "agencies",
    "機関・資源の分け方",
    (
        OfferedPart(DIRECTORY, "機関", directory_part),
        OfferedPart(RESOURCES, "資源", resources_part),
        OfferedPart(VOICES, "地域の声", voices_part),
        OfferedPart(ISSUES, "地域課題", issues_part),
        OfferedPart(TRAININGS, "研修", trainings_part),
    ),
)


class AgenciesSection(PartedSection):
    """Agencies, resources, voices, issues and trainings."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__(desk, printer, PARTS)
