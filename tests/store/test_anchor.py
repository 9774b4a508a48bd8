"""Going back in time: the file itself is sound, only the anchor outside shows that it is an old one."""

import shutil
from pathlib import Path

import pytest

from hokatsu_desktop.models import Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.store.anchor import read_anchor
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.keys import MasterKey
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.open_store import OpenStore
from tests.store.conftest import Made, open_by_key


def work(made: Made, times: int, name: str = "架空 花子") -> None:
    store = open_by_key(made)
    for number in range(times):
        with store.transaction() as session, act(session, "add_staff", "職員を加える"):
            session.add(Staff(name=f"{name}{number}"))
    store.close()


def database(made: Made) -> Path:
    return made.folder / "g0001" / "store.db"


def kinds(store: OpenStore) -> list[NoticeKind]:
    return [notice.kind for notice in store.notices]


def test_an_older_file_is_noticed_until_the_user_accepts_it(made: Made) -> None:
    old = database(made).read_bytes()
    work(made, 5)
    database(made).write_bytes(old)
    for _attempt in range(2):
        store = open_by_key(made)
        assert kinds(store) == [NoticeKind.WENT_BACK]
        assert store.notices[0].is_serious
        assert "5件少ない" in store.notices[0].words
        store.close()
    store = open_by_key(made)
    store.accept_lineage()
    store.close()
    store = open_by_key(made)
    assert store.notices == ()
    store.close()


def test_work_on_an_accepted_older_file_goes_on(made: Made) -> None:
    old = database(made).read_bytes()
    work(made, 5)
    database(made).write_bytes(old)
    store = open_by_key(made)
    store.accept_lineage()
    store.close()
    work(made, 1)
    store = open_by_key(made)
    assert store.notices == ()
    store.close()


def test_a_file_that_went_another_way_is_noticed(made: Made) -> None:
    elsewhere = made.folder.with_name("別のパソコン")
    shutil.copytree(made.folder, elsewhere)
    work(made, 3)
    work(Made(elsewhere, made.master, made.code, made.slot_id), 4, name="別の 人")
    database(made).write_bytes((elsewhere / "g0001" / "store.db").read_bytes())
    store = open_by_key(made)
    assert kinds(store) == [NoticeKind.FORKED]
    store.close()


def test_a_newer_file_of_the_same_line_is_fine(made: Made) -> None:
    """After a crash the anchor may lag behind the file."""
    anchor = (made.folder / "anchor.json").read_bytes()
    work(made, 3)
    (made.folder / "anchor.json").write_bytes(anchor)
    store = open_by_key(made)
    assert store.notices == ()
    store.close()


def test_an_anchor_made_without_the_key_does_not_count(made: Made) -> None:
    path = made.folder / "anchor.json"
    path.write_bytes(path.read_bytes().replace(b'"sequence": 2', b'"sequence": 1'))
    store = open_by_key(made)
    assert kinds(store) == [NoticeKind.ANCHOR_MISSING]
    store.close()


def test_an_anchor_of_another_store_does_not_count(made: Made) -> None:
    found = read_anchor(made.folder / "anchor.json")
    assert found is not None
    assert found.is_authentic(made.master, found.anchor.store_id)
    assert not found.is_authentic(made.master, "another")
    assert not found.is_authentic(MasterKey(bytes(32)), found.anchor.store_id)


def test_an_unclean_end_makes_the_next_opening_look_closer(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []

    def watched(_connection: object, *, thorough: bool) -> list[str]:
        looked.append(thorough)
        return []

    monkeypatch.setattr("hokatsu_desktop.store.opening.broken_structure", watched)
    store = open_by_key(made)
    store.connection.close()  # as a crash would: no close, no anchor
    assert looked == []
    open_by_key(made).close()
    assert looked == [False]
    open_by_key(made).close()
    assert looked == [False]


def test_heads_are_compared_by_number_and_hash() -> None:
    assert Head(1, "a") != Head(1, "b")
    assert Head() == Head(0, "")
