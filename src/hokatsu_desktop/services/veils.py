"""Closing a case to one member of staff (a relative, a neighbour), opening it again, and who cannot see what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.models import Case, MeetingCase, Staff, StaffRole, Veil
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sight import hidden_rows, is_hidden, look_again, unveiled

NOTHING_CHANGED = "まだ何も変わっていません。"


@dataclass(frozen=True)
class VeilLine:
    """One member of staff to whom one case is closed, or was."""

    veil_id: int
    case_id: int
    case_words: str  # R8-012　佐藤世帯
    staff_name: str
    why: str
    since_on: date
    by_name: str
    lifted_on: date | None
    lifted_by_name: str


def seen(session: Session) -> ColumnElement[bool]:
    """The condition on Case under which the session's member of staff may see it.

    Queries of mapped classes have it already (services/sight.py); it is for those that are written otherwise.
    """
    cases = hidden_rows(session).get(Case.__tablename__)
    return Case.id.not_in(cases) if cases else true()


def may_see(session: Session, case_id: int) -> bool:
    """Whether a case is not closed to the session's member of staff."""
    return not is_hidden(session, Case, case_id)


def hide_case(session: Session, case_id: int, staff_id: int, why: str) -> Veil:
    """Close a case to one member of staff, oneself too.

    Raises Refusal without a reason, for 所属長, and when nobody who may write would see the case any more.
    """
    case, staff = still_there(session, Case, case_id), still_there(session, Staff, staff_id)
    if not why.strip():
        raise Refusal(f"わけ（親族、近所など）を書いてください。{NOTHING_CHANGED}")
    if staff.left_on is not None:
        raise Refusal(f"この職員は、もう異動・退職しています。{NOTHING_CHANGED}")
    if staff.role == StaffRole.CHIEF:
        raise Refusal(
            "所属長には、どのケースも閉じられません。代わりに事務を行う人を、所属長と決めてください。" + NOTHING_CHANGED
        )
    if staff_id in closed_to(session, case_id):
        raise Refusal(
            "このケースは、もうこの職員には表示されません。ほかの職員を選んでください。何も変わっていません。"
        )
    if not who_see(session, case_id, without=staff_id):
        raise Refusal(
            "このケースを見られる職員が、ほかにいなくなります。"
            f"先に、ほかの職員を「担当」か「所属長」として加えてください。{NOTHING_CHANGED}"
        )
    with act(session, "hide_case", "ケースを1人の職員に閉じる"):
        veil = Veil(
            case_id=case.id,
            staff_id=staff_id,
            why=why.strip(),
            since_on=today(session),
            by_staff_id=session.info.get("staff_id"),
        )
        session.add(veil)
        session.flush()
    look_again(session)
    return veil


def lift_veil(session: Session, veil_id: int) -> Veil:
    """Let the member of staff see the case again. Raises Refusal when it is they who ask."""
    veil = still_there(session, Veil, veil_id)
    if veil.staff_id == session.info.get("staff_id"):
        raise Refusal(f"ご自分に閉じられたケースは、ご自分では開けません。所属長に頼んでください。{NOTHING_CHANGED}")
    if veil.lifted_on is None:
        with act(session, "lift_veil", "閉じたケースを職員に開く"):
            veil.lifted_on = today(session)
            veil.lifted_by_staff_id = session.info.get("staff_id")
        look_again(session)
    return veil


def veils(session: Session, case_id: int | None = None) -> list[VeilLine]:
    """Who cannot see which case, of one case or of all, those in force first; a case that is closed to the asker is not told."""
    by, lifted_by = aliased(Staff), aliased(Staff)
    query = (
        select(Veil, Case, Staff.name, by.name, lifted_by.name)
        .join(Case, Case.id == Veil.case_id)
        .join(Staff, Staff.id == Veil.staff_id)
        .outerjoin(by, by.id == Veil.by_staff_id)
        .outerjoin(lifted_by, lifted_by.id == Veil.lifted_by_staff_id)
        .order_by(Veil.lifted_on.is_not(None), Veil.id.desc())
    )
    if case_id is not None:
        query = query.where(Veil.case_id == case_id)
    return [
        VeilLine(
            veil.id,
            case.id,
            f"{case.number or '書きかけ'}　{case.title}",
            name,
            veil.why,
            veil.since_on,
            by_name or "",
            veil.lifted_on,
            lifted_by_name or "",
        )
        for veil, case, name, by_name, lifted_by_name in session.execute(query)
    ]


def may_be_closed_to(session: Session, case_id: int) -> list[Staff]:
    """The staff to whom a case can be closed: who is here, is not 所属長, and sees it now."""
    closed = closed_to(session, case_id)
    return [one for one in present_staff(session) if one.role != StaffRole.CHIEF and one.id not in closed]


def closed_to(session: Session, case_id: int) -> set[int]:
    """The ids of the staff to whom a case is closed now."""
    with unveiled(session):
        return set(session.scalars(select(Veil.staff_id).where(Veil.case_id == case_id, Veil.lifted_on.is_(None))))


def who_see(session: Session, case_id: int, *, without: int | None = None) -> list[Staff]:
    """The staff who may write and see a case, without one of them."""
    closed = closed_to(session, case_id)
    return [
        one
        for one in present_staff(session)
        if one.id != without and one.role != StaffRole.VIEWER and (one.role == StaffRole.CHIEF or one.id not in closed)
    ]


def refuse_last_to_see(session: Session, staff_id: int, *, if_closed: bool = False) -> None:
    """Refuse when a case would be seen by nobody without this member of staff; `if_closed`: only cases closed to them."""
    query = select(Veil.case_id).where(Veil.lifted_on.is_(None)).distinct()
    with unveiled(session):
        cases = session.scalars(query.where(Veil.staff_id == staff_id) if if_closed else query).all()
    if any(not who_see(session, case_id, without=staff_id) for case_id in cases):
        raise Refusal(
            "ほかの職員に閉じたケースを見られるのは、この職員だけです。先に、「担当」か「所属長」の職員を加えるか、"
            f"この職員が「設定」の「閉じたケース」で開いてください。{NOTHING_CHANGED}"
        )


def hidden_at(session: Session, meeting_ids: Sequence[int]) -> dict[int, int]:
    """How many cases of these meetings are closed to the session's member of staff, by meeting."""
    cases = hidden_rows(session).get(Case.__tablename__)
    if not cases:
        return {}
    query = select(MeetingCase.meeting_id).where(
        MeetingCase.meeting_id.in_(meeting_ids), MeetingCase.case_id.in_(cases)
    )
    found: dict[int, int] = {}
    with unveiled(session):
        for meeting_id in session.scalars(query):
            found[meeting_id] = found.get(meeting_id, 0) + 1
    return found


def hidden_words(session: Session, meeting_id: int) -> str:
    """「1件は表示できません」 for a meeting; empty when all its cases may be seen."""
    count = hidden_at(session, [meeting_id]).get(meeting_id, 0)
    return not_shown_words(count) if count else ""


def not_shown_words(count: int) -> str:
    """How many cases a list leaves out."""
    return f"{count}件は表示できません"
