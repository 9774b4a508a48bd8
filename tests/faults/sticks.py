"""Sticks as images: exFAT through FUSE, whose process can be killed as a stick is pulled out; FAT32 through mtools."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_SECONDS = 10.0


def run(*command: str | Path) -> str:
    """What a program says. Raises CalledProcessError."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return done.stdout


@dataclass
class Stick:
    """An exFAT stick: its image and where it is put in."""

    image: Path
    place: Path
    device: str = ""

    def put_in(self, *, read_only: bool = False) -> None:
        """Plugs it in. Raises CalledProcessError."""
        self.device = run("losetup", *(["-r"] if read_only else []), "--find", "--show", self.image).strip()
        run("mount.exfat-fuse", *(["-o", "ro"] if read_only else []), self.device, self.place)
        _until(self.place.is_mount)

    def take_out(self) -> None:
        """Takes it out as one should, or what is left of it after it was pulled."""
        subprocess.run(["umount", str(self.place)], capture_output=True, check=False)
        if self.device:
            run("losetup", "-d", self.device)
            self.device = ""

    def pull(self) -> None:
        """Pulls it out while it is written to: the process behind the mount is killed."""
        process = self._process()
        os.kill(process, signal.SIGKILL)
        _until(lambda: _has_ended(process))

    def _process(self) -> int:
        """The process that this stick's mount was started with, known by the device and the place in its command."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                except OSError:
                    continue
                if words[:1] == [b"mount.exfat-fuse"] and os.fsencode(self.place) in words:
                    return int(entry.name)
        raise LookupError(self.device)


def _has_ended(process: int) -> bool:
    """Whether a process is gone, or dead with nobody asking after it."""
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _until(is_so: Callable[[], bool]) -> None:
    patience_ends = time.monotonic() + _PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > patience_ends:
            raise TimeoutError
        time.sleep(0.01)


@contextmanager
def exfat_stick(folder: Path, megabytes: int) -> Iterator[Stick]:
    """A new stick, put in; taken out at the end."""
    stick = Stick(folder / "stick.img", folder / "usb")
    with stick.image.open("wb") as stream:
        stream.truncate(megabytes * 1024 * 1024)
    stick.place.mkdir()
    run("mkfs.exfat", stick.image)
    stick.put_in()
    try:
        yield stick
    finally:
        stick.take_out()
