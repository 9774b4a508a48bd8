"""Reading a time of day as people write it."""

import re
import unicodedata
from datetime import time

_CLOCK = re.compile(r"(午前|午後|am|pm)?(\d{1,2})(?:[:時.](?:(\d{1,2})分?|(半))?|(\d{2}))?", re.IGNORECASE)
NOON_WORDS = {"正午": time(12)}


def read_hour(typed: str) -> time | None:
    """The time meant by 13:30, 1330, 13時30分, 13時半, 午後1時30分, １３：３０ or 正午; None if it is none."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    if text in NOON_WORDS:
        return NOON_WORDS[text]
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    half, hours, minutes, and_half, glued = found.groups()
    hour = int(hours) + (12 if half in ("午後", "pm", "PM") and int(hours) < 12 else 0)
    minute = 30 if and_half else int(minutes or glued or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
