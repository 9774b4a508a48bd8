"""The eight municipalities of the guidebook's part 3 as set-ups, each with one household from the referral to the closing.

The files hold facts of the guidebook in our own words; the households and everybody at their meetings are invented.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.office_setup import changes_by, read_setup, setup_from, take_setup, write_setup
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import all_series
from tests.services.conftest import Clock, founded
from tests.towns.walk import Walk

TOWNS = {
    told["town"]: told
    for told in (tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.toml")))
}


def test_all_eight_are_there() -> None:
    assert set(TOWNS) == {"盛岡市", "市原市", "氷見市", "坂井市", "名張市", "高島市", "米子市", "北栄町"}


@pytest.mark.parametrize("told", TOWNS.values(), ids=TOWNS.keys())
def test_household_is_walked_from_referral_to_closing(clock: Clock, told: dict[str, Any]) -> None:
    with founded(clock, told["town"]) as session:
        take_setup(session, setup_from(told["town"], told["setup"]))
        walk = Walk(session, clock)
        for step in told["step"]:
            walk.take(step)
        assert walk.case.number == told["expects"]["case"]
        assert walk.numbers == told["expects"]["meetings"]


@pytest.mark.parametrize("told", TOWNS.values(), ids=TOWNS.keys())
def test_set_up_goes_to_a_neighbour_as_a_file_without_anybody_in_it(clock: Clock, told: dict[str, Any]) -> None:
    with founded(clock, told["town"]) as session:
        take_setup(session, setup_from(told["town"], told["setup"]))
        written = write_setup(session)
    assert "井上 まこと".encode() not in written
    with founded(clock, "みどり町") as session:
        file = read_setup(written)
        assert file.town == told["town"]
        wanted = changes_by(session, file)
        assert take_setup(session, file) == wanted
        names = {one.name for one in all_series(session)}
        assert names == {one["name"] for one in told["setup"]["series"]}
        assert the_office(session).town == "みどり町"
        assert changes_by(session, file) == []
        with pytest.raises(Refusal):
            take_setup(session, file)
