"""Makes the practice town with a key of the usual cost: `python -m benchmarks.programs.town DATA_FOLDER`."""

import sys
from datetime import datetime
from pathlib import Path

from benchmarks.programs import PASSPHRASE
from benchmarks.programs.telling import tell
from hokatsu_desktop.services.clock import system_clock
from hokatsu_desktop.services.office import give_key, present_staff
from hokatsu_desktop.services.practice_town import build_practice_town
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.key_file import find_keys
from hokatsu_desktop.store.keys import MasterKey, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.opening import Opening, generation_in_use, open_unlocked


def key_beside(folder: Path) -> Path:
    """Where the throw-away town's master key lies, for the process that is to open it without Argon2's memory."""
    return folder.with_suffix(".key")


def open_by_key(folder: Path) -> OpenStore:
    """The open town, without the derivation of a key. Raises StoreRefusal."""
    data = DataFolder(folder)
    name, _damaged = generation_in_use(data)
    keys = find_keys(data.generation(name).keys, data.keys_copy(name))
    master = MasterKey(key_beside(folder).read_bytes())
    opening = Opening(data=data, name=name, master=master, keys=keys, slot_id=keys.keys.slots[0].slot_id)
    return open_unlocked(opening, None)


def main() -> int:
    """Build the town of today; the passphrase is its first member of staff's."""
    now = system_clock()
    store, _code = create_store(Path(sys.argv[1]), Passphrase(PASSPHRASE), practice=True, now=now)
    with store.transaction() as session:

        def set_clock(moment: datetime) -> None:
            session.info["clock"] = lambda: moment

        build_practice_town(session, now.date(), set_clock)
        give_key(session, present_staff(session)[0].id, store.slot_id)
    store.close()
    key_beside(Path(sys.argv[1])).write_bytes(store.found.master.value)
    tell(made=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
