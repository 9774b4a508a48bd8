"""Sheets that hang on a case or a plan, their rows, and which town's referral sheets are offered."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePeriod, CasePerson, ConsentState, LifeEvent, Part, Person, Plan, Stage
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_papers import blank_papers, papers_of_case
from hokatsu_desktop.services.cases import add_family_member
from hokatsu_desktop.services.closing import reopen_case
from hokatsu_desktop.services.consent_sheets import consent_sheet_of, signers
from hokatsu_desktop.services.consents import newest_consent, record_consent
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.office import change_setting
from hokatsu_desktop.services.referral_presets import (
    PRESETS,
    choose_referral_preset,
    referral_preset,
    sheets_of_preset,
    sheets_of_referral,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task, open_tasks
from hokatsu_desktop.sheets.answers import Answers, as_rows
from tests.services.test_story import received

EARLIER = {"happened": "1962", "what": "町に移り住む", "own_view": "なつかしい", "source": "本人"}
LATER = {"happened": "2020-05", "what": "仕事をやめる", "own_view": "", "source": "長男"}


def plan_of(session: Session, case_id: int, number: str, made_on: date) -> Plan:
    with act(session, "make_plan", "プランを作る"):
        plan = Plan(case_id=case_id, number=number, made_on=made_on)
        session.add(plan)
        session.flush()
    return plan


def offered(session: Session, case_id: int) -> list[str]:
    return [paper.key for paper in papers_of_case(session, case_id)]


def test_the_life_of_a_household_stands_in_the_order_of_time(session: Session) -> None:
    case_id = received(session).case_id
    save_sheet(session, "assessment", case_id, {"life_events": [LATER, EARLIER]})
    rows = as_rows(open_sheet(session, "assessment", case_id).answers["life_events"])
    assert [row["what"] for row in rows] == ["町に移り住む", "仕事をやめる"]
    save_sheet(session, "assessment", case_id, {"life_events": rows})
    events = session.scalars(select(LifeEvent).order_by(LifeEvent.position)).all()
    assert [(one.happened, one.source, one.learned_on) for one in events] == [
        ("1962", "本人", "2026-11-23"),
        ("2020-05", "長男", "2026-11-23"),
    ]
    save_sheet(session, "assessment", case_id, {"life_events": rows[:1]})
    assert len(session.scalars(select(LifeEvent)).all()) == 1


def test_promises_and_small_changes_are_shown_for_the_successor_and_never_written_there(session: Session) -> None:
    case_id = received(session).case_id
    add_task(session, "手紙を届ける", case_id=case_id, who="見本", due_words="毎月")
    add_task(session, "病院に付き添う", case_id=case_id, due_on=date(2026, 12, 1))
    write_note(session, case_id, facts="訪問した", small_change="玄関で手を振った")
    answers = open_sheet(session, "case_handover", case_id).answers
    assert [(row["what"], row["who"], row["due"]) for row in as_rows(answers["promises"])] == [
        ("病院に付き添う", "", "2026-12-01"),
        ("手紙を届ける", "見本", "?毎月"),
    ]
    assert [row["change"] for row in as_rows(answers["small_changes"])] == ["玄関で手を振った"]
    save_sheet(session, "case_handover", case_id, {"promises": [], "telling": "二人で訪ねて話す"})
    assert len(open_tasks(session, case_id)) == 2
    finish_task(session, open_tasks(session, case_id)[0].id)
    answers = open_sheet(session, "case_handover", case_id).answers
    assert len(as_rows(answers["promises"])) == 1
    assert answers["telling"] == "二人で訪ねて話す"


def test_what_one_sheet_says_about_a_household_the_next_one_shows(session: Session) -> None:
    case_id = received(session).case_id
    save_sheet(
        session, "assessment", case_id, {"household_type": "parent_adult_child", "household_issues": ["hoarding"]}
    )
    save_sheet(session, "household_visit", case_id, {"contact_care": "午後に電話する"})
    save_sheet(session, "case_handover", case_id, {"how_to_approach": "庭の話から入る"})
    outreach = open_sheet(session, "outreach_plan", case_id).answers
    assert (outreach["contact_care"], outreach["how_to_approach"]) == ("午後に電話する", "庭の話から入る")
    assert open_sheet(session, "assessment", case_id).answers["household_type"] == "parent_adult_child"


def test_consent_on_its_form_is_the_consent_of_the_case(session: Session) -> None:
    case_id = received(session).case_id
    given: Answers = {
        "consent_state": "given",
        "give": "yes",
        "take": "yes",
        "categories": ["health", "money"],
        "agencies": "病院",
    }
    mine = session.scalars(select(CasePerson.id).where(CasePerson.case_id == case_id)).one()
    save_sheet(session, "consent_form", mine, given)
    assert open_sheet(session, "case_handover", case_id).answers["consent"] == "同意あり"
    assert open_sheet(session, "consent_form", mine).answers["categories"] == ["health", "money"]


def close_now(session: Session, case_id: int) -> None:
    with act(session, "close_case", "終結にする"):
        session.get_one(Case, case_id).stage = Stage.CLOSED
        session.scalars(select(CasePeriod).where(CasePeriod.case_id == case_id)).one().closed_on = date(2026, 12, 1)


def test_an_evaluation_closes_the_period_its_plan_was_made_in(session: Session) -> None:
    case_id = received(session).case_id
    earlier = plan_of(session, case_id, "R8-001-P1", date(2026, 11, 23))
    save_sheet(session, "evaluation", earlier.id, {"leftovers": "長男の受診", "lead_supporter": "保健センター"})
    close_now(session, case_id)
    reopen_case(session, case_id, "また心配になった", on=date(2027, 6, 1))
    later = plan_of(session, case_id, "R9-001-P2", date(2027, 6, 2))
    first, second = (open_sheet(session, "evaluation", plan.id).answers for plan in (earlier, later))
    assert (first["leftovers"], first["closed_on"]) == ("長男の受診", "2026-12-01")
    assert "leftovers" not in second
    assert "closed_on" not in second


def test_the_usual_referral_sheets_are_those_of_takashima(session: Session) -> None:
    case_id = received(session).case_id
    assert referral_preset(session) == "takashima"
    assert offered(session, case_id)[:3] == ["tsunagi_takashima_a", "tsunagi_takashima_b", "tsunagi_takashima_c"]
    assert "tsunagi_sakai" not in offered(session, case_id)


def test_another_towns_sheets_are_offered_beside_those_already_filled_in(session: Session) -> None:
    referral = received(session)  # its A票 is filled in
    choose_referral_preset(session, "sakai")
    assert sheets_of_referral(session, referral.id) == ("tsunagi_sakai", "tsunagi_takashima_a")
    assert offered(session, referral.case_id)[:2] == ["tsunagi_sakai", "tsunagi_takashima_a"]
    by_hand = [key for key, _ in blank_papers(session)]
    assert "tsunagi_sakai" in by_hand
    assert "tsunagi_takashima_a" not in by_hand
    answers = open_sheet(session, "tsunagi_sakai", referral.id).answers
    assert (answers["person_name"], answers["from_agency"]) == ("架空 花子", "水道課")  # typed once


def test_a_town_nobody_knows_is_refused_in_words_and_changes_nothing(session: Session) -> None:
    choose_referral_preset(session, "zama")
    with pytest.raises(Refusal) as refused:
        choose_referral_preset(session, "edo")
    assert "一覧から選んで" in refused.value.words
    assert referral_preset(session) == "zama"


def test_a_setting_of_a_later_version_is_read_as_the_usual_one(session: Session) -> None:
    change_setting(session, "referral_preset", "somewhere_new")
    assert referral_preset(session) == "takashima"


def test_every_preset_has_sheets_and_can_be_chosen(session: Session) -> None:
    for preset in PRESETS.values:
        choose_referral_preset(session, preset.key)
        assert sheets_of_preset(referral_preset(session))


def test_each_person_has_a_sheet_of_their_own(session: Session) -> None:
    case_id = received(session).case_id
    son = add_family_member(session, case_id, name="架空 一郎", kinship="child", subject=True)
    guest = add_family_member(session, case_id, name="架空 二郎", kinship="child")
    kinds = ["health"]
    record_consent(session, case_id, son.id, ConsentState.PARTIAL, give=True, categories=kinds, relation="姉・代筆")
    assert [(one.name, one.counts) for one in signers(session, case_id)][1:] == [
        ("架空 一郎", True),
        ("架空 二郎", False),
    ]
    sheet = consent_sheet_of(session, case_id, son.id)
    answers = open_sheet(session, "consent_form", sheet).answers
    assert (answers["person_name"], answers["categories"], answers["relation"]) == ("架空 一郎", ["health"], "姉・代筆")
    save_sheet(session, "consent_form", sheet, {"agencies": "病院", "not_to": "近所"})
    newest = newest_consent(session, case_id, son.id)
    assert newest is not None
    assert newest.agencies == "病院"
    mine = consent_sheet_of(session, case_id, session.get_one(Case, case_id).principal_id)
    assert open_sheet(session, "consent_form", mine).answers.get("not_to", "") == ""
    offered = [(one.about, one.subject_id) for one in papers_of_case(session, case_id) if one.key == "consent_form"]
    assert [subject_id for _, subject_id in offered] == [mine, sheet]
    assert offered[1][0] == "架空 一郎さん"
    assert consent_sheet_of(session, case_id, guest.id) not in (mine, sheet)


def test_somebody_known_from_another_case_gets_a_sheet_too(session: Session) -> None:
    case_id = received(session).case_id
    with act(session, "add_person", "人を加える"):
        person = Person(name="架空 三郎")
        session.add(person)
        session.flush()
    sheet = consent_sheet_of(session, case_id, person.id)
    assert session.get_one(CasePerson, sheet).part == Part.FAMILY
    assert consent_sheet_of(session, case_id, person.id) == sheet
    undo(session)
    assert session.get(CasePerson, sheet) is None
