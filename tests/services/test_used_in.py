"""Where agencies and resources appear in cases, and putting them into a case in one step."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Case, CaseAgency, EcoTie, Plan, PlanRow, Resource, Staff, Task
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.clock import now, utc
from hokatsu_desktop.services.ecomaps import AHEAD, directory_named, suggestions
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.putting_in import SPOT_WORDS, Spot, put_in
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.resources import add_resource, retire_resource
from hokatsu_desktop.services.sight import look_again
from hokatsu_desktop.services.used_in import uses_of_agency, uses_of_resource
from hokatsu_desktop.services.veils import hide_case
from tests.services.test_story import received


def field_of(session: Session) -> Resource:
    found = add_resource(session, "ひだまり畑")
    with act(session, "write", "書く"):
        found.can_do = "水やりの手伝い\nお茶"
        found.kept_by = "北地区の世話役"
    return found


def plan_of(session: Session, case_id: int, *, decided_on: date | None = None) -> Plan:
    with act(session, "plan", "プラン"):
        plan = Plan(case_id=case_id, number=f"P{case_id}", decided_on=decided_on)
        session.add(plan)
        session.flush()
    return plan


def test_a_resource_stands_in_the_case_after_one_step(session: Session) -> None:
    case_id, place = received(session).case_id, field_of(session)
    plan = plan_of(session, case_id)
    for spot in Spot:
        put_in(session, Resource, place.id, case_id, spot)
    involved = session.scalars(select(CaseAgency).where(CaseAgency.resource_id == place.id)).one()
    assert (involved.agency_name, involved.contact_name, involved.what) == (
        "ひだまり畑",
        "北地区の世話役",
        "水やりの手伝い",
    )
    assert involved.since_on == date(2026, 11, 23)
    ties = session.scalars(select(EcoTie).where(EcoTie.resource_id == place.id)).all()
    assert sorted((tie.tense, tie.kind) for tie in ties) == [("ahead", "place"), ("now", "place")]
    row = session.scalars(select(PlanRow).where(PlanRow.plan_id == plan.id)).one()
    assert (row.who, row.what) == ("ひだまり畑", "水やりの手伝い")
    assert {use.where for use in uses_of_resource(session, place.id)} == {
        "関わっている機関・場",
        "エコマップ（今）",
        "エコマップ（これから）",
        "プランの役割",
    }
    titles = [one.title for one in history_of_case(session, case_id).acts]
    assert {f"{words}に入れる" for words in SPOT_WORDS.values()} <= set(titles)


@pytest.mark.parametrize("spot", Spot)
def test_nothing_is_put_in_twice(session: Session, spot: Spot) -> None:
    case_id, agency = received(session).case_id, add_agency(session, "水道課")
    plan_of(session, case_id)
    put_in(session, Agency, agency.id, case_id, spot)
    with pytest.raises(Refusal) as refused:
        put_in(session, Agency, agency.id, case_id, spot)
    assert "もう入っています" in refused.value.words


def test_a_plan_that_is_decided_takes_no_further_role(session: Session) -> None:
    case_id, place = received(session).case_id, field_of(session)
    with pytest.raises(Refusal) as refused:
        put_in(session, Resource, place.id, case_id, Spot.PLAN)
    assert "書きかけのプランがありません" in refused.value.words
    plan_of(session, case_id, decided_on=date(2026, 11, 1))
    with pytest.raises(Refusal) as refused:
        put_in(session, Resource, place.id, case_id, Spot.PLAN)
    assert "書きかけのプランがありません" in refused.value.words
    assert session.scalars(select(PlanRow)).all() == []


def test_putting_in_can_be_taken_back(session: Session) -> None:
    case_id, place = received(session).case_id, field_of(session)
    put_in(session, Resource, place.id, case_id, Spot.INVOLVED)
    session.commit()
    undo(session)
    assert uses_of_resource(session, place.id) == []


def test_an_agency_is_found_by_its_name_and_its_people(session: Session) -> None:
    case_id, agency = received(session).case_id, add_agency(session, "見本の福祉課")
    add_contact(session, agency.id, "控山 あや")
    with act(session, "task", "やること"):
        session.add(Task(what="訪問する", case_id=case_id, who="控山 あや", due_on=date(2026, 12, 1)))
        session.add(Task(what="電話する", case_id=case_id, who="ほかの人"))
        session.add(Task(what="済んだこと", case_id=case_id, who="控山 あや", done_on=date(2026, 11, 1)))
    assert [(use.where, use.what, use.on) for use in uses_of_agency(session, agency.id)] == [
        ("やること", "訪問する", date(2026, 12, 1))
    ]


def test_who_referred_is_a_use_and_a_case_in_the_trash_is_not(session: Session) -> None:
    referral = received(session)
    agency = add_agency(session, referral.from_agency_name)
    assert "つなぎ元" in [use.where for use in uses_of_agency(session, agency.id)]
    with act(session, "throw_away", "ごみ箱に入れる"):
        session.get_one(Case, referral.case_id).trashed_at = utc(now(session))
    assert uses_of_agency(session, agency.id) == []


def test_a_hidden_case_is_no_use_for_whom_it_is_closed_to(session: Session) -> None:
    case_id, place = received(session).case_id, field_of(session)
    put_in(session, Resource, place.id, case_id, Spot.INVOLVED)
    with act(session, "staff", "職員"):
        other = Staff(name="控山 あや")
        session.add(other)
        session.flush()
    hide_case(session, case_id, other.id, "親族のため")
    assert len(uses_of_resource(session, place.id)) == 1
    session.info["staff_id"] = other.id
    look_again(session)
    assert uses_of_resource(session, place.id) == []


def test_the_ecomap_offers_resources_and_knows_those_of_the_case(session: Session) -> None:
    case_id, place = received(session).case_id, field_of(session)
    add_agency(session, "水道課")
    put_in(session, Resource, place.id, case_id, Spot.INVOLVED)
    offered = [(one.name, one.kind, one.resource_id) for one in directory_named(session)]
    assert offered == [("水道課", "agency", None), ("ひだまり畑", "place", place.id)]
    assert [(one.name, one.resource_id) for one in suggestions(session, case_id, AHEAD)] == [("ひだまり畑", place.id)]
    retire_resource(session, place.id, is_over=True)
    assert [one.name for one in directory_named(session)] == ["水道課"]
    assert session.get(Case, case_id) is not None
