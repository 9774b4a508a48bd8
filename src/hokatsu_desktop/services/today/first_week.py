"""引き継いだはじめの1週間: what the successor reads first, whom to call on, and what this month of the year asks for."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Agency, Case, CaseAgency, Contact, Handover, Referral, Task
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.filled_sheets import filled_sheet
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.handover import BOOK, CaseToHandOver, cases_to_hand_over, newest_handover
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.today.row import TodayRow
from hokatsu_desktop.sheets.answers import as_rows

DAYS = 7
MOST_PEOPLE = 5


def first_week_rows(session: Session, on: date) -> list[TodayRow]:
    """For seven days after taking over, or until it is closed: unread cases, people to meet first, this month's work."""
    handover = newest_handover(session)
    if handover is None or not _is_first_week(handover, on):
        return []
    unread = [case for case in cases_to_hand_over(session, handover) if not case.is_read]
    return [*_unread(session, unread), *_people(session, handover.case_ids), *_this_month(session, on)]


def end_first_week(session: Session) -> None:
    """The successor knows the way by now: きょう goes on without it."""
    if (handover := newest_handover(session)) is not None:
        with act(session, "end_first_week", "はじめの1週間の欄を閉じる"):
            still_there(session, Handover, handover.id).first_week_closed = True


def _is_first_week(handover: Handover, on: date) -> bool:
    began = handover.accepted_on
    return began is not None and not handover.first_week_closed and began <= on < began + timedelta(days=DAYS)


def _unread(session: Session, cases: Sequence[CaseToHandOver]) -> list[TodayRow]:
    ids = [case.case_id for case in cases]
    promises = select(Task.case_id, func.count(), func.min(Task.due_on)).where(
        Task.case_id.in_(ids), Task.done_on.is_(None), Task.waits_for_consent.is_(False)
    )
    promised = {row[0]: (row[1], row[2]) for row in session.execute(promises.group_by(Task.case_id))}
    waiting = set(
        session.scalars(
            select(Referral.case_id).where(
                Referral.case_id.in_(ids), Referral.received_on.is_not(None), Referral.answered_on.is_(None)
            )
        )
    )
    rows = []
    for case in cases:
        count, due = promised.get(case.case_id, (0, None))
        told = (
            f"次は{short(case.next_on)}" if case.next_on else "次の日は決まっていません",
            f"約束{count}件{f'（早いもの{short(due)}）' if due else ''}" if count else "",
            "つなぎに、まだ回答していません" if case.case_id in waiting else "",
        )
        title = f"読む　{case.number}　{case.title}"
        rows.append(TodayRow(title, "　".join(filter(None, told)), "quiet", "case", case.case_id, case.case_id))
    return rows


def _people(session: Session, case_ids: Sequence[int]) -> list[TodayRow]:
    """Who shares most of the cases, with a telephone number."""
    shared = func.count(CaseAgency.case_id.distinct())
    query = (
        select(Agency, func.min(CaseAgency.contact_id), shared)
        .join(CaseAgency, CaseAgency.agency_id == Agency.id)
        .join(Case, Case.id == CaseAgency.case_id)
        .where(CaseAgency.until_on.is_(None), Case.id.in_(case_ids), ON_SHELF == Shelf.OPEN)
        .group_by(Agency.id)
        .order_by(shared.desc(), Agency.name, Agency.id)
        .limit(MOST_PEOPLE)
    )
    rows = []
    for agency, contact_id, count in session.execute(query):
        contact = session.get(Contact, contact_id) if contact_id else None
        who = f"　{contact.name}" if contact is not None else ""
        phone = (contact.phone if contact is not None else "") or agency.phone
        meta = "　".join(filter(None, (f"いっしょに関わるケース{count}件", phone)))
        rows.append(TodayRow(f"あいさつする　{agency.name}{who}", meta, "quiet", "agency", agency.id, None))
    return rows


def _this_month(session: Session, on: date) -> list[TodayRow]:
    """What 事務引継書 says of this month in the course of the year."""
    book = filled_sheet(session, BOOK, the_office(session).id)
    return [
        TodayRow(f"{on.month}月の仕事", str(row.get("what", "")).replace("\n", "　"), "quiet", "handover", 0, None)
        for row in as_rows(book.answers.get("calendar") if book else None)
        if _names_month(str(row.get("month", "")), on.month) and row.get("what")
    ]


def _names_month(words: str, month: int) -> bool:
    """Whether 「6月」, 「５〜７月」 or 「毎月」 names a month."""
    text = unicodedata.normalize("NFKC", words)
    if "毎月" in text:
        return True
    if span := re.search(r"(\d+)月?\s*[~〜ー-]\s*(\d+)月", text):
        first, last = int(span[1]), int(span[2])
        return first <= month <= last if first <= last else month >= first or month <= last
    return str(month) in re.findall(r"\d+", text)
