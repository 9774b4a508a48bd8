"""The nine groups of the recovery sheet typed back from paper: which of them are wrong, and why."""

import re
import unicodedata
from collections.abc import Sequence

from hokatsu_desktop.store.recovery_code import GROUP_DIGITS, GROUPS, RecoveryCode, is_sound_group

_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー・.,、。]+")


def digits_of(typed: str) -> str:
    """What was typed in one field, in plain digits and without blanks and hyphens; other signs stay."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed))


def spread(typed: str) -> list[str]:
    """Several groups typed into one field, group by group; one piece if it is no more than a group or no digits."""
    digits = digits_of(typed)
    if not re.fullmatch(r"[0-9]+", digits):
        return [typed]
    return [digits[at : at + GROUP_DIGITS] for at in range(0, len(digits), GROUP_DIGITS)] or [typed]


def group_problem(typed: str) -> str:
    """What is wrong with one group by itself, in words; "" for nothing typed or nothing wrong."""
    group = digits_of(typed)
    if not group:
        return ""
    if not re.fullmatch(r"[0-9]+", group):
        return "数字だけを入れてください。"
    if len(group) != GROUP_DIGITS:
        return f"いま{len(group)}けたです。{GROUP_DIGITS}けた入れてください。"
    return "" if is_sound_group(group) else "紙の数字とちがいます。"


def problems_of(typed: Sequence[str], code: RecoveryCode | None) -> dict[int, str]:
    """By the number of the group (from 1): what is wrong. `code` is known only right after it was made."""
    found: dict[int, str] = {}
    for number, text in enumerate(typed, start=1):
        if not digits_of(text):
            found[number] = "まだ入っていません。"
        elif problem := group_problem(text):
            found[number] = problem
        elif code is not None and digits_of(text) != code.groups[number - 1]:
            found[number] = "紙の数字とちがいます。"
    return found


def summary_of(problems: dict[int, str], paper: str = "復旧シート") -> str:
    """The problems in one sentence that names the groups, or the paper where all of them are meant."""
    numbers = sorted(problems)
    if len(numbers) == GROUPS:
        return f"{paper}の数字を、紙を見ながら入れてください。"
    named = "、".join(f"第{number}組" for number in numbers)
    return f"{named}を確かめてください。何回まちがえても、台帳は消えません。"
