"""Two entries of one agency: hinted at, put together with all that points at them, and taken apart again."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, CaseAgency, Contact, EcoTie, FilledSheet, Referral, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact, contacts_of
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.merging import alike, may_be_same, merge_agencies
from hokatsu_desktop.services.putting_in import Spot, put_in
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.sight import look_again
from hokatsu_desktop.services.veils import hide_case
from tests.services.test_story import received


def twice(session: Session) -> tuple[Agency, Agency]:
    kept = add_agency(session, "地域包括支援センター", phone="0155-00-0001", can_do="介護の相談")
    other = add_agency(
        session, "みどり町地域包括支援センター", phone="0155-00-0002", can_do="訪問", address="中央1番地"
    )
    add_contact(session, kept.id, "例森 なおき", post="主任")
    add_contact(session, other.id, "例森　なおき", phone="0155-00-0003", pledged_on=date(2026, 4, 1))
    add_contact(session, other.id, "習田 ひろと")
    return kept, other


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("水道課", ""), ("水道課", ""), True),
        (("ＮＰＯ法人　すまいの糸", ""), ("すまいの糸", ""), True),
        (("地域包括支援センター", ""), ("みどり町 地域包括支援センター（直営）", ""), True),
        (("すまいの糸", "0155-00-0001"), ("居住の会", "０１５５（００）０００１"), True),
        (("税務課", "0155-00-0001"), ("水道課", "0155-00-0002"), False),
        (("課", ""), ("水道課", ""), False),
    ],
)
def test_entries_that_look_alike_are_hinted_at(one: tuple[str, str], other: tuple[str, str], is_same: bool) -> None:
    first, second = (Agency(name=name, phone=phone) for name, phone in (one, other))
    assert may_be_same(first, second) is is_same
    assert may_be_same(second, first) is is_same


def test_sections_of_the_town_hall_may_share_a_telephone(session: Session) -> None:
    water = add_agency(session, "水道課", phone="0155-00-0100", inside_town_hall=True)
    add_agency(session, "税務課", phone="0155-00-0100", inside_town_hall=True)
    assert alike(session, water.id) == []


def test_all_that_points_at_the_other_moves(session: Session) -> None:
    kept, other = twice(session)
    assert alike(session, kept.id) == [other]
    referral = received(session)
    with act(session, "write", "書く"):
        referral.from_agency_id = other.id
    put_in(session, Agency, other.id, referral.case_id, Spot.INVOLVED)
    put_in(session, Agency, other.id, referral.case_id, Spot.NOW)
    save_sheet(session, "agency_sheet", other.id, {"for_whom": "65歳から"})
    other_id = other.id
    merge_agencies(session, kept.id, other_id)
    session.commit()
    assert session.get(Agency, other_id) is None
    assert (kept.phone, kept.address, kept.can_do) == ("0155-00-0001", "中央1番地", "介護の相談\n訪問")
    assert "0155-00-0002" in kept.note
    assert [one.name for one in contacts_of(session, kept.id)] == ["例森 なおき", "習田 ひろと"]
    (first, _) = contacts_of(session, kept.id)
    assert (first.post, first.phone, first.pledged_on) == ("主任", "0155-00-0003", date(2026, 4, 1))
    involved = session.scalars(select(CaseAgency)).one()
    assert (involved.agency_id, involved.agency_name) == (kept.id, "地域包括支援センター")
    assert session.scalars(select(EcoTie.name)).all() == ["地域包括支援センター"]
    assert session.get_one(Referral, referral.id).from_agency_id == kept.id
    assert open_sheet(session, "agency_sheet", kept.id).answers["for_whom"] == "65歳から"


def test_merging_is_one_act_that_can_be_taken_back(session: Session) -> None:
    kept, other = twice(session)
    save_sheet(session, "agency_sheet", kept.id, {"for_whom": "だれでも"})
    save_sheet(session, "agency_sheet", other.id, {"for_whom": "65歳から", "examples": "通院の付き添い"})
    session.commit()
    other_id = other.id
    merge_agencies(session, kept.id, other_id)
    session.commit()
    answers = open_sheet(session, "agency_sheet", kept.id).answers
    assert (answers["for_whom"], answers["examples"]) == ("だれでも", "通院の付き添い")
    undo(session)
    session.commit()
    assert [one.name for one in contacts_of(session, other_id)] == ["例森　なおき", "習田 ひろと"]
    assert session.get_one(Agency, kept.id).can_do == "介護の相談"
    assert len(session.scalars(select(FilledSheet)).all()) == 2


def test_a_hidden_case_does_not_keep_the_other_entry_alive(session: Session) -> None:
    kept, other = twice(session)
    case_id = received(session).case_id
    put_in(session, Agency, other.id, case_id, Spot.INVOLVED)
    with act(session, "staff", "職員"):
        colleague = Staff(name="控山 あや")
        session.add(colleague)
        session.flush()
    hide_case(session, case_id, colleague.id, "親族のため")
    session.info["staff_id"] = colleague.id
    look_again(session)
    merge_agencies(session, kept.id, other.id)
    session.info["staff_id"] = None
    assert session.scalars(select(CaseAgency.agency_id)).all() == [kept.id]


def test_an_agency_is_not_merged_with_itself_or_with_what_is_gone(session: Session) -> None:
    kept, _ = twice(session)
    with pytest.raises(Refusal) as refused:
        merge_agencies(session, kept.id, kept.id)
    assert "もう一つの機関" in refused.value.words
    with pytest.raises(Gone):
        merge_agencies(session, kept.id, 999)
    assert len(session.scalars(select(Contact)).all()) == 3
