"""The directory made sure of: the day somebody asked, and the few entries that come to きょう after a year."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact, save_agency, save_contact
from hokatsu_desktop.services.confirming import confirm
from hokatsu_desktop.services.directory_rows import booklet_agencies, booklet_resources
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.resources import add_resource, retire_resource
from hokatsu_desktop.services.today.directory import AT_ONCE, to_confirm

DAY = date(2026, 11, 23)


def test_an_entry_comes_to_today_a_year_after_somebody_made_sure_of_it(session: Session) -> None:
    agency = add_agency(session, "水道課")
    place = add_resource(session, "ひだまり畑")
    assert to_confirm(session, DAY + timedelta(days=364)) == []
    found = to_confirm(session, DAY + timedelta(days=365))
    assert [(row.kind, row.title) for row in found] == [("agency", "水道課"), ("resource", "ひだまり畑")]
    save_agency(session, agency.id, confirmed_on=date(2025, 1, 6))
    assert [row.meta for row in to_confirm(session, DAY)] == ["R7.1.6に確かめたきりです"]
    retire_resource(session, place.id, is_over=True)
    assert [row.title for row in to_confirm(session, DAY + timedelta(days=365))] == ["水道課"]


def test_making_sure_takes_the_entry_away_and_can_be_taken_back(session: Session) -> None:
    agency = add_agency(session, "水道課", confirmed_on=None)
    assert [row.meta for row in to_confirm(session, DAY)] == ["まだ確かめていません"]
    confirm(session, Agency, agency.id)
    session.commit()
    assert to_confirm(session, DAY) == []
    undo(session)
    session.expire_all()
    assert session.get_one(Agency, agency.id).confirmed_on is None


def test_today_shows_a_few_at_once_the_longest_first(session: Session) -> None:
    for number in range(7):
        add_agency(session, f"機関{number}", confirmed_on=date(2025, 1, 20 - number))
    place = add_resource(session, "ひだまり畑")
    place_id = place.id
    found = to_confirm(session, DAY)
    assert [row.title for row in found] == ["機関6", "機関5", "機関4", "機関3", "機関2"]
    assert len(found) == AT_ONCE
    assert session.get_one(Resource, place_id).confirmed_on == DAY


def test_the_booklet_has_who_is_there_now_and_what_is_in_use(session: Session) -> None:
    water = add_agency(session, "水道課", phone="0155-00-0121", phone_note="内線121", inside_town_hall=True)
    add_contact(
        session, water.id, "例山 たかし", post="係長", phone="0155-00-0121", role="refuses_nobody", easy_to_reach=True
    )
    add_contact(session, water.id, "試田 ゆい", section="料金係", phone="0155-00-0122")
    gone = add_contact(session, water.id, "控山 あや")
    save_contact(session, gone.id, released_on=DAY)
    save_agency(session, add_agency(session, "前の機関").id, retired_on=DAY)
    (row,) = booklet_agencies(session, the_office(session))
    assert row["phone"] == "0155-00-0121\n内線121"
    assert row["people"].split("\n") == [
        "係長　例山 たかし",
        "（断らない相談マネジャー、話が早い人）",
        "料金係　試田 ゆい",
        "0155-00-0122",
    ]
    place = add_resource(session, "ひだまり畑")
    with act(session, "write", "書く"):
        place.kind, place.cost, place.barriers = "farm", "なし", "坂がある"
    retire_resource(session, add_resource(session, "前の畑").id, is_over=True)
    (found,) = booklet_resources(session, the_office(session))
    assert (found["name"], found["care"]) == ("ひだまり畑\n畑・作業の場", "なし\n坂がある")
