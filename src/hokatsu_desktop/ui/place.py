"""A place in the program: a section and what is open in it. Where to go, and where somebody was."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place. Empty parts mean: wherever the section opens by itself."""

    section: str  # "today", "cases", "meetings", "agencies", "settings"
    case_id: int | None = None
    meeting_id: int | None = None
    tab: str = ""  # tab of the case or meeting
    record_id: int | None = None  # referral, note, plan, task or agency within it
    blank: str = ""  # key of the blank that had the focus; "rows#12" is a row of a table, by its record

    def to_json(self) -> dict[str, Any]:
        """The place for keeping in the store."""
        return asdict(self)


TIE, GIVEN = "tie", "given"
"""Blanks that stand for a record shown on no sheet: a line of the ecomap, a paper that went out."""
HOME = Place(section="today")


def place_from_json(kept: dict[str, Any]) -> Place:
    """The place that was kept; きょう if nothing was, or if it was kept by another version."""
    try:
        return Place(**kept)
    except TypeError:
        return HOME
