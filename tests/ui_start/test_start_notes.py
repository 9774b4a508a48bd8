"""What this PC remembers before unlocking, how the program starts itself again, and the words for passphrases."""

import re
import sys
from pathlib import Path

import pytest

from hokatsu_desktop.store.passphrases import passphrase_problem
from hokatsu_desktop.ui.start import start_notes
from hokatsu_desktop.ui.start.restart import restart_command
from hokatsu_desktop.ui.start.start_notes import StartNotes, read_notes, remember_folder, remember_quick, remember_zoom
from hokatsu_desktop.ui.start.suggestion import plain_words, suggested_passphrase


def test_folder_and_zoom_are_remembered_side_by_side(tmp_path: Path) -> None:
    assert read_notes() == StartNotes()
    remember_folder(tmp_path / "台帳")
    remember_zoom(150)
    remember_quick("slot 1", on=True)
    remember_quick("slot 2", on=True)
    remember_quick("slot 1", on=True)
    assert read_notes() == StartNotes(str(tmp_path / "台帳"), 150, ("slot 2", "slot 1"))
    remember_quick("slot 1", on=False)
    assert read_notes().quick == ("slot 2",)


@pytest.mark.parametrize(
    "written", [b"", b"{", b"[]", b'{"folder": 3, "zoom": "x", "quick": 5}', b"\xff\xfe", b"9" * 20_000]
)
def test_notes_that_cannot_be_read_are_no_notes(written: bytes) -> None:
    remember_zoom(125)
    start_notes._notes_path().write_bytes(written)
    assert read_notes() == StartNotes()


def test_a_portable_program_keeps_everything_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "hokatsu-desktop.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert start_notes.portable_root() is None
    (tmp_path / "portable.txt").write_text("", encoding="utf-8")
    assert start_notes.usual_folder() == tmp_path / "data" / "daicho"
    assert start_notes.practice_folder() == tmp_path / "data" / "renshu"
    remember_zoom(110)
    assert (tmp_path / "data" / "start.json").is_file()


def test_the_program_starts_itself_again_bundled_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert restart_command(["demo"]) == [sys.executable, "-m", "hokatsu_desktop", "demo"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert restart_command(["demo"]) == [sys.executable, "demo"]


def test_words_for_passphrases_are_plain_and_many() -> None:
    words = plain_words()
    assert len(set(words)) == len(words) >= 400
    assert [word for word in words if not re.fullmatch(r"[ぁ-ん]{3,7}", word)] == []


def test_suggestions_differ_and_are_good() -> None:
    suggested = {suggested_passphrase("みどり町") for _ in range(50)}
    assert len(suggested) == 50
    assert {passphrase_problem(one, "みどり町") for one in suggested} == {""}
