"""What is counted of referrals, answers, plans, and of cases that closed or came back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Answer, Case, CasePeriod, Consent, Plan, PlanKind, Referral
from hokatsu_desktop.models.consent import agrees
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.figures.figure import MONTHS, QUARTER, Figure, Seen, by_choice, events, within
from hokatsu_desktop.services.sight import unveiled

PLAN_LABELS = {
    PlanKind.FIRST: "プラン作成（初回）",
    PlanKind.AGAIN: "プラン作成（再プラン）",
    PlanKind.CHANGED: "プランの変更",
}


def referral_figures(session: Session, year: int) -> list[Figure]:
    """Everything this module counts of the fiscal year that begins in `year`."""
    with unveiled(session):
        return [
            *referrals_received(session, year),
            *answers_by_reply(session, year),
            *plans_decided(session, year),
            in_support(session, year),
            *closed_cases(session, year),
            reopened_cases(session, year),
        ]


def referrals_received(session: Session, year: int) -> list[Figure]:
    """Counter 5: つなぎ received, all of them, then by who referred, then by 本人's consent as it stood on that day."""
    rows = session.execute(
        select(Referral.received_on, Referral.referrer_kind, Case.id, Case.principal_id)
        .join(Case, Case.id == Referral.case_id)
        .where(within(Referral.received_on, year), Case.trashed_at.is_(None))
    ).all()
    came = [(day, kind, case_id, person_id) for day, kind, case_id, person_id in rows if day is not None]
    agreed = agreements(session)
    by_consent = {True: "同意あり", False: "同意なし・未確認"}
    given = [(any(a <= day < b for a, b in agreed[case, person]), Seen(day, case)) for day, _kind, case, person in came]
    return [
        events("referrals", "つなぎの受付", [Seen(day, case) for day, _kind, case, _person in came], year),
        *by_choice("referrals", "つなぎ元", "referrer", ((kind, Seen(day, case)) for day, kind, case, _ in came), year),
        *(
            events(
                f"referrals_consent_{'yes' if state else 'no'}", f"つなぎの受付　{words}", days_of(given, state), year
            )
            for state, words in by_consent.items()
        ),
    ]


def agreements(session: Session) -> dict[tuple[int, int], list[tuple[date, date]]]:
    """From when until before when each person of a case had agreed to giving and taking; the newest record counts."""
    told: dict[tuple[int, int], list[Consent]] = defaultdict(list)
    for one in session.scalars(select(Consent).where(Consent.obtained_on.is_not(None)).order_by(Consent.id)):
        told[one.case_id, one.person_id].append(one)
    return defaultdict(list, {key: agreed_spans(records) for key, records in told.items()})


def agreed_spans(records: Sequence[Consent]) -> list[tuple[date, date]]:
    """The spans in which one person agreed, from their records in the order in which they were written.

    A record, also that of a consent taken back, ends the spans before it on its own day.
    """
    spans: list[tuple[date, date]] = []
    for one in records:
        begins = one.withdrawn_on or one.obtained_on
        if begins is None:
            continue
        spans = [(since, min(until, begins)) for since, until in spans]
        if agrees(one):
            spans.append((begins, date.max))
    return spans


def days_of(given: Iterable[tuple[bool, Seen]], wanted: bool) -> list[Seen]:
    """Those that are as wanted."""
    return [day for state, day in given if state is wanted]


def answers_by_reply(session: Session, year: int) -> list[Figure]:
    """Counter 6: answers (C票) by the day of the answer, and each of the six ways; one answer may go several ways."""
    rows = session.execute(
        select(Answer.answered_on, Case.id, Answer.replies)
        .join(Referral, Referral.id == Answer.referral_id)
        .join(Case, Case.id == Referral.case_id)
        .where(within(Answer.answered_on, year), Case.trashed_at.is_(None))
    ).all()
    given = [(Seen(day, case_id), replies) for day, case_id, replies in rows if day is not None]
    ways = ((reply, one) for one, replies in given for reply in replies)
    return [
        events("answers", "つなぎへの回答", [one for one, _ in given], year),
        *by_choice("answers", "回答", "reply", ways, year),
    ]


def plans_decided(session: Session, year: int) -> list[Figure]:
    """Counter 7: plans by the day they were decided, apart for 初回, 再プラン and 変更."""
    rows = session.execute(
        select(Plan.decided_on, Case.id, Plan.kind)
        .join(Case, Case.id == Plan.case_id)
        .where(within(Plan.decided_on, year), Case.trashed_at.is_(None))
    ).all()
    return [
        events(f"plans_{kind}", label, [Seen(day, case) for day, case, one in rows if day and one == kind], year)
        for kind, label in PLAN_LABELS.items()
    ]


def in_support(session: Session, year: int) -> Figure:
    """Counter 8: cases in an open period on the last day of each month; the year's number is the newest of them.

    Months that are still to come stay at 0.
    """
    periods = session.execute(
        select(CasePeriod.case_id, CasePeriod.opened_on, CasePeriod.closed_on)
        .join(Case, Case.id == CasePeriod.case_id)
        .where(Case.trashed_at.is_(None))
    ).all()
    on = today(session)
    months = [0] * MONTHS
    newest: set[Seen] = set()
    for place in range(MONTHS):
        first, after = month_from(year, place), month_from(year, place + 1)
        if first > on:
            break
        newest = {Seen(opened, case) for case, opened, closed in periods if stands(opened, closed, after)}
        months[place] = len({one.case_id for one in newest})
    ends = [
        max(at for at in range(first, first + QUARTER) if at == first or month_from(year, at) <= on)
        for first in range(0, MONTHS, QUARTER)
    ]
    quarters = tuple(months[at] for at in ends)  # the last month of each that has begun
    number = len({one.case_id for one in newest})
    return Figure("in_support", "支援中（月末）", tuple(months), number, quarters=quarters, seen=tuple(sorted(newest)))


def stands(opened: date, closed: date | None, after: date) -> bool:
    """Whether a period is open at the end of the day before `after`."""
    return opened < after and (closed is None or closed >= after)


def month_from(year: int, place: int) -> date:
    """The first day of a month of a fiscal year, April 0; 12 is the April after it."""
    return date(year + (place + 3) // 12, (place + 3) % 12 + 1, 1)


def closed_cases(session: Session, year: int) -> list[Figure]:
    """Counter 9: 終結 by the day of the closing, all of them and by reason; a case closed twice counts twice."""
    rows = session.execute(
        select(CasePeriod.closed_on, Case.id, CasePeriod.close_reason)
        .join(Case, Case.id == CasePeriod.case_id)
        .where(within(CasePeriod.closed_on, year), Case.trashed_at.is_(None))
    ).all()
    closed = [(reason, Seen(day, case_id)) for day, case_id, reason in rows if day is not None]
    return [
        events("closed", "終結", [one for _, one in closed], year),
        *by_choice("closed", "終結の理由", "close_reason", closed, year),
    ]


def reopened_cases(session: Session, year: int) -> Figure:
    """Counter 9: 再開, by the day on which a second or later period began."""
    rows = session.execute(
        select(CasePeriod.opened_on, Case.id)
        .join(Case, Case.id == CasePeriod.case_id)
        .where(within(CasePeriod.opened_on, year), CasePeriod.ordinal > 1, Case.trashed_at.is_(None))
    )
    return events("reopened", "再開", [Seen(day, case_id) for day, case_id in rows], year)
