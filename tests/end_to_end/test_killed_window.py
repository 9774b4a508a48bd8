"""The window's process killed two seconds after the last key: everything typed is there, at the same place."""

import os
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from hokatsu_desktop.models import Person, Referral
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.verify import verify_store
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.killed_clerk import TYPED
from tests.end_to_end.offices import make_office, opened
from tests.end_to_end.opening import unlock
from tests.end_to_end.workplace import NOW, PASSPHRASE, WorkPlace

NAME, WORDS = "停電さん", "途中まで書いた"
PROMISED_SECONDS = 2.0


def test_everything_typed_two_seconds_before_a_kill_is_there_at_the_same_place(place: WorkPlace, clerk: Clerk) -> None:
    make_office(place.folder)
    type_and_die(place.folder)
    with opened(place.folder, take_over=True) as store, store.session() as session:
        names = session.scalars(select(Person.name)).all()
        stuck_on = session.scalars(select(Referral.stuck_on)).all()
    assert (names, stuck_on) == ([NAME], [WORDS])
    verdict = verify_store(place.folder, Passphrase(PASSPHRASE), NOW)
    assert verdict.passed, [finding.words for finding in verdict.findings if not finding.passed]
    unlock(clerk, place)
    clerk.wait_to_be_at("つないだ人が困っていること")
    assert NAME in clerk.shown()
    assert WORDS in clerk.shown()
    place.check()


def type_and_die(folder: Path) -> None:
    """Lets a clerk type in a process of its own and kills that two seconds after the last key."""
    source = Path(__file__).parents[2]
    paths = os.pathsep.join((*(path for path in sys.path if path), str(source)))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.killed_clerk", str(folder), NAME],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=source,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == TYPED
        time.sleep(PROMISED_SECONDS)
    finally:
        process.kill()
        process.communicate()
