"""Who looks after a district: 民生委員, 主任児童委員, 自治会, for a household, for a meeting, and as a table."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Contact, HouseholdMember, Person
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact, save_contact
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.districts import district_table, looked_after, people_of_district
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.suggested_people import suggested_people
from tests.services.test_story import received


@pytest.mark.parametrize(
    ("post", "district", "address", "found"),
    [
        ("民生委員（川西・駅前）", "川西第2行政区", "", "川西第2行政区"),
        ("民生委員(ｶﾜﾆｼ)", "カワニシ東", "", "カワニシ東"),
        ("民生委員（川西・駅前）", "", "架空町字駅前3番地", "駅前"),
        ("民生委員（川西・駅前）", "山手", "架空町字駅前3番地", ""),
        ("民生委員（北）", "北山第1", "架空町字北山1番地", ""),
        ("民生委員（北）", "北", "", "北"),
        ("民生委員", "川西", "架空町字川西1番地", ""),
        ("", "", "", ""),
    ],
)
def test_a_district_is_known_by_its_name_or_by_the_address(post: str, district: str, address: str, found: str) -> None:
    contact = Contact(agency_id=1, name="何某", post=post)
    assert looked_after(contact, Person(district=district, address=address)) == found


@pytest.mark.parametrize(
    ("districts", "district", "address", "found"),
    [
        ("川西、駅前", "川西第2行政区", "", "川西第2行政区"),
        ("川西1、川西2", "川西12", "", ""),
        ("川西1、川西12", "川西１２", "", "川西１２"),
        ("北", "北", "", "北"),
        ("北", "北山", "架空町字北山1番地", ""),
        ("全域", "川西", "", "川西"),
        ("全域", "", "架空町字川西1番地", "全域"),
        ("駅前1", "", "架空町字駅前12番地", ""),
        ("山手", "川西", "架空町字山手1番地", ""),
    ],
)
def test_the_districts_written_for_somebody_go_before_the_post(
    districts: str, district: str, address: str, found: str
) -> None:
    contact = Contact(agency_id=1, name="何某", post="民生委員（川西・駅前）", districts=districts)
    assert looked_after(contact, Person(district=district, address=address)) == found


def town(session: Session) -> None:
    """A 民生委員, a 主任児童委員 for the whole town, and two neighbourhoods."""
    commissioners = add_agency(session, "民生児童委員協議会", kind="welfare_commissioner", phone="0155-00-0105")
    add_contact(session, commissioners.id, "何某", districts="川西", phone="0155-00-0191")
    add_contact(session, commissioners.id, "習田", role="child_commissioner", districts="全域")
    neighbours = add_agency(session, "自治会", kind="neighbourhood")
    add_contact(session, neighbours.id, "稽古場", districts="川西、駅前")
    add_contact(session, neighbours.id, "練馬坂", districts="山手")


def lives_in(session: Session, district: str) -> Case:
    case = session.get_one(Case, received(session).case_id)
    with act(session, "save", "書く"):
        session.get_one(Person, case.principal_id).district = district
    return case


def test_a_household_sees_who_is_there_for_its_district(session: Session) -> None:
    town(session)
    case = lives_in(session, "川西第2")
    around = people_of_district(session, session.get_one(Person, case.principal_id))
    assert [one.shown for one in around] == [
        "民生委員・児童委員　何某（0155-00-0191）",
        "主任児童委員　習田（0155-00-0105）",
        "自治会・区の役員　稽古場",
    ]


def test_a_child_brings_in_the_one_for_children_and_a_neighbour_must_be_a_member(session: Session) -> None:
    town(session)
    case = lives_in(session, "川西第2")
    assert invited(session, case.id) == {"何某": "川西第2の民生委員"}
    with act(session, "child", "子を書く"):
        child = Person(name="架空 ちい", birth="2018-05-01")
        session.add(child)
        session.flush()
        session.add(HouseholdMember(household_id=case.household_id, person_id=child.id, position=5))
    neighbour = session.query(Contact).filter_by(name="稽古場").one()
    save_contact(session, neighbour.id, registered_on=today(session))
    assert invited(session, case.id) == {
        "何某": "川西第2の民生委員",
        "習田": "川西第2の主任児童委員",
        "稽古場": "川西第2の自治会",
    }


def invited(session: Session, case_id: int) -> dict[str, str]:
    found = suggested_people(session, [case_id])
    return {one.entry.name: one.why for one in found if one.entry.name in ("何某", "習田", "稽古場", "練馬坂")}


def test_the_table_has_every_district_once_and_shows_where_nobody_is(session: Session) -> None:
    town(session)
    lives_in(session, "川べり")
    gone = session.query(Contact).filter_by(name="練馬坂").one()
    save_contact(session, gone.id, released_on=today(session))
    rows = {row["district"]: row for row in district_table(session, the_office(session))}
    assert set(rows) == {"川西", "駅前", "川べり"}
    assert rows["川西"]["welfare_commissioner"] == "何某（0155-00-0191）"
    assert rows["川西"]["neighbourhood_head"] == "稽古場"
    assert rows["川べり"]["welfare_commissioner"] == ""
    assert rows["川べり"]["child_commissioner"] == "習田（0155-00-0105）"


def test_a_district_is_found_by_search(session: Session) -> None:
    town(session)
    assert [hit.title for hit in find(session, "山手")] == ["自治会"]


def test_an_agency_of_another_kind_looks_after_nothing(session: Session) -> None:
    add_contact(session, add_agency(session, "水道課").id, "例山", districts="川西")
    case = lives_in(session, "川西")
    assert people_of_district(session, session.get_one(Person, case.principal_id)) == []
