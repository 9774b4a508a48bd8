"""Lists of cases, the page of one case, and what is changed of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    Answer,
    Case,
    CaseAgency,
    CasePeriod,
    ConsentState,
    ConsentSummary,
    Meeting,
    Part,
    Person,
    Plan,
    Referral,
    Stage,
)
from hokatsu_desktop.models.case import ON_SHELF, CasePerson, Shelf
from hokatsu_desktop.models.person import HouseholdMember
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import consent_summary, tasks_follow_consent
from hokatsu_desktop.services.finding import refuse_ended, still_there
from hokatsu_desktop.services.meetings import meetings_of_case
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.services.plans import plans_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import label_of


class Show(StrEnum):
    """Which cases a list shows."""

    OPEN = "open"
    DRAFTS = "drafts"
    CLOSED = "closed"
    ALL = "all"


class Order(StrEnum):
    """How a list is ordered, always in SQL."""

    NEXT = "next"  # the next date, cases without one first: they are the worry
    KANA = "kana"
    NEWEST = "newest"
    QUIET = "quiet"  # longest without contact first


@dataclass(frozen=True)
class CaseLine:
    """One case in a list."""

    case_id: int
    title: str
    number: str
    stage: str
    stage_words: str
    meta: str  # one line: next date, or what is missing
    overdue: bool


@dataclass(frozen=True)
class Step:
    """One step of a case's way: つなぎ → 回答 → 会議 → プラン → 確認 → 終結."""

    title: str
    state: str  # "done", "now" or "later"


@dataclass(frozen=True)
class CasePage:
    """What the page of a case shows besides its sheets."""

    case: Case
    person: Person
    consent: ConsentSummary
    steps: tuple[Step, ...]
    members: tuple[tuple[HouseholdMember, Person], ...]
    referrals: tuple[tuple[Referral, Answer | None], ...]
    meetings: tuple[Meeting, ...]
    plans: tuple[Plan, ...]
    periods: tuple[CasePeriod, ...]
    agencies: tuple[CaseAgency, ...]


def shown(show: Show) -> ColumnElement[bool]:
    """The condition for a list."""
    match show:
        case Show.OPEN:
            return ON_SHELF == Shelf.OPEN
        case Show.DRAFTS:
            return ON_SHELF == Shelf.DRAFTS
        case Show.CLOSED:
            return ON_SHELF == Shelf.CLOSED
        case Show.ALL:
            return Case.trashed_at.is_(None)
        case _:
            raise ValueError(show)


def ordered(order: Order) -> tuple[Any, ...]:
    """The ORDER BY of a list; each is served by an index on the shelf and these columns."""
    match order:
        case Order.NEXT:
            return (Case.next_on, Case.received_on, Case.id)
        case Order.KANA:
            return (Case.sort_key, Case.id)
        case Order.NEWEST:
            return (Case.received_on.desc(), Case.id.desc())
        case Order.QUIET:
            return (Case.last_contact_on, Case.id)
        case _:
            raise ValueError(order)


def case_list(
    session: Session,
    show: Show = Show.OPEN,
    order: Order = Order.NEXT,
    *,
    start: int = 0,
    most: int = 200,
    among: Collection[int] | None = None,
) -> list[CaseLine]:
    """One page of a list of cases; `among` narrows it to these case ids."""
    query = select(Case).where(*listed(show, among)).order_by(*ordered(order))
    on = today(session)
    cases = session.scalars(query.offset(start).limit(most)).all()
    dues = answer_dues(session, [case.id for case in cases if case.stage == Stage.RECEIVED])
    return [line_of(case, on, dues.get(case.id)) for case in cases]


def answer_dues(session: Session, case_ids: list[int]) -> dict[int, date | None]:
    """The days by which the newest referrals of these cases are to be answered."""
    query = select(Referral.case_id, Referral.answer_due_on).where(Referral.case_id.in_(case_ids))
    return {row.case_id: row.answer_due_on for row in session.execute(query.order_by(Referral.id))}


