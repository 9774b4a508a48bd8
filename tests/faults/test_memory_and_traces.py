"""After the lock no process of ours holds a key or a name; a day's work leaves no name outside the encrypted store.

What is looked for is there before the lock, and in a file that holds it on purpose: the search itself works.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, KeyUse, Passphrase
from tests.end_to_end.offices import make_office
from tests.end_to_end.workplace import NOW, PASSPHRASE
from tests.faults.day_clerk import OPEN
from tests.faults.machine import STRACE
from tests.faults.planted_names import COUNT, NAMES, PLANTED, found_in, found_in_files, plant

LOCK_SCREEN = "合言葉を忘れたときは"
PATIENCE_SECONDS = 90
SOURCE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Secrets:
    """What must not be found: the keys as bytes and as hex digits."""

    keys: tuple[bytes, ...]

    def found_in(self, data: bytes) -> int:
        """How many times they stand there."""
        forms = [form for key in self.keys for form in (key, key.hex().encode(), key.hex().encode("utf-16-le"))]
        return sum(data.count(form) for form in forms)


@dataclass(frozen=True)
class Pc:
    """The folders of one PC, all below one root."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "daicho"

    def environment(self) -> dict[str, str]:
        """As a user's session has it, with every folder that a program may write to below the root."""
        paths = os.pathsep.join((str(SOURCE / "src"), str(SOURCE)))
        places = {name: str(self.root / name.lower()) for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME")}
        places |= {
            name: str(self.root / name.lower()) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        }
        places |= {"XDG_RUNTIME_DIR": str(self.root / "run")}
        for place in places.values():
            Path(place).mkdir(mode=0o700, exist_ok=True)
        return {**os.environ, **places, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    """A PC with an office and the planted names in its store."""
    made = Pc(tmp_path / "pc")
    made.root.mkdir()
    make_office(made.data)
    store = open_store(made.data, Passphrase(PASSPHRASE), cost=Cost.floor(), any_place=True, clock=lambda: NOW)
    store.session_facts["clock"] = lambda: NOW
    with store.transaction() as session:
        plant(session)
    store.close()
    return made


@pytest.fixture
def secrets(pc: Pc) -> Secrets:
    """The keys of that store."""
    store = open_store(pc.data, Passphrase(PASSPHRASE), cost=Cost.floor(), any_place=True, clock=lambda: NOW)
    master = store.found.master
    store.close()
    return Secrets((master.value, *(master.derive(use) for use in KeyUse)))


@contextmanager
def running(command: list[str], pc: Pc) -> Iterator[subprocess.Popen[str]]:
    """A process of the program; it is ended afterwards."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=SOURCE, env=pc.environment()
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def memory_of(process_id: int) -> Iterator[bytes]:
    """Everything a process may write to, area by area."""
    areas = Path(f"/proc/{process_id}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process_id}/mem").open("rb", buffering=0) as memory:
        for area in areas:
            bounds, rights, *_rest = area.split()
            if "r" not in rights or "w" not in rights:
                continue
            begin, end = (int(bound, 16) for bound in bounds.split("-"))
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except (OSError, ValueError, OverflowError):
                continue  # the kernel's own areas


def names_in_memory(process_id: int) -> set[str]:
    return {name for area in memory_of(process_id) for name in found_in(area)}


def keys_in_memory(process_id: int, secrets: Secrets) -> int:
    return sum(secrets.found_in(area) for area in memory_of(process_id))


def wait_for_lock_screen(process_id: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    words = LOCK_SCREEN.encode("utf-16-le")
    while not any(words in area for area in memory_of(process_id)):
        assert time.monotonic() < until, "no lock screen"
        time.sleep(0.5)


def internet_sockets(process_id: int) -> list[str]:
    """The sockets of a process that are no local ones."""
    kinds = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
    tables = [Path(f"/proc/{process_id}/net/{kind}").read_text(encoding="utf-8").splitlines()[1:] for kind in kinds]
    known = {line.split()[9] for table in tables for line in table}
    mine = {str(link.readlink()) for link in Path(f"/proc/{process_id}/fd").iterdir() if link.is_symlink()}
    return [name for name in mine if name.removeprefix("socket:[").rstrip("]") in known]


def test_a_day_and_the_lock_leave_no_key_and_no_name(pc: Pc, secrets: Secrets) -> None:
    with running([sys.executable, "-m", "tests.faults.day_clerk", str(pc.data)], pc) as clerk:
        assert clerk.stdin is not None
        assert clerk.stdout is not None
        assert clerk.stdout.readline().strip() == OPEN
        assert keys_in_memory(clerk.pid, secrets) > 0
        assert len(names_in_memory(clerk.pid)) >= COUNT
        assert internet_sockets(clerk.pid) == []
        clerk.stdin.write("\n")
        clerk.stdin.flush()
        command = json.loads(clerk.stdout.readline())
        assert clerk.wait(PATIENCE_SECONDS) == 0
    with running(command, pc) as locked:
        wait_for_lock_screen(locked.pid)
        assert keys_in_memory(locked.pid, secrets) == 0
        assert names_in_memory(locked.pid) == set()
        assert internet_sockets(locked.pid) == []
    assert found_in_files([pc.root]) == {}
    assert secrets.found_in(b"".join(path.read_bytes() for path in pc.root.rglob("*") if path.is_file())) == 0


@pytest.mark.long
@pytest.mark.needs(*STRACE)
def test_a_day_asks_the_system_for_no_connection_but_a_local_one(pc: Pc) -> None:
    calls = pc.root.parent / "calls.txt"
    watched = ["strace", "-f", "-qq", "-o", str(calls), "-e", "trace=socket,connect,listen,bind,sendto"]
    with running([*watched, sys.executable, "-m", "tests.faults.day_clerk", str(pc.data)], pc) as clerk:
        assert clerk.stdin is not None
        assert clerk.stdout is not None
        assert clerk.stdout.readline().strip() == OPEN
        clerk.stdin.write("\n")
        clerk.stdin.flush()
        assert clerk.wait(PATIENCE_SECONDS) == 0
    asked = calls.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("AF_UNIX" in line for line in asked)  # the watch for a second start: the calls are seen at all
    assert [line for line in asked if "AF_INET" in line or "AF_PACKET" in line] == []


def test_the_search_finds_what_lies_in_the_open(tmp_path: Path) -> None:
    for number, encoding in enumerate(("utf-8", "utf-16-le", "cp932")):
        (tmp_path / f"{number}.tmp").write_bytes(b"\x00" + PLANTED[number].encode(encoding))
    (tmp_path / NAMES[5]).write_bytes(b"")
    assert len(found_in_files([tmp_path])) == 4
