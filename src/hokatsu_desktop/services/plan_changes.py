"""前のプランとの比べ: what is new in a plan, what is gone, what was changed, and what goes on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import full, shown
from hokatsu_desktop.models import Plan, PlanRow
from hokatsu_desktop.sheets.answers import Row

NEW, GONE, KEPT, CHANGED = "○ 新しい", "× なくなった", "－ 続ける", "△ 変えた"
PARTS = (
    ("wish", "本人・世帯の希望"),
    ("goal_long", "長い目標"),
    ("goal_short", "近い目標"),
    ("direction", "支援の方向"),
    ("own_efforts", "本人・家族が取り組むこと"),
    ("informal", "地域の支え"),
    ("emergency", "急なとき"),
    ("lead_supporter", "主担当"),
)


def plan_before(session: Session, plan: Plan) -> Plan | None:
    """The plan of the same case before this one."""
    query = select(Plan).where(Plan.case_id == plan.case_id, Plan.id < plan.id).order_by(Plan.id.desc()).limit(1)
    return session.scalar(query)


def plan_changes(session: Session, plan: Plan) -> list[Row]:
    """A plan beside the one before it: its words, then its roles; none for a first plan."""
    before = plan_before(session, plan)
    if before is None:
        return []
    rows = [_row(label, getattr(before, name), getattr(plan, name)) for name, label in PARTS]
    rows.append(_row("次に確認する日", *(full(one.next_on) if one.next_on else "" for one in (before, plan))))
    return [row for row in rows if row["earlier"] or row["now"]] + _role_changes(session, before, plan)


def _role_changes(session: Session, before: Plan, plan: Plan) -> list[Row]:
    """Roles of the same person and words go on; others of the same person in turn were changed."""
    old, new = _roles(session, before), _roles(session, plan)
    rows: list[Row] = []
    for one in list(old):
        same = next((other for other in new if (other.who, other.what) == (one.who, one.what)), None)
        if same is None:
            same = next((other for other in new if other.who == one.who and _is_new(other, old)), None)
        if same is not None:
            new.remove(same)
        rows.append(_row("役割", _role_words(one), _role_words(same) if same is not None else ""))
    return rows + [_row("役割", "", _role_words(one)) for one in new]


def _is_new(role: PlanRow, old: list[PlanRow]) -> bool:
    return all((role.who, role.what) != (one.who, one.what) for one in old)


def _roles(session: Session, plan: Plan) -> list[PlanRow]:
    query = select(PlanRow).where(PlanRow.plan_id == plan.id).order_by(PlanRow.position, PlanRow.id)
    return [one for one in session.scalars(query) if one.what.strip()]


def _role_words(role: PlanRow) -> str:
    due = shown(role.due)
    return f"{role.who}：{role.what}{f'（{due}）' if due else ''}"


def _row(part: str, earlier: str, now: str) -> Row:
    if earlier.strip() == now.strip():
        change = KEPT
    elif not earlier.strip():
        change = NEW
    else:
        change = CHANGED if now.strip() else GONE
    return {"part": part, "earlier": earlier, "now": now, "change": change}
