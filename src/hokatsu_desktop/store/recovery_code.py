"""The recovery code: 128 random bits as nine groups of six digits that a person can copy from paper."""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from hokatsu_desktop.store.refusals import Situation, StoreRefusal

GROUPS = 9
GROUP_DIGITS = 6
_DIGITS = GROUPS * GROUP_DIGITS
_STEP = 11  # each group is divisible by it: one wrong or two swapped digits never pass unseen
_LIMIT = 65_536 * _STEP
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ー・.,、。_/|]+")


@dataclass(frozen=True)
class RecoveryCode:
    """A recovery code. `value` is the 16 random bytes; repr shows none of it."""

    value: bytes = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The nine groups of six digits, the ninth being the check over all others."""
        words = [int.from_bytes(self.value[at : at + 2], "big") for at in range(0, 16, 2)]
        return tuple(f"{word * _STEP:06d}" for word in (*words, _check_word(self.value)))

    @property
    def printed(self) -> str:
        """The groups with hyphens between, as printed on the recovery sheet."""
        return "-".join(self.groups)

    @property
    def digits(self) -> str:
        """The 54 digits without hyphens: what the key is derived from."""
        return "".join(self.groups)


def new_recovery_code() -> RecoveryCode:
    """A fresh code from the system's random source."""
    return RecoveryCode(secrets.token_bytes(16))


def is_sound_group(group: str) -> bool:
    """Whether six ASCII digits can be one group of a code."""
    return len(group) == GROUP_DIGITS and int(group) % _STEP == 0 and int(group) < _LIMIT


def read_recovery_code(typed: str) -> RecoveryCode:
    """The code that was typed, full width, spaces and hyphens of any kind allowed.

    Raises StoreRefusal (MISTYPED_CODE) whose words name the group to look at.
    """
    groups = _groups_of(typed)
    for number, group in enumerate(groups, start=1):
        if not is_sound_group(group):
            raise _mistyped(f"第{number}組の数字が合いません。")
    value = b"".join((int(group) // _STEP).to_bytes(2, "big") for group in groups[:-1])
    if int(groups[-1]) // _STEP != _check_word(value):
        raise _mistyped("どの組も数字は合っていますが、組の順番が入れかわっているか、別の紙の組がまじっています。")
    return RecoveryCode(value)


def _groups_of(typed: str) -> list[str]:
    folded = _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", typed)).strip()
    if strange := re.search(r"[^0-9 ]", folded):
        raise _mistyped(f"数字でない文字「{strange.group()}」が入っています。")
    digits = folded.replace(" ", "")
    if len(digits) != _DIGITS:
        raise _mistyped(_length_hint(folded.split(), len(digits)))
    return [digits[at : at + GROUP_DIGITS] for at in range(0, _DIGITS, GROUP_DIGITS)]


def _length_hint(pieces: list[str], digits: int) -> str:
    if len(pieces) > 1:
        for number, piece in enumerate(pieces, start=1):
            if len(piece) != GROUP_DIGITS:
                return f"第{number}組が{len(piece)}けたです（どの組も{GROUP_DIGITS}けたです）。"
        return f"組の数が{len(pieces)}です（全部で{GROUPS}組です）。"
    return f"数字が{digits}けたです（全部で{_DIGITS}けたです）。"


def _check_word(value: bytes) -> int:
    return int.from_bytes(hashlib.sha256(value).digest()[:2], "big")


def _mistyped(hint: str) -> StoreRefusal:
    return StoreRefusal(Situation.MISTYPED_CODE, hint=hint)
