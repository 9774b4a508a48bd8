"""Closing a case, looking at it again afterwards, and reopening it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Case,
    CasePeriod,
    Decision,
    Meeting,
    MeetingCase,
    MeetingState,
    Monitoring,
    Stage,
    Task,
    TaskEnding,
    TaskOrigin,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.closing_looks import (
    EndingTask,
    MemberLook,
    ending_tasks,
    look_at_member,
    member_looks,
    stays_beside,
)
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.modes import why_it_closes_elsewhere
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.periods import open_period, periods_of
from hokatsu_desktop.services.plans import next_review
from hokatsu_desktop.services.refusal import Refusal

CLOSE_VERDICT = "close"  # list meeting_verdict
LOOK_AGAIN = "month_6"  # list monitor_cycle
STILL_OPEN = "ケースは進行中のままで、書いたものは残っています。"


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What is written when a case is closed."""

    reason: str  # list close_reason
    meeting_id: int | None  # the meeting that decided it
    lead_supporter: str
    walks_along: str  # who stays beside the person
    leftovers: str = ""  # what is left for the household as a whole
    summary: str = ""
    earlier_would_have_helped: str = ""
    missing_resources: str = ""
    reopen_hint: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True)
class ClosingPage:
    """Everything the closing of a case asks for, with what is proposed."""

    meetings: tuple[tuple[Meeting, MeetingCase], ...]  # those that decided it
    lead_supporter: str
    walks_along: str
    look_again_on: date
    members: tuple[MemberLook, ...]
    tasks: tuple[EndingTask, ...]


def closing_page(session: Session, case_id: int) -> ClosingPage:
    """What is kept of a closing that is being written, and proposals for the rest."""
    case = still_there(session, Case, case_id)
    period = open_period(session, case_id)
    decided = closing_meetings(session, case_id)
    said = decided[0][1].lead_supporter if decided else ""
    walks_along = stays_beside(session, case)
    look_again_on = period.look_again_on if period else None
    return ClosingPage(
        meetings=tuple(decided),
        lead_supporter=(period.lead_supporter if period else "") or said or case.lead_supporter,
        walks_along=walks_along,
        look_again_on=look_again_on or next_review(today(session), LOOK_AGAIN),
        members=tuple(member_looks(session, case, walks_along)),
        tasks=tuple(ending_tasks(session, case_id)),
    )


def reasons_not_to_close(case: Case, closing: Closing) -> list[str]:
    """What is still missing before a case may be closed: a meeting's word, a lead, somebody beside the person."""
    checks = (
        (case.is_open, "進行中のケースではありません。"),
        (closing.meeting_id is not None, "終結は会議で決めます。決めた会議を選んでください。"),
        (bool(closing.lead_supporter.strip()), "終結のあとの主担当を決めてください。"),
        (bool(closing.walks_along.strip()), "終結のあと、本人のそばにいる人を書いてください。"),
        (bool(closing.reason), "終結の理由を選んでください。"),
    )
    return [words for fulfilled, words in checks if not fulfilled]


def why_not_decided(session: Session, case_id: int, meeting_id: int) -> str:
    """Why a meeting did not decide the closing of a case, in words; empty when it did."""
    meeting = still_there(session, Meeting, meeting_id)
    part = session.scalar(
        select(MeetingCase).where(MeetingCase.meeting_id == meeting_id, MeetingCase.case_id == case_id)
    )
    if part is None:
        return "その会議では、このケースを話し合っていません。話し合った会議を選んでください。"
    if meeting.state != MeetingState.HELD:
        return "その会議は、まだ終わっていません。会議を終えてから、終結にしてください。"
    if part.verdict != CLOSE_VERDICT:
        return "その会議の判断が「終結」になっていません。会議の記録の「会議の判断」で「終結」を選んでください。"
    if words := why_it_closes_elsewhere(session, part.basis, meeting.held_on):
        return words
    if meeting_id not in [one.id for one, _ in closing_meetings(session, case_id)]:
        return "その会議は、前の期の終結を決めたものです。この期に開いた会議で、終結を決めてください。"
    return ""


def closing_meetings(session: Session, case_id: int) -> list[tuple[Meeting, MeetingCase]]:
    """The meetings that decided to close a case in its newest period, the newest first."""
    begun = next((one.opened_on for one in periods_of(session, case_id) if one.ordinal > 1), date.min)
    spent = select(CasePeriod.decided_meeting_id).where(
        CasePeriod.case_id == case_id, CasePeriod.decided_meeting_id.is_not(None)
    )
    query = (
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id, MeetingCase.verdict == CLOSE_VERDICT)
        .where(Meeting.state == MeetingState.HELD, Meeting.held_on >= begun, Meeting.id.not_in(spent))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [
        (meeting, part)
        for meeting, part in session.execute(query)
        if not why_it_closes_elsewhere(session, part.basis, meeting.held_on)
    ]


