"""A store in memory with an office in it, and a clock that stands at 令和8年11月23日 10時."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

import pytest
from sqlalchemy import Engine, create_engine, text
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


def _in_memory(connect: Callable[[], dbapi2.Connection]) -> Engine:
    """An engine on one connection."""
    return create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool)


@cache
def _empty() -> dbapi2.Connection:
    """A store with all tables and nothing in them, made once and copied: making them takes ten times as long."""
    made: dbapi2.Connection = dbapi2.connect(":memory:")
    Base.metadata.create_all(_in_memory(lambda: made))
    made.commit()
    return made


def _copy_of_empty() -> dbapi2.Connection:
    made: dbapi2.Connection = dbapi2.connect(":memory:")
    _empty().backup(made)
    return made


@contextmanager
def founded(clock: Clock, town: str) -> Iterator[Session]:
    """A new store in memory with the office of a town in it."""
    engine = _in_memory(_copy_of_empty)
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
