"""Calls into Qt can be made as often as the day is long (see the workaround in ui/__init__.py)."""

import subprocess
import sys

PROGRAM = """
import hokatsu_desktop.ui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(str)

bell = Bell()
for number in range(50_000):
    bell.setObjectName("bell")
    bell.rung.emit("")
print("still here")
"""


def test_many_thousand_calls_do_not_end_the_program() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "still here")
