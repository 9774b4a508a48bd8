"""The sweeps over the twelve acts, in a process of its own: `python -m tests.faults.sweep crash|errors --seed 1 …`.

Prints a line for each act, one for each trouble, and a sum; ends with 1 if there was a trouble. The process is one of its own
because memory is not wiped at every turn here (a setting that cannot be taken back; it changes nothing on the disk), a
key is not dear, and a plant may break what is to be proved.
"""

import argparse
import errno
import hashlib
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from hokatsu_desktop.store import connection, keys, refusals
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import StoreRefusal
from tests.faults import twelve_acts
from tests.faults.crash_states import crash_states, put_down
from tests.faults.looking_after import Recorded, record, trouble_left
from tests.faults.twelve_acts import ACTS, Act, Place, new_office
from tests.faults.watched_disk import Fault, WatchedDisk
from tests.faults.watched_files import files_watched
from tests.faults.watched_sqlite import sqlite_watched

MOST_TOLD = 3  # troubles of one act that are told; the rest is counted


@dataclass(frozen=True)
class Sweep:
    """What was asked for."""

    kind: str
    seed: int
    count: int  # crash states, or disturbed calls, over all acts
    only: tuple[str, ...]
    plant: str


def asked() -> Sweep:
    """The command line."""
    words = argparse.ArgumentParser(prog="python -m tests.faults.sweep", description=__doc__)
    words.add_argument("kind", choices=("crash", "errors"))
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--count", type=int, required=True, help="crash states, or disturbed calls (0: every call)")
    words.add_argument("--only", default="", help="acts, for example edit,rekey")
    words.add_argument("--plant", default="", choices=("", *PLANTS))
    typed = words.parse_args()
    only = tuple(filter(None, typed.only.split(",")))
    return Sweep(typed.kind, typed.seed, typed.count, only or tuple(act.name for act in ACTS), typed.plant)


def main() -> int:
    """Sweep; gives the exit code."""
    sweep = asked()
    _set("cipher_memory_security", "OFF", "0")
    keys._wrapping_key = _cheap_key
    PLANTS[sweep.plant]() if sweep.plant else None
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="hokatsu-", dir=memory if memory.is_dir() else None) as name:
        office = new_office(Path(name) / "office")
        acts = [act for act in ACTS if act.name in sweep.only]
        look = crash_act if sweep.kind == "crash" else disturb_act
        found = [look(act, office, Path(name), replace(sweep, count=sweep.count // len(acts))) for act in acts]
    looked, troubles = sum(one.looked for one in found), sum(one.troubles for one in found)
    print(f"seed {sweep.seed}: {sum(one.tried for one in found)} tried, {looked} different ones, {troubles} in trouble")
    return 1 if troubles else 0


@dataclass
class Found:
    """The result for one act."""

    name: str
    tried: int = 0
    looked: int = 0
    troubles: int = 0

    def trouble(self, words: str) -> None:
        """One more trouble."""
        self.troubles += 1
        if self.troubles <= MOST_TOLD:
            print(f"{self.name}: {words}", flush=True)

    def told(self, more: str) -> "Found":
        """The line of the act."""
        print(
            f"{self.name}: {more}, {self.tried} tried, {self.looked} different ones, {self.troubles} in trouble",
            flush=True,
        )
        return self


def crash_act(act: Act, office: Place, folder: Path, sweep: Sweep) -> Found:
    """The power goes at any step of the act."""
    recorded = record(act, office, folder / "recorded")
    found, seen = Found(act.name), set()
    for state in crash_states(recorded.disk, sweep.count, random.Random(f"{sweep.seed} {act.name}")):
        found.tried += 1
        key = hash((state.told, *sorted(state.files.items())))
        if key in seen:
            continue
        seen.add(key)
        put_down(state.files, folder / "state")
        if words := trouble_left(recorded, folder / "state", told=bool(state.told)):
            found.trouble(f"cut after step {state.after}: {words}")
        shutil.rmtree(folder / "state")
    found.looked = len(seen)
    return found.told(f"{len(recorded.disk.steps)} steps")


def disturb_act(act: Act, office: Place, folder: Path, sweep: Sweep) -> Found:
    """Calls of the act fail: each one alone, and each one with all after it."""
    recorded = record(act, office, folder / "recorded")
    found = Found(act.name)
    counts = {reads: _disturbed(recorded, folder / "state", Fault(0, 0, reads=reads), found) for reads in (False, True)}
    faults = list(_faults(counts))
    if sweep.count:
        faults = random.Random(f"{sweep.seed} {act.name}").sample(faults, min(sweep.count, len(faults)))
    for fault in faults:
        found.tried += 1
        _disturbed(recorded, folder / "state", fault, found)
    found.looked = found.tried
    return found.told(f"{counts[False]} calls and {counts[True] - counts[False]} reads")


def _faults(counts: Mapping[bool, int]) -> Iterator[Fault]:
    for stays in (False, True):
        for number in range(1, counts[False] + 1):
            yield from (Fault(number, code, stays) for code in (errno.ENOSPC, errno.EIO))
        yield from (Fault(number, errno.EIO, stays, reads=True) for number in range(1, counts[True] + 1))


def _disturbed(recorded: Recorded, folder: Path, fault: Fault, found: Found) -> int:
    """The act with this fault; what is left is looked at, and the act done again unless it is there. Gives the calls."""
    shutil.copytree(recorded.place.root, folder)
    disk = WatchedDisk(folder, fault)
    told: list[bool] = []
    place = replace(
        recorded.place.at(folder), told=lambda: told.append(True), given_up=lambda: setattr(disk, "fault", None)
    )
    where = f"call {fault.at}, errno {fault.errno}{', stays' if fault.stays else ''}{', reads' if fault.reads else ''}"
    try:
        with recorded.act.around(), files_watched(disk), sqlite_watched(disk):
            recorded.act.do(place)
    except StoreRefusal as refusal:
        if not refusal.words.endswith("。"):
            found.trouble(f"{where}: no sentence")
    except Exception as error:
        found.trouble(
            f"{where}: {type(error).__name__} {error} instead of a refusal, at {[str(c) for c in fault.struck[:1]]}"
        )
    if words := trouble_left(recorded, folder, told=bool(told)):
        found.trouble(f"{where}: {words}")
    shutil.rmtree(folder)
    return disk.calls


def _cheap_key(slot: keys.Slot, secret: keys.Secret) -> bytes:
    material = secret.bytes_for_key if isinstance(secret, keys.Passphrase) else secret.digits.encode()
    return hashlib.sha256(slot.salt + material).digest()


def _set(name: str, wanted: str, shown: str) -> None:
    connection._PROFILE = tuple((name, wanted, shown) if one[0] == name else one for one in connection._PROFILE)


def _say_it_is_saved() -> None:
    """Tells the clerk that all is well, although it was refused."""
    usual = twelve_acts._save

    def trusting(store: OpenStore, work: Callable[[Session, Place], object], place: Place) -> None:
        with suppress(StoreRefusal):
            usual(store, work, place)

    twelve_acts._save = trusting


PLANTS: Mapping[str, Callable[[], None]] = {
    "synchronous=OFF": lambda: _set("synchronous", "OFF", "0"),
    "synchronous=NORMAL": lambda: _set("synchronous", "NORMAL", "1"),
    "errors pass": refusals._BY_SQLITE_NAME.clear,
    "errors unheard": _say_it_is_saved,
}


if __name__ == "__main__":
    sys.exit(main())
