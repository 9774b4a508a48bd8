"""What the files of resources/demo tell: the town, and the stories of its households as steps in the order of time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hokatsu_desktop.sheets.reading import DefinitionError, read_toml

Told = Mapping[str, Any]

TOWN = "town.toml"
MEETINGS = "meetings.toml"
COMMUNITY = "community.toml"
KEEPING = "keeping.toml"
STORIES = (
    "household_8050.toml",
    "household_young.toml",
    "household_alone.toml",
    "cases_ended.toml",
    "cases_new.toml",
    "cases_under_way.toml",
)


@dataclass(frozen=True)
class Step:
    """One thing that was done for a household, for a meeting, or with the records, so many days ago."""

    ago: int
    act: str
    subject: str  # key of the case or the meeting; "" for the records
    facts: Told


def read_told(name: str) -> Told:
    """One file of the practice town. Raises DefinitionError."""
    return read_toml("demo", name)


def told_steps() -> list[Step]:
    """All steps, the earliest first; of one day the meetings first, then the others in the order they are told."""
    steps = [step for meeting in read_told(MEETINGS)["meeting"] for step in steps_of_meeting(meeting)]
    steps += [step for name in STORIES for case in read_told(name)["case"] for step in steps_of(case, name)]
    steps += [Step(step["ago"], step["act"], "", step) for step in read_told(KEEPING)["step"]]
    return sorted(steps, key=lambda step: -step.ago)


def steps_of(case: Told, where: str) -> Iterator[Step]:
    """The steps of one household. Raises DefinitionError for one without a day in the past."""
    for step in case["step"]:
        if step["ago"] < 1:
            raise DefinitionError(f"{where}: {case['key']}.{step['act']}: ago must be 1 or more")
        yield Step(step["ago"], step["act"], case["key"], step)


def steps_of_meeting(meeting: Told) -> Iterator[Step]:
    """A meeting is called, and held if its day is past."""
    yield Step(meeting["called_ago"], "call", meeting["key"], meeting)
    if "held_ago" in meeting:
        yield Step(meeting["held_ago"], "hold", meeting["key"], meeting)