def case_count(session: Session, show: Show = Show.OPEN, *, among: Collection[int] | None = None) -> int:
    """How many cases a list has."""
    return session.scalar(select(func.count()).select_from(Case).where(*listed(show, among))) or 0


def listed(show: Show, among: Collection[int] | None = None) -> list[ColumnElement[bool]]:
    """The conditions for the cases of a list."""
    return [shown(show)] if among is None else [shown(show), Case.id.in_(sorted(among))]


def line_of(case: Case, on: date, answer_due: date | None = None) -> CaseLine:
    """A case as a line of a list, as of a day; `answer_due` while its referral waits for the answer."""
    stage_words = label_of("stage", case.stage).split("（")[0]
    overdue = case.is_open and case.next_on is not None and case.next_on < on
    return CaseLine(
        case.id,
        case.title or "（名前はまだありません）",
        case.number or "",
        case.stage,
        stage_words,
        meta_of(case, on, answer_due),
        overdue,
    )


def meta_of(case: Case, on: date, answer_due: date | None = None) -> str:
    """One line on where a case stands: the next date, or what is missing."""
    if case.stage == Stage.DRAFT:
        return "書きかけ"
    if not case.is_open:
        return f"{short(case.closed_on)} 終結" if case.closed_on else ""
    if case.next_on is None:
        return answer_words(answer_due, on) if answer_due is not None else "▲ 次の日が決まっていません"
    late = (on - case.next_on).days
    if late > 0:
        return f"▲ 確認日を{late}日すぎています"
    return f"● きょう　{case.next_what}" if late == 0 else f"○ 次 {short(case.next_on)}　{case.next_what}"


def answer_words(due: date, on: date) -> str:
    """By when the referral is to be answered."""
    late = (on - due).days
    if late > 0:
        return f"▲ 回答が{late}日おくれています"
    return "● 回答はきょうまで" if late == 0 else f"○ 回答は{short(due)}まで"


def case_page(session: Session, case_id: int) -> CasePage:
    """All that the page of a case shows."""
    case = still_there(session, Case, case_id)
    referrals = session.scalars(select(Referral).where(Referral.case_id == case_id).order_by(Referral.id.desc())).all()
    answers = {
        answer.referral_id: answer
        for answer in session.scalars(select(Answer).where(Answer.referral_id.in_([one.id for one in referrals])))
    }
    met = tuple(meeting for meeting, _ in meetings_of_case(session, case_id))
    plans = tuple(plans_of(session, case_id))
    pairs = tuple((one, answers.get(one.id)) for one in referrals)
    return CasePage(
        case=case,
        person=still_there(session, Person, case.principal_id),
        consent=consent_summary(session, case_id),
        steps=steps_of(case, pairs, met, plans),
        members=tuple(members_of(session, case)),
        referrals=pairs,
        meetings=met,
        plans=plans,
        periods=tuple(periods_of(session, case_id)),
        agencies=tuple(session.scalars(select(CaseAgency).where(CaseAgency.case_id == case_id))),
    )


SHORT_WAYS = {  # what ends at another desk has its own, shorter way
    Stage.PASSED_ON: "引継ぎ",
    Stage.SHARED_ONLY: "情報共有",
}


def steps_of(
    case: Case, referrals: tuple[tuple[Referral, Answer | None], ...], met: tuple[Meeting, ...], plans: tuple[Plan, ...]
) -> tuple[Step, ...]:
    """The way of a case with the step it stands at: the first one not done.

    A case that was passed on or only shared has a way of its own, which ends by telling who referred; on one that is
    paused nothing is the step of now.
    """
    answer = referrals[0][1] if referrals else None
    begun = (
        ("つなぎ", bool(referrals) and referrals[0][0].received_on is not None),
        ("回答", answer is not None and answer.answered_on is not None),
    )
    short_way = SHORT_WAYS.get(Stage(case.stage))
    if short_way is not None:
        told = answer is not None and answer.told_back_on is not None
        return steps((*begun, (short_way, True), ("つなぎ元へ報告", told)))
    whole = (
        *begun,
        ("会議", bool(met)),
        ("プラン", any(plan.decided_on for plan in plans)),
        ("確認", case.stage in (Stage.MONITORING, Stage.WATCHING, Stage.CLOSED)),
        ("終結", case.stage == Stage.CLOSED),
    )
    return steps(whole, resting=case.stage == Stage.PAUSED)


