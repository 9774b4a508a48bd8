"""A package and a backup of an older form: checked as they are, taken over, put back and compared by a newer program."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Agency, Office
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.office import change_office
from hokatsu_desktop.store.backup import Backup, back_up, open_backup, restore_backup
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.connection import PAGE_BYTES
from hokatsu_desktop.store.drill import rehearse_restore
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Secret
from hokatsu_desktop.store.looking import open_to_look
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.store.package_check import verify_package
from hokatsu_desktop.store.receiving import receive_package
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.salvage import salvage
from hokatsu_desktop.store.side_by_side import backup_beside, side_by_side, standing_of_backup
from hokatsu_desktop.store.verify import verify_backup, verify_store
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot
from tests.store.packages import FLOOR, RECEIVER

TABLE, COLUMN = "training_guest", "agency.note"  # what the later form has and the older has not


@dataclass(frozen=True)
class Older:
    """What was made before the program became newer."""

    made: Made
    package: WrittenPackage
    backup: Backup


@pytest.fixture
def older(made: Made, tmp_path: Path, newer_program: Callable[[Any], None]) -> Older:
    """A store of an older form with its package and its backup, and this program newer than they are."""
    in_table, column = COLUMN.split(".")
    store = open_by_key(made)
    with store.transaction() as session, act(session, "add_agency", "機関を加える"):
        session.add(Agency(name="架空の機関", note="水曜の午後"))
    with store.raw() as connection:
        (table,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (TABLE,)).fetchone()
        connection.execute(f"DROP TABLE {TABLE}")
        connection.execute(f"ALTER TABLE {in_table} DROP COLUMN {column}")
    (tmp_path / "stick").mkdir()
    package = write_package(store, tmp_path / "stick", NOON, cost=FLOOR)
    backup = back_up(store, tmp_path / "控え", NOON)
    store.close()

    def second_step(database: Any) -> None:
        database.execute(table)
        database.execute(f"ALTER TABLE {in_table} ADD COLUMN {column} TEXT NOT NULL DEFAULT '水曜の午後'")

    newer_program(second_step)
    return Older(made, package, backup)


@pytest.fixture
def newer(older: Older) -> Iterator[OpenStore]:
    """The store that the older one became."""
    with closing(opened(older.made.folder, WORDS)) as store:
        yield store


def opened(folder: Path, secret: Secret) -> OpenStore:
    store = open_store(folder, secret, cost=FLOOR, any_place=True, clock=lambda: NOON)
    store.session_facts["clock"] = lambda: NOON
    return store


def town(store: OpenStore) -> str:
    with store.session() as session:
        return session.scalars(select(Office.town)).one()


def test_all_checks_pass_in_the_older_form(older: Older, tmp_path: Path) -> None:
    assert verify_backup(older.backup.path, WORDS).words == "すべての確認に通りました。"
    assert verify_store(older.made.folder, WORDS, NOON).passed
    assert verify_package(older.package, older.package.code, tmp_path).passed


def test_a_package_is_taken_over_and_brought_up(older: Older, tmp_path: Path) -> None:
    new = tmp_path / "後任の台帳"
    receive_package(new, older.package.path, older.package.code, RECEIVER, NOON, cost=FLOOR, any_place=True)
    with closing(opened(new, RECEIVER)) as store:
        assert [notice.kind for notice in store.notices] == [NoticeKind.UPGRADED]
        assert town(store) == "みどり町"
    assert verify_store(new, RECEIVER, NOON).passed


def test_a_backup_is_put_back_and_brought_up(older: Older, newer: OpenStore) -> None:
    assert rehearse_restore(newer, older.backup, WORDS, NOON).passed
    newer.close()
    restore_backup(older.made.folder, older.backup.path, WORDS, NOON)
    with closing(opened(older.made.folder, WORDS)) as store:
        assert NoticeKind.UPGRADED in [notice.kind for notice in store.notices]
        assert town(store) == "みどり町"


def test_both_are_compared_in_a_copy_and_stay_as_they_are(older: Older, newer: OpenStore) -> None:
    before = snapshot(older.backup.path), snapshot(older.package.path), sorted(newer.folder.path.iterdir())
    with newer.transaction() as session:
        change_office(session, phone="0155-00-0123")
    for beside in (
        backup_beside(newer, older.backup.path, WORDS),
        side_by_side(newer, older.package.path, older.package.code),
    ):
        with beside as both:
            assert both.standing.kind is Kind.OURS_AHEAD
            with both.theirs() as session:
                assert session.scalars(select(Office)).one().town == "みどり町"
    assert (snapshot(older.backup.path), snapshot(older.package.path), sorted(newer.folder.path.iterdir())) == before


def test_an_older_backup_that_parted_is_noticed_before_it_is_put_back(older: Older, tmp_path: Path) -> None:
    restore_backup(tmp_path / "もう一台", older.backup.path, WORDS, NOON)
    for folder, phone in ((older.made.folder, "0155-00-0123"), (tmp_path / "もう一台", "0155-00-0124")):
        with closing(opened(folder, WORDS)) as store, store.transaction() as session:
            change_office(session, phone=phone)
    standing = standing_of_backup(tmp_path / "もう一台", older.backup.path, WORDS, NOON)
    assert standing is not None
    assert standing.kind is Kind.OURS_AHEAD
    assert standing.ours == 1


def test_an_older_store_is_not_opened_only_to_look(older: Older) -> None:
    before = snapshot(older.made.folder)
    with pytest.raises(StoreRefusal) as refused:
        open_to_look(older.made.folder, WORDS)
    assert refused.value.situation is Situation.OLD_TO_LOOK
    assert snapshot(older.made.folder) == before


def test_a_damaged_older_store_is_left_to_the_program_of_its_time(older: Older, tmp_path: Path) -> None:
    db = older.made.folder / "g0001/store.db"
    data = bytearray(db.read_bytes())
    data[5 * PAGE_BYTES + 100] ^= 1
    db.write_bytes(data)
    before = snapshot(older.made.folder)
    with pytest.raises(StoreRefusal) as refused:
        salvage(older.made.folder, WORDS, tmp_path / "救い出し", NOON)
    assert refused.value.situation is Situation.OLDER_STORE
    assert "形式 1" in refused.value.words
    assert snapshot(older.made.folder) == before


def test_without_a_place_for_a_copy_an_older_backup_is_not_opened(older: Older) -> None:
    with pytest.raises(StoreRefusal) as refused:
        open_backup(older.backup.path, WORDS)
    assert refused.value.situation is Situation.BAD_BACKUP
    assert "古い形式" in refused.value.words


def test_a_backup_of_a_newer_program_is_not_put_back(
    made: Made, tmp_path: Path, newer_program: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context():
        newer_program(lambda database: database.execute("CREATE TABLE added_later (a TEXT)"))
        with closing(open_by_key(made)) as store:
            backup = back_up(store, tmp_path / "控え", NOON)
    monkeypatch.undo()
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused:
        restore_backup(made.folder, backup.path, WORDS, NOON)
    assert refused.value.situation is Situation.NEWER_STORE
    assert snapshot(made.folder) == before
