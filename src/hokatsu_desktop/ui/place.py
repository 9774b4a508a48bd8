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
    blank: str = ""  # key of the blank that had the focus

    def to_json(self) -> dict[str, Any]:
        """The place for keeping in the store."""
        return asdict(self)


HOME = Place(section="today")


def place_from_json(kept: dict[str, Any]) -> Place:
    """The place that was kept; きょう if nothing was, or if it was kept by another version."""
    try:
        return Place(**kept)
    except TypeError:
        return HOME
