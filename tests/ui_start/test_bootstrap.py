"""The program's entry: which command leads where, and a real second process on the same folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop import bootstrap
from hokatsu_desktop.ui.start import window_program
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.start_notes import practice_folder, remember_folder, usual_folder
from tests.ui_start.conftest import Made


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path, bool]]:
    """Which window would have been opened: kind, folder, whether a store was known there."""
    asked: list[tuple[str, Path, bool]] = []

    def window(folder: Path, *, is_known: bool, half: bytes, restores: bool) -> int:
        asked.append((f"window{half.decode()}{' restores' if restores else ''}", folder, is_known))
        return 0

    def practice(folder: Path) -> int:
        asked.append(("practice", folder, False))
        return 0

    monkeypatch.setattr(window_program, "run_window", window)
    monkeypatch.setattr(window_program, "run_practice", practice)
    return asked


def test_without_arguments_the_usual_or_the_remembered_folder(
    windows: list[tuple[str, Path, bool]], tmp_path: Path
) -> None:
    assert bootstrap.run([]) == 0
    remember_folder(tmp_path / "台帳")
    bootstrap.run([])
    assert windows == [("window", usual_folder(), False), ("window", tmp_path / "台帳", True)]


def test_a_folder_that_is_asked_for_wins(windows: list[tuple[str, Path, bool]], tmp_path: Path) -> None:
    remember_folder(tmp_path / "台帳")
    bootstrap.run(["--data-folder", str(tmp_path / "ほか")])
    assert windows == [("window", tmp_path / "ほか", False)]


def test_what_the_locked_process_hands_over_is_read_only_when_it_was_handed(
    windows: list[tuple[str, Path, bool]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("hokatsu_desktop.ui.start.restart.handed_over", lambda: b" with half")
    bootstrap.run(["--data-folder", str(tmp_path)])
    bootstrap.run(["--data-folder", str(tmp_path), "--quick"])
    bootstrap.run(["--data-folder", str(tmp_path), "--restore"])
    assert [kind for kind, _folder, _known in windows] == ["window", "window with half", "window restores"]


def test_demo_with_a_screen_opens_the_practice_town(
    windows: list[tuple[str, Path, bool]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "has_screen", lambda: True)
    bootstrap.run(["demo"])
    bootstrap.run(["--data-folder", str(tmp_path / "renshu"), "demo"])
    assert windows == [("practice", practice_folder(), False), ("practice", tmp_path / "renshu", False)]


def test_demo_without_a_screen_draws_and_lists_files(
    windows: list[tuple[str, Path, bool]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from hokatsu_desktop.ui.start import demo

    drawn: list[Path] = []

    def draw(folder: Path) -> list[Path]:
        drawn.append(folder)
        return [folder / "きょう.png"]

    monkeypatch.setattr(demo, "draw_demo", draw)
    assert bootstrap.run(["demo"]) == 0
    assert bootstrap.run(["demo", "--out", "ここ"]) == 0
    assert drawn == [Path("demo-out"), Path("ここ")]
    assert windows == []
    assert capsys.readouterr().out.splitlines()[1] == str(Path("ここ") / "きょう.png")


@pytest.mark.parametrize(
    ("variables", "seen"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({}, not sys.platform.startswith("linux")),
    ],
)
def test_when_a_window_could_be_seen(variables: dict[str, str], seen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert bootstrap.has_screen() is seen


def test_self_test_passes_in_a_process_of_its_own() -> None:
    done = run_program("self-test")
    assert done.returncode == 0, done.stderr
    assert "画面の文字と絵" in done.stdout
    assert done.stdout.rstrip().endswith("使えます")


def test_a_second_process_ends_at_once_and_calls_the_first(
    made: Made, make_program: Callable[..., Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_program(made.folder)
    forward: list[str] = []
    monkeypatch.setattr(first.start_window, "show", lambda: forward.append("shown"))
    assert first.start()
    process = subprocess.Popen(command("--data-folder", str(made.folder)), env=environment())
    try:
        with qtbot.waitSignal(first.single.called, timeout=20_000):
            pass
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()


def run_program(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The program in a process of its own, without a screen."""
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, encoding="utf-8", check=False, env=environment()
    )


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hokatsu_desktop", *arguments]


def environment() -> dict[str, str]:
    source = str(Path(bootstrap.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": source, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
