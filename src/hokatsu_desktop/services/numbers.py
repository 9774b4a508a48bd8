"""Case, meeting and plan numbers: R8-012, R8-支-05, R8-012-P1. Numbers are never used twice."""

import re
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.eras import ERAS
from hokatsu_desktop.japanese.fiscal import fiscal_code, fiscal_year
from hokatsu_desktop.models import Case, Meeting, MeetingBasis, Plan
from hokatsu_desktop.services.sight import unveiled

CASE_NUMBER = re.compile(rf"(?<![0-9A-Za-z])[{''.join(era.letter for era in ERAS)}]\d{{1,2}}-\d{{3,}}")  # within a text
SIGN = {MeetingBasis.SUPPORT: "支", MeetingBasis.LAYERED: "重"}


def next_case_number(session: Session, on: date) -> str:
    """The next free case number of the fiscal year of `on`."""
    code = fiscal_code(fiscal_year(on))
    with unveiled(session):
        last = session.scalar(
            select(Case.number)
            .where(Case.number >= f"{code}-", Case.number < f"{code}.")
            .order_by(func.length(Case.number).desc(), Case.number.desc())
            .limit(1)
        )
    ordinal = int(last.split("-")[1]) + 1 if last else 1
    return f"{code}-{ordinal:03d}"


def next_meeting_ordinal(session: Session, basis: str, on: date) -> int:
    """Which meeting of this basis it will be in the fiscal year of `on` (第n回)."""
    last = session.scalar(
        select(func.max(Meeting.ordinal)).where(Meeting.basis == basis, Meeting.fiscal_year == fiscal_year(on))
    )
    return (last or 0) + 1


def meeting_number(session: Session, basis: MeetingBasis, on: date, ordinal: int) -> str:
    """The number of a meeting; other bases than 支 and 重 share the sign 他 and count on until free."""
    start = f"{fiscal_code(fiscal_year(on))}-{SIGN.get(basis, '他')}-"
    taken = set(session.scalars(select(Meeting.number).where(Meeting.number.like(f"{start}%"))))
    while f"{start}{ordinal:02d}" in taken:
        ordinal += 1
    return f"{start}{ordinal:02d}"


def next_plan_number(session: Session, case: Case) -> str:
    """The number of a case's next plan."""
    count = session.scalar(select(func.count()).select_from(Plan).where(Plan.case_id == case.id)) or 0
    return f"{case.number or f'下書き{case.id}'}-P{count + 1}"
