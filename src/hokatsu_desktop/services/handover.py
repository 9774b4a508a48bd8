"""引継ぎ: what is written down before the package is made, taking it over, and lifting the seal of what was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import open_days_after
from hokatsu_desktop.models import Case, Handover, Staff, StaffRole
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.media import note_package, note_received, usable_medium
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.row_values import number_of
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct, write_down_approval
from hokatsu_desktop.services.staff import join_office

BOOK = "handover_book"  # the key of 事務引継書
SHARE, BY_PHONE = "share", "phone"  # keys of the list handover_route
USUAL_OPEN_DAYS = 3  # of the office, within which a receipt is expected


@dataclass(frozen=True)
class HandoverPlan:
    """What the sender decides before the package is written."""

    to_name: str = ""
    to_post: str = ""
    reason: str = ""  # list handover_reason
    effective_on: date | None = None
    medium_route: str = ""  # list handover_route
    medium_number: str = ""
    code_route: str = ""  # list handover_route
    carrier: str = ""
    arrive_by: date | None = None  # None: the usual day
    case_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class CaseToHandOver:
    """One open case as the list of the handover shows it, and what its 別紙 still lacks."""

    case_id: int
    number: str
    title: str
    next_on: date | None
    missing: tuple[str, ...]
    is_read: bool = False


def cases_to_hand_over(session: Session, handover: Handover | None = None) -> list[CaseToHandOver]:
    """The cases that are being worked on, or those of one handover that still are, earliest next date first."""
    query = select(Case).where(ON_SHELF == Shelf.OPEN)
    if handover is not None:
        query = query.where(Case.id.in_(handover.case_ids))
    read = handover.read_case_ids if handover is not None else []
    return [
        CaseToHandOver(case.id, number_of(case), case.title, case.next_on, _missing(case), case.id in read)
        for case in session.scalars(query.order_by(Case.next_on.is_(None), Case.next_on, Case.id))
    ]


def newest_handover(session: Session) -> Handover | None:
    """The handover that was begun last."""
    return session.scalar(select(Handover).order_by(Handover.id.desc()).limit(1))


def usual_arrival(on: date) -> date:
    """The day by which the receipt of a package is expected that leaves on this day."""
    return open_days_after(on, USUAL_OPEN_DAYS)


def check_plan(plan: HandoverPlan, on: date) -> None:
    """Raises Refusal that names what is missing, or why the ways or the day will not do; `on` is today."""
    missing = [
        label
        for label, value in (
            ("後任の方のお名前", plan.to_name.strip()),
            ("媒体の届け方", plan.medium_route),
            ("コードの届け方", plan.code_route),
            ("媒体の登録番号", plan.medium_number.strip() or plan.medium_route == SHARE),
        )
        if not value
    ]
    if missing:
        raise Refusal(f"{'、'.join(missing)}を入れてください。まだ何も書き出していません。")
    if plan.medium_route == plan.code_route:
        raise Refusal(
            "媒体とコードが同じ届け方です。いっしょになくすと、拾った人が開けてしまいます。"
            "別の届け方にしてください。まだ何も書き出していません。"
        )
    if plan.medium_route == BY_PHONE:
        raise Refusal("媒体は電話では届きません。ほかの届け方を選んでください。まだ何も書き出していません。")
    if plan.arrive_by is not None and plan.arrive_by < on:
        raise Refusal(
            "受領の期限が過ぎた日になっています。きょうか、きょうより後の日を入れてください。まだ何も書き出していません。"
        )


def begin_handover(session: Session, plan: HandoverPlan, package: str, approval: Approval | None) -> Handover:
    """Write down what is handed over to whom, in the package of this name; all of it is in the package then.

    Raises Refusal, also without the approval of a second person and for a medium that is not in the ledger. A try before
    that nobody accepted is written over: there is one handover, not one for each stick.
    """
    check_plan(plan, today(session))
    medium = usable_medium(session, plan.medium_number) if plan.medium_route != SHARE else None
    staff_id = session.info.get("staff_id")
    staff = session.get(Staff, staff_id) if staff_id else None
    with act(session, "hand_over", "引き継ぐ"):
        agreed = write_down_approval(session, approval, TwoPersonAct.PACKAGE)
        last = newest_handover(session)
        handover = last if last is not None and last.accepted_on is None else Handover(begun_on=today(session))
        if handover is not last:
            session.add(handover)
        handover.begun_on = today(session)
        handover.from_id, handover.from_name = staff_id, staff.name if staff else ""
        handover.approver = agreed.approver_words
        for name in ("to_name", "to_post", "medium_number", "carrier"):
            setattr(handover, name, getattr(plan, name).strip())
        for name in ("reason", "effective_on", "medium_route", "code_route"):
            setattr(handover, name, getattr(plan, name))
        handover.case_ids = list(plan.case_ids)
        handover.package = package
        handover.arrive_by = plan.arrive_by or usual_arrival(handover.begun_on)
        note_package(session, handover, medium)
        session.flush()
    return handover


def accept_handover(session: Session, name: str, slot_id: str, package: str) -> Staff:
    """The receiver becomes the one member of staff who opens the store; gives them. Raises Refusal without a name.

    A colleague of this name goes on as they were; others stay in the records and get a new passphrase when they need
    one: what they knew opens nothing here.
    """
    if not name.strip():
        raise Refusal("お名前を入れてください。まだ何も受け取っていません。")
    with act(session, "accept_handover", "引継ぎを受け取る"):
        known = [one for one in present_staff(session) if _same_name(one.name, name)]
        receiver = known[0] if known else join_office(session, name)
        for one in present_staff(session):
            one.key_slot, one.temporary_key = "", False
        receiver.key_slot = slot_id
        if receiver.role == StaffRole.VIEWER:
            receiver.role = StaffRole.WORKER
        handover = newest_handover(session)
        if handover is not None and handover.accepted_on is None:
            handover.package = package  # another than was begun where a sealed store was written out once more
            handover.accepted_on, handover.accepted_by = today(session), receiver.name
        note_received(session, package)
        session.flush()
    return receiver


def case_was_read(session: Session, handover_id: int, case_id: int, *, is_read: bool) -> None:
    """Tick, or untick, a case on the successor's reading list."""
    handover = still_there(session, Handover, handover_id)
    with act(session, "read_handover", "引き継いだケースを読む"):
        others = [one for one in handover.read_case_ids if one != case_id]
        handover.read_case_ids = [*others, case_id] if is_read else others


