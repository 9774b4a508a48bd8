"""Runs the program with a window until it ends."""

import signal
import sys
from pathlib import Path

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
    return _run(application, program) if program.start() else 0


def run_practice(folder: Path) -> int:
    """The program on the practice town. Gives the exit code."""
    from hokatsu_desktop.ui.start.practice import practice_town

    application = make_application(sys.argv[:1], read_notes().zoom)
    terms = Terms(any_place=True)
    program = Program(application, folder, terms=terms)
    started = program.start_practice(lambda: practice_town(folder, terms.clock))
    return _run(application, program) if started else 0


def _run(application: QApplication, program: Program) -> int:
    """Runs until the end; Ctrl+C in a terminal and the system's own wish to stop end it in good order, too."""
    ticking = QTimer()  # Python sees a signal only while it runs
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: application.quit())
        ticking.timeout.connect(lambda: None)
        ticking.start(_SIGNAL_MILLISECONDS)
    code = application.exec()
    program.end()
    return code
