"""parcels.json: what left this PC, what became of it, and that nobody quietly writes an outcome into it."""

from dataclasses import replace
from datetime import date

import pytest

from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.parcels import (
    MOST,
    Outcome,
    Parcel,
    note_outcome,
    note_sent,
    parcels_of,
    parcels_path,
    read_parcels,
)
from hokatsu_desktop.store.sealing import seal_store
from tests.store.conftest import NOON

FIRST = Parcel("HIKITSUGI_2026-11-23_AAAA", date(2026, 11, 23), date(2026, 11, 27), "U-3")
SECOND = Parcel("HIKITSUGI_2026-11-28_BBBB", date(2026, 11, 28), date(2026, 12, 2))


def test_what_left_is_read_back_as_it_was_written(store: OpenStore) -> None:
    assert parcels_of(store) == []
    note_sent(store, FIRST)
    assert parcels_of(store) == [FIRST]
    found = read_parcels(parcels_path(store.folder))
    assert found is not None
    assert found[0] == [FIRST]


def test_a_sealed_store_keeps_outcomes_and_its_file_stays_as_it_is(store: OpenStore) -> None:
    note_sent(store, FIRST)
    seal_store(store, FIRST.package, NOON)
    before = store.generation.db.read_bytes()
    note_outcome(store, FIRST, Outcome.RECEIVED, date(2026, 11, 25))
    assert parcels_of(store) == [replace(FIRST, outcome=Outcome.RECEIVED, outcome_on=date(2026, 11, 25))]
    assert store.generation.db.read_bytes() == before


@pytest.mark.parametrize(
    ("outcome", "then"),
    [
        (Outcome.OPEN, Outcome.REPLACED),
        (Outcome.MISSING, Outcome.REPLACED),
        (Outcome.RECEIVED, Outcome.RECEIVED),
        (Outcome.TAKEN_BACK, Outcome.TAKEN_BACK),
    ],
)
def test_a_new_package_ends_the_waiting_for_one_nobody_spoke_for(
    store: OpenStore, outcome: Outcome, then: Outcome
) -> None:
    note_sent(store, FIRST)
    note_outcome(store, FIRST, outcome, date(2026, 11, 27))
    note_sent(store, SECOND)
    assert [one.outcome for one in parcels_of(store)] == [then, Outcome.OPEN]


@pytest.mark.parametrize(
    ("on", "overdue"), [(date(2026, 11, 26), False), (date(2026, 11, 27), True), (date(2026, 11, 28), True)]
)
def test_overdue_from_its_day_on_until_somebody_says_what_became_of_it(on: date, overdue: bool) -> None:
    assert FIRST.is_overdue(on) is overdue
    assert not replace(FIRST, outcome=Outcome.RECEIVED).is_overdue(on)


def test_every_flipped_byte_and_every_cut_is_noticed(store: OpenStore) -> None:
    """Also 「open」 turned into another word: whoever edits the file does not make the waiting end."""
    note_sent(store, FIRST)
    path = parcels_path(store.folder)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert parcels_of(store) == []
        path.write_bytes(whole[:place])
        assert parcels_of(store) == []
    path.write_bytes(whole.replace(b'"open"', b'"received"'))
    assert parcels_of(store) == []
    path.write_bytes(whole)
    assert parcels_of(store) == [FIRST]


def test_the_oldest_make_room(store: OpenStore) -> None:
    for number in range(MOST + 3):
        note_sent(store, replace(FIRST, package=f"HIKITSUGI_2026-11-23_{number:04d}"))
    assert len(parcels_of(store)) == MOST
    assert parcels_of(store)[-1].package.endswith(f"{MOST + 2:04d}")
