"""How two copies of one store stand to each other: the same, one ahead of the other, or written on separately."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from hokatsu_desktop.store.chain import hash_at, head_of
from hokatsu_desktop.store.connection import RawConnection

HashAt = Callable[[int], str]  # of a link by its sequence number; "" where there is none


class Kind(StrEnum):
    """Which copy has what the other has not."""

    SAME = "same"
    OURS_AHEAD = "ours_ahead"
    THEIRS_AHEAD = "theirs_ahead"
    FORKED = "forked"


@dataclass(frozen=True)
class Standing:
    """The links only we have, those only they have, and where the ways part."""

    common: int  # sequence number of the last link both have
    ours: int
    theirs: int
    parted_at: datetime | None = None  # UTC: when the first link that only one of them has was written

    @property
    def kind(self) -> Kind:
        """Decided by links alone: clocks and times of files say nothing."""
        match bool(self.ours), bool(self.theirs):
            case False, False:
                return Kind.SAME
            case True, False:
                return Kind.OURS_AHEAD
            case False, True:
                return Kind.THEIRS_AHEAD
            case _:
                return Kind.FORKED


def standing_of(ours: int, our_hash: HashAt, theirs: int, their_hash: HashAt) -> Standing:
    """From the lengths of two change logs and the hashes of their links.

    Each hash covers all links before it, so the last common link is found by halving.
    """
    low, high = 0, min(ours, theirs)
    while low < high:
        middle = (low + high + 1) // 2
        if our_hash(middle) == their_hash(middle):
            low = middle
        else:
            high = middle - 1
    return Standing(low, ours - low, theirs - low)


def compare(ours: RawConnection, theirs: RawConnection) -> Standing:
    """How our store stands to another copy of it; both are open."""
    found = standing_of(
        head_of(ours).sequence,
        lambda sequence: hash_at(ours, sequence),
        head_of(theirs).sequence,
        lambda sequence: hash_at(theirs, sequence),
    )
    moments = [_moment(link, found.common + 1) for link in (ours, theirs)]
    known = [moment for moment in moments if moment is not None]
    return Standing(found.common, found.ours, found.theirs, min(known, default=None))


def _moment(connection: RawConnection, sequence: int) -> datetime | None:
    row = connection.execute("SELECT happened_at FROM change_entry WHERE id = ?", (sequence,)).fetchone()
    return datetime.fromisoformat(row[0]).replace(tzinfo=UTC) if row else None
