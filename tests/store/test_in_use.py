"""One program at a time: the second is told within three seconds and changes nothing; another PC is named."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.store.conftest import NOON, WORDS, Made, snapshot

HOLDER = """
import sys
from pathlib import Path
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
store = open_store(Path(sys.argv[1]), Passphrase(sys.argv[2]), cost=Cost.floor())
print("open", flush=True)
sys.stdin.readline()
if sys.argv[3] == "close":
    store.close()
"""


def start_holder(folder: Path, ending: str) -> subprocess.Popen[str]:
    """Another program that has the store open until it reads a line."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), WORDS.text, ending],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "open\n"
    return started


def test_a_second_program_is_refused_and_changes_nothing(made: Made) -> None:
    with start_holder(made.folder, "close") as first:
        before = snapshot(made.folder)
        started = time.monotonic()
        with pytest.raises(StoreRefusal) as refused:
            open_store(made.folder, WORDS, cost=Cost.floor())
        assert time.monotonic() - started < 3
        assert refused.value.situation is Situation.IN_USE_HERE
        assert snapshot(made.folder) == before
        first.communicate("\n")
    assert first.returncode == 0
    store = open_store(made.folder, WORDS, cost=Cost.floor())
    assert store.notices == ()
    store.close()


def test_a_killed_program_does_not_keep_the_store_locked(made: Made) -> None:
    with start_holder(made.folder, "close") as first:
        first.kill()
    store = open_store(made.folder, WORDS, cost=Cost.floor())
    assert store.notices == ()
    store.close()


def test_the_note_names_this_machine_while_the_store_is_open(made: Made) -> None:
    store = open_store(made.folder, WORDS, cost=Cost.floor())
    assert in_use.machine_in(made.folder / in_use.NOTE_NAME) == in_use.this_machine()
    store.close()
    assert not (made.folder / in_use.NOTE_NAME).exists()


def leave_note_of(folder: Path, machine: str) -> None:
    content = {"machine": machine, "process": 1, "since": NOON.isoformat()}
    (folder / in_use.NOTE_NAME).write_text(
        json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def test_another_pc_is_named_and_overruled_only_on_purpose(made: Made) -> None:
    leave_note_of(made.folder, "FUKUSHI-PC2")
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused:
        open_store(made.folder, WORDS, cost=Cost.floor())
    assert refused.value.situation is Situation.IN_USE_ELSEWHERE
    assert "「FUKUSHI-PC2」" in refused.value.words
    assert snapshot(made.folder) == before
    store = open_store(made.folder, WORDS, cost=Cost.floor(), take_over=True)
    assert [notice.kind for notice in store.notices] == [NoticeKind.TAKEN_OVER]
    store.close()
    open_store(made.folder, WORDS, cost=Cost.floor()).close()


def test_another_pc_that_holds_the_lock_cannot_be_overruled(made: Made) -> None:
    with start_holder(made.folder, "close") as first:
        leave_note_of(made.folder, "FUKUSHI-PC2")
        with pytest.raises(StoreRefusal) as refused:
            open_store(made.folder, WORDS, cost=Cost.floor(), take_over=True)
        assert refused.value.situation is Situation.IN_USE_ELSEWHERE
        first.communicate("\n")


@pytest.mark.parametrize("note", [b"", b"\xff", b"{}", b"[]\n", b'{"machine":1}'])
def test_an_unreadable_note_does_not_lock_anybody_out(tmp_path: Path, note: bytes) -> None:
    (tmp_path / in_use.NOTE_NAME).write_bytes(note)
    in_use.take(tmp_path, NOON).release()


def test_releasing_twice_does_no_harm(tmp_path: Path) -> None:
    holder = in_use.take(tmp_path, NOON)
    holder.release()
    other = in_use.take(tmp_path, NOON)
    holder.release()
    assert (tmp_path / in_use.NOTE_NAME).exists()
    other.release()


def test_a_failed_opening_gives_the_folder_free(made: Made) -> None:
    (made.folder / "g0001" / "store.db").write_bytes(b"")
    for _attempt in range(2):
        with pytest.raises(StoreRefusal) as refused:
            open_store(made.folder, WORDS, cost=Cost.floor())
        assert refused.value.situation is Situation.EMPTY_FILE
