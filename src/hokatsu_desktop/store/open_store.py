"""An unlocked store: hands out sessions, one at a time, and keeps the anchor up to date."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hokatsu_desktop.store.anchor import Anchor, write_anchor
from hokatsu_desktop.store.chain import Head, head_of
from hokatsu_desktop.store.connection import Mode, RawConnection, engine_over, open_raw
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.identity import Identity, chain_key_of
from hokatsu_desktop.store.in_use import InUse
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.notices import Notice, NoticeKind
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, refusal_for_sqlite_error, told_as_refusals

ANCHOR_SECONDS = 3.0  # at most one anchor in this time; after a crash it may lag by that much, which is no fault
_SALT_BYTES = 16


@dataclass(frozen=True)
class Unlocked:
    """What opening found out."""

    data: DataFolder
    generation: GenerationFolder
    master: MasterKey
    epoch: int
    slot_id: str  # the slot that opened; Staff.key_slot tells whose it is; "" in a store opened by its raw key
    identity: Identity
    notices: tuple[Notice, ...] = ()


class OpenStore:
    """The open store of an office. Close it; the folder stays locked until then."""

    def __init__(
        self,
        found: Unlocked,
        connection: RawConnection,
        holder: InUse | None,
        *,
        read_only: bool = False,
        mode: Mode = "rw",
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.found = found
        self.connection = connection
        self._mode = mode  # how the file was opened
        self._is_doubtful = False  # a call failed: what the connection remembers of the file may be wrong
        self.engine = engine_over(connection, read_only=read_only)
        self.read_only = read_only
        self.is_sealed = bool(found.identity.sealed_at)
        self.session_facts: dict[str, Any] = {}  # put into every session's info: staff_id, clock
        self._holder = holder
        self._clock = clock or _utc_now
        self._chain_key = chain_key_of(connection, found.master)
        self._lock = threading.RLock()
        self._session_is_open = False
        self._anchor_is_due = False
        self._anchored_at = time.monotonic()
        self._anchor_is_held = any(n.kind in (NoticeKind.WENT_BACK, NoticeKind.FORKED) for n in found.notices)
        self._when_closed: Callable[[], None] = lambda: None
        self.is_closed = False
        self.is_damaged = False  # found while working: nothing is written any more
        if not read_only:
            self._write_anchor(closed=False)

    @property
    def folder(self) -> DataFolder:
        """The data folder."""
        return self.found.data

    @property
    def generation(self) -> GenerationFolder:
        """The folder with the live files."""
        return self.found.generation

    @property
    def practice(self) -> bool:
        """Whether this is a practice store: every page and window must say so."""
        return self.found.identity.practice

    @property
    def store_id(self) -> str:
        """The store's own id (UUID)."""
        return self.found.identity.store_id

    @property
    def chain_key(self) -> bytes:
        """The key of the change log; it stays the same when the keys are renewed."""
        return self._chain_key

    @property
    def slot_id(self) -> str:
        """The slot that opened the store; Staff.key_slot tells whose it is."""
        return self.found.slot_id

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What to tell the user now that the store is open."""
        return self.found.notices

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session of the one connection; another thread waits its turn. What was not committed is undone at the end.

        Its info holds "chain_key" and what is in `session_facts`. Keep it short: open, read or act, leave.
        Raises StoreRefusal for trouble with the disk, RuntimeError for a session inside a session.
        """
        with self._lock:
            self._refuse_when_unusable()
            self._session_is_open = True
            info = {"chain_key": self._chain_key, "new_salt": new_salt, **self.session_facts}
            session = Session(self.engine, expire_on_commit=False, info=info)
            event.listen(session, "after_commit", self._note_commit)
            try:
                yield session
            except DBAPIError as error:  # an OSError in here is the caller's own, for example of a file to attach
                self._is_doubtful = True
                if refusal := _refusal_while_open(error):
                    raise self._noticed(refusal) from error
                raise
            finally:
                self._end(session)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed when the block ends well and undone otherwise. Errors as for `session`."""
        if self.is_damaged:
            raise StoreRefusal(Situation.DAMAGED_AT_WORK)
        if self.read_only:
            raise StoreRefusal(Situation.SEALED if self.is_sealed else Situation.READ_ONLY)
        with self.session() as session:
            yield session
            session.commit()

    def head(self) -> Head:
        """The newest link of the change log; inside a session, with what that session has written. Raises StoreRefusal."""
        with self._lock:
            if not self._session_is_open:
                self._open_anew_if_doubtful()
            try:
                return head_of(self.connection)
            except Exception as error:
                self._is_doubtful = True
                if refusal := _refusal_while_open(error):
                    raise refusal from error
                raise

    @contextmanager
    def raw(self) -> Iterator[RawConnection]:
        """The connection itself, for the store's own work between sessions."""
        with self._lock:
            self._refuse_when_unusable()
            try:
                yield self.connection
            except Exception:
                self._is_doubtful = True
                raise

    def accept_lineage(self) -> None:
        """The user has decided to go on with a store that went back or forked: the anchor follows it from now on."""
        with self._lock:
            self._anchor_is_held = False
            self._write_anchor(closed=False)

    def end_lineage(self) -> None:
        """Another generation is in use from now on: nothing is written to this one any more, and the anchor is its own."""
        with self._lock:
            self._anchor_is_held = True
            self.read_only = True

    def become_sealed(self, handed_over: Head) -> None:
        """The last anchor is written, with the link that was handed over last; from now on nothing is."""
        with self._lock:
            self._write_anchor_if_possible(closed=True, head=handed_over)
            self.is_sealed = True
            self.read_only = True

    def become_writable(self) -> None:
        """The seal was lifted."""
        with self._lock:
            self.is_sealed = False
            self.read_only = False
            self._write_anchor_if_possible(closed=False)

    def close(self) -> None:
        """Writes the anchor, closes the file and gives the folder free. Calling it twice does no harm."""
        with self._lock:
            if self.is_closed:
                return
            self.is_closed = True
            try:
                if not self.read_only:
                    self._write_anchor_if_possible(closed=True)
            finally:
                self.engine.dispose()
                self.connection.close()
                if self._holder is not None:
                    self._holder.release()
                self._when_closed()

    def when_closed(self, job: Callable[[], None]) -> None:
        """Does something as soon as the file is closed and the folder free."""
        self._when_closed = job

    def _noticed(self, refusal: StoreRefusal) -> StoreRefusal:
        """A page that does not verify makes the store one to be read only, until it was salvaged or restored."""
        if refusal.situation is not Situation.DAMAGED_PAGES:
            return refusal
        self.is_damaged = self.read_only = True
        return StoreRefusal(Situation.DAMAGED_AT_WORK)

    def _refuse_when_unusable(self) -> None:
        if self.is_closed:
            raise RuntimeError("the store is closed")
        if self._session_is_open:
            raise RuntimeError("a session is already open in this thread")
        self._open_anew_if_doubtful()

    def _open_anew_if_doubtful(self) -> None:
        """After a call that failed SQLCipher can give a page of nonsense for one it could not read, without an error.

        Nothing it remembers is used again, above all not to write. Raises StoreRefusal while the file cannot be opened.
        """
        if not self._is_doubtful:
            return
        self.engine.dispose()
        self.connection.close()
        try:
            self.connection = open_raw(self.generation.db, self.found.master.derive(KeyUse.DATABASE), self._mode)
        except StoreRefusal as refusal:
            if refusal.situation in (Situation.FOREIGN_FILE, Situation.DAMAGED_PAGES):
                raise StoreRefusal(Situation.DISK_TROUBLE) from refusal
            raise
        self.engine = engine_over(self.connection, read_only=self.read_only)
        self._is_doubtful = False

    def _end(self, session: Session) -> None:
        try:
            session.close()
        finally:
            self._session_is_open = False
        self._anchor_if_due()

    def _note_commit(self, _session: Session) -> None:
        self._anchor_is_due = True

    def _anchor_if_due(self) -> None:
        if self._anchor_is_due and time.monotonic() - self._anchored_at >= ANCHOR_SECONDS:
            self._write_anchor_if_possible(closed=False)

    def _write_anchor_if_possible(self, *, closed: bool, head: Head | None = None) -> None:
        """What was saved is saved: an anchor that cannot be written just lags, and is tried again with the next save."""
        try:
            with told_as_refusals():
                self._write_anchor(closed=closed, head=head)
        except StoreRefusal:
            self._anchor_is_due = True

    def _write_anchor(self, *, closed: bool, head: Head | None = None) -> None:
        """The anchor keeps pointing at the later head until the user accepted an earlier one. Raises OSError."""
        self._anchor_is_due = False
        self._anchored_at = time.monotonic()
        if self._anchor_is_held:
            return
        self._open_anew_if_doubtful()
        anchor = Anchor(
            store_id=self.store_id,
            generation=self.generation.path.name,
            slot=self.slot_id,
            head=head or head_of(self.connection),
            closed=closed,
            written_at=self._clock().isoformat(timespec="seconds"),
        )
        write_anchor(self.folder.anchor, anchor, self.found.master)


def new_salt() -> str:
    """What makes the digest of a link's contents one that nobody can try out."""
    return secrets.token_hex(_SALT_BYTES)


def _refusal_while_open(error: Exception) -> StoreRefusal | None:
    """The refusal for an error of an open file, or None for a bug of ours.

    After a read that failed SQLCipher takes the file for a foreign one until it is opened anew; it is still ours.
    """
    refusal = refusal_for_sqlite_error(error)
    is_ours = refusal is not None and refusal.situation is Situation.FOREIGN_FILE
    return StoreRefusal(Situation.DISK_TROUBLE) if is_ours else refusal


def _utc_now() -> datetime:
    return datetime.now(UTC)
