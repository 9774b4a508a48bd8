"""One household walked through an office as a town's file tells it: each step a service that a screen calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, Case, ConsentState, MeetingBasis, Plan, Referral
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.closing import Closing, close_case, reopen_case
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.figures.yearly import the_year
from hokatsu_desktop.services.meetings import (
    Invitee,
    attendances_of,
    call_meeting,
    cases_of,
    decisions_of,
    finish_meeting,
    record_decision,
)
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import imprint_of, paper_of
from hokatsu_desktop.services.plans import decide_plan, make_plan, record_monitoring
from hokatsu_desktop.services.referral_presets import referral_preset, sheets_of_preset
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral, tell_back
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import all_series, call_for, next_day
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task, open_tasks, waiting_tasks
from hokatsu_desktop.services.today.page import today_page
from tests.printing.reading import squeezed, text_of
from tests.services.conftest import Clock

JAPAN = timezone(timedelta(hours=9))
Step = Mapping[str, Any]


@dataclass
class Walk:
    """Where the household stands: the records that the steps made, the newest of each kind."""

    session: Session
    clock: Clock
    case_id: int = 0
    referral_id: int = 0
    meeting_id: int = 0
    part_id: int = 0
    plan_id: int = 0
    numbers: list[str] = field(default_factory=list)  # of the meetings, with their local names

    @property
    def case(self) -> Case:
        """The household's case."""
        return self.session.get_one(Case, self.case_id)

    def take(self, step: Step) -> None:
        """Takes one step on its day."""
        day: date = step["on"]
        self.clock.moment = datetime.combine(day, time(10), JAPAN)
        STEPS[step["does"]](self, step)
        self.session.commit()


def receive(walk: Walk, step: Step) -> None:
    """A referral comes on the first sheet of the town's preset."""
    session = walk.session
    referral = begin_referral(session)
    first = sheets_of_preset(referral_preset(session))[0]
    assert first == step["sheet"]
    save_sheet(session, first, referral.id, step["answers"])
    receive_referral(session, referral.id)
    walk.referral_id, walk.case_id = referral.id, referral.case_id
    assert session.get_one(Referral, referral.id).answer_due_on == step["answer_due"]
    assert any(walk.case.title in line for line in lines_of_today(session)["回答を待っているつなぎ"])


def write_more(walk: Walk, step: Step) -> None:
    """A further sheet on the referral."""
    save_sheet(walk.session, step["sheet"], walk.referral_id, step["answers"])


def answer(walk: Walk, step: Step) -> None:
    """The six-way answer."""
    facts = {"replies": step["replies"], "next_step": step.get("next_step", "")}
    save_sheet(walk.session, "tsunagi_takashima_c", walk.referral_id, facts)
    answer_referral(walk.session, walk.referral_id)
    assert walk.case.stage == step["stage"]


def consent(walk: Walk, step: Step) -> None:
    """Somebody agrees, or does not."""
    record_consent(walk.session, walk.case_id, walk.case.principal_id, ConsentState(step["state"]))


def later(walk: Walk, step: Step) -> None:
    """Something to do as soon as there is consent."""
    add_task(walk.session, step["what"], case_id=walk.case_id, waits_for_consent=True)
    assert [one.what for one in waiting_tasks(walk.session, walk.case_id)] == [step["what"]]


def call(walk: Walk, step: Step) -> None:
    """A meeting by one of the town's series; `held_on` is what its rule gives, or the day somebody chose."""
    session = walk.session
    series = next(one for one in all_series(session) if one.name == step["series"])
    day: date = step["held_on"]
    if step.get("by_rule"):
        assert next_day(session, series) == day
    basis = MeetingBasis(step.get("basis", series.basis))
    wanted = replace(
        call_for(session, series, day, [walk.case_id]),
        basis=basis,
        goal=step["goal"],
        aims=tuple(step.get("aims", ())),
        invitees=tuple(Invitee(**one) for one in step["people"]),
        facilitator=step.get("facilitator", ""),
    )
    if "refused" in step:
        refuse(lambda: call_meeting(session, wanted), step["refused"])
        return
    meeting = call_meeting(session, wanted)
    walk.meeting_id, walk.part_id = meeting.id, cases_of(session, meeting.id)[0].id
    walk.numbers.append(f"{meeting.name} {meeting.number}")
    assert (meeting.minutes, meeting.handout_rule) == (step["minutes"], series.handout_rule)
    assert any(meeting.name in line for line in lines_of_today(session)["これからの会議"])


def hold(walk: Walk, step: Step) -> None:
    """The meeting is held: everybody leaves with a role, and it is ended."""
    session = walk.session
    seats: list[Attendance] = attendances_of(session, walk.meeting_id)
    assert len(seats) == len(step["roles"])
    for seat, what in zip(seats, step["roles"], strict=True):
        record_decision(session, walk.part_id, seat.shown, what, step["due"], attendance_id=seat.id)
    save_sheet(session, "action_linkage", walk.part_id, step["answers"])
    finish_meeting(session, walk.meeting_id, goal_result=step["goal_result"])
    whats = {one.what for one in open_tasks(session, walk.case_id)}
    assert set(step["roles"]) <= whats
    assert [one.what for one in decisions_of(session, walk.part_id)] == step["roles"]


