"""The program leaves no picture of its memory: asked of the system, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import hokatsu_desktop

SOURCE = Path(hokatsu_desktop.__file__).parents[1]
_PROGRAM = """
import resource, sys
_now, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from hokatsu_desktop import cli
cli.run_command = lambda *_: print(*resource.getrlimit(resource.RLIMIT_CORE), most) or 0
from hokatsu_desktop.bootstrap import run
sys.exit(run(["verify", "."]))
"""


def test_from_its_first_step_the_program_may_not_be_dumped() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=SOURCE,
    )
    assert done.returncode == 0, done.stderr
    now, most, before = done.stdout.split()
    assert now == "0"
    assert most == before  # a colleague's tools in the same session keep theirs
