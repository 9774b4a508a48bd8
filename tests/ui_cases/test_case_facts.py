"""What the page says in plain words, without a screen."""

from datetime import date

import pytest

from hokatsu_desktop.models import Answer, Case, CaseAgency, CasePeriod, Note, Person, Referral, Stage, Task
from hokatsu_desktop.ui.cases.case_facts import next_words, period_words, principal_words, worry_words
from hokatsu_desktop.ui.cases.notes_tab import note_heading, note_parts
from hokatsu_desktop.ui.cases.side_panel import involved
from hokatsu_desktop.ui.cases.task_list import stored_day, task_line
from hokatsu_desktop.ui.cases.tones import answer_tag, tone_of_consent, tone_of_stage
from hokatsu_desktop.ui.widgets.tag import Tone

TODAY = date(2026, 11, 23)


def test_principal_in_one_line() -> None:
    person = Person(name="架空 ハナ", kana="カクウ ハナ", birth="1944-05-03")
    assert principal_words(person, TODAY) == "架空 ハナ（カクウ ハナ）　昭和19年5月3日生　82歳（R8.11.23現在）"
    assert principal_words(Person(called="川べりの方"), TODAY) == "川べりの方"
    assert principal_words(Person(called="川べりの方", birth="?冬"), TODAY) == "川べりの方　冬"


@pytest.mark.parametrize(
    ("next_on", "words"),
    [
        (None, "▲ 次の日が決まっていません。"),
        (date(2026, 11, 20), "▲ 3日すぎています　令和8年11月20日（金）　確認"),
        (TODAY, "● きょう　令和8年11月23日（月）　確認"),
        (date(2026, 12, 1), "○ 令和8年12月1日（火）　確認"),
    ],
)
def test_what_comes_next(next_on: date | None, words: str) -> None:
    case = Case(household_id=1, principal_id=1, stage=Stage.SUPPORTING, next_on=next_on, next_what="確認")
    assert next_words(case, TODAY) == words


def test_worries_with_the_worst_first() -> None:
    referral = Referral(case_id=1, worries={"most": "care", "also": ["housing", "care"]})
    assert worry_words(referral) == "◎ 介護のこと　○ 住まいについて"


@pytest.mark.parametrize(
    ("answer", "due", "tone"),
    [
        (None, date(2026, 11, 30), Tone.CARE),
        (None, date(2026, 11, 20), Tone.WRONG),
        (Answer(referral_id=1, answered_on=TODAY), date(2026, 11, 20), Tone.GOOD),
    ],
)
def test_where_the_answer_stands(answer: Answer | None, due: date, tone: Tone) -> None:
    referral = Referral(case_id=1, received_on=TODAY, answer_due_on=due)
    assert answer_tag(referral, answer, TODAY)[1] is tone
    assert answer_tag(Referral(case_id=1), None, TODAY) == ("書きかけ", Tone.OUTLINE)


def test_every_stage_and_consent_has_a_tone() -> None:
    assert all(tone_of_stage(stage) for stage in Stage)
    assert tone_of_consent("given") is Tone.GOOD
    with pytest.raises(ValueError, match="nowhere"):
        tone_of_stage("nowhere")


def test_tasks_say_when_and_who() -> None:
    task = Task(what="訪ねる", who="木村", due_on=date(2026, 11, 20))
    task.id = 1
    assert task_line(task, TODAY).meta == "▲ R8.11.20まで　木村"
    assert task_line(task, TODAY).is_late
    task.due_on, task.due_words = None, "毎月"
    assert task_line(task, TODAY).meta == "毎月　木村"
    assert (stored_day("2026-12"), stored_day("?毎月"), stored_day("2026-12-01")) == (None, None, date(2026, 12, 1))


def test_an_open_period_keeps_the_words_of_its_closing_to_itself() -> None:
    period = CasePeriod(case_id=1, opened_on=TODAY, leftovers="なし", close_reason="solved")
    assert [words for _, words in period_words(period, is_newest=True) if words] == ["R8.11.23から進行中"]
    assert period_words(period, is_newest=False)[0] == ("第1期", "R8.11.23から（終結せずに、次の期へ）")
    period.closed_on = TODAY
    assert "なし" in dict(period_words(period, is_newest=True)).values()


def test_a_note_names_its_parts() -> None:
    note = Note(case_id=1, happened_on=TODAY, third_party="物音がした", third_party_source="民生委員")
    assert note_parts(note) == [("第三者から（民生委員）", "物音がした")]
    assert note_heading(note) == "令和8年11月23日（月）"


def test_involved_people_are_named_once() -> None:
    agencies = [
        CaseAgency(case_id=1, agency_name="水道課", contact_name="山本", what="滞納の相談"),
        CaseAgency(case_id=1, agency_name="町立病院", until_on=TODAY),
        CaseAgency(case_id=1, agency_name="民生委員", what="見守り"),
    ]
    referral = Referral(case_id=1, from_agency_name="水道課", from_contact_name="山本", from_phone="0155-00-0000")
    assert involved(agencies, referral) == [("水道課　山本", "つなぎ元　0155-00-0000"), ("民生委員", "見守り")]
