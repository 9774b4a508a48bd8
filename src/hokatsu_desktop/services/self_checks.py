"""年に一度の点検表: what the store knows of keys, rehearsals, media and papers, written on the sheet of the office."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import plain, short
from hokatsu_desktop.models import Handout, HandoutCopy, Medium, MediumLoan, Staff, StaffRole
from hokatsu_desktop.services.backup_drills import last_drill
from hokatsu_desktop.services.clock import at_office, today
from hokatsu_desktop.services.handouts import COLLECT
from hokatsu_desktop.services.media import SHARED
from hokatsu_desktop.services.office import present_staff, the_office
from hokatsu_desktop.services.self_check_days import SELF_CHECK
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.services.staff import ROLES
from hokatsu_desktop.sheets.answers import Answers, Row

_MOST_NUMBERS = 12
_NONE = "ありません。"


@dataclass(frozen=True)
class CheckItem:
    """One line of the sheet: what to look at, and how it stands."""

    item: str
    found: str


def items_in_store(session: Session, slots: Collection[str]) -> list[CheckItem]:
    """What the store knows; `slots` are the keys that open it."""
    with unveiled(session):
        return [
            CheckItem("鍵を持つ職員と役割", _staff_words(session, slots)),
            CheckItem("復元訓練", _drill_words(session)),
            CheckItem("外に出ている媒体", _media_words(session)),
            CheckItem("戻っていない配付資料", _paper_words(session)),
        ]


def write_self_check(session: Session, items: Sequence[CheckItem]) -> None:
    """Begins this year's sheet with how things stand today; last year's stays among its earlier writings."""
    staff_id = session.info.get("staff_id")
    staff = session.get(Staff, staff_id) if staff_id else None
    rows: list[Row] = [{"item": one.item, "found": one.found, "good": "", "todo": ""} for one in items]
    answers: Answers = {
        "checked_on": PartialDate.of(today(session)).text,
        "checked_by": staff.name if staff else "",
        "items": rows,
        "remarks": "",
    }
    save_sheet(session, SELF_CHECK, the_office(session).id, answers)


def _staff_words(session: Session, slots: Collection[str]) -> str:
    staff = present_staff(session)
    roles = Counter(ROLES[StaffRole(one.role)] for one in staff)
    counted = "、".join(f"{role}{count}人" for role, count in roles.items())
    named = "、".join(
        f"{one.name}（{ROLES[StaffRole(one.role)]}{'' if one.key_slot in slots else '・合言葉なし'}）" for one in staff
    )
    return f"{counted}。{named}"


def _drill_words(session: Session) -> str:
    drill = last_drill(session)
    if drill is None:
        return "まだしていません。"
    result = f"うまくいきませんでした（{drill.trouble}）" if drill.trouble else f"{drill.cases}件のケースを開けました"
    return f"{plain(drill.done_on)}　{result}"


def _media_words(session: Session) -> str:
    out = session.execute(
        select(MediumLoan.lent_on, Medium.number)
        .outerjoin(Medium, Medium.id == MediumLoan.medium_id)
        .where(MediumLoan.ended_on.is_(None))
        .order_by(MediumLoan.lent_on, MediumLoan.id)
    ).all()
    if not out:
        return _NONE
    named = "、".join(f"{number or SHARED}（{short(lent_on)}から）" for lent_on, number in out[:_MOST_NUMBERS])
    return f"{len(out)}個。{named}"


def _paper_words(session: Session) -> str:
    out = session.execute(
        select(HandoutCopy.handout_id, func.count(), func.min(Handout.printed_at))
        .join(Handout)
        .where(HandoutCopy.returned_on.is_(None), HandoutCopy.explained_on.is_(None))
        .where(Handout.rule == COLLECT, Handout.shredded_on.is_(None))
        .group_by(HandoutCopy.handout_id)
        .order_by(func.min(Handout.printed_at))
    ).all()
    if not out:
        return _NONE
    named = "、".join(
        f"{short(at_office(session, printed).date())}の資料{count}部" for _id, count, printed in out[:_MOST_NUMBERS]
    )
    return f"{sum(count for _id, count, _printed in out)}部。{named}"
