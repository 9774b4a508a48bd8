"""A small office in memory for acts in any order, made once and copied for every run."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlcipher3
from sqlalchemy import Engine, create_engine, event, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hokatsu_desktop.models import (
    Base,
    Staff,
    StaffRole,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.cases import add_family_member
from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from tests.services.conftest import INDEX, Clock

KEY = b"k" * 32


@dataclass
class Office:
    """A store in memory and its clock."""

    session: Session
    clock: Clock

    def one(self, kind: type[Base], place: int) -> Any:
        """The record at a place in the order of making, counted around. Raises Nothing when there is none."""
        found = self.session.scalars(select(kind).order_by(kind.__table__.c.id)).all()
        if not found:
            raise Nothing
        return found[place % len(found)]


class Nothing(Exception):
    """There is nothing yet to do this act to."""


def engine_of(connection: sqlcipher3.Connection) -> Engine:
    """An engine whose transactions begin and end as those of the store: foreign keys can wait for the end of one."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda link: link.exec_driver_sql("BEGIN"))
    return engine


def empty_store() -> sqlcipher3.Connection:
    """A connection to nothing yet."""
    return dbapi2.connect(":memory:", check_same_thread=False, isolation_level=None)


@cache
def template() -> sqlcipher3.Connection:
    """A founded office with two members of staff and two received cases, one of a family; every run begins with a copy."""
    connection = empty_store()
    engine = engine_of(connection)
    Base.metadata.create_all(engine)
    with Session(engine, info={"chain_key": KEY, "clock": Clock()}) as session:
        session.execute(text(INDEX))
        found_office(session, town="みどり町", department="福祉課", staff_name="井上 まこと")
        with act(session, "add_staff", "職員を加える"):
            session.add(Staff(name="木村 みほ", role=StaffRole.WORKER))
        for name, others in (("例示 花子", ("例示 みどり",)), ("架空 太郎", ())):
            referral = begin_referral(session)
            save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name, "from_agency": "水道課"})
            case = receive_referral(session, referral.id)
            for other in others:
                add_family_member(session, case.id, subject=True, name=other)
        session.commit()
    return connection


def new_office() -> Office:
    """A copy of the template with its clock, in which the first member of staff works."""
    connection = empty_store()
    template().backup(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    clock = Clock()
    facts = {"chain_key": KEY, "clock": clock, "staff_id": 1}
    return Office(Session(engine_of(connection), expire_on_commit=False, info=facts), clock)
