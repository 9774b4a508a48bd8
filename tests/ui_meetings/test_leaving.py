"""The program ends in good order, whatever is open: Windows tells the user of a process that dies at its end."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ui_meetings.left_open import CODE


def test_ending_with_an_open_board_is_no_crash(tmp_path: Path) -> None:
    script = [sys.executable, "-m", "tests.ui_meetings.left_open", str(tmp_path / "台帳")]
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(script, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": paths})
    assert done.returncode == CODE
