"""復元訓練, written down: when a backup was last put back on trial, and when that is due again."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import BackupDrill
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.office import begun_on

EVERY = timedelta(days=90)


def write_down_drill(session: Session, made_at: datetime, place: str, cases: int, trouble: str = "") -> BackupDrill:
    """Keep that the backup made at this moment was rehearsed today; `trouble` is empty when it passed."""
    with act(session, "rehearse_restore", "復元訓練をする"):
        drill = BackupDrill(
            done_on=today(session),
            backup_made_at=made_at.isoformat(timespec="seconds"),
            place=place,
            cases=cases,
            trouble=trouble,
            staff_id=session.info.get("staff_id"),
        )
        session.add(drill)
        session.flush()
    return drill


def last_drill(session: Session, *, passed: bool = False) -> BackupDrill | None:
    """The newest rehearsal; with `passed` the newest that went well."""
    query = select(BackupDrill).order_by(BackupDrill.done_on.desc(), BackupDrill.id.desc()).limit(1)
    return session.scalar(query.where(BackupDrill.trouble == "") if passed else query)


def drill_due_on(session: Session) -> date:
    """The day from which the next rehearsal is asked for: ninety days after the last good one, or after the first act.

    After one that failed it is due at once.
    """
    last, good = last_drill(session), last_drill(session, passed=True)
    if last is not None and last.trouble:
        return last.done_on
    return (good.done_on if good is not None else begun_on(session)) + EVERY
