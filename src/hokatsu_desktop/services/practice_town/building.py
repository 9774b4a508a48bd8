"""Building the practice town: every told step at its time, done by the services as a user would."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby

from sqlalchemy.orm import Session

from hokatsu_desktop.services.practice_town.community import settle_community
from hokatsu_desktop.services.practice_town.days import JAPAN, MORNING, Days, moment_of
from hokatsu_desktop.services.practice_town.household_acts import HOUSEHOLD_ACTS
from hokatsu_desktop.services.practice_town.keeping import KEEPING_ACTS
from hokatsu_desktop.services.practice_town.meeting_acts import call, hold
from hokatsu_desktop.services.practice_town.series import settle_series
from hokatsu_desktop.services.practice_town.told import COMMUNITY, TOWN, Step, read_told, told_steps
from hokatsu_desktop.services.practice_town.town import Town, found_town, settle_agencies


def build_practice_town(session: Session, today: date, set_clock: Callable[[datetime], None]) -> None:
    """Fill a new, empty store with the practice town as it stands on the morning of `today`.

    `set_clock` sets the clock of the session to an aware moment, so that each act is logged on its own day. All is
    written in the caller's transaction; the same `today` gives the same rows. Raises Refusal for a store that
    already has an office, and DefinitionError when a told story does not hold together.
    """
    days = Days(today)
    told = read_told(TOWN)
    set_clock(moment_of(days.ago(told["office"]["founded_ago"]), 0, 2))
    town = found_town(session, days, told)
    set_clock(moment_of(days.ago(told["office"]["founded_ago"]), 1, 2))
    settle_agencies(town, told)
    settle_series(town, told)
    for day, same_day in groupby(told_steps(), key=lambda step: days.ago(step.ago)):
        steps = list(same_day)
        for place, step in enumerate(steps):
            set_clock(moment_of(day, place, len(steps)))
            take(town, step)
    settle_community(town, read_told(COMMUNITY))
    set_clock(datetime.combine(today, MORNING, JAPAN))


def take(town: Town, step: Step) -> None:
    """Do one told step."""
    match step.act:
        case "call":
            call(town, step.subject, step.facts)
        case "hold":
            hold(town, step.subject, step.facts)
        case act if act in KEEPING_ACTS:
            KEEPING_ACTS[act](town, step.facts)
        case act:
            HOUSEHOLD_ACTS[act](town, step.subject, step.facts)
