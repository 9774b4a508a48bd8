"""Which tab of a case a place means, and what is begun there."""

from hokatsu_desktop.models import Meeting, MeetingState
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.ui.cases.detail import CaseDetail
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.plan_tab import PlanTab
from hokatsu_desktop.ui.place import Place

_TABS = {"monitoring": "plan", "closing": "overview", "look_again": "overview"}
"""Places that are no tab but something to begin on one."""


def show_in(detail: CaseDetail, place: Place) -> None:
    """Shows the tab that a place means, and begins there what the place is for."""
    detail.show_case(place.case_id or 0, _TABS.get(place.tab, place.tab))
    match place.tab, detail.tab():
        case "monitoring", PlanTab() as plan:
            plan.begin_review()
        case "closing", OverviewTab() as overview:
            overview.begin_closing()
        case "look_again", OverviewTab() as overview:
            overview.begin_look_again()
        case _, tab if tab is not None:
            tab.show_record(place.record_id, place.blank)
        case _:
            pass  # the case is there no more


def overview_of(detail: CaseDetail) -> OverviewTab | None:
    """Turns to 概要 of the case that is shown; None where none is."""
    case_id = detail.case_id()
    if case_id is None:
        return None
    detail.show_case(case_id, "overview")
    tab = detail.tab()
    return tab if isinstance(tab, OverviewTab) else None


def next_meeting(page: CasePage | None) -> Meeting | None:
    """The coming meeting of a case, the earliest of several."""
    coming = [one for one in page.meetings if one.state == MeetingState.PLANNED] if page is not None else []
    return min(coming, key=lambda one: (one.held_on, one.id), default=None)
