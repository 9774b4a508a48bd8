"""Putting a resource or an agency into a case in one step: among those involved, on an ecomap, into the plan at work."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Case, CaseAgency, EcoTie, Plan, PlanRow, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.ecomaps import AHEAD, NOW, add_tie
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal


class Spot(StrEnum):
    """Where in a case."""

    INVOLVED = "involved"
    AHEAD = "ahead"
    NOW = "now"
    PLAN = "plan"


SPOT_WORDS = {
    Spot.INVOLVED: "関わっている機関・場",
    Spot.AHEAD: "エコマップ（これから）",
    Spot.NOW: "エコマップ（今）",
    Spot.PLAN: "書きかけのプランの役割",
}


@dataclass(frozen=True)
class Put:
    """A resource or an agency as it is written into a case."""

    name: str
    what: str  # the first line of what it can do
    contact: str
    kind: str  # of an ecomap's circle
    agency_id: int | None = None
    resource_id: int | None = None


def as_put(one: Agency | Resource) -> Put:
    """What is written of a resource or an agency."""
    what = next(iter(one.can_do.splitlines()), "")
    match one:
        case Agency():
            return Put(one.name, what, "", "agency", agency_id=one.id)
        case Resource():
            return Put(one.name, what, one.kept_by, "place", resource_id=one.id)
        case _:
            raise TypeError(type(one))


def put_in(session: Session, kind: type[Agency] | type[Resource], record_id: int, case_id: int, spot: Spot) -> int:
    """Write a resource or an agency into a case; gives the id of the row. Raises Refusal where it stands already."""
    put = as_put(still_there(session, kind, record_id))
    still_there(session, Case, case_id)
    with act(session, "put_in_case", f"{SPOT_WORDS[spot]}に入れる"):
        match spot:
            case Spot.INVOLVED:
                return involve(session, case_id, put)
            case Spot.AHEAD:
                return draw(session, case_id, put, AHEAD)
            case Spot.NOW:
                return draw(session, case_id, put, NOW)
            case Spot.PLAN:
                return plan_with(session, case_id, put)
    raise ValueError(spot)


def involve(session: Session, case_id: int, put: Put) -> int:
    """Among the agencies that are involved, as of today."""
    there = select(CaseAgency.id).where(CaseAgency.case_id == case_id, CaseAgency.until_on.is_(None))
    refuse_twice(session.scalar(there.where(CaseAgency.agency_name == put.name)), Spot.INVOLVED)
    row = CaseAgency(
        case_id=case_id,
        agency_id=put.agency_id,
        resource_id=put.resource_id,
        agency_name=put.name,
        contact_name=put.contact,
        what=put.what,
        since_on=today(session),
    )
    session.add(row)
    session.flush()
    return row.id


def draw(session: Session, case_id: int, put: Put, tense: str) -> int:
    """On one of the two ecomaps. Raises Refusal where the drawing is full."""
    there = select(EcoTie.id).where(EcoTie.case_id == case_id, EcoTie.tense == tense, EcoTie.name == put.name)
    refuse_twice(session.scalar(there), Spot.NOW if tense == NOW else Spot.AHEAD)
    return add_tie(
        session,
        case_id,
        tense,
        put.name,
        kind=put.kind,
        agency_id=put.agency_id,
        resource_id=put.resource_id,
        since_on=today(session),
    )


def plan_with(session: Session, case_id: int, put: Put) -> int:
    """A role of the newest plan that is not decided yet. Raises Refusal when there is none."""
    plan = session.scalar(
        select(Plan).where(Plan.case_id == case_id, Plan.decided_on.is_(None)).order_by(Plan.id.desc()).limit(1)
    )
    if plan is None:
        raise Refusal(
            "このケースには、書きかけのプランがありません。会議からプランを作ると、役割に入れられます。"
            "いまは「関わっている機関・場」に入れてください。"
        )
    there = select(PlanRow.id).where(PlanRow.plan_id == plan.id, PlanRow.who == put.name)
    refuse_twice(session.scalar(there), Spot.PLAN)
    last = session.scalar(select(func.max(PlanRow.position)).where(PlanRow.plan_id == plan.id))
    row = PlanRow(plan_id=plan.id, position=0 if last is None else last + 1, who=put.name, what=put.what)
    session.add(row)
    session.flush()
    return row.id


def refuse_twice(row_id: int | None, spot: Spot) -> None:
    """Raises Refusal when it stands there already."""
    if row_id is not None:
        raise Refusal(f"「{SPOT_WORDS[spot]}」には、もう入っています。")
