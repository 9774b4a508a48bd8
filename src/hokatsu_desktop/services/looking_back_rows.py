"""ふりかえり on paper: what was decided and what became of it, with the numbers of cases instead of names."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Office
from hokatsu_desktop.services.looking_back import STILL_OPEN, Fate, Outcome, Span, outcomes
from hokatsu_desktop.services.row_values import number_of
from hokatsu_desktop.sheets.answers import Row

FATE_WORDS = {
    Fate.OPEN: "まだ",
    Fate.OVERDUE: "▲期限すぎ",
    Fate.DONE: "済み",
    Fate.DROPPED: "やめた",
    Fate.REPLACED: "引きついだ",
}


def open_outcomes(session: Session, _office: Office) -> list[Row]:
    """What is still to do of everything that meetings decided."""
    return outcome_rows(session, Span(), STILL_OPEN)


def outcome_rows(session: Session, span: Span, fates: Iterable[Fate]) -> list[Row]:
    """The decisions within a span as rows of the sheet, the newest meeting first."""
    return [outcome_row(one) for one in outcomes(session, span, fates, most=None)]


def outcome_row(one: Outcome) -> Row:
    """One decision as a row; what came of it, else why it was given up."""
    done = f"{short(one.done_on)} " if one.done_on and one.fate is Fate.DONE else ""
    return {
        "meeting": f"{short(one.meeting.held_on)}\n{one.meeting.name}",
        "number": number_of(one.case),
        "who": one.decision.who,
        "what": one.decision.what,
        "due": one.decision.due,
        "fate": f"{done}{FATE_WORDS[one.fate]}",
        "result": one.decision.result or one.decision.dropped_why,
    }
