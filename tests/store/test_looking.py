"""見るだけで開く: everything can be read, and not one byte of the folder changes, whatever is tried."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.keys import Cost, Passphrase, Secret
from hokatsu_desktop.store.looking import open_to_look
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.slots import add_staff
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot


def refused(folder: Path, secret: Secret = WORDS) -> Situation:
    """Why it is not opened."""
    with pytest.raises(StoreRefusal) as no:
        open_to_look(folder, secret)
    return no.value.situation


def test_everything_is_read_and_nothing_written(made: Made) -> None:
    before, names = snapshot(made.folder), sorted(made.folder.iterdir())
    for secret in (WORDS, made.code):
        store = open_to_look(made.folder, secret, clock=lambda: NOON)
        assert [one.kind for one in store.notices] == [NoticeKind.ONLY_LOOKING]
        with store.session() as session:
            assert the_office(session).town == "みどり町"
        with pytest.raises(StoreRefusal) as no, store.transaction() as session, act(session, "save_office", "直す"):
            the_office(session).town = "となり町"
        assert no.value.situation is Situation.READ_ONLY
        with store.session() as session, pytest.raises(DBAPIError):
            session.execute(text("UPDATE office SET town = 'となり町'"))
        with pytest.raises(StoreRefusal):
            add_staff(store, Passphrase("となりの席の人だけが知っている言葉"), cost=Cost.floor())
        store.close()
    assert snapshot(made.folder) == before
    assert sorted(made.folder.iterdir()) == names  # no note of who has it open either


def test_nobody_else_may_be_writing(made: Made) -> None:
    writing = open_by_key(made)
    assert refused(made.folder) is Situation.IN_USE_HERE
    writing.close()
    holder = in_use.take(made.folder, NOON)
    assert refused(made.folder) is Situation.IN_USE_ELSEWHERE
    holder.release()
    open_to_look(made.folder, WORDS).close()


def test_what_cannot_be_opened_is_told_and_left_alone(made: Made, tmp_path: Path) -> None:
    assert refused(tmp_path / "ない") is Situation.MISSING_FOLDER
    assert refused(tmp_path) is Situation.NO_STORE
    assert refused(made.folder, Passphrase("みどり色の 自転車と 夕やけ空")) is Situation.WRONG_PASSPHRASE
    db = made.folder / "g0001/store.db"
    data = bytearray(db.read_bytes())
    data[9000] ^= 1
    db.write_bytes(bytes(data))
    before = snapshot(made.folder)
    assert refused(made.folder) is Situation.DAMAGED_PAGES
    assert snapshot(made.folder) == before
