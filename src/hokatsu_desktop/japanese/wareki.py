"""Dates in Japanese eras, all in one place: read what was typed, keep it, show it.

read_date("R8.4.1", today)  ->  Reading(PartialDate(2026, 4, 1))
full(date(2026, 4, 1))      ->  令和8年4月1日（水）
"""

from datetime import date

from hokatsu_desktop.japanese.date_reading import Reading, read_birth, read_date
from hokatsu_desktop.japanese.date_words import clock, describe, full, plain, short
from hokatsu_desktop.japanese.eras import era_year
from hokatsu_desktop.japanese.partial_date import PartialDate

__all__ = [
    "PartialDate",
    "Reading",
    "clock",
    "describe",
    "era_year",
    "full",
    "plain",
    "read_birth",
    "read_date",
    "short",
    "shown",
    "store_form",
]

_UNREAD = "?"  # stands before what was typed when it could not be read


def store_form(typed: str, today: date, birth: bool = False) -> str:
    """What is kept for a typed date: PartialDate.text, "" for nothing, or "?" and the typed text when unreadable.

    `birth` reads it as a birth date. Nothing typed is ever lost.
    """
    reading = read_birth(typed, today) if birth else read_date(typed, today)
    if reading.value:
        return reading.value.text
    return _UNREAD + typed if reading.problem else ""


def shown(stored: str) -> str:
    """The words for a stored date: 令和8年4月1日, 昭和20年頃, 不明, or the typed text that could not be read."""
    if stored.startswith(_UNREAD):
        return stored.removeprefix(_UNREAD)
    try:
        return describe(PartialDate.from_text(stored))
    except ValueError:
        return stored