def plan(walk: Walk, step: Step) -> None:
    """A plan out of what the meeting decided, without typing it again."""
    made = make_plan(walk.session, walk.part_id)
    save_sheet(walk.session, "support_plan", made.id, step["answers"])
    decide_plan(walk.session, made.id)
    walk.plan_id = made.id
    assert walk.session.get_one(Plan, made.id).number == step["number"]


def note(walk: Walk, step: Step) -> None:
    """An everyday note."""
    write_note(walk.session, walk.case_id, **step["words"])


def review(walk: Walk, step: Step) -> None:
    """A look at how it goes, with the next day."""
    record_monitoring(walk.session, walk.case_id, step["change"], step.get("memo", ""), next_on=step["next_on"])
    assert walk.case.next_on == step["next_on"]


def tell(walk: Walk, step: Step) -> None:
    """Who referred hears what became of it."""
    tell_back(walk.session, walk.referral_id, step["words"])


def close(walk: Walk, step: Step) -> None:
    """The case is closed by the word of the meeting held last; without one it is refused."""
    session = walk.session
    wanted = Closing(meeting_id=None, **step["closing"])
    refuse(lambda: close_case(session, walk.case_id, wanted), "終結は会議で決めます")
    for one in open_tasks(session, walk.case_id):
        finish_task(session, one.id)
    close_case(session, walk.case_id, replace(wanted, meeting_id=walk.meeting_id))
    assert walk.case.stage == "closed"
    assert walk.case.lead_supporter == step["closing"]["lead_supporter"]


def reopen(walk: Walk, step: Step) -> None:
    """The same case under the same number, with what was known before."""
    number = walk.case.number
    reopen_case(walk.session, walk.case_id, step["why"])
    assert (walk.case.number, walk.case.stage) == (number, "reopened")


def look(walk: Walk, step: Step) -> None:
    """What a clerk sees on きょう: each line of a group is its title and meta."""
    groups = lines_of_today(walk.session)
    for heading, words in step["sees"].items():
        assert any(words in line for line in groups.get(heading, [])), f"{heading}: {groups}"


def print_sheet(walk: Walk, step: Step) -> None:
    """A sheet on paper, read back from the PDF."""
    subjects = {"referral": walk.referral_id, "meeting": walk.meeting_id, "case": walk.part_id, "plan": walk.plan_id}
    paper = paper_of(walk.session, step["sheet"], subjects[step["of"]])
    said = text_of(print_papers([paper], imprint_of(walk.session), title=paper.sheet.title).pdf)
    for words in step["says"]:
        assert squeezed(words) in said, f"{step['sheet']}: {words} is not in {said}"
    for words in step.get("never", ()):
        assert squeezed(words) not in said, f"{step['sheet']}: {words}"


def packet(walk: Walk, step: Step) -> None:
    """The packet: which papers lie in it, and one numbered copy for each seat."""
    made = packet_of(walk.session, walk.meeting_id)
    assert [one.sheet.key for one in made.papers if one.sheet.preset] == step["referral_sheets"]
    assert len(made.seats) == step["copies"]


def read_sheet(walk: Walk, step: Step) -> None:
    """What stands on a sheet of the meeting without having been typed there."""
    answers = open_sheet(walk.session, "action_linkage", walk.part_id).answers
    for key, words in step["holds"].items():
        assert answers[key] == words


def count(walk: Walk, step: Step) -> None:
    """The figures of the fiscal year."""
    found = {
        line.figure.key: line.figure.year
        for group in the_year(walk.session, step["year"]).groups
        for line in group.lines
    }
    assert {key: found[key] for key in step["figures"]} == step["figures"]


def lines_of_today(session: Session) -> dict[str, list[str]]:
    """The rows of きょう, title and meta in one line, by their heading."""
    return {one.title: [f"{row.title} {row.meta}" for row in one.rows] for one in today_page(session)}


def refuse(act: Callable[[], object], words: str) -> None:
    """Fails unless an act is refused with these words."""
    with pytest.raises(Refusal) as refused:
        act()
    assert words in refused.value.words


STEPS: Mapping[str, Callable[[Walk, Step], None]] = {
    "receive": receive,
    "write": write_more,
    "answer": answer,
    "consent": consent,
    "later": later,
    "call": call,
    "hold": hold,
    "plan": plan,
    "note": note,
    "review": review,
    "tell": tell,
    "close": close,
    "reopen": reopen,
    "look": look,
    "print": print_sheet,
    "packet": packet,
    "read": read_sheet,
    "count": count,
}
