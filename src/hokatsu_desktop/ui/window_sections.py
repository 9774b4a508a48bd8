"""The sections of the main window in the order of the left bar; all but きょう are loaded when first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from hokatsu_desktop.services.called_meetings import meetings_waiting
from hokatsu_desktop.services.cases import Show, case_count
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.late_section import LateSection
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.section import Section
from hokatsu_desktop.ui.section_titles import LAST
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.today.section import TodaySection

if TYPE_CHECKING:  # loaded when first opened: unlocking need not wait for what is not shown
    from hokatsu_desktop.ui.agencies.section import AgenciesSection
    from hokatsu_desktop.ui.cases.section import CasesSection
    from hokatsu_desktop.ui.figures.section import FiguresSection
    from hokatsu_desktop.ui.forms.section import FormsSection
    from hokatsu_desktop.ui.meetings.parts import MeetingsParts
    from hokatsu_desktop.ui.settings.section import SettingsSection


def late_cases(desk: Desk, printer: Printer) -> LateSection[CasesSection]:
    """The section ケース, which counts its drafts before it is loaded."""

    def make() -> CasesSection:
        from hokatsu_desktop.ui.cases.section import CasesSection

        return CasesSection(desk, printer)

    return LateSection(desk, "cases", make, count_drafts)


def other_sections(desk: Desk, printer: Printer, hands: Callable[[], WindowHands]) -> dict[str, Section]:
    """Every section but ケース by its key."""

    def agencies() -> AgenciesSection:
        from hokatsu_desktop.ui.agencies.section import AgenciesSection

        return AgenciesSection(desk, printer)

    def figures() -> FiguresSection:
        from hokatsu_desktop.ui.figures.section import FiguresSection

        return FiguresSection(desk, printer)

    def forms() -> FormsSection:
        from hokatsu_desktop.ui.forms.section import FormsSection

        return FormsSection(desk, printer)

    def meetings() -> MeetingsParts:
        from hokatsu_desktop.ui.meetings.parts import MeetingsParts

        return MeetingsParts(desk, printer)

    def settings() -> SettingsSection:
        from hokatsu_desktop.ui.settings.section import SettingsSection

        return SettingsSection(desk, hands())

    return {
        "today": TodaySection(desk, printer),
        "meetings": LateSection(desk, "meetings", meetings, meetings_waiting),
        "agencies": LateSection(desk, "agencies", agencies),
        "figures": LateSection(desk, "figures", figures),
        "forms": LateSection(desk, "forms", forms),
        LAST: LateSection(desk, LAST, settings),
    }


def count_drafts(session: Session) -> int:
    """The drafts that wait to be received."""
    return case_count(session, Show.DRAFTS)
