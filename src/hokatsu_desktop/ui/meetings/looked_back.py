"""What ふりかえり shows in each of its views: plain facts about rows, and how each is made. No widget is made here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.services.looking_back import (
    STILL_OPEN,
    CarriedGoal,
    Fate,
    Outcome,
    Span,
    Unanswered,
    carried_goals,
    open_roles,
    outcomes,
    unanswered,
)
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.found_rows import GoalRow, QuestionRow
from hokatsu_desktop.ui.meetings.outcome_row import FoundRow, OutcomeRow

DECISIONS, BY_PERSON, QUESTIONS, GOALS = "decisions", "by_person", "questions", "goals"
VIEWS = (
    (DECISIONS, "決まったこと"),
    (BY_PERSON, "人ごとの役割"),
    (QUESTIONS, "分からないまま"),
    (GOALS, "持ち越した目標"),
)
NOTHING = {
    DECISIONS: "この範囲に、あてはまる決定はありません。",
    BY_PERSON: "この範囲に、まだのままの役割はありません。",
    QUESTIONS: "この範囲に、分からないままのことはありません。",
    GOALS: "この範囲に、持ち越した目標はありません。",
}
PERIODS = ChoiceList(
    key="looked_back",
    label="期間",
    values=(
        Choice(key="month", label="この1か月"),
        Choice(key="quarter", label="この3か月"),
        Choice(key="year", label="今年度"),
        Choice(key="two_years", label="昨年度から"),
    ),
)
STATES = ChoiceList(
    key="looked_back_state",
    label="どれを出すか",
    values=(Choice(key="open", label="まだのもの"), Choice(key="over", label="済み・やめた")),
)
FATES_OF: dict[str, tuple[Fate, ...]] = {
    "open": STILL_OPEN,
    "over": (Fate.DONE, Fate.DROPPED, Fate.REPLACED),
    "": (),
}


@dataclass(frozen=True)
class Found:
    """One row to be shown: what it stands for as it is stored, what its line holds, the heading it stands under, and how it is made."""

    standing: tuple[object, ...]
    words: str  # of its line
    heading: str
    make: Callable[[], FoundRow]


def found(session: Session, desk: Desk, view: str, span: Span, state: str, most: int) -> list[Found]:
    """The rows of a view; `state` narrows decisions."""
    match view:
        case "decisions":
            return [of_outcome(desk, one) for one in outcomes(session, span, FATES_OF[state], most=most)]
        case "by_person":
            return [
                of_outcome(desk, one, f"{holder.who}　{len(holder.outcomes)}件")
                for holder in open_roles(session, span, most=most)
                for one in holder.outcomes
            ]
        case "questions":
            return [of_question(desk, one) for one in unanswered(session, span, most=most)]
        case "goals":
            return [of_goal(desk, one) for one in carried_goals(session, span)[:most]]
        case _:
            raise ValueError(view)


def of_outcome(desk: Desk, one: Outcome, heading: str = "") -> Found:
    """A decision as a row."""
    decision = one.decision
    standing = (decision.id, one.fate, decision.dropped_why, decision.due, heading)
    return Found(standing, decision.result, heading, partial(OutcomeRow, desk, one))


def of_question(desk: Desk, one: Unanswered) -> Found:
    """A question as a row."""
    return Found(
        (one.question.id, one.question.finder, one.question.due),
        one.question.found,
        "",
        partial(QuestionRow, desk, one),
    )


def of_goal(desk: Desk, one: CarriedGoal) -> Found:
    """A goal as a row."""
    return Found((one.meeting.id, one.meeting.goal_carried, one.times), "", "", partial(GoalRow, desk, one))


def begin_of(period: str, on: date) -> date | None:
    """The first day of a period of PERIODS; None for all of time."""
    match period:
        case "month":
            return on - timedelta(days=31)
        case "quarter":
            return on - timedelta(days=92)
        case "year":
            return date(fiscal_year(on), 4, 1)
        case "two_years":
            return date(fiscal_year(on) - 1, 4, 1)
        case "":
            return None
        case _:
            raise ValueError(period)
