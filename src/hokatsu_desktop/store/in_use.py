"""One store, one program at a time: the lock, and the note that tells who holds it."""

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, refusal_for_os_error
from hokatsu_desktop.store.strict_json import MAX_BYTES, NotStrictJson, parse, pretty, text_at

LOCK_NAME = "in-use.lock"
NOTE_NAME = "in-use.json"
_WAIT_SECONDS = 1.0  # a program that is just closing may still hold it


@dataclass
class InUse:
    """The held lock of a data folder."""

    lock: FileLock
    note: Path
    from_elsewhere: bool = False  # whether a note of another PC was overruled

    def release(self) -> None:
        """Gives the folder free. Calling it twice does no harm; a note that cannot be removed names this PC and does none."""
        if self.lock.is_locked:
            with suppress(OSError):
                self.note.unlink(missing_ok=True)
            self.lock.release()


def this_machine() -> str:
    """The name of this PC."""
    return platform.node() or "?"


def take(folder: Path, now: datetime, *, take_over: bool = False) -> InUse:
    """Takes the data folder for this program alone.

    Raises StoreRefusal: IN_USE_HERE if another program on this PC has it, IN_USE_ELSEWHERE if a note of another PC lies
    there (with `take_over` that note is replaced, for a PC that is no more), READ_ONLY if the folder cannot be written.
    """
    # The soft lock that filelock falls back to would outlive a crash.
    lock = FileLock(folder / LOCK_NAME, timeout=_WAIT_SECONDS, thread_local=False, fallback_to_soft=False)
    holder = InUse(lock, folder / NOTE_NAME)
    try:
        lock.acquire()
    except Timeout as error:
        raise _refusal_naming(machine_in(holder.note)) from error
    except OSError as error:
        raise refusal_for_os_error(error) from error
    machine = machine_in(holder.note)
    holder.from_elsewhere = machine not in ("", this_machine())
    if holder.from_elsewhere and not take_over:
        lock.release()
        raise _refusal_naming(machine)
    _write_note(holder, now)
    return holder


def machine_in(note: Path) -> str:
    """The PC named in a note, or "" if there is no readable note."""
    try:
        return text_at(parse(read_bounded(note, MAX_BYTES)), "machine")
    except (OSError, NotStrictJson):
        return ""


def _write_note(holder: InUse, now: datetime) -> None:
    content = {"machine": this_machine(), "process": os.getpid(), "since": now.isoformat(timespec="seconds")}
    try:
        write_whole(holder.note, pretty(content))
    except OSError as error:
        holder.lock.release()
        raise refusal_for_os_error(error) from error


def _refusal_naming(machine: str) -> StoreRefusal:
    if machine in ("", this_machine()):
        return StoreRefusal(Situation.IN_USE_HERE)
    return StoreRefusal(Situation.IN_USE_ELSEWHERE, machine=machine)
