"""The layers that write down the calls: what they miss, no sweep would find. Another witness sees the same calls."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine import STRACE
from tests.faults.sweeping import ROOT
from tests.faults.told_steps import WATCHED
from tests.faults.twelve_acts import ACTS
from tests.faults.watched_disk import Call, Fault, WatchedDisk
from tests.faults.watched_files import files_watched

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,rmdir"
ON_FILE = re.compile(r"(pwrite64|write|fsync|fdatasync|ftruncate)\(\d+<([^>]+)>(?:, \"\"\.\.\.)?(?:, (\d+))?")
ON_NAME = re.compile(r"(rename|unlink|rmdir)\(\"([^\"]+)\"(?:, \"([^\"]+)\")?")


def seen_by_system(report: str, folder: Path) -> Iterator[str]:
    """The calls on the watched folder in strace's report, in our words."""
    for line in report.splitlines():
        if str(folder) not in line or "in-use.lock" in line or " = -1 " in line:
            continue
        if found := ON_FILE.search(line):
            call, name, number = found[1], Path(found[2]).name, found[3]
            match call:
                case "write" | "pwrite64":
                    yield f"write {name} {number}"
                case "ftruncate":
                    yield f"cut {name} {number}"
                case _:
                    yield f"sync {name}"
        elif found := ON_NAME.search(line):
            call, name = found[1], Path(found[2]).name
            yield f"move {name} {Path(found[3]).name}" if call == "rename" else f"remove {name}"


@pytest.mark.long
@pytest.mark.needs(*STRACE)
@pytest.mark.parametrize("act", [act.name for act in ACTS])
def test_the_system_saw_the_same_calls(act: str, tmp_path: Path) -> None:
    report = tmp_path / "report"
    witness = ["strace", "-f", "-y", "-s", "0", "-e", f"trace={CALLS}", "-o", str(report)]
    done = subprocess.run(
        [*witness, sys.executable, "-m", "tests.faults.told_steps", str(tmp_path), act],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    seen = list(seen_by_system(report.read_text(encoding="utf-8"), tmp_path / WATCHED))
    ours = done.stdout.splitlines()
    assert ours == seen
    assert len(ours) > 20


def test_calls_of_python_are_written_down_and_fail_when_told_to(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "a").mkdir()
        with (tmp_path / "a" / "b").open("wb") as stream:
            stream.write(b"x")
            stream.flush()
            os.fsync(stream.fileno())
        (tmp_path / "a" / "b").rename(tmp_path / "a" / "c")
        shutil.rmtree(tmp_path / "a")

    disk = WatchedDisk(tmp_path)
    with files_watched(disk):
        work()
    calls = [Call.MAKE, Call.MAKE, Call.WRITE, Call.SYNC, Call.MOVE, Call.REMOVE, Call.REMOVE]
    assert [step.call for step in disk.steps] == calls
    for number in range(1, len(calls) + 1):
        disk = WatchedDisk(tmp_path, Fault(number, 28))
        with files_watched(disk), pytest.raises(OSError, match="No space left"):
            work()
        done = [step.call for step in disk.steps]
        assert done[: number - 1] == calls[: number - 1]
        assert set(done[number - 1 :]) <= {Call.WRITE}  # closing a file tries once more what its buffer holds
        shutil.rmtree(tmp_path / "a", ignore_errors=True)
