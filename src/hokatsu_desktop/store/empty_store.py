"""A store in memory with all its tables and nothing in them: what is read there first is ready for the real one."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy.orm import Session

from hokatsu_desktop.store.connection import engine_over, open_in_memory
from hokatsu_desktop.store.migrations import migrate
from hokatsu_desktop.store.open_store import new_salt

_NO_KEY = bytes(32)


@contextmanager
def empty_store() -> Iterator[Session]:
    """A session of an empty store that is gone afterwards. Raises StoreRefusal for a library that is too old."""
    with closing(open_in_memory()) as connection:
        migrate(connection)
        engine = engine_over(connection)
        with Session(engine, expire_on_commit=False, info={"chain_key": _NO_KEY, "new_salt": new_salt}) as session:
            yield session
