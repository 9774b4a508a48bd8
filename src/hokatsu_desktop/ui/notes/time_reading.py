"""Reading a time of day as people write it: 10:30, 1030, 10時半, 午後1時30分."""

import re
import unicodedata
from datetime import time

_CLOCK = re.compile(r"^(午前|午後|am|pm)?(\d{1,2})(?:[:時.](?:(\d{1,2})分?|(半))?)?$")
_DIGITS = re.compile(r"^(\d{1,2})(\d{2})$")
_NOON = {"正午": time(12, 0)}


def read_time(typed: str) -> time | None:
    """The time of day, full-width or not; None for what is no time. Never raises."""
    words = unicodedata.normalize("NFKC", typed).replace(" ", "").lower()
    if words in _NOON:
        return _NOON[words]
    if found := _DIGITS.match(words):
        return _time(int(found[1]), int(found[2]))
    found = _CLOCK.match(words)
    if found is None:
        return None
    hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    if found[1] in ("午後", "pm") and hour < 12:
        hour += 12
    return _time(hour, minute)


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
