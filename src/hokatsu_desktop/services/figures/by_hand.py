"""Counter 14: places, gatherings, people and groups of 地域づくり, which the office counts itself and enters by the month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.figures.figure import MONTHS, QUARTER, Figure
from hokatsu_desktop.services.figures.year_books import year_book
from hokatsu_desktop.services.refusal import Refusal

DIGITS = 6  # a longer number is a slip of the hand
MOST = 10**DIGITS - 1


@dataclass(frozen=True)
class Entry:
    """One number that is asked of the office for each month."""

    key: str
    label: str
    unit: str
    stands: bool = False  # what there is at the end of a month, not what happened in it: never added up


ENTRIES = (
    Entry("hand_places", "拠点数（月末）", "か所", stands=True),
    Entry("hand_held", "開催回数", "回"),
    Entry("hand_people", "延べ参加者", "人"),
    Entry("hand_groups", "延べ参加機関・団体", "団体"),
)


def by_hand_figures(session: Session, year: int) -> list[Figure]:
    """What was entered for the fiscal year that begins in `year`; nothing where nothing was, for it is not zero."""
    entered = year_book(session, year).by_hand
    if not any(entered.values()):
        return []
    return [_figure(entry, entered.get(entry.key, {})) for entry in ENTRIES]


def _figure(entry: Entry, entered: Mapping[str, int]) -> Figure:
    """One row; of what stands, a quarter and the year have the newest number entered."""
    told = [entered.get(str(month)) for month in months_in_order()]
    months = tuple(number or 0 for number in told)
    label = f"地域づくり　{entry.label}"
    if not entry.stands:
        return Figure(entry.key, label, months, sum(months))
    quarters = tuple(_newest(told[at : at + QUARTER]) for at in range(0, MONTHS, QUARTER))
    return Figure(entry.key, label, months, _newest(told), quarters=quarters)


def _newest(told: list[int | None]) -> int:
    return next((number for number in reversed(told) if number is not None), 0)


def months_in_order() -> list[int]:
    """The months of a fiscal year: 4 to 12, then 1 to 3."""
    return [(place + 3) % MONTHS + 1 for place in range(MONTHS)]


def entered_by_hand(session: Session, year: int, month: int) -> dict[str, str]:
    """The numbers entered for a month by the key of the entry, as text; empty where none was."""
    entered = year_book(session, year).by_hand
    return {one.key: str(entered.get(one.key, {}).get(str(month), "")) for one in ENTRIES}


def enter_by_hand(session: Session, year: int, month: int, numbers: Mapping[str, str]) -> None:
    """Enters numbers of a month by the key of the entry; an empty one takes out what was entered.

    Raises Refusal for what is no such number, and for a month that has not begun.
    """
    if date(year + (month < 4), month, 1) > today(session):
        raise Refusal("まだ来ていない月の数は入れられません。その月になってから入れてください。")
    if not all(map(may_be_entered, numbers.values())):
        raise Refusal(f"0から{MOST:,}までの、小数のない数字で入れてください。")
    book = year_book(session, year)
    whole = dict(book.by_hand)
    for key, number in numbers.items():
        others = {at: told for at, told in whole.get(key, {}).items() if at != str(month)}
        whole[key] = {**others, str(month): int(number[-DIGITS:])} if number else others
    with act(session, "enter_by_hand", "手で数えた数字を入れる"):
        book.by_hand = whole
        session.add(book)


def may_be_entered(number: str) -> bool:
    """Whether a text is a number of this kind; empty for none."""
    return not number or (number.isascii() and number.isdigit() and len(number.lstrip("0")) <= DIGITS)
