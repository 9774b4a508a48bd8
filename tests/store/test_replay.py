"""The log played again gives the rows that are there; a row set back or changed behind the log does not fit."""

import random

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Agency, Base, Office, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.logo import keep_logo
from hokatsu_desktop.store.connection import PAGE_BYTES
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.replay import papers_unlike_log, rows_unlike_log
from hokatsu_desktop.store.verify import verify_open_store
from tests.store.conftest import Made, open_by_key

LONG = "民生委員さんから、夜になっても明かりがつかないと聞いた。" * 8


def work_a_day(store: OpenStore) -> None:
    """Makes, changes, lengthens, removes and takes back, as a day at the office does."""
    with store.transaction() as session, act(session, "add_agency", "機関を加える"):
        session.add_all([Agency(name=f"架空の機関{number}", kind="other") for number in range(6)])
    for number in range(1, 7):
        with store.transaction() as session, act(session, "change_agency", "機関を直す"):
            agency = session.get_one(Agency, number)
            agency.note = LONG
            agency.inside_town_hall = True
        with store.transaction() as session, act(session, "change_agency", "機関を直す"):
            agency = session.get_one(Agency, number)
            agency.note = LONG[:100] + f"（{number}）" + LONG[100:]
    with store.transaction() as session, act(session, "change_office", "事務局を直す"):
        office = session.scalars(select(Office)).one()
        office.settings = {"色": "みどり", "中": {"深い": [1, 2]}}
    with store.transaction() as session, act(session, "change_office", "事務局を直す"):
        office = session.scalars(select(Office)).one()
        office.settings = {"色": "あお", "中": {"深い": [1, 2, 3]}}
    with store.transaction() as session, act(session, "remove_agency", "機関を消す"):
        session.delete(session.get_one(Agency, 3))
    for step in (undo, redo, undo, undo):
        with store.transaction() as session:
            step(session)


def test_the_rows_are_those_the_log_tells_of(store: OpenStore) -> None:
    work_a_day(store)
    assert rows_unlike_log(store.connection) == []


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE agency SET name = '別' WHERE id = 2", ("agency", 2)),
        ("UPDATE agency SET inside_town_hall = 0 WHERE id = 4", ("agency", 4)),
        ("UPDATE office SET settings = '{}'", ("office", 1)),
        ("DELETE FROM agency WHERE id = 5", ("agency", 5)),
        (
            "INSERT INTO staff SELECT 9, name, kana, post, role, key_slot, temporary_key, joined_on, left_on FROM staff",
            ("staff", 9),
        ),
    ],
)
def test_what_was_done_behind_the_log_shows(store: OpenStore, statement: str, row: tuple[str, int]) -> None:
    work_a_day(store)
    store.connection.execute(statement)
    assert rows_unlike_log(store.connection) == [row]


PICTURES = tuple(b"\x89PNG\r\n\x1a\n" + bytes([number]) * 9_000 for number in range(3))


@pytest.mark.parametrize("content", [PICTURES[1], PICTURES[2][:-1], b""])
def test_bytes_of_others_that_are_not_those_put_in_are_noticed(store: OpenStore, content: bytes) -> None:
    with store.transaction() as session:
        keep_logo(session, PICTURES[1])
    with store.transaction() as session:
        keep_logo(session, PICTURES[2])  # the first one stays for undo, and counts no more
    assert papers_unlike_log(store.connection) == (1, 0)
    assert verify_open_store(store).passed
    store.connection.execute("UPDATE attachment_content SET content = ? WHERE id = 2", (content,))
    assert papers_unlike_log(store.connection) == (1, 1)
    [trouble] = [finding for finding in verify_open_store(store).findings if not finding.passed]
    assert trouble.check == "papers"
    assert "1件" in trouble.words


def test_bytes_of_others_that_are_gone_are_noticed(store: OpenStore) -> None:
    with store.transaction() as session:
        keep_logo(session, PICTURES[0])
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("DELETE FROM attachment_content")
    assert papers_unlike_log(store.connection) == (1, 1)


def change_rows(store: OpenStore, times: int) -> None:
    source = random.Random(5)
    for number in range(times):
        with store.transaction() as session, act(session, "change", "直す"):
            session.get_one(Agency, source.randrange(1, 7)).phone = f"0740-00-{number:04d}"
            session.add(Staff(name=f"架空 花子{number}"))


Content = dict[str, list[tuple[object, ...]]]


def content_of(store: OpenStore) -> Content:
    """Every row of every table that acts write, and of the log: what the office would miss."""
    names = sorted(set(Base.metadata.tables) - {"search_entry", "screen_state"})
    return {name: store.connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in names}


def look(made: Made) -> Content | None:
    """What the store shows, or None if opening or the thorough check noticed something."""
    try:
        store = open_by_key(made)
    except StoreRefusal:
        return None
    try:
        noticed = store.notices != () or not verify_open_store(store).passed
        return None if noticed else content_of(store)
    finally:
        store.connection.close()  # without a word to the anchor


def part(data: bytes, page: int) -> bytes:
    return data[page * PAGE_BYTES : (page + 1) * PAGE_BYTES]


def two_days(made: Made) -> tuple[bytes, bytes]:
    """The file at the end of one day and of the next."""
    path = made.folder / "g0001" / "store.db"
    store = open_by_key(made)
    work_a_day(store)
    store.close()
    old = path.read_bytes()
    store = open_by_key(made)
    change_rows(store, 8)
    store.close()
    return old, path.read_bytes()


def sweep_stale_pages(made: Made, sets: int) -> tuple[int, int]:
    """Puts pages back to their older content: how often something was noticed, and how often wrong rows were shown."""
    old, new = two_days(made)
    anchor = (made.folder / "anchor.json").read_bytes()
    truth = look(made)
    both = range(min(len(old), len(new)) // PAGE_BYTES)
    pages = [page for page in both if part(old, page) != part(new, page)]
    source = random.Random(7)
    noticed = wrong = 0
    for stale in [[page] for page in pages] + [
        source.sample(pages, source.randint(2, len(pages))) for _ in range(sets)
    ]:
        mixed = bytearray(new)
        for page in stale:
            mixed[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = part(old, page)
        (made.folder / "g0001" / "store.db").write_bytes(mixed)
        (made.folder / "anchor.json").write_bytes(anchor)
        shown = look(made)
        noticed += shown is None
        wrong += shown is not None and shown != truth
    return noticed, wrong


def test_older_copies_of_pages_never_show_wrong_rows(made: Made) -> None:
    noticed, wrong = sweep_stale_pages(made, 60)
    assert wrong == 0
    assert noticed > 50


@pytest.mark.long
def test_ten_thousand_sets_of_older_pages_never_show_wrong_rows(made: Made) -> None:
    noticed, wrong = sweep_stale_pages(made, 10_000)
    assert wrong == 0
    assert noticed > 9_000
