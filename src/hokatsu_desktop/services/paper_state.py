"""この紙の時点: the twelve digits at the foot of a sheet, and what has changed in the store since they were printed."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry
from hokatsu_desktop.services.acts import head_digits
from hokatsu_desktop.services.case_rows import acts_of_cases
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.refusal import Refusal

DIGITS = 12
MOST_LINES = 200
_NO_NUMBER = "番号のない下書き"
_TAIL = 3  # the last hexadecimal digits of a hash, which 10**12 leaves whole: 2**12 divides it
_NOT_DIGITS = "紙の下に印刷した12けたの数字を入れてください（例：4821-0937-5526）。"
_UNKNOWN = (
    "この数字は、この台帳にありません。打ちまちがいでなければ、ほかの台帳の紙か、控えに戻す前の台帳で印刷した紙です。"
)


@dataclass(frozen=True)
class ChangedLine:
    """One kind of act on one case since the paper was printed."""

    case_label: str  # case number, or the words for a draft; empty for what belongs to no case
    title: str
    times: int
    case_id: int | None


@dataclass(frozen=True)
class PaperState:
    """What the digits of a paper tell."""

    digits: str
    state_at: datetime  # by the office's clock: the last thing written before the paper was made
    changes: int  # acts that changed something since then
    lines: tuple[ChangedLine, ...]  # newest first, at most MOST_LINES


def state_of_paper(session: Session, typed: str) -> PaperState:
    """What has changed since a paper was printed. Raises Refusal for digits that are not twelve or not of this store."""
    wanted = digits_of(typed)
    link = link_of(session, wanted)
    since = (ChangeEntry.id > link.id, ChangeEntry.table_name != "")
    changes = session.scalar(select(func.count(func.distinct(ChangeEntry.act_number))).where(*since)) or 0
    state_at = at_office(session, link.happened_at)
    return PaperState(wanted, state_at, changes, lines_since(session, link.id))


def digits_of(typed: str) -> str:
    """The digits as they are printed, however they were typed. Raises Refusal when they are not twelve."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign in "0123456789")
    if len(digits) != DIGITS:
        raise Refusal(_NOT_DIGITS)
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def link_of(session: Session, digits: str) -> ChangeEntry:
    """The link of the log with these digits; only about one in 4096 links has to be worked out."""
    number = int(digits.replace("-", ""))
    tail = f"{number % 16**_TAIL:0{_TAIL}x}"
    links = session.execute(
        select(ChangeEntry.id, ChangeEntry.hash)
        .where(func.substr(ChangeEntry.hash, -_TAIL) == tail)
        .order_by(ChangeEntry.id.desc())
    )
    found = next((row.id for row in links if head_digits(row.hash) == digits), None)
    if found is None:
        raise Refusal(_UNKNOWN)
    return session.get_one(ChangeEntry, found)


def lines_since(session: Session, sequence: int) -> tuple[ChangedLine, ...]:
    """The acts after a link by case and title, those done last first."""
    told = acts_of_cases(sequence).cte()
    act, times = told.c.act_number, func.count(func.distinct(told.c.act_number))
    of_cases = (
        select(Case.id, Case.number, told.c.title, times, func.max(act))
        .join(Case, Case.id == told.c.case_id)
        .group_by(Case.id, told.c.title)
    )
    last, of_none = func.max(ChangeEntry.act_number), func.count(func.distinct(ChangeEntry.act_number))
    of_no_case = (
        select(null(), null(), ChangeEntry.title, of_none, last)
        .where(ChangeEntry.id > sequence, ChangeEntry.table_name != "", ChangeEntry.act_number.not_in(select(act)))
        .group_by(ChangeEntry.title)
    )
    rows = [*session.execute(of_cases), *session.execute(of_no_case)]
    rows.sort(key=lambda row: -row[4])
    return tuple(
        ChangedLine((number or _NO_NUMBER) if case_id else "", title, times, case_id)
        for case_id, number, title, times, _last in rows[:MOST_LINES]
    )
