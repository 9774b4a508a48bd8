"""届いたつなぎ: every referral that still asks something of the office, each in one place."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Answer, Case, Referral, ReferralLook, Stage
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.telling_back import days_to_tell
from hokatsu_desktop.services.today.row import MOST, mark_of

FRESH = timedelta(days=30)  # an answered referral nobody looked at in the weekly round is new for so long


class Heap(StrEnum):
    """Where a referral lies; each lies on the first heap it belongs to."""

    NEW = "new"
    WAITING = "waiting"
    TO_TELL = "to_tell"
    ACCOMPANIED = "accompanied"
    SHARED = "shared"


HEAPS = {
    Heap.NEW: "まだ見ていないつなぎ",
    Heap.WAITING: "回答を待っているつなぎ",
    Heap.TO_TELL: "結果をまだ伝えていないつなぎ",
    Heap.ACCOMPANIED: "同席・同行でみている",
    Heap.SHARED: "情報共有のみで終えたもの",
}


@dataclass(frozen=True)
class InboxRow:
    """One referral of the in-box."""

    referral_id: int
    case_id: int
    title: str
    meta: str
    mark: str  # "overdue", "today", "soon" or "quiet"


@dataclass(frozen=True)
class InboxHeap:
    """The referrals of one heap, at most MOST of them."""

    heap: Heap
    title: str
    rows: tuple[InboxRow, ...]


def inbox(session: Session) -> list[InboxHeap]:
    """All heaps that have referrals, in the order in which they are worked through."""
    on = today(session)
    heaps = [InboxHeap(heap, title, tuple(heap_rows(session, heap, on))) for heap, title in HEAPS.items()]
    return [heap for heap in heaps if heap.rows]


def heap_rows(session: Session, heap: Heap, on: date) -> list[InboxRow]:
    """The referrals of one heap as of a day, the most pressing first."""
    found = session.execute(
        received()
        .where(*lies_on(heap, on))
        .order_by(*(() if heap is Heap.SHARED else (Referral.answer_due_on,)), Referral.id.desc())
        .limit(MOST)
    )
    tell_days = days_to_tell(session)
    return [inbox_row(heap, referral, answer, case, on, tell_days) for referral, answer, case in found]


def received() -> Select[Referral, Answer, Case]:
    """Received referrals with their answers, if any, and their cases; of cases in the trash none."""
    return (
        select(Referral, Answer, Case)
        .join(Case, Case.id == Referral.case_id)
        .outerjoin(Answer, Answer.referral_id == Referral.id)
        .where(Referral.received_on.is_not(None), Case.trashed_at.is_(None))
    )


def lies_on(heap: Heap, on: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions for a heap."""
    looked = select(ReferralLook.id).where(ReferralLook.referral_id == Referral.id).exists()
    waiting = Referral.answered_on.is_(None)
    is_new = ~looked & or_(waiting, Referral.received_on > on - FRESH)
    untold = Referral.answered_on.is_not(None) & Answer.told_back_on.is_(None)
    match heap:
        case Heap.NEW:
            return (is_new,)
        case Heap.WAITING:
            return (~is_new, waiting)
        case Heap.TO_TELL:
            return (~is_new, untold)
        case Heap.ACCOMPANIED:
            return (~is_new, ~untold, ~waiting, Case.stage == Stage.ASSESSING)
        case Heap.SHARED:
            return (~is_new, ~untold, ~waiting, Case.stage == Stage.SHARED_ONLY)
        case _:
            raise ValueError(heap)


def inbox_row(heap: Heap, referral: Referral, answer: Answer | None, case: Case, on: date, tell_days: int) -> InboxRow:
    """One referral in words: whose, when it came and from whom, and what it waits for."""
    due, asks = asked(referral, answer, tell_days)
    came = f"{short(referral.received_on)} 受付" if referral.received_on else ""
    sender = f"{referral.from_agency_name}から" if referral.from_agency_name else ""
    told = f"{short(answer.told_back_on)} 結果を伝えました" if answer is not None and answer.told_back_on else ""
    words = "　".join(filter(None, (case.number or "", came, sender, asks or told)))
    mark = "quiet" if due is None or heap in (Heap.ACCOMPANIED, Heap.SHARED) else mark_of(due, on)
    return InboxRow(referral.id, case.id, case.title, words, mark)


def asked(referral: Referral, answer: Answer | None, tell_days: int) -> tuple[date | None, str]:
    """By when a referral asks for what: the answer first, then telling the outcome back."""
    if referral.answered_on is None:
        due = referral.answer_due_on
        return due, f"回答は{short(due)}まで" if due is not None else "回答を待っています"
    if answer is not None and answer.told_back_on is None:
        due = referral.answered_on + timedelta(days=tell_days)
        return due, f"結果は{short(due)}までに伝える"
    return None, ""
