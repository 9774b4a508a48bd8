"""How two copies stand to each other, against an oracle: random histories of a store that is copied and written on."""

import random
from dataclasses import dataclass, field

import pytest

from hokatsu_desktop.store.comparing import Kind, standing_of

SEED = 20261128


@dataclass
class Copy:
    """A copy of a store: its links, each the hash of itself and all before, and the very events they stand for."""

    links: list[str] = field(default_factory=list)
    events: list[int] = field(default_factory=list)

    def write(self, event: int) -> None:
        self.events.append(event)
        self.links.append(str(hash(tuple(self.events))))

    def hash_at(self, sequence: int) -> str:
        return self.links[sequence - 1] if 0 < sequence <= len(self.links) else ""

    def copied(self) -> "Copy":
        return Copy(list(self.links), list(self.events))


def oracle(ours: Copy, theirs: Copy) -> tuple[Kind, int]:
    """By looking at every event from the first."""
    common = 0
    for mine, yours in zip(ours.events, theirs.events, strict=False):
        if mine != yours:
            break
        common += 1
    left, right = len(ours.events) > common, len(theirs.events) > common
    if left and right:
        return Kind.FORKED, common
    return (Kind.OURS_AHEAD if left else Kind.THEIRS_AHEAD if right else Kind.SAME), common


def check_histories(count: int) -> None:
    chance = random.Random(SEED)
    seen: dict[Kind, int] = {}
    event = 0
    for number in range(count):
        copies = [Copy()]
        for _ in range(chance.randrange(1, 30)):
            one = chance.choice(copies)
            match chance.randrange(4):
                case 0 if len(copies) < 4:
                    copies.append(one.copied())
                case 1 if len(one.events) > 2:  # an older state was put back
                    back = chance.randrange(len(one.events))
                    del one.events[back:], one.links[back:]
                case _:
                    event += 1
                    one.write(event)
        ours, theirs = chance.choice(copies), chance.choice(copies)
        found = standing_of(len(ours.links), ours.hash_at, len(theirs.links), theirs.hash_at)
        assert (found.kind, found.common) == oracle(ours, theirs), (SEED, number)
        assert (found.ours, found.theirs) == (len(ours.links) - found.common, len(theirs.links) - found.common)
        seen[found.kind] = seen.get(found.kind, 0) + 1
    assert set(seen) == set(Kind), seen


def test_a_thousand_random_histories() -> None:
    check_histories(1_000)


@pytest.mark.long
def test_a_hundred_thousand_random_histories() -> None:
    check_histories(100_000)
