"""The program killed at a random moment while it types and saves: what it acknowledged is there, the store is sound."""

import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Note, Referral
from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.verify import verify_store
from tests.faults.typing_clerk import PASSPHRASE, sentence

SEEDS = (1, 2, 3, 4, 5)
KILLS = 10  # per seed: 50 in the ordinary run
KILLS_LONG = 200  # 1,000 with --long
MOST_SENTENCES = 12  # a clerk is killed in one of the sentences after the first so many, however slow the machine
LONGEST_SENTENCE = 0.03  # seconds: at any moment of typing and saving it


def new_store(folder: Path) -> Path:
    """A small store with an office in it, closed."""
    store, _code = create_store(
        folder, Passphrase(PASSPHRASE), practice=False, now=datetime.now(UTC), cost=Cost.floor(), any_place=True
    )
    with store.transaction() as session:
        found_office(session, town="みどり町", department="福祉課", staff_name="見本 太郎")
    store.close()
    return folder


def type_and_die(folder: Path, first: int, sentences: int, seconds: float) -> list[tuple[int, int]]:
    """Let a clerk type from sentence `first` on, and kill it so many seconds after so many sentences were acknowledged.

    Gives all that it acknowledged, as (number of the sentence, id of its record).
    """
    source = Path(__file__).parents[2]
    clerk = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typing_clerk", str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=source,
        env={**os.environ, "PYTHONPATH": f"{source / 'src'}{os.pathsep}{source}"},
    )
    assert clerk.stdout is not None
    assert clerk.stdout.readline() == "ready\n"
    lines = [clerk.stdout.readline().rstrip("\n") for _ in range(sentences)]
    time.sleep(seconds)
    clerk.kill()
    lines += clerk.stdout.read().splitlines()
    clerk.stdout.close()
    clerk.wait()
    whole = [line.split() for line in lines if line.count(" ") == 1]
    return [(int(number), int(referral)) for number, referral in whole]


def kept_sentences(folder: Path) -> tuple[set[str], dict[int, str]]:
    """What the store holds now: the texts of all notes, and the newest text of each referral."""
    store = open_store(folder, Passphrase(PASSPHRASE), cost=Cost.floor(), take_over=True, any_place=True)
    with store.session() as session:
        notes = set(session.scalars(select(Note.facts)))
        referrals = {referral.id: referral.issue_view for referral in session.scalars(select(Referral))}
    store.close()
    return notes, referrals


def kill_often(folder: Path, seed: int, kills: int) -> int:
    """Type and kill so many times; checks after each. Gives how many sentences were acknowledged in all."""
    chance = random.Random(seed)
    new_store(folder)
    acknowledged = 0
    for kill in range(kills):
        after = chance.randint(0, MOST_SENTENCES), chance.uniform(0.0, LONGEST_SENTENCE)
        said = type_and_die(folder, 1 + 10_000 * kill, *after)
        notes, referrals = kept_sentences(folder)
        newest: dict[int, int] = {}
        for number, referral in said:
            if number % 10 in (1, 2, 3):
                assert sentence(number) in notes, f"seed {seed}, kill {kill}: note {number} is lost"
            else:
                newest[referral] = number
        for referral, number in newest.items():
            # a later sentence may have been stored without time to say so; an earlier one would be a loss
            stored = int(referrals[referral].split("。")[0].removeprefix("文"))
            assert stored >= number, f"seed {seed}, kill {kill}: sentence {number} is lost, {stored} is there"
            assert referrals[referral] == sentence(stored)
        verdict = verify_store(folder, Passphrase(PASSPHRASE), datetime.now(UTC))
        assert verdict.passed, f"seed {seed}, kill {kill}: {[one.words for one in verdict.findings if not one.passed]}"
        acknowledged += len(said)
    return acknowledged


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(seed: int, tmp_path: Path) -> None:
    acknowledged = kill_often(tmp_path / "store", seed, KILLS)
    assert acknowledged > KILLS  # it did type


@pytest.mark.long
@pytest.mark.parametrize("seed", [seed + 100 for seed in SEEDS])
def test_nothing_acknowledged_is_lost_in_a_thousand_kills(seed: int, tmp_path: Path) -> None:
    acknowledged = kill_often(tmp_path / "store", seed, KILLS_LONG)
    print(f"seed {seed}: {KILLS_LONG} kills, {acknowledged} sentences acknowledged, none lost")
    assert acknowledged > KILLS_LONG
