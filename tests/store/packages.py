"""A package made once from the store of the tests, and hands for damaging copies of it."""

import shutil
from pathlib import Path

from hokatsu_desktop.store.data_folder import MANIFEST_NAME
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.medium import COMPLETE_NAME
from hokatsu_desktop.store.package import FILES, WrittenPackage, write_package
from tests.store.conftest import NOON, Made, open_by_key

FLOOR = Cost.floor()
RECEIVER = Passphrase("はじめての 引継ぎと 白い自転車")
ALL_FILES = (*FILES, MANIFEST_NAME, COMPLETE_NAME)


def put_on_stick(made: Made, into: Path) -> WrittenPackage:
    """A package of the store of the tests in a new folder."""
    into.mkdir()
    store = open_by_key(made)
    try:
        return write_package(store, into, NOON, cost=FLOOR)
    finally:
        store.close()


def copied(written: WrittenPackage, into: Path) -> Path:
    """A copy of a package to do harm to, under its own name."""
    target = into / written.name
    shutil.copytree(written.path, target)
    return target
