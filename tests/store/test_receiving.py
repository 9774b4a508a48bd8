"""引継ぎを受け取る: the log goes on, only the receiver opens it, copies are never merged, a failure leaves nothing."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.services.acts import head, note_fact
from hokatsu_desktop.services.logo import keep_logo
from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.store import receiving
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.inspection import inspect_content
from hokatsu_desktop.store.keys import Passphrase, Secret
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.store.receiving import Received, receive_package
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.sealing import seal_store, unsealing
from hokatsu_desktop.store.side_by_side import side_by_side
from hokatsu_desktop.store.verify import verify_store
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot
from tests.store.packages import FLOOR, RECEIVER, put_on_stick


def received(folder: Path, written: WrittenPackage) -> Received:
    return receive_package(folder, written.path, written.code, RECEIVER, NOON, cost=FLOOR, any_place=True)


def opened(folder: Path, secret: Secret) -> OpenStore:
    store = open_store(folder, secret, cost=FLOOR, any_place=True, clock=lambda: NOON)
    store.session_facts["clock"] = lambda: NOON
    return store


def refused(folder: Path, written: WrittenPackage) -> Situation:
    with pytest.raises(StoreRefusal) as found:
        received(folder, written)
    return found.value.situation


def write_on(store: OpenStore, phone: str) -> None:
    """One more link in the log."""
    store.session_facts["clock"] = lambda: NOON
    with store.transaction() as session:
        change_office(session, phone=phone)


def test_the_receiver_goes_on_where_the_sender_ended(made: Made, written: WrittenPackage, tmp_path: Path) -> None:
    sender = open_by_key(made)
    with sender.session() as session:
        on_paper = head(session)
    sender.close()
    new = tmp_path / "新しい席" / "台帳"
    taken = received(new, written)
    store = opened(new, RECEIVER)
    assert (store.slot_id, store.found.epoch, store.notices) == (taken.slot_id, 3, ())
    with store.transaction() as session:
        assert the_office(session).town == "みどり町"
        assert head(session) == on_paper
        change_office(session, phone="0000-00-0000")
    store.close()
    assert verify_store(new, RECEIVER, NOON).passed
    opened(new, taken.code).close()


def test_nobody_but_the_receiver_opens_it(made: Made, written: WrittenPackage, tmp_path: Path) -> None:
    received(tmp_path / "new", written)
    for secret in (WORDS, made.code, written.code, written.recovery):
        with pytest.raises(StoreRefusal) as found:
            opened(tmp_path / "new", secret)
        assert found.value.situation in (Situation.WRONG_PASSPHRASE, Situation.WRONG_CODE)
    names = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    kept = {
        "CURRENT",
        "anchor.json",
        "keys-copy/g0001.keys",
        "g0001/manifest.json",
        "g0001/store.db",
        "g0001/store.keys",
    }
    assert names - {"in-use.lock"} == kept | ({"g0001/store.db-journal"} & names)


def test_a_weak_passphrase_and_a_bad_place_are_told_before_anything_is_read(
    written: WrittenPackage, tmp_path: Path
) -> None:
    for folder, passphrase, situation in (
        (tmp_path / "new", Passphrase("みじかい"), Situation.WEAK_PASSPHRASE),
        (tmp_path / "OneDrive" / "new", RECEIVER, Situation.BAD_PLACE),
    ):
        with pytest.raises(StoreRefusal) as found:
            receive_package(folder, written.path, written.code, passphrase, NOON, cost=FLOOR)
        assert found.value.situation is situation
        assert not folder.exists()


def test_another_ledger_is_left_alone(written: WrittenPackage, tmp_path: Path) -> None:
    other = tmp_path / "other"
    store, _code = create_store(other, RECEIVER, practice=False, now=NOON, cost=FLOOR, any_place=True)
    store.close()
    before = snapshot(other)
    assert refused(other, written) is Situation.OTHER_LEDGER
    assert snapshot(other) == before


@pytest.mark.parametrize("fails_at", range(5))
def test_a_disk_that_fails_leaves_nothing_behind(
    written: WrittenPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """keys, manifest, second copy of the keys, anchor, CURRENT: each write fails once."""
    count = 0

    def failing(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count - 1 == fails_at:
            raise OSError(5, "EIO")
        write_whole(path, data)

    for module in ("receiving", "manifest", "anchor", "data_folder"):
        monkeypatch.setattr(f"hokatsu_desktop.store.{module}.write_whole", failing)
    assert refused(tmp_path / "new", written) is Situation.DISK_TROUBLE
    assert not (tmp_path / "new").exists()
    monkeypatch.undo()
    received(tmp_path / "new", written)


def test_a_failure_leaves_the_store_that_was_there(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(made.folder, tmp_path / "behind")
    sender = open_by_key(made)
    write_on(sender, "0000-00-0001")
    sender.close()
    ahead = put_on_stick(made, tmp_path / "stick")
    monkeypatch.setattr("hokatsu_desktop.store.receiving.turn_key", lambda *_: (_ for _ in ()).throw(OSError(5, "")))
    before = snapshot(tmp_path / "behind")
    assert refused(tmp_path / "behind", ahead) is Situation.DISK_TROUBLE
    assert snapshot(tmp_path / "behind") == before


def test_a_package_that_is_ahead_is_taken_and_the_old_generation_stays(made: Made, tmp_path: Path) -> None:
    """The second PC has an older state of the same store: this is the way back after a leave."""
    behind = tmp_path / "behind"
    shutil.copytree(made.folder, behind)
    sender = open_by_key(made)
    write_on(sender, "0000-00-0001")
    sender.close()
    taken = received(behind, put_on_stick(made, tmp_path / "stick"))
    assert taken.generation == "g0002"
    store = opened(behind, RECEIVER)
    with store.session() as session:
        assert the_office(session).phone == "0000-00-0001"
    assert store.notices == ()
    store.close()
    assert (behind / "g0001" / "store.db").is_file()


def test_same_behind_and_forked_are_never_merged(made: Made, written: WrittenPackage) -> None:
    assert refused(made.folder, written) is Situation.PACKAGE_SAME
    sender = open_by_key(made)
    write_on(sender, "0000-00-0001")
    sender.close()
    before = snapshot(made.folder)
    assert refused(made.folder, written) is Situation.PACKAGE_BEHIND
    assert snapshot(made.folder) == before


def test_a_forked_copy_is_refused_and_the_counts_are_told(made: Made, tmp_path: Path) -> None:
    other = Made(tmp_path / "other", made.master, made.code, made.slot_id)
    shutil.copytree(made.folder, other.folder)
    theirs = open_by_key(other)
    for phone in ("0000-00-0001", "0000-00-0002", "0000-00-0003"):
        write_on(theirs, phone)
    theirs.close()
    package = put_on_stick(other, tmp_path / "stick")
    ours = open_by_key(made)
    write_on(ours, "0000-00-0009")
    with side_by_side(ours, package.path, package.code) as both:
        standing = both.standing
    assert (standing.kind, standing.ours, standing.theirs) == (Kind.FORKED, 1, 3)
    assert standing.parted_at is not None
    ours.close()
    assert refused(made.folder, package) is Situation.PACKAGE_FORKED


def test_a_sealed_store_is_only_read_and_says_why(made: Made) -> None:
    store = open_by_key(made)
    before = store.head()
    seal_store(store, "HIKITSUGI_2026-11-23_AAAA", NOON)
    with pytest.raises(StoreRefusal) as now, store.transaction():
        pass
    assert now.value.situation is Situation.SEALED
    store.close()
    store = open_by_key(made)
    assert [one.kind for one in store.notices] == [NoticeKind.SEALED]
    assert "HIKITSUGI_2026-11-23_AAAA" in store.notices[0].words
    assert "令和8年11月23日" in store.notices[0].words
    sealed = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as later, store.transaction():
        pass
    assert later.value.situation is Situation.SEALED
    with pytest.raises(StoreRefusal) as twice:
        seal_store(store, "HIKITSUGI_2026-11-23_BBBB", NOON)
    assert twice.value.situation is Situation.SEALED
    with store.session() as session:
        assert the_office(session).town == "みどり町"
    assert store.head() == before
    store.close()
    assert snapshot(made.folder) == sealed
    assert verify_store(made.folder, WORDS, NOON).passed


def test_a_sealed_store_can_be_handed_over_again_and_the_package_is_not_sealed(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    seal_store(store, "HIKITSUGI_2026-11-23_AAAA", NOON)
    (tmp_path / "stick").mkdir()
    written = write_package(store, tmp_path / "stick", NOON, cost=FLOOR)
    store.close()
    received(tmp_path / "new", written)
    store = opened(tmp_path / "new", RECEIVER)
    assert not store.is_sealed
    write_on(store, "0000-00-0001")
    store.close()


def test_what_was_printed_before_the_seal_does_not_stand_in_the_way_back(made: Made, tmp_path: Path) -> None:
    """事務引継書 is printed after the package was written, and leaves a link that only the sender has."""
    sender = open_by_key(made)
    (tmp_path / "stick").mkdir()
    given = write_package(sender, tmp_path / "stick", NOON, cost=FLOOR)
    sender.session_facts["clock"] = lambda: NOON
    with sender.transaction() as session:
        note_fact(session, "print_sheets", "印刷する")
    seal_store(sender, given.name, NOON, given.head)
    sender.close()
    sender = open_by_key(made)
    assert [one.kind for one in sender.notices] == [NoticeKind.SEALED]
    sender.close()
    received(tmp_path / "deputy", given)
    deputy = opened(tmp_path / "deputy", RECEIVER)
    write_on(deputy, "0000-00-0001")
    (tmp_path / "back").mkdir()
    back = write_package(deputy, tmp_path / "back", NOON, cost=FLOOR)
    deputy.close()
    assert received(made.folder, back).generation == "g0002"
    store = opened(made.folder, RECEIVER)
    assert store.notices == ()
    store.close()


def interrupted(session: Session) -> None:
    change_office(session, phone="0000-00-0001")
    raise KeyError("interrupted")


def test_the_seal_is_lifted_together_with_what_is_written_about_it(made: Made) -> None:
    store = open_by_key(made)
    seal_store(store, "HIKITSUGI_2026-11-23_AAAA", NOON)
    with pytest.raises(KeyError), unsealing(store) as session:
        interrupted(session)
    assert store.is_sealed
    with unsealing(store) as session:
        change_office(session, phone="0000-00-0002")
    write_on(store, "0000-00-0003")
    store.close()
    store = open_by_key(made)
    assert (store.is_sealed, store.notices) == (False, ())
    with store.session() as session:
        assert the_office(session).phone == "0000-00-0003"
    store.close()
    assert verify_store(made.folder, WORDS, NOON).passed


def test_each_check_that_can_fail_has_its_words(store: OpenStore) -> None:
    """A package that does not prove says which check it was."""
    with store.raw() as connection:
        checks = {finding.check for finding in inspect_content(connection, store.found.master)}
    assert checks - {"counts"} == set(receiving._CHECKS)


def test_a_package_whose_papers_are_not_those_put_in_is_refused(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    with store.transaction() as session:
        keep_logo(session, b"\x89PNG\r\n\x1a\n" + bytes(900))
    with store.raw() as connection:
        connection.execute("UPDATE attachment_content SET content = x'00'")
    store.close()
    written = put_on_stick(made, tmp_path / "stick")
    with pytest.raises(StoreRefusal) as refused:
        received(tmp_path / "new", written)
    assert refused.value.situation is Situation.PACKAGE_UNPROVED
    assert "別紙とロゴ" in refused.value.words
    assert not (tmp_path / "new").exists()
