"""Consent per person: taking it back, what sleeps and wakes, which meeting rests on it, and what comes to きょう."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, MeetingBasis, Part, Task
from hokatsu_desktop.models.meeting import why_not_layered
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.cases import add_family_member, set_part
from hokatsu_desktop.services.consents import (
    agencies_to_choose,
    consent_summary,
    consents_of,
    planned_layered,
    record_consent,
    withdraw_consent,
)
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task, waiting_tasks
from hokatsu_desktop.services.today.page import today_page

TODAY = date(2026, 11, 23)


@pytest.fixture
def case(session: Session) -> Case:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": "架空 花子", "from_agency": "水道課"})
    receive_referral(session, referral.id)
    return session.get_one(Case, referral.case_id)


def give(session: Session, case: Case, **values: object) -> None:
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN, **values)


def waiting_task(session: Session, case: Case, due_on: date | None = None) -> Task:
    return add_task(session, "受診に同行する", case_id=case.id, waits_for_consent=True, due_on=due_on)


def asleep(session: Session, case: Case) -> list[int]:
    return [task.id for task in waiting_tasks(session, case.id)]


def rows_of_today(session: Session) -> list[tuple[str, str]]:
    return [(row.title, row.mark) for group in today_page(session) if group.key == "consents" for row in group.rows]


def test_taking_back_keeps_what_was_agreed(session: Session, case: Case) -> None:
    give(session, case, method="signature", obtained_on=TODAY - timedelta(days=30))
    withdraw_consent(session, case.id, case.principal_id, "考えが変わった", on=TODAY)
    newest, earlier = consents_of(session, case.id, case.principal_id)
    assert (newest.state, newest.withdrawn_on, newest.withdrawn_why) == ("withdrawn", TODAY, "考えが変わった")
    assert (newest.give, newest.take) == (False, False)
    assert (earlier.state, earlier.give) == ("given", True)
    assert "取りやめています" in why_not_layered(consent_summary(session, case.id))
    undo(session)
    assert why_not_layered(consent_summary(session, case.id)) == ""


def test_only_what_was_agreed_is_taken_back_and_not_in_days_to_come(session: Session, case: Case) -> None:
    with pytest.raises(Refusal):
        withdraw_consent(session, case.id, case.principal_id, "")
    give(session, case)
    with pytest.raises(Refusal):
        withdraw_consent(session, case.id, case.principal_id, "", on=TODAY + timedelta(days=1))
    withdraw_consent(session, case.id, case.principal_id, "")
    with pytest.raises(Refusal):
        withdraw_consent(session, case.id, case.principal_id, "")


def test_tasks_wake_on_consent_and_sleep_again_when_it_is_taken_back(session: Session, case: Case) -> None:
    late, coming = (
        waiting_task(session, case, TODAY - timedelta(days=9)),
        waiting_task(session, case, TODAY + timedelta(3)),
    )
    done = waiting_task(session, case)
    typed = add_task(session, "電話する", case_id=case.id)
    give(session, case)
    assert (late.due_on, coming.due_on) == (TODAY, TODAY + timedelta(days=3))
    finish_task(session, done.id)
    withdraw_consent(session, case.id, case.principal_id, "")
    assert {task.id for task in waiting_tasks(session, case.id)} == {late.id, coming.id}
    assert not typed.waits_for_consent
    assert not done.waits_for_consent
    give(session, case)
    assert waiting_tasks(session, case.id) == []


def test_a_part_is_not_enough_and_everybody_supported_counts(session: Session, case: Case) -> None:
    task = waiting_task(session, case)
    record_consent(session, case.id, case.principal_id, ConsentState.PARTIAL, give=True, take=False)
    assert asleep(session, case) == [task.id]
    assert "一部だけ" in why_not_layered(consent_summary(session, case.id))
    give(session, case)
    assert asleep(session, case) == []
    son = add_family_member(session, case.id, name="架空 太郎", kinship="child")
    set_part(session, case.id, son.id, Part.SUBJECT)
    assert asleep(session, case) == [task.id]
    set_part(session, case.id, son.id, Part.FAMILY)
    assert asleep(session, case) == []


def test_a_planned_meeting_rests_on_it(session: Session, case: Case) -> None:
    give(session, case)
    call = MeetingCall(basis=MeetingBasis.LAYERED, held_on=TODAY + timedelta(days=7), case_ids=(case.id,))
    meeting = call_meeting(session, call)
    assert rows_of_today(session) == []
    withdraw_consent(session, case.id, case.principal_id, "")
    assert planned_layered(session, case.id) == [meeting]
    assert rows_of_today(session) == [(f"{case.title}　同意の取りやめ", "missing")]
    give(session, case)
    assert rows_of_today(session) == []


def test_the_day_of_review_comes_to_today(session: Session, case: Case) -> None:
    give(session, case, review_on=TODAY + timedelta(days=8))
    assert rows_of_today(session) == []
    give(session, case, review_on=TODAY - timedelta(days=1))
    assert rows_of_today(session) == [(f"{case.title}　同意の見直し", "overdue")]
    give(session, case, review_on=TODAY + timedelta(days=180))
    assert rows_of_today(session) == []


def test_agencies_of_the_case_come_first_and_the_history_says_it_in_words(session: Session, case: Case) -> None:
    give(session, case, agencies="社会福祉協議会", heard_by="見本、例森")
    changes = {change.label: change.after for change in history_of_case(session, case.id).acts[0].changes}
    assert changes["同意：聞いた職員"] == "見本、例森"
    assert "社会福祉協議会" in changes["同意：相手の機関"]
    assert agencies_to_choose(session, case.id) == list(dict.fromkeys(agencies_to_choose(session, case.id)))
