"""Starting this program again as a new process: the command, and the spawning."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.ui.start.start_notes import read_notes

Spawn = Callable[[Sequence[str]], bool]
"""Starts a command as a process of its own; True if it started."""


def restart_command(arguments: Sequence[str] = ()) -> list[str]:
    """The command that starts this program with these arguments: the bundled program, or this Python with -m."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "hokatsu_desktop", *arguments]


def arguments_for(folder: Path) -> list[str]:
    """The arguments that bring a new process to the lock screen of this data folder; none for the remembered one."""
    return [] if read_notes().folder == str(folder.absolute()) else ["--data-folder", str(folder)]


def copy_backups(data: DataFolder, spawn: Spawn) -> None:
    """Has a process of its own, which holds no key, copy the backups to their second place if there is one."""
    from hokatsu_desktop.store.second_place import second_place

    if second_place(data) is not None:
        spawn(restart_command(["--data-folder", str(data.path), "copy-backups"]))


def spawn(command: Sequence[str]) -> bool:
    """Starts a command that outlives this process. True if it started."""
    from PySide6.QtCore import QProcess

    started, _process_id = QProcess.startDetached(command[0], list(command[1:]))
    return bool(started)
