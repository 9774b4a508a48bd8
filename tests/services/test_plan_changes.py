"""A plan beside the one before it: what is new, changed, gone, and what goes on."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Plan
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.plan_changes import CHANGED, GONE, KEPT, NEW, plan_changes
from hokatsu_desktop.services.plans import make_plan, rows_of
from hokatsu_desktop.services.sheets import save_sheet
from tests.services.test_looking_back import HEALTH, WATER, held
from tests.services.test_story import received

PLAN = "support_plan"


def two_plans(session: Session) -> tuple[Plan, Plan]:
    case_id = received(session).case_id
    (part,) = cases_of(session, held(session, case_id, date(2026, 11, 10)).id)
    first, second = make_plan(session, part.id), make_plan(session, part.id)
    roles = [
        {"who": WATER, "what": "止水を待つ", "due": "2026-11-20"},
        {"who": HEALTH, "what": "受診に付き添う", "due": ""},
        {"who": "民生委員　大森", "what": "あいさつを続ける", "due": ""},
    ]
    save_sheet(session, PLAN, first.id, {"wish": "静かに暮らす", "goal_long": "外に出る"})
    save_sheet(session, PLAN, second.id, {"wish": "静かに暮らす", "informal": "川釣りの会", "rows": roles})
    return first, second


def test_words_and_roles_stand_side_by_side(session: Session) -> None:
    first, second = two_plans(session)
    changes = {(row["part"], row["earlier"], row["now"]): row["change"] for row in plan_changes(session, second)}
    assert changes["本人・世帯の希望", "静かに暮らす", "静かに暮らす"] == KEPT
    assert changes["長い目標", "外に出る", ""] == GONE
    assert changes["地域の支え", "", "川釣りの会"] == NEW
    roles = [(row["now"], row["change"]) for row in plan_changes(session, second) if row["part"] == "役割"]
    assert roles == [
        (f"{WATER}：止水を待つ（令和8年11月20日）", KEPT),
        (f"{HEALTH}：受診に付き添う", CHANGED),
        ("民生委員　大森：あいさつを続ける", NEW),
    ]
    assert plan_changes(session, first) == []


def test_a_role_that_is_gone_is_told_and_the_paper_has_it(session: Session) -> None:
    _first, second = two_plans(session)
    (kept, *_rest) = rows_of(session, second.id)
    save_sheet(session, PLAN, second.id, {"rows": [{"who": kept.who, "what": kept.what, "due": kept.due}]})
    gone = [row for row in plan_changes(session, second) if row["change"] == GONE and row["part"] == "役割"]
    assert [row["earlier"] for row in gone] == [f"{HEALTH}：受診歴をたずねる（令和8年12月20日）"]
    paper = paper_of(session, "plan_comparison", second.id)
    assert paper.answers["changes"] == plan_changes(session, second)
