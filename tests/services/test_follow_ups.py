"""What follows from the six-way answer: tasks on open days, the next date, what was looked at before, and one undo for all."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import next_open_day
from hokatsu_desktop.models import Case, Referral, Stage, Task
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.figures.referrals import referral_figures
from hokatsu_desktop.services.follow_ups import FOLLOW_UPS, unchecked, words_after
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import finish_task, open_tasks
from hokatsu_desktop.sheets.answers import Answers

C_SHEET = "tsunagi_takashima_c"
DAY = date(2026, 11, 23)


@pytest.fixture
def referral(session: Session) -> Referral:
    begun = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", begun.id, {"person_name": "架空 花子", "from_agency": "水道課"})
    receive_referral(session, begun.id)
    return begun


def answered(session: Session, referral: Referral, *replies: str, **more: str) -> list[tuple[str, date | None]]:
    answers: Answers = {"replies": list(replies), **more}
    save_sheet(session, C_SHEET, referral.id, answers)
    answer_referral(session, referral.id, on=DAY)
    return [(task.what, task.due_on) for task in open_tasks(session, referral.case_id)]


@pytest.mark.parametrize(
    ("reply", "words", "due"),
    [
        ("pass_on", "つないだ先に、その後の様子を聞く", date(2026, 12, 7)),
        ("share", "情報を伝えた機関に、その後の様子を聞く", date(2026, 12, 21)),
        ("accompany", "同席・同行する日を、つないだ人と決める", date(2026, 11, 26)),
    ],
)
def test_each_reply_leaves_its_task_and_the_next_date(
    session: Session, referral: Referral, reply: str, words: str, due: date
) -> None:
    assert answered(session, referral, reply) == [(words, due)]
    case = session.get_one(Case, referral.case_id)
    still_open = reply == "accompany"
    assert (case.next_on, case.next_what) == ((due, words) if still_open else (None, ""))
    assert f"「{words}」" in words_after(session, referral.id)


def test_days_are_open_days() -> None:
    for follow_up in FOLLOW_UPS.values():
        assert follow_up.days > 0
    assert next_open_day(date(2026, 12, 29)) > date(2026, 12, 29)


def test_a_written_next_step_says_it_better_when_accompanying(session: Session, referral: Referral) -> None:
    found = answered(session, referral, "accompany", next_step="12月3日に同席する", next_due_on="2026-12-03")
    assert found == [("12月3日に同席する", date(2026, 12, 3))]


def test_other_replies_leave_nothing(session: Session, referral: Referral) -> None:
    assert answered(session, referral, "support_meeting", "programmes") == []
    assert words_after(session, referral.id) == ""


def test_one_undo_takes_all_of_it_back(session: Session, referral: Referral) -> None:
    before = session.get_one(Case, referral.case_id)
    stage, next_on = before.stage, before.next_on
    answered(session, referral, "pass_on", "share")
    assert before.stage == Stage.PASSED_ON
    undo(session)
    case = session.get_one(Case, referral.case_id)
    assert (case.stage, case.next_on) == (stage, next_on)
    assert open_tasks(session, referral.case_id) == []
    assert session.get_one(Referral, referral.id).answered_on is None


def test_answering_again_keeps_what_was_done_and_drops_what_nobody_asks_for(
    session: Session, referral: Referral
) -> None:
    answered(session, referral, "pass_on", "share")
    passed_on = next(task for task in open_tasks(session, referral.case_id) if task.what.startswith("つないだ先"))
    finish_task(session, passed_on.id)
    assert answered(session, referral, "accompany") == [("同席・同行する日を、つないだ人と決める", date(2026, 11, 26))]
    assert session.get_one(Task, passed_on.id).done_on is not None
    assert len(answered(session, referral, "accompany")) == 1


def test_the_figures_count_answers_not_what_follows(session: Session, referral: Referral) -> None:
    answered(session, referral, "pass_on")
    before = referral_figures(session, 2026)
    for task in open_tasks(session, referral.case_id):
        finish_task(session, task.id)
    assert referral_figures(session, 2026) == before


def test_checks_are_on_the_answer_in_the_history_and_never_stand_in_the_way(
    session: Session, referral: Referral
) -> None:
    answered(session, referral, "pass_on")
    assert "「つなぐ前の確認」が、あと6つあります。" in words_after(session, referral.id)
    save_sheet(session, C_SHEET, referral.id, {"checks": ["told_person", "other"], "checks__other": "区長にも"})
    assert open_sheet(session, C_SHEET, referral.id).answers["checks__other"] == "区長にも"
    changes = [one for act in history_of_case(session, referral.case_id).acts for one in act.changes]
    assert any("つなぐ前の確認" in one.label and "本人か家族に" in one.after for one in changes)


def test_nothing_is_asked_of_an_answer_that_passes_nothing_on(session: Session, referral: Referral) -> None:
    answered(session, referral, "support_meeting")
    save_sheet(session, C_SHEET, referral.id, {"checks": []})
    assert unchecked(answer_referral(session, referral.id)) == []
