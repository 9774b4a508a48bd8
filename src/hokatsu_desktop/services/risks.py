"""Risks (リスク) that set a date: a risk ticked on a sheet has the household looked at again no later than it allows."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import open_days_after
from hokatsu_desktop.models import Case
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.sheets.definition import Sheet

RISKS = "risks"


def bring_forward(session: Session, case: Case, sheet: Sheet, before: Collection[str], after: Collection[str]) -> None:
    """Move the next date of an open case forward for risks newly ticked; a date that is early enough stays."""
    shipped = {value.key: value.within for value in sheet.choice_list("risk").values}
    new = [(int(shipped[key]), key) for key in after if key not in before and shipped.get(key)]
    if not new or not case.is_open:
        return
    days, key = min(new, key=lambda one: one[0])
    due = open_days_after(today(session), days)
    if case.next_on is None or due < case.next_on:
        case.next_on = due
        case.next_what = f"リスク「{sheet.choice_list('risk').label_of(key).partition('（')[0]}」を確かめる"
