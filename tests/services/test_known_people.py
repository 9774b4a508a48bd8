"""The same person in a second case: with the household as it is seen from them, undone by one undo."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Person, Referral
from hokatsu_desktop.services.cases import add_family_member
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.households import household_rows, other_cases
from hokatsu_desktop.services.known_people import kinship_seen, use_known_person
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import open_sheet, save_sheet


@pytest.fixture
def earlier(session: Session) -> Case:
    """The case of a mother, with a son, a daughter and her husband."""
    referral = begin_referral(session)
    answers = {"person_name": "見本 はな", "person_sex": "female", "person_birth": "1944-05-03"}
    save_sheet(session, "tsunagi_takashima_a", referral.id, answers)
    case = receive_referral(session, referral.id)
    for name, sex, birth, kinship in (
        ("見本 いちろう", "male", "1972", "child"),
        ("見本 さき", "female", "1968", "child"),
        ("見本 たろう", "male", "1940", "husband"),
    ):
        add_family_member(session, case.id, name=name, sex=sex, birth=birth, kinship=kinship)
    session.commit()
    return case


def draft(session: Session, name: str) -> Referral:
    referral = begin_referral(session)
    save_sheet(session, "reception", referral.id, {"person_name": name, "person_phone": "000-0000-0000"})
    session.commit()
    return referral


def person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name).order_by(Person.id)).first() or Person()


def kin(session: Session, case_id: int) -> dict[str, str]:
    return {row["name"]: row["kinship"] for row in household_rows(session, case_id)}


def test_a_son_of_one_case_is_the_principal_of_another_with_his_kin_seen_from_him(
    session: Session, earlier: Case
) -> None:
    son = person(session, "見本 いちろう")
    referral = draft(session, "見本 いちろう")
    case = use_known_person(session, referral.id, son.id, earlier.id)
    assert case.principal_id == son.id
    assert kin(session, case.id) == {
        "見本 いちろう": "self",
        "見本 はな": "mother",
        "見本 さき": "elder_sister",
        "見本 たろう": "father",
    }
    assert kin(session, earlier.id)["見本 いちろう"] == "child"
    assert son.phone == "000-0000-0000"
    assert len(session.scalars(select(Person).where(Person.name == "見本 いちろう")).all()) == 1
    assert open_sheet(session, "reception", referral.id).answers["person_name"] == "見本 いちろう"
    receive_referral(session, referral.id)
    assert case.title == "見本世帯"
    assert {one.case_id for one in other_cases(session, case.id)} == {earlier.id}
    labels = {(one.name, one.label, one.stands_as) for one in other_cases(session, earlier.id)}
    assert ("見本 いちろう", f"{case.number}（受付）", "本人") in labels


def test_the_same_principal_again_brings_the_household_as_it_was(session: Session, earlier: Case) -> None:
    referral = draft(session, "見本 はな")
    case = use_known_person(session, referral.id, earlier.principal_id, earlier.id)
    assert kin(session, case.id) == kin(session, earlier.id)


def test_one_undo_gives_the_draft_back_as_it_was_typed(session: Session, earlier: Case) -> None:
    referral = draft(session, "見本 いちろう")
    case = session.get_one(Case, referral.case_id)
    before = (case.principal_id, kin(session, case.id))
    use_known_person(session, referral.id, person(session, "見本 いちろう").id, earlier.id)
    session.commit()
    undo(session)
    assert (session.get_one(Case, case.id).principal_id, kin(session, case.id)) == before
    assert person(session, "見本 さき").phone == ""


def test_a_received_referral_and_the_same_person_twice_are_refused_in_words(session: Session, earlier: Case) -> None:
    referral = draft(session, "見本 いちろう")
    son, daughter = person(session, "見本 いちろう"), person(session, "見本 さき")
    use_known_person(session, referral.id, son.id, earlier.id)
    assert "もうこの人で" in refused(session, referral.id, son.id, earlier.id)
    assert "もうこの世帯に" in refused(session, referral.id, daughter.id, earlier.id)
    receive_referral(session, referral.id)
    assert "もう受け付けて" in refused(session, referral.id, daughter.id, earlier.id)


def refused(session: Session, referral_id: int, person_id: int, case_id: int) -> str:
    with pytest.raises(Refusal) as refusal:
        use_known_person(session, referral_id, person_id, case_id)
    return refusal.value.words


@pytest.mark.parametrize(
    ("own", "told", "sex", "seen"),
    [
        ("child", "self", "male", "father"),
        ("mother", "self", "female", "child"),
        ("wife", "father", "male", "father_in_law"),
        ("elder_brother", "mother", "female", "mother"),
        ("child", "child", "", ""),
        ("child", "self", "", ""),
        ("cousin", "self", "male", ""),
        ("unknown", "child", "male", ""),
    ],
)
def test_kinship_that_does_not_follow_is_left_open(own: str, told: str, sex: str, seen: str) -> None:
    assert kinship_seen(own, told, Person(birth="1972"), Person(sex=sex, birth="1970")) == seen