def steps(done: tuple[tuple[str, bool], ...], *, resting: bool = False) -> tuple[Step, ...]:
    """Steps by whether each is done; the first that is not is the one of now, unless the case rests."""
    at = next((place for place, (_, is_done) in enumerate(done) if not is_done), len(done))
    return tuple(
        Step(title, "done" if is_done else "now" if place == at and not resting else "later")
        for place, (title, is_done) in enumerate(done)
    )


def change_case(session: Session, case_id: int, **values: Any) -> Case:
    """Change what is known of a case, by attribute name. Raises Refusal for a next date of a case that has ended."""
    case = still_there(session, Case, case_id)
    if values.get("next_on") is not None:
        refuse_ended(case)
    with act(session, "save_case", "ケースの内容を直す"):
        for name, value in values.items():
            setattr(case, name, value)
    return case


def add_family_member(session: Session, case_id: int, *, subject: bool = False, **values: Any) -> Person:
    """Add a member to the household; `values` are attributes of Person and HouseholdMember.

    A `subject` is supported too, so that their consent counts.
    """
    case = still_there(session, Case, case_id)
    person_columns = Person.__table__.columns.keys()
    with act(session, "add_family_member", "世帯の人を加える"):
        person = Person(**{name: value for name, value in values.items() if name in person_columns})
        session.add(person)
        session.flush()
        member_values = {name: value for name, value in values.items() if name not in person_columns}
        session.add_all(
            [
                HouseholdMember(
                    household_id=case.household_id,
                    person_id=person.id,
                    relative_to_id=case.principal_id,
                    position=len(members_of(session, case)),
                    **member_values,
                ),
                CasePerson(case_id=case_id, person_id=person.id, part=Part.SUBJECT if subject else Part.FAMILY),
            ]
        )
        session.flush()
    return person


def set_part(session: Session, case_id: int, person_id: int, part: Part) -> CasePerson:
    """Say how a member of the household takes part: a SUBJECT's consent counts, a FAMILY member's does not.

    Raises Refusal for 本人, who always is the PRINCIPAL, for a second PRINCIPAL, and for somebody of another household.
    """
    case = still_there(session, Case, case_id)
    of_household = select(HouseholdMember.person_id).where(HouseholdMember.household_id == case.household_id)
    if person_id not in session.scalars(of_household).all():
        raise Refusal("この人は、このケースの世帯に入っていません。「世帯」で加えてから、選んでください。")
    if (person_id == case.principal_id) != (part == Part.PRINCIPAL):
        raise Refusal("本人は、いつも支援の対象です。ほかの人は「支援の対象」か「家族」を選んでください。")
    query = select(CasePerson).where(CasePerson.case_id == case_id, CasePerson.person_id == person_id)
    with act(session, "set_part", "支援の対象を決める"):
        taking_part = session.scalar(query)
        if taking_part is None:
            taking_part = CasePerson(case_id=case_id, person_id=person_id)
            session.add(taking_part)
        taking_part.part = part
        session.flush()
        tasks_follow_consent(session, case_id)
    return taking_part


def consent_tag(summary: ConsentSummary) -> str:
    """Words for the pill of a case: 「同意あり」「同意：母のみ」「同意 未確認」."""
    if summary.state == ConsentState.GIVEN:
        return "同意あり"
    return f"同意：{'、'.join(summary.agreed)}のみ" if summary.agreed else "同意 未確認"
