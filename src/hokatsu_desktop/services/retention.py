"""保存年限: for how long a closed case is kept, from which day on, and which cases may be disposed of (廃棄候補)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import Case, CasePeriod
from hokatsu_desktop.models.case import DONE_STAGES
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.services.refusal import Refusal

SETTING = "retention"  # within Office.settings
PERMANENT = 0
CLASSES = (PERMANENT, 10, 5, 3, 1)  # 永久, 10年, 5年, 3年, 1年: what the rules of most towns have
USUAL_YEARS = 5
MOST_YEARS = 100


class StartRule(StrEnum):
    """From which day on the years are counted."""

    APRIL = "april"  # 終結した年度の翌年度4月1日
    NEXT_DAY = "next_day"  # 終結した日の翌日


@dataclass(frozen=True)
class RetentionRule:
    """What the office decided."""

    usual_years: int = USUAL_YEARS
    classes: tuple[int, ...] = CLASSES
    start: StartRule = StartRule.APRIL


@dataclass(frozen=True)
class Kept:
    """How long one closed case is kept. `expires_on` is the last day; None: for ever."""

    case_id: int
    number: str
    title: str
    ended_on: date
    years: int
    starts_on: date
    expires_on: date | None
    hold_why: str  # why it may not be disposed of although its time is over; "" without a hold

    def is_over(self, on: date) -> bool:
        """Whether the time is over on a day, hold or not."""
        return self.expires_on is not None and on > self.expires_on


def retention_rule(session: Session) -> RetentionRule:
    """What the office decided, or what is usual."""
    told: dict[str, Any] = the_office(session).settings.get(SETTING, {})
    return RetentionRule(
        told.get("usual_years", USUAL_YEARS),
        tuple(told.get("classes", CLASSES)),
        StartRule(told.get("start", StartRule.APRIL)),
    )


def decide_rule(session: Session, rule: RetentionRule) -> None:
    """The office decides how long records are kept. Raises Refusal for years that make no sense."""
    if not rule.classes or any(not 0 <= years <= MOST_YEARS for years in rule.classes):
        raise Refusal(
            f"保存年限は、1年から{MOST_YEARS}年までの数か「永久」で入れてください。前の決まりは残っています。"
        )
    if rule.usual_years not in rule.classes:
        raise Refusal("ふだんの保存年限は、保存年限の区分の中から選んでください。前の決まりは残っています。")
    told = {"usual_years": rule.usual_years, "classes": list(rule.classes), "start": str(rule.start)}
    change_setting(session, SETTING, told)


def keep_for(session: Session, case_id: int, years: int | None, starts_on: date | None = None) -> Case:
    """How long one case is kept, and from which day on; None: as the office's rule says. Raises Refusal."""
    if years is not None and years not in retention_rule(session).classes:
        raise Refusal("保存年限は、事務局で決めた区分の中から選んでください。前の保存年限は残っています。")
    case = still_there(session, Case, case_id)
    with act(session, "keep_for", "保存年限を決める"):
        case.retention_years, case.retention_from = years, starts_on
        session.flush()
    return case


def hold(session: Session, case_id: int, why: str) -> Case:
    """廃棄保留: a case is not disposed of for this reason, such as 開示請求 or 係争. Raises Refusal without one."""
    if not why.strip():
        raise Refusal("廃棄を保留するわけ（開示請求、係争など）を入れてください。まだ何も変わっていません。")
    case = still_there(session, Case, case_id)
    with act(session, "hold_disposal", "廃棄を保留する"):
        case.retention_hold, case.retention_hold_why = True, why.strip()
        session.flush()
    return case


def end_hold(session: Session, case_id: int) -> Case:
    """The reason for the hold is gone."""
    case = still_there(session, Case, case_id)
    with act(session, "end_hold", "廃棄の保留をやめる"):
        case.retention_hold, case.retention_hold_why = False, ""
        session.flush()
    return case


def kept_of(session: Session, case_id: int) -> Kept | None:
    """How long a case is kept; None while it is open, a draft, or in the trash."""
    found = _kept(session, [case_id])
    return found[0] if found else None


def candidates(session: Session) -> list[Kept]:
    """廃棄候補: the closed cases whose time is over today and that are not held, the longest over first."""
    return [one for one in over(session) if not one.hold_why]


def over(session: Session) -> list[Kept]:
    """The closed cases whose time is over today, those that are held as well."""
    on = today(session)
    found = [one for one in _kept(session) if one.is_over(on)]
    return sorted(found, key=lambda one: (one.expires_on or date.max, one.number, one.case_id))


def starts_on(ended_on: date, rule: StartRule) -> date:
    """From which day on the years are counted (起算日)."""
    match rule:
        case StartRule.APRIL:
            return date(fiscal_year(ended_on) + 1, 4, 1)
        case StartRule.NEXT_DAY:
            return ended_on + timedelta(days=1)
    raise ValueError(rule)


def last_day(starts: date, years: int) -> date | None:
    """The last day of the time for which something is kept (満了日); None: for ever."""
    if years == PERMANENT:
        return None
    try:
        return starts.replace(year=starts.year + years) - timedelta(days=1)
    except ValueError:  # from the 29th of February
        return date(starts.year + years, 2, 28)


def years_words(years: int) -> str:
    """「5年」 or 「永久」."""
    return "永久" if years == PERMANENT else f"{years}年"


def _kept(session: Session, case_ids: Sequence[int] | None = None) -> list[Kept]:
    """The closed cases, all or some. Which day a case ended on is told by the case, else by its last period or contact."""
    rule = retention_rule(session)
    ended = (
        select(CasePeriod.case_id, func.max(CasePeriod.closed_on).label("on")).group_by(CasePeriod.case_id).subquery()
    )
    query = (
        select(Case, func.coalesce(Case.closed_on, ended.c.on, Case.last_contact_on, Case.received_on))
        .outerjoin(ended, ended.c.case_id == Case.id)
        .where(Case.stage.in_(DONE_STAGES), Case.trashed_at.is_(None), Case.number.is_not(None))
    )
    if case_ids is not None:
        query = query.where(Case.id.in_(case_ids))
    return [_kept_of(case, day, rule) for case, day in session.execute(query) if day is not None]


def _kept_of(case: Case, ended_on: date, rule: RetentionRule) -> Kept:
    years = rule.usual_years if case.retention_years is None else case.retention_years
    starts = case.retention_from or starts_on(ended_on, rule.start)
    why = (case.retention_hold_why or "保留") if case.retention_hold else ""
    return Kept(case.id, case.number or "", case.title, ended_on, years, starts, last_day(starts, years), why)
