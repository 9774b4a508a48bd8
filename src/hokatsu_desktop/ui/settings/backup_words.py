"""How a backup is told: when, how large, where, and whether it was proved."""

from collections.abc import Sequence
from datetime import datetime

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.store.backup import Backup

PROVED, DOUBTFUL = "確かめ済み", "確かめ直しが必要"
NOON = 12
LONG_AGO = 7  # days from which the date is clearer than their number


def when_words(made_at: datetime, now: datetime) -> str:
    """「けさ 8:31」「きょう 17:02」「きのう 17:15」「3日前」「R8.11.1」."""
    local = made_at.astimezone(now.tzinfo)
    clock = f"{local.hour}:{local:%M}"
    days = (now.date() - local.date()).days
    if days <= 0:
        return f"{'けさ' if local.hour < NOON else 'きょう'} {clock}"
    if days == 1:
        return f"きのう {clock}"
    return f"{days}日前" if days < LONG_AGO else short(local.date())


def backup_line(found: Sequence[Backup], now: datetime, *, practice: bool) -> str:
    """The words of the bottom line about the newest backup, for example 「控え：けさ 8:31（確かめ済み）」."""
    if found:
        newest = max(found, key=lambda one: one.made_at)
        return f"控え：{when_words(newest.made_at, now)}（{proved_words(newest)}）"
    return "控え：練習用なので作りません" if practice else "控え：まだありません"


def proved_words(backup: Backup) -> str:
    """Whether the backup was opened and checked when it was written, and is still as long as then."""
    return PROVED if backup.is_whole else DOUBTFUL


def size_words(size: int) -> str:
    """A number of bytes for people: 「820 KB」「12.4 MB」「1.3 GB」."""
    for unit, bytes_in_it in (("GB", 1024**3), ("MB", 1024**2)):
        if size >= bytes_in_it:
            return f"{size / bytes_in_it:.1f} {unit}"
    return f"{max(1, round(size / 1024))} KB"
