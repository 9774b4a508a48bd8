"""Starting this program again as a new process: the command, and the spawning."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.ui.start.start_notes import read_notes

Spawn = Callable[[Sequence[str]], bool]
"""Starts a command as a process of its own; True if it started."""

SpawnHanding = Callable[[Sequence[str], bytes], bool]
"""The same, and hands it bytes through its standard input, which no other process can read."""

QUICK = "--quick"  # the new process is handed what a short number opens
RESTORE = "--restore"  # the new process offers the backups at once
_MOST_HANDED = 4096


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


def spawn_handing(command: Sequence[str], handed: bytes) -> bool:
    """Starts a command that outlives this process and reads these bytes. True if it started."""
    alone = 0x00000008 | 0x00000200 if sys.platform == "win32" else 0  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    try:
        process = subprocess.Popen(  # our own program
            list(command), stdin=subprocess.PIPE, start_new_session=True, creationflags=alone
        )
    except OSError:
        return False
    if process.stdin is not None:
        with suppress(OSError), process.stdin as pipe:
            pipe.write(handed)
    process.returncode = 0  # it is not waited for: this process ends first
    return True


def handed_over() -> bytes:
    """What the process before handed to this one; empty where there is nothing, or somebody would have to type it."""
    found = b""
    with suppress(OSError):
        while not os.isatty(0) and len(found) < _MOST_HANDED and (more := os.read(0, _MOST_HANDED)):
            found += more
    return found
