"""Whom to invite for a household, and why."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Case, Person, Referral
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.meetings import (
    Invitee,
    add_attendee,
    attendances_of,
    cases_of,
    finish_meeting,
    record_decision,
)
from hokatsu_desktop.services.suggested_people import can_do, suggested_people
from tests.services.test_story import called, received


def whys(session: Session, case_id: int) -> dict[str, tuple[bool, str]]:
    return {one.entry.name: (one.is_around, one.why) for one in suggested_people(session, [case_id])}


def test_everybody_is_suggested_with_a_reason_and_nobody_without(session: Session) -> None:
    case_id = received(session).case_id
    water = add_agency(session, "水道課")
    add_contact(session, water.id, "山本")
    commissioners = add_agency(session, "民生児童委員協議会", kind="welfare_commissioner")
    add_contact(session, commissioners.id, "何某", post="民生委員（川西・駅前）")
    add_contact(session, commissioners.id, "某田", post="民生委員（山手）")
    housing = add_agency(session, "住宅係", can_do="町営住宅の申込み、家賃の相談")
    add_contact(session, housing.id, "試田")
    add_contact(session, housing.id, "試森", easy_to_reach=True)
    add_contact(session, add_agency(session, "観光課", can_do="祭りの手伝い").id, "模擬沢")
    with act(session, "save", "書く"):
        case = session.get_one(Case, case_id)
        session.get_one(Person, case.principal_id).district = "川西"
        referral = session.query(Referral).filter_by(case_id=case_id).one()
        referral.worries = {"most": "housing", "also": ["other"]}
    assert whys(session, case_id) == {
        "山本": (True, "つないだ人"),
        "何某": (False, "川西の民生委員"),
        "試森": (False, "「住まいについて」の相談先"),
    }


def test_who_came_last_time_and_has_a_role_left_is_asked_again(session: Session) -> None:
    case_id = received(session).case_id
    kimura = add_contact(session, add_agency(session, "保健センター").id, "木村")
    meeting = called(session, case_id)
    seat = add_attendee(session, meeting.id, Invitee(contact_id=kimura.id))
    (part,) = cases_of(session, meeting.id)
    record_decision(session, part.id, seat.shown, "訪ねる", attendance_id=seat.id)
    finish_meeting(session, meeting.id, goal_result="reached")
    assert whys(session, case_id)["木村"] == (True, "前回も呼んだ、まだの役割がある")
    assert len(attendances_of(session, meeting.id)) == 3


@pytest.mark.parametrize(
    ("worry", "said", "helps"),
    [
        ("住まいについて", "アパート探し", True),
        ("食べるものがない", "フードバンク", True),
        ("病気や健康、障害のこと", "健康の相談", True),
        ("家族との関係について", "税の相談", False),
        ("", "なんでも", False),
    ],
)
def test_a_worry_is_answered_in_other_words_too(worry: str, said: str, helps: bool) -> None:
    assert can_do(Agency(name="架空", can_do=said), worry) is helps


def test_somebody_without_a_district_gets_the_one_of_the_address(session: Session) -> None:
    case_id = received(session).case_id
    commissioners = add_agency(session, "民生児童委員協議会", kind="welfare_commissioner")
    add_contact(session, commissioners.id, "何某", post="民生委員（川西・駅前）")
    add_contact(session, commissioners.id, "某田", post="民生委員（山手）")
    with act(session, "save", "書く"):
        person = session.get_one(Person, session.get_one(Case, case_id).principal_id)
        person.address = "架空町字川西12番地"
    found = whys(session, case_id)
    assert found["何某"] == (False, "川西の民生委員")
    assert "某田" not in found
