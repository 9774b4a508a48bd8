"""What others take for keeping a file safe: copying it, restic, 7z; each on the same encrypted file."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "みほんの言葉 七つの川"


@dataclass(frozen=True)
class Taken:
    """Seconds: by the clock on the wall, and of the processor."""

    wall: float
    processor: float

    @property
    def words(self) -> str:
        """「1.2 s (processor 0.4 s)」."""
        return f"{self.wall:.2f} s (processor {self.processor:.2f})"


def taken_by(act: Callable[[], object]) -> Taken:
    """How long an act of ours or of programs that it starts takes."""
    wall, processor = time.perf_counter(), _processor()
    act()
    return Taken(time.perf_counter() - wall, _processor() - processor)


def _processor() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


@dataclass(frozen=True)
class Peer:
    """Another way to put a file into a folder and to prove that it is there."""

    name: str
    put: Callable[[Path, Path], None]  # the file, an empty folder
    prove: Callable[[Path, Path], None]


def peers() -> list[Peer]:
    """Those that are installed."""
    known = {
        "cp": Peer("cp+sync", _copy, _compare),
        "restic": Peer("restic", _restic, _restic_check),
        "7z": Peer("7z", _seven_zip, _seven_zip_test),
    }
    return [peer for program, peer in known.items() if shutil.which(program)]


def _run(command: Sequence[str | Path], more: Mapping[str, str] | None = None) -> None:
    subprocess.run([str(part) for part in command], env={**os.environ, **(more or {})}, capture_output=True, check=True)


def _copy(file: Path, into: Path) -> None:
    _run(["cp", file, into / "copy"])
    _run(["sync", into / "copy", into])


def _compare(file: Path, into: Path) -> None:
    _run(["cmp", file, into / "copy"])


_RESTIC = {"RESTIC_PASSWORD": PASSWORD, "RESTIC_PROGRESS_FPS": "0"}


def _restic(file: Path, into: Path) -> None:
    _run(["restic", "--no-cache", "-r", into / "repository", "init"], _RESTIC)
    _run(["restic", "--no-cache", "-r", into / "repository", "backup", file], _RESTIC)


def _restic_check(_file: Path, into: Path) -> None:
    _run(["restic", "--no-cache", "-r", into / "repository", "check", "--read-data"], _RESTIC)


def _seven_zip(file: Path, into: Path) -> None:
    """Stored, not packed: an encrypted file cannot be made smaller."""
    _run(["7z", "a", "-mx=0", "-mhe=on", f"-p{PASSWORD}", into / "archive.7z", file])
    _run(["sync", into / "archive.7z", into])


def _seven_zip_test(_file: Path, into: Path) -> None:
    _run(["7z", "t", f"-p{PASSWORD}", into / "archive.7z"])