def check_reason_to_unseal(why: str) -> None:
    """Raises Refusal when no reason is given."""
    if not why.strip():
        raise Refusal("封を解くわけを入れてください。封はそのままです。")


def write_down_unsealing(session: Session, why: str, approval: Approval | None) -> None:
    """Keep who agreed, and why, that a store which was handed over is written to again. Raises Refusal without them."""
    check_reason_to_unseal(why)
    handover = newest_handover(session)
    with act(session, "unseal", "封を解く"):
        agreed = write_down_approval(session, approval, TwoPersonAct.UNSEAL)
        words = f"{why.strip()}（認めた人：{agreed.approver_words}）"
        if handover is None:
            session.add(Handover(begun_on=today(session), unsealed_why=words))
        else:
            handover.unsealed_why = words
        session.flush()


def _same_name(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _missing(case: Case) -> tuple[str, ...]:
    asked = (
        ("関わり方", case.how_to_approach),
        ("危険サイン", case.warning_signs),
        ("次の期日", case.next_on),
        ("主担当", case.lead_supporter),
    )
    return tuple(label for label, value in asked if not value)


def missing_words(cases: Sequence[CaseToHandOver]) -> str:
    """How many cases lack something on their 別紙, in words; "" if none does."""
    lacking = sum(bool(case.missing) for case in cases)
    return (
        f"{lacking}件のケースは、関わり方などがまだ書かれていません。渡す前に書くと、次の人が助かります。"
        if lacking
        else ""
    )
