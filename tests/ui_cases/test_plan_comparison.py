"""A second plan offers to be put beside the one before it; a first one does not."""

from PySide6.QtWidgets import QApplication, QPushButton

from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.plans import make_plan
from hokatsu_desktop.ui.cases.plan_tab import PlanTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from tests.ui_cases.test_case_page import plan_tab
from tests.ui_cases.town import FakePrinter, held_meeting, new_case


def offers(tab: PlanTab) -> list[QPushButton]:
    QApplication.processEvents()
    return [one for one in tab.findChildren(QPushButton) if one.text() == "前と比べる" and one.isVisibleTo(tab)]


def test_a_second_plan_is_put_beside_the_first(section: CasesSection, desk: Desk, printer: FakePrinter) -> None:
    case_id = new_case(desk)
    meeting_id = held_meeting(desk, case_id)
    with desk.reading() as session:
        part_id = cases_of(session, meeting_id)[0].id
    desk.act(lambda session: make_plan(session, part_id))
    assert offers(plan_tab(section, case_id)) == []
    second = desk.act(lambda session: make_plan(session, part_id)).id
    (offer,) = offers(plan_tab(section, case_id))
    offer.click()
    assert printer.asked[-1] == ("plan_comparison", second)
