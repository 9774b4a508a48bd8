"""The papers of an agency as two menus: what can be written and what can be printed, for itself and for its people."""

from collections.abc import Sequence
from dataclasses import dataclass

from hokatsu_desktop.models import Contact

SHEET, PLEDGE, REQUEST = "agency_sheet", "pledge", "request"
NOBODY = "窓口の人を書くと、その人あての紙もここに出ます"


@dataclass(frozen=True)
class AgencyPaper:
    """One line of a menu; without a sheet it is only words."""

    words: str
    key: str = ""
    subject_id: int = 0
    about: str = ""  # whom it is for


def papers_to_write(agency_id: int, people: Sequence[Contact]) -> list[AgencyPaper]:
    """What is filled in on the screen: 情報シート, and a 協力依頼書 to each person."""
    return [AgencyPaper("情報シート", SHEET, agency_id), *for_each(people, ((REQUEST, "協力依頼書"),))]


def papers_to_print(agency_id: int, people: Sequence[Contact]) -> list[AgencyPaper]:
    """What goes to paper: 情報シート, and the 誓約書 and the 協力依頼書 of each person."""
    return [
        AgencyPaper("情報シート", SHEET, agency_id),
        *for_each(people, ((PLEDGE, "誓約書"), (REQUEST, "協力依頼書"))),
    ]


def for_each(people: Sequence[Contact], sheets: Sequence[tuple[str, str]]) -> list[AgencyPaper]:
    """The sheets for each person who is there; words when there is nobody."""
    there = [one for one in people if one.released_on is None]
    return [AgencyPaper(f"{words}　{one.name}", key, one.id, one.name) for key, words in sheets for one in there] or [
        AgencyPaper(NOBODY)
    ]
