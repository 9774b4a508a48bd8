"""What the office of the practice town does with its records: media, a rehearsed restore, times, a disposal by two persons."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import func, select

from hokatsu_desktop.models import Case, Medium
from hokatsu_desktop.services.backup_drills import write_down_drill
from hokatsu_desktop.services.clock import now
from hokatsu_desktop.services.disposal import dispose, rewritten
from hokatsu_desktop.services.media import (
    Ending,
    Lending,
    end_loan,
    lend_medium,
    open_loan,
    register_medium,
    usable_medium,
)
from hokatsu_desktop.services.practice_town.told import Told
from hokatsu_desktop.services.practice_town.town import Town
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct

KeepingAct = Callable[[Town, Told], None]


def register(town: Town, told: Told) -> None:
    """A medium is entered into the ledger."""
    register_medium(town.session, told["number"], told["kind"])


def lend(town: Town, told: Told) -> None:
    """A medium leaves."""
    due = town.days.day(told["due"])
    lend_medium(
        town.session, medium(town, told).id, Lending(told["purpose"], told["carrier"], told["approver"], due_on=due)
    )


def give_back(town: Town, told: Told) -> None:
    """A medium is back, or is no more. Raises KeyError for one that never left."""
    loan = open_loan(town.session, medium(town, told).id)
    if loan is None:
        raise KeyError(told["number"])
    end_loan(town.session, loan.id, Ending(told["ending"], told.get("method", ""), told.get("witness", "")))


def medium(town: Town, told: Told) -> Medium:
    """The medium that is told of."""
    return usable_medium(town.session, told["number"])


def rehearse(town: Town, told: Told) -> None:
    """A backup was put back on trial, and held what the store holds."""
    made_at = now(town.session) - timedelta(days=told["made"] - told["ago"])
    cases = town.session.scalar(select(func.count(Case.id)).where(Case.number.is_not(None))) or 0
    write_down_drill(town.session, made_at, told["place"], cases)


def dispose_of(town: Town, told: Told) -> None:
    """Cases whose time is over are disposed of; whoever makes the store writes its file anew when the town stands."""
    colleague = town.colleagues[told["agreed"]]
    approval = Approval(TwoPersonAct.DISPOSAL, town.session.info["staff_id"], colleague, town.name_of(colleague))
    disposal = dispose(town.session, [town.story(key).case_id for key in told["cases"]], approval)
    rewritten(town.session, [disposal.id])


KEEPING_ACTS: Mapping[str, KeepingAct] = {
    "register": register,
    "lend": lend,
    "return": give_back,
    "drill": rehearse,
    "dispose": dispose_of,
}
