"""Runs the program with a window until it ends."""

import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.ui.application import make_application
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.start_notes import read_notes
from hokatsu_desktop.ui.start.store_work import Terms

_SIGNAL_MILLISECONDS = 500


def run_window(folder: Path, *, is_known: bool, half: bytes = b"", restores: bool = False) -> int:
    """The program on a data folder; `is_known` if a store was there before. Gives the exit code.

    `half` is what a short number opens, handed over by the process that was locked; `restores` offers the backups at once.
    """
    application = make_application(sys.argv[:1], read_notes().zoom)
    program = Program(application, folder, is_known=is_known, half=half, restores=restores)
    program.ready.connect(gc.freeze)  # what is loaded by then stays: no search for garbage need walk it
    return run_until_the_end(application, program.end) if program.start() else 0


def run_practice(folder: Path) -> int:
    """The program on the practice town. Gives the exit code."""
    from hokatsu_desktop.ui.start.practice import practice_town

    application = make_application(sys.argv[:1], read_notes().zoom)
    terms = Terms(any_place=True)
    program = Program(application, folder, terms=terms)
    started = program.start_practice(lambda: practice_town(folder, terms.clock))
    return run_until_the_end(application, program.end) if started else 0


def run_until_the_end(application: QApplication, end: Callable[[], None]) -> int:
    """Runs, then does what `end` does; Ctrl+C in a terminal and the system's own wish to stop end it in good order, too."""
    ticking = QTimer()  # Python sees a signal only while it runs
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: application.quit())
        ticking.timeout.connect(lambda: None)
        ticking.start(_SIGNAL_MILLISECONDS)
    code = application.exec()
    end()
    take_down(application)
    return code


def take_down(application: QApplication) -> None:
    """Deletes every window while Python still answers.

    What is left when the interpreter ends goes in any order, and a layout written in Python then ends the process with a
    fault of memory, after all is saved but in sight of the user.
    """
    for window in application.topLevelWidgets():
        if shiboken6.isValid(window):
            shiboken6.delete(window)
