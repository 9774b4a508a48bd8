"""A store in memory with an office in it, and a clock that stands at 令和8年11月23日 10時."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hokatsu_desktop.models import Base
from hokatsu_desktop.services.office import found_office

INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(g, content='', contentless_delete=1, prefix='1', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)
NOON = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def founded(clock: Clock, town: str) -> Iterator[Session]:
    """A new store in memory with the office of a town in it."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"), poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False, info={"chain_key": b"k" * 32, "clock": clock}) as session:
        session.execute(text(INDEX))
        session.execute(text("PRAGMA foreign_keys=ON"))
        found_office(session, town=town, department="福祉課", staff_name="井上 まこと")
        session.commit()
        yield session
    engine.dispose()


@pytest.fixture
def session(clock: Clock) -> Iterator[Session]:
    with founded(clock, "みどり町") as session:
        yield session


@pytest.fixture
def other_town(clock: Clock) -> Iterator[Session]:
    """The store of another town."""
    with founded(clock, "あおば村") as session:
        yield session
