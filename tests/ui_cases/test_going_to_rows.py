"""From 使っているケースを見る and from 探す to the very row: the keyboard in it, and it can be seen."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Plan, PlanRow, Task
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency
from hokatsu_desktop.services.case_papers import referrals_of
from hokatsu_desktop.services.may_share import Receiver, may_share
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.papers_given import give_papers
from hokatsu_desktop.services.putting_in import Spot, put_in
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.used_in import uses_of_agency
from hokatsu_desktop.ui.agencies.entry_menu import place_of
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.finding import find_anything
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui_cases.town import new_case

NAME = "見本の地域窓口"  # with the number of its case behind it: each test has an agency of its own


def case_with_uses(desk: Desk) -> tuple[int, int]:
    """A case in which an agency stands at each place, behind others; gives the case and the agency."""
    case_id = new_case(desk)
    name = f"{NAME}{case_id}"

    def fill(session: Session) -> int:
        agency = add_agency(session, name)
        plan = Plan(case_id=case_id, number=f"P{case_id}")
        with act(session, "plan", "プラン"):
            session.add(plan)
            session.flush()
            for place in range(12):
                session.add(PlanRow(plan_id=plan.id, position=place, who=f"例の人{place}", what="つきそう"))
                session.add(Task(what=f"先のこと{place}", case_id=case_id, due_on=date(2026, 12, 1 + place)))
            session.add(Task(what="年明けの訪問", case_id=case_id, who=name, due_on=date(2027, 1, 20)))
        others = [add_agency(session, f"例の機関{case_id}-{place}").id for place in range(4)]
        for spot in (Spot.INVOLVED, Spot.AHEAD, Spot.PLAN):
            for one in (*others, agency.id):
                put_in(session, Agency, one, case_id, spot)
        (referral,) = referrals_of(session, case_id)
        save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": "仮名 はな", "from_agency": name})
        return agency.id

    return case_id, desk.act(fill)


def went_to(section: CasesSection, desk: Desk, agency_id: int, kind: str) -> QWidget:
    """Where the keyboard is after a use of this kind was taken."""
    with desk.reading() as session:
        use = next(one for one in uses_of_agency(session, agency_id) if one.kind == kind)
        place = place_of(session, use)
    section.show_place(place)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def written_in(field: QWidget) -> str:
    """What stands in a field of one line or of several."""
    return str(field.property("text") or field.property("plainText"))


def can_be_seen(widget: QWidget) -> bool:
    """Whether a widget lies within what its page shows."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    assert isinstance(around, QScrollArea)
    view = around.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


@pytest.mark.parametrize("kind", ["plan", "involved", "referral"])
def test_the_keyboard_is_in_the_row_that_names_the_agency(section: CasesSection, desk: Desk, kind: str) -> None:
    case_id, agency_id = case_with_uses(desk)
    focus = went_to(section, desk, agency_id, kind)
    assert written_in(focus) == f"{NAME}{case_id}"
    assert can_be_seen(focus)


def test_the_keyboard_is_on_the_tick_of_the_task(section: CasesSection, desk: Desk) -> None:
    _case_id, agency_id = case_with_uses(desk)
    focus = went_to(section, desk, agency_id, "task")
    assert "年明けの訪問" in focus.accessibleName()
    assert can_be_seen(focus)


def test_the_keyboard_is_on_the_line_of_the_ecomap_that_has_it(section: CasesSection, desk: Desk) -> None:
    _case_id, agency_id = case_with_uses(desk)
    focus = went_to(section, desk, agency_id, "tie")
    assert NAME in focus.accessibleName()
    tab = section.detail.tab()
    assert isinstance(tab, HouseholdTab)
    assert tab.ecomap.tense.key() == "ahead"
    assert can_be_seen(focus)


def test_a_row_that_is_gone_leaves_the_keyboard_in_its_table(section: CasesSection, desk: Desk) -> None:
    case_id, agency_id = case_with_uses(desk)
    with desk.reading() as session:
        use = next(one for one in uses_of_agency(session, agency_id) if one.kind == "plan")
    section.show_place(
        Place(section="cases", case_id=case_id, tab="plan", record_id=use.record_id, blank="rows#999999")
    )
    focus = QApplication.focusWidget()
    assert focus is not None
    assert written_in(focus) == "例の人0"


def test_what_waits_for_consent_is_marked_and_one_that_can_be_ticked_is_not(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    waits = desk.act(lambda session: add_task(session, "先方に電話する", case_id=case_id, waits_for_consent=True)).id
    now = desk.act(lambda session: add_task(session, "訪問する", case_id=case_id)).id
    section.show_place(Place(section="cases", case_id=case_id, tab="overview", record_id=waits))
    tab = section.detail.tab()
    assert isinstance(tab, OverviewTab)
    assert marked(tab) == ["・", "先方に電話する"]
    section.show_place(Place(section="cases", case_id=case_id, tab="overview", record_id=now))
    assert marked(tab) == []


def marked(page: QWidget) -> list[str]:
    """The words that have a ground behind them because somebody was led to them."""
    return [one.words() for one in page.findChildren(Words) if one.property("found")]


def test_a_paper_that_went_out_is_found_by_who_got_it_and_shown_on_its_card(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)

    def give(session: Session) -> None:
        paper = paper_of(session, "assessment", case_id)
        for name in (*(f"例の機関{place}" for place in range(60)), "見本の電力営業所"):
            answer = may_share(session, case_id, Receiver(name, name), ())
            give_papers(session, (answer,), receiver=name, papers=(paper,), reason="止水まで1日しかない")

    desk.act(give)
    (found,) = find_anything(desk, "見本の電力")
    assert (found.tag, found.title) == ("渡した紙", "見本の電力営業所　アセスメント")
    assert isinstance(found.target, Place)
    (oldest,) = find_anything(desk, "例の機関0")  # not among the fifty that are shown at once
    for one, name in ((found, "見本の電力営業所"), (oldest, "例の機関0")):
        assert isinstance(one.target, Place)
        section.show_place(one.target)
        QApplication.processEvents()
        tab = section.detail.tab()
        assert isinstance(tab, PapersTab)
        when, papers, _how = marked(tab.given)
        assert (when, papers) == (f"R8.11.23　{name}", "アセスメント")
        line = QApplication.focusWidget()
        assert isinstance(line, Words)
        assert line.property("found")
        assert can_be_seen(line)