def close_case(session: Session, case_id: int, closing: Closing, *, on: date | None = None) -> Case:
    """Close a case and its period. Raises Refusal with all that is missing.

    What the page proposes for members and tasks counts where nobody said anything else.
    """
    case = still_there(session, Case, case_id)
    members = member_looks(session, case, closing.walks_along)
    tasks = ending_tasks(session, case_id)
    reasons = reasons_not_to_close(case, closing)
    if closing.meeting_id is not None and (words := why_not_decided(session, case_id, closing.meeting_id)):
        reasons.append(words)
    reasons += [words for words in (*(one.missing for one in members), *(one.missing for one in tasks)) if words]
    if reasons:
        raise Refusal("\n".join((*reasons, STILL_OPEN)))
    day = on or today(session)
    with act(session, "close_case", "終結にする"):
        for member in members:
            look_at_member(session, case_id, member.person_id, member.left, member.words)
        for task in tasks:
            end_task(session, task, day)
        period = periods_of(session, case_id)[0]
        write_closing(period, closing, day)
        case.stage, case.closed_on = Stage.CLOSED, day
        case.lead_supporter, case.walks_along = closing.lead_supporter, closing.walks_along
        case.next_on, case.next_what, case.closing_proposed_on = None, "", None
        drop_open_reviews(session, case_id)
    return case


def write_closing(period: CasePeriod, closing: Closing, day: date) -> None:
    """The period ends on a day, with the words of its closing."""
    period.closed_on, period.close_reason = day, closing.reason
    period.closing_summary, period.leftovers = closing.summary, closing.leftovers
    period.lead_supporter, period.walks_along = closing.lead_supporter, closing.walks_along
    period.earlier_would_have_helped = closing.earlier_would_have_helped
    period.missing_resources, period.reopen_hint = closing.missing_resources, closing.reopen_hint
    period.decided_meeting_id, period.look_again_on = closing.meeting_id, closing.look_again_on


def end_task(session: Session, ended: EndingTask, day: date) -> None:
    """A task ends as was said; one that is still to be done after the closing stays. A decision that was dropped says why."""
    task = still_there(session, Task, ended.task_id)
    task.ending, task.ending_words = ended.ending, ended.words
    if ended.ending == TaskEnding.KEPT:
        task.waits_for_consent = False
        return
    task.done_on = day
    if ended.ending == TaskEnding.DROPPED and task.origin == TaskOrigin.DECISION and task.origin_id is not None:
        decision = session.get(Decision, task.origin_id)
        if decision is not None:
            decision.dropped_why = ended.words


def drop_open_reviews(session: Session, case_id: int) -> None:
    """Take away the review days still to come: a closed case is not looked at on a fixed day any more."""
    query = select(Monitoring).where(Monitoring.case_id == case_id, Monitoring.done_on.is_(None))
    for review in session.scalars(query):
        session.delete(review)
    session.flush()


def look_again(session: Session, case_id: int, words: str, *, next_on: date | None = None) -> CasePeriod:
    """Write down how a closed household is getting on, and when to look next, if at all.

    Raises Refusal without words, for a case that is not closed, and for a day that is over.
    """
    case = still_there(session, Case, case_id)
    if case.stage != Stage.CLOSED:
        raise Refusal(
            "このケースは終結していません。ようすは「経過」か「確認」に書いてください。台帳は変わっていません。"
        )
    if not words.strip():
        raise Refusal("どうしていたかを、ひとこと書いてください。見る日はそのまま残っています。")
    if next_on is not None and next_on < today(session):
        raise Refusal(
            "次に見る日が、きょうより前です。これからの日を入れるか、空にしてください。見る日はそのまま残っています。"
        )
    with act(session, "look_again", "終結のあとのようすを書く"):
        write_note(session, case_id, facts=words)
        period = periods_of(session, case_id)[0]
        period.look_again_on = next_on
    return period


def reopen_case(session: Session, case_id: int, why: str, *, on: date | None = None) -> Case:
    """Reopen a closed case: the next period begins, the earlier ones stay in view.

    Raises Refusal for a case that is not closed, or without a reason.
    """
    case = still_there(session, Case, case_id)
    if case.stage not in (Stage.CLOSED, Stage.PASSED_ON, Stage.SHARED_ONLY, Stage.PAUSED):
        raise Refusal("このケースは終結していません。そのまま続きを書けます。台帳は変わっていません。")
    if not why.strip():
        raise Refusal("再開する理由をひとこと書いてください。ケースは終結のままで、記録は残っています。")
    day = on or today(session)
    with act(session, "reopen_case", "再開する"):
        earlier = periods_of(session, case_id)
        if earlier:
            earlier[0].look_again_on = None
        session.add(
            CasePeriod(case_id=case_id, opened_on=day, opened_why=why, ordinal=earlier[0].ordinal + 1 if earlier else 1)
        )
        case.stage, case.closed_on = Stage.REOPENED, None
        case.last_contact_on = day
        session.flush()
    return case
