"""What is written before a case is closed: words of the closing, each member's leftovers, what becomes of each task.

All of it is kept with the period that is open, so that nobody loses it, and closes nothing.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePeriod, ClosingLook, Left, Person, Task, TaskEnding
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.periods import open_period
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.tasks import open_tasks, waiting_tasks

WORDS = (
    "close_reason",
    "closing_summary",
    "lead_supporter",
    "walks_along",
    "leftovers",
    "earlier_would_have_helped",
    "missing_resources",
    "reopen_hint",
)
NOT_AGREED = "終結のときまでに、同意がありませんでした。"


@dataclass(frozen=True)
class MemberLook:
    """One member of the household, and what is left for them."""

    person_id: int
    name: str
    left: str  # Left, or empty while nobody looked
    words: str

    @property
    def missing(self) -> str:
        """What is still to be said, in words; empty when all is said."""
        if not self.left:
            return f"{self.name}さんに残ることを選んでください。"
        if self.left != Left.NOTHING and not self.words.strip():
            asked = "だれが続けるか" if self.left == Left.CARRIED else "何がまだ決まっていないか"
            return f"{self.name}さんについて、{asked}を書いてください。"
        return ""


@dataclass(frozen=True)
class EndingTask:
    """One thing still to do, and what becomes of it."""

    task_id: int
    what: str
    who: str
    ending: str  # TaskEnding, or empty while nobody said
    words: str

    @property
    def missing(self) -> str:
        """What is still to be said, in words; empty when all is said."""
        if not self.ending:
            return f"やること「{self.what}」をどうするか、選んでください。"
        if self.ending in (TaskEnding.HANDED, TaskEnding.DROPPED) and not self.words.strip():
            asked = "だれに引き渡すか" if self.ending == TaskEnding.HANDED else "やめるわけ"
            return f"やること「{self.what}」について、{asked}を書いてください。"
        return ""


def save_closing(session: Session, case_id: int, **words: str) -> None:
    """Keep words of the closing, by attribute name of the period; nothing is closed by it."""
    period = open_period(session, case_id)
    if period is None:
        return
    with act(session, "save_closing", "終結のまとめを書く"):
        for name, value in words.items():
            if name not in WORDS:
                raise KeyError(name)
            setattr(period, name, value)


def save_look_again(session: Session, case_id: int, day: date) -> None:
    """Keep the day on which the household is to be looked at after the closing."""
    period = open_period(session, case_id)
    if period is None:
        return
    with act(session, "save_closing", "終結のまとめを書く"):
        period.look_again_on = day


def member_looks(session: Session, case: Case, walks_along: str = "") -> list[MemberLook]:
    """Every living member of the household; for 本人 the one who walks along is proposed while nobody wrote a word."""
    period = open_period(session, case.id)
    known = {one.person_id: one for one in looks_of(session, period)} if period is not None else {}
    found = []
    for _member, person in members_of(session, case):
        if person.died_on:
            continue
        look = known.get(person.id)
        left, words = (look.left, look.words) if look is not None else ("", "")
        if look is None and person.id == case.principal_id and walks_along.strip():
            left, words = Left.CARRIED, walks_along.strip()
        found.append(MemberLook(person.id, person.shown_name or "名前の分からない人", left, words))
    return found


def stays_beside(session: Session, case: Case) -> str:
    """Who is to stay beside the person, as written for the closing, else who walks along now."""
    period = open_period(session, case.id)
    return (period.walks_along if period else "") or case.walks_along


def looks_of(session: Session, period: CasePeriod) -> list[ClosingLook]:
    """The looks of a period in the order they were written."""
    return list(session.scalars(select(ClosingLook).where(ClosingLook.period_id == period.id).order_by(ClosingLook.id)))


def look_at_member(session: Session, case_id: int, person_id: int, left: str, words: str = "") -> None:
    """Say what is left for one member of the household. Raises Refusal for a case without an open period."""
    still_there(session, Person, person_id)
    period = open_period(session, case_id)
    if period is None:
        raise Refusal(
            "このケースには、進行中の期がありません。ケースを開きなおしてください。これまでの記録は変わっていません。"
        )
    query = select(ClosingLook).where(ClosingLook.period_id == period.id, ClosingLook.person_id == person_id)
    with act(session, "look_at_member", "世帯の人に残ることを見る"):
        look = session.scalar(query)
        if look is None:
            look = ClosingLook(case_id=case_id, period_id=period.id, person_id=person_id)
            session.add(look)
        look.left, look.words = left, words.strip()


def look_at_rest(session: Session, case_id: int) -> int:
    """Say of everybody for whom nothing is said or proposed that nothing is left; gives how many they were."""
    case = still_there(session, Case, case_id)
    rest = [one for one in member_looks(session, case, stays_beside(session, case)) if not one.left]
    with act(session, "look_at_member", "世帯の人に残ることを見る"):
        for one in rest:
            look_at_member(session, case_id, one.person_id, Left.NOTHING)
    return len(rest)


def ending_tasks(session: Session, case_id: int) -> list[EndingTask]:
    """Everything still to do in a case; what somebody promised stays with them, as long as nothing else was said."""
    return [
        *(proposed(one, TaskEnding.HANDED if one.who else "", one.who) for one in open_tasks(session, case_id)),
        *(proposed(one, TaskEnding.DROPPED, NOT_AGREED) for one in waiting_tasks(session, case_id)),
    ]


def proposed(task: Task, ending: str, words: str) -> EndingTask:
    """A task with what was said of it, else with this proposal."""
    said = (task.ending, task.ending_words) if task.ending else (ending, words)
    return EndingTask(task.id, task.what, task.who, *said)


def say_ending(session: Session, task_id: int, ending: str, words: str = "") -> None:
    """Say what is to become of a task when its case is closed; until then it stays to be done."""
    task = still_there(session, Task, task_id)
    with act(session, "say_ending", "終結のときのやることを決める"):
        task.ending, task.ending_words = ending, words.strip()
