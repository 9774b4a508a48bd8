"""「新しく作る」 and opening: what comes out, what is refused, and that practice and real are never mixed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Office
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.generation import create_store, open_store, store_label
from hokatsu_desktop.store.keys import Cost, KeyUse, Passphrase, Secret
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.slots import key_file_of
from tests.store.conftest import NOON, WORDS, Made, snapshot

FLOOR = Cost.floor()


def open_cheaply(folder: Path, secret: Secret = WORDS, *, practice: bool | None = None) -> OpenStore:
    return open_store(folder, secret, practice=practice, cost=FLOOR)


def situation_of(action: Callable[[], object]) -> Situation:
    with pytest.raises(StoreRefusal) as refused:
        action()
    assert refused.value.words.endswith("。")
    return refused.value.situation


def town_in(store: OpenStore) -> str:
    with store.session() as session:
        return session.scalars(select(Office.town)).one()


def test_a_new_store_opens_with_the_passphrase_and_with_the_recovery_sheet(made: Made) -> None:
    for secret in (WORDS, made.code):
        store = open_cheaply(made.folder, secret)
        assert town_in(store) == "みどり町"
        assert store.notices == ()
        assert not store.practice
        store.close()


def test_the_folder_has_the_shape_that_the_format_describes(made: Made) -> None:
    assert set(snapshot(made.folder)) == {
        "CURRENT",
        "anchor.json",
        "g0001/manifest.json",
        "g0001/store.db",
        "g0001/store.db-journal",
        "g0001/store.keys",
        "keys-copy/g0001.keys",
    }
    assert (made.folder / "g0001" / "store.db-journal").stat().st_size == 0


def test_no_name_and_no_secret_is_readable_in_any_file(made: Made) -> None:
    needles = [
        *(word.encode(code) for word in ("みどり町", "髙橋", "まこと", "自転車") for code in ("utf-8", "utf-16-le")),
        *(made.code.digits.encode(), made.code.printed.encode(), made.code.value),
        *(made.master.value, made.master.value.hex().encode()),
        *(made.master.derive(use) for use in KeyUse),
    ]
    for name, data in snapshot(made.folder).items():
        assert not any(needle in data for needle in needles), name


def test_a_store_is_closed_only_once_and_gives_the_folder_free(made: Made) -> None:
    store = open_cheaply(made.folder)
    store.close()
    store.close()
    open_cheaply(made.folder).close()


def test_wrong_words_and_a_strange_code_are_told_apart(made: Made) -> None:
    before = snapshot(made.folder)
    assert situation_of(lambda: open_cheaply(made.folder, Passphrase("ちがう言葉をならべてみました"))) is (
        Situation.WRONG_PASSPHRASE
    )
    assert situation_of(lambda: open_cheaply(made.folder, RecoveryCode(bytes(16)))) is Situation.WRONG_CODE
    assert snapshot(made.folder) == before
    open_cheaply(made.folder).close()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "どこにもない"
    assert situation_of(lambda: open_cheaply(folder)) is Situation.MISSING_FOLDER
    assert not folder.exists()


def test_a_folder_without_a_store_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "メモ.txt").write_text("x", encoding="utf-8")
    assert situation_of(lambda: open_cheaply(tmp_path)) is Situation.NO_STORE
    assert [path.name for path in tmp_path.iterdir()] == ["メモ.txt"]


def test_creating_over_a_store_is_refused(made: Made) -> None:
    before = snapshot(made.folder)
    again = lambda: create_store(made.folder, WORDS, practice=False, now=NOON, cost=FLOOR)  # noqa: E731
    assert situation_of(again) is Situation.ALREADY_THERE
    (made.folder / "CURRENT").unlink()
    assert situation_of(again) is Situation.ALREADY_THERE
    assert snapshot(made.folder) == {name: data for name, data in before.items() if name != "CURRENT"}


def test_a_weak_passphrase_makes_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "台帳"
    weak = lambda: create_store(folder, Passphrase("みじかい"), practice=False, now=NOON)  # noqa: E731
    assert situation_of(weak) is Situation.WEAK_PASSPHRASE
    assert not folder.exists()


def test_an_interrupted_creation_leaves_no_store_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("hokatsu_desktop.store.generation.write_manifest", power_cut)
        with pytest.raises(KeyboardInterrupt):
            create_store(tmp_path, WORDS, practice=True, now=NOON, cost=FLOOR)
    (tmp_path / "g0001.partial").mkdir()  # what a real power cut would have left
    (tmp_path / "g0001.partial" / "store.db").write_bytes(b"half")
    assert situation_of(lambda: open_cheaply(tmp_path)) is Situation.NO_STORE
    store, _code = create_store(tmp_path, WORDS, practice=True, now=NOON, cost=FLOOR)
    store.close()
    assert not (tmp_path / "g0001.partial").exists()


def test_practice_and_real_are_never_mixed(made: Made, tmp_path: Path) -> None:
    practice_folder = tmp_path / "練習"
    store, _code = create_store(practice_folder, WORDS, practice=True, now=NOON, cost=FLOOR)
    assert store.practice
    store.close()
    assert situation_of(lambda: open_cheaply(practice_folder, practice=False)) is Situation.PRACTICE_STORE
    assert situation_of(lambda: open_cheaply(made.folder, practice=True)) is Situation.REAL_STORE
    open_cheaply(practice_folder, practice=True).close()


def test_a_practice_manifest_beside_a_real_file_does_not_deceive(made: Made, tmp_path: Path) -> None:
    """The row inside the encrypted file decides, whatever the readable label says."""
    store, _code = create_store(tmp_path / "練習", WORDS, practice=True, now=NOON, cost=FLOOR)
    store.close()
    label = tmp_path / "練習" / "g0001" / "manifest.json"
    (made.folder / "g0001" / "manifest.json").write_bytes(label.read_bytes())
    assert situation_of(lambda: open_cheaply(made.folder, practice=True)) is Situation.REAL_STORE


def test_files_of_two_stores_are_not_mixed(made: Made, tmp_path: Path) -> None:
    other = tmp_path / "別"
    store, _code = create_store(other, WORDS, practice=False, now=NOON, cost=FLOOR)
    store.close()
    mine = DataFolder(made.folder).generation("g0001")
    mine.db.write_bytes(DataFolder(other).generation("g0001").db.read_bytes())
    assert situation_of(lambda: open_cheaply(made.folder)) is Situation.FOREIGN_FILE


def test_the_label_can_be_read_before_unlocking(made: Made, tmp_path: Path) -> None:
    label = store_label(made.folder)
    assert label is not None
    assert (label.practice, label.created_at) == (False, NOON.isoformat())
    assert store_label(tmp_path / "ない") is None


def test_a_cheap_slot_is_made_dearer_at_unlocking(made: Made) -> None:
    dearer = Cost(memory_kib=64 * 1024, passes=4, lanes=4)
    store = open_store(made.folder, WORDS, cost=dearer)
    slots = {slot.kind.value: slot.cost for slot in key_file_of(store).slots}
    store.close()
    assert slots == {"staff": dearer, "recovery": FLOOR}
    before = snapshot(made.folder)["g0001/store.keys"]
    open_store(made.folder, WORDS, cost=FLOOR).close()
    assert snapshot(made.folder)["g0001/store.keys"] == before


def test_the_clock_of_the_caller_is_used(made: Made) -> None:
    later = NOON + timedelta(days=1)
    open_store(made.folder, WORDS, cost=FLOOR, clock=lambda: later).close()
    assert later.isoformat() in (made.folder / "anchor.json").read_text(encoding="utf-8")


def test_a_bad_place_is_refused_unless_the_user_insists(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hokatsu_desktop.store.generation.place_problem", lambda _folder: "共有フォルダーです。")
    new = made.folder / "新"
    assert situation_of(lambda: open_cheaply(made.folder)) is Situation.BAD_PLACE
    assert situation_of(lambda: create_store(new, WORDS, practice=True, now=NOON)) is Situation.BAD_PLACE
    assert not new.exists()
    open_store(made.folder, WORDS, cost=FLOOR, any_place=True).close()


def test_creating_needs_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hokatsu_desktop.store.generation.space_problem", lambda _folder: True)
    refused = situation_of(lambda: create_store(tmp_path / "台帳", WORDS, practice=True, now=NOON, cost=FLOOR))
    assert refused is Situation.DISK_FULL
