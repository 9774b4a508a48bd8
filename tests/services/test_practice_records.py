"""How the office of the practice town keeps its records: times, a disposal, media, a rehearsed restore."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import Case, ChangeEntry, DisposedCase, MediumLoan, Referral, Staff
from hokatsu_desktop.services.backup_drills import drill_due_on, last_drill
from hokatsu_desktop.services.disposal import disposals
from hokatsu_desktop.services.figures.yearly import GROUPS, counted
from hokatsu_desktop.services.media import media_states
from hokatsu_desktop.services.retention import candidates, over
from hokatsu_desktop.services.search import find
from tests.services.test_practice_town import TODAY, built


@pytest.fixture(scope="module")
def town() -> Iterator[Session]:
    """The town as it stands on TODAY; tests only read it."""
    with built(TODAY) as session:
        yield session


def test_one_closed_case_may_be_disposed_of_and_one_is_held(town: Session) -> None:
    may, held = sorted(over(town), key=lambda one: bool(one.hold_why))
    assert (may.years, held.years) == (1, 1)
    assert "開示" in held.hold_why
    assert [one.case_id for one in candidates(town)] == [may.case_id]
    assert all(one.starts_on > one.ended_on for one in (may, held))


def test_one_case_was_disposed_of_by_two_persons_and_nothing_of_it_is_found(town: Session) -> None:
    (done,) = disposals(town)
    gone = town.scalars(select(DisposedCase)).one()
    assert done.made_by != done.agreed_by
    assert {done.made_by, done.agreed_by} == set(town.scalars(select(Staff.name)))
    assert gone.expired_on is not None
    assert done.rewritten_on == done.disposed_on > gone.expired_on
    assert town.scalar(select(Case.id).where(Case.number == gone.number)) is None
    assert find(town, "仮置") == []
    told = town.execute(select(ChangeEntry.before, ChangeEntry.after)).all()
    assert not [pair for pair in told if "仮置" in str(pair)]


def test_figures_still_count_the_case_that_was_disposed_of(town: Session) -> None:
    gone = town.scalars(select(DisposedCase)).one()
    assert gone.ended_on is not None
    year = fiscal_year(gone.ended_on)
    days = town.scalars(select(Referral.received_on).where(Referral.received_on.is_not(None)))
    still_here = sum(fiscal_year(day) == year for day in days if day is not None)
    (group,) = (one for one in GROUPS if one.key == "referrals")
    (figure,) = (one for one in counted(town, group, year) if one.key == "referrals")
    assert figure.year == still_here + 1


def test_media_are_here_out_too_long_back_and_no_more(town: Session) -> None:
    told = {one.number: one for one in media_states(town)}
    assert told["USB-01"].words == "手もとにあります"
    assert (told["USB-02"].is_overdue, told["USB-03"].is_unfit) == (True, True)
    assert [loan.ending for loan in town.scalars(select(MediumLoan).order_by(MediumLoan.id))] == [
        "destroyed",
        "returned",
        "",
    ]


def test_restore_was_rehearsed_and_is_not_due_yet(town: Session) -> None:
    last = last_drill(town, passed=True)
    assert last is not None
    assert last.cases == town.scalar(select(func.count(Case.id)).where(Case.received_on < last.done_on))
    assert drill_due_on(town) > TODAY
