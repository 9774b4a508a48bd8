"""Puts the parts together: reads the command line, then runs a command, draws the demo, or opens the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hokatsu_desktop.store.no_dumps import leave_no_dumps

DEMO_FOLDER = Path("demo-out")


def run(argv: Sequence[str]) -> int:
    """Start the program with these arguments (without its own name); gives the exit code."""
    leave_no_dumps()
    if not argv:  # the usual start: reading a command line would only delay the window
        return _open_window(None)
    from hokatsu_desktop import cli

    asked = cli.parser().parse_args(list(argv))
    match asked.command:
        case "print" | "verify" | "self-test" | "copy-backups":
            asked.data_folder = asked.data_folder or _remembered_folder()
            return cli.run_command(asked, _screen_checks)
        case "demo" if asked.out is not None or not has_screen():
            return _draw_demo(asked.out or DEMO_FOLDER)
        case "demo":
            return _open_practice(asked.data_folder)
        case _:
            return _open_window(asked.data_folder, is_handed=asked.quick, restores=asked.restore)


def has_screen() -> bool:
    """Whether a window would be seen by somebody."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    is_linux = sys.platform.startswith("linux")
    return not is_linux or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _screen_checks() -> Sequence[str]:
    from hokatsu_desktop.ui.start.self_checks import screen_checks

    return screen_checks()


def _remembered_folder() -> Path | None:
    from hokatsu_desktop.ui.start.start_notes import read_notes

    folder = read_notes().folder
    return Path(folder) if folder else None


def _open_window(asked_for: Path | None, *, is_handed: bool = False, restores: bool = False) -> int:
    """First start, lock screen or message, then the main window; `is_handed` by a process that was locked."""
    from hokatsu_desktop.ui.start.restart import handed_over
    from hokatsu_desktop.ui.start.start_notes import usual_folder
    from hokatsu_desktop.ui.start.window_program import run_window

    remembered = _remembered_folder()
    folder = asked_for or remembered or usual_folder()
    half = handed_over() if is_handed else b""
    return run_window(folder, is_known=folder == remembered, half=half, restores=restores)


def _open_practice(asked_for: Path | None) -> int:
    """The practice town in a window."""
    from hokatsu_desktop.ui.start.start_notes import practice_folder
    from hokatsu_desktop.ui.start.window_program import run_practice

    return run_practice(asked_for or practice_folder())


def _draw_demo(folder: Path) -> int:
    """The practice town's screens and sheets as files; prints what was written."""
    from hokatsu_desktop.ui.start.demo import draw_demo

    for path in draw_demo(folder):
        sys.stdout.write(f"{path}\n")
    return 0
