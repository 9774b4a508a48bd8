"""What a key may look like: stable ASCII names that are stored with every answer."""

import re
import secrets
from collections import Counter
from collections.abc import Iterable

KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")  # never two underscores: see other_key
OWN = re.compile(r"own_[0-9a-f]{8}")  # what an office adds; own_words and the like are the program's


def wrong_keys(keys: Iterable[str]) -> list[str]:
    """Those keys that are not lower-case ASCII words joined by single underscores."""
    return [key for key in keys if not KEY.fullmatch(key)]


def repeated(keys: Iterable[str]) -> list[str]:
    """Those keys that occur more than once."""
    return [key for key, times in Counter(keys).items() if times > 1]


def other_key(key: str) -> str:
    """Where the own words for a ticked 「その他」 are kept, for a blank or a column with this key."""
    return f"{key}__other"


def own_key() -> str:
    """A new key for what an office adds: never given before, here or in another town, so that no answers mix."""
    return f"own_{secrets.token_hex(4)}"


def is_own(key: str) -> bool:
    """Whether an office added what has this key."""
    return OWN.fullmatch(key) is not None
