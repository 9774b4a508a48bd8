"""A closed store for what looks at it from outside: its folder held for this program alone, its keys found and unlocked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.key_file import FoundKeys, find_keys, unlock
from hokatsu_desktop.store.keys import MasterKey, Secret, Slot
from hokatsu_desktop.store.opening import generation_in_use
from hokatsu_desktop.store.refusals import told_as_refusals


@dataclass(frozen=True)
class ClosedStore:
    """The store with its key at hand; the encrypted file was not touched yet."""

    data: DataFolder
    name: str  # of the generation
    keys: FoundKeys
    master: MasterKey
    slot: Slot
    current_is_damaged: bool = False

    @property
    def generation(self) -> GenerationFolder:
        """The generation in use."""
        return self.data.generation(self.name)


@contextmanager
def closed_store(folder: Path, secret: Secret, now: datetime) -> Iterator[ClosedStore]:
    """The store of a data folder, held until the block ends. Raises StoreRefusal: no store, in use, a wrong secret."""
    data = DataFolder(folder)
    with told_as_refusals():
        generation_in_use(data)
    holder = in_use.take(folder, now)
    try:
        name, is_damaged = generation_in_use(data)  # not before the lock: another program may have switched it
        keys = find_keys(data.generation(name).keys, data.keys_copy(name))
        yield ClosedStore(data, name, keys, *unlock(keys.keys, secret), current_is_damaged=is_damaged)
    finally:
        holder.release()
