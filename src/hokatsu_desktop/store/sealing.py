"""封: a store that was handed over carries its own seal and is only read from then on, until somebody says why not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals


def seal_store(store: OpenStore, package: str, now: datetime, handed_over: Head | None = None) -> None:
    """The open store is sealed, as handed over in the package of this name; nothing writes to it any more.

    The seal is no link of the change log: whoever accepts the package goes on from the link it ends with. That link,
    `handed_over`, is what this PC remembers: what was printed since must not stand in the way of a package that comes
    back. Without it, it is the newest. Raises StoreRefusal.
    """
    if store.read_only:
        raise StoreRefusal(Situation.SEALED if store.is_sealed else Situation.READ_ONLY)
    with told_as_refusals(), store.raw() as connection:
        connection.execute(
            "UPDATE store_identity SET sealed_at = ?, sealed_as = ?", (now.isoformat(timespec="seconds"), package)
        )
    store.become_sealed(handed_over or store.head())


@contextmanager
def unsealing(store: OpenStore) -> Iterator[Session]:
    """A session to write down in who lifts the seal and why; that and the lifting are stored together or not at all.

    Raises StoreRefusal for trouble with the disk.
    """
    with store.session() as session:
        yield session
        session.execute(text("UPDATE store_identity SET sealed_at = '', sealed_as = ''"))
        session.commit()
    store.become_writable()
