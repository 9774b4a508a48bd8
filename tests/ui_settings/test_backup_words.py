"""How backups are told."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hokatsu_desktop.store.backup import Backup, back_up
from hokatsu_desktop.store.data_folder import salvaged_folder
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_words import backup_line, size_words, when_words
from hokatsu_desktop.ui.settings.kept_backups import SALVAGED, kept_backups, places_of
from tests.ui_settings.office import NOW


def made(at: datetime, *, whole: bool = True) -> Backup:
    return Backup(Path("x"), at, 10, 1, "id", False, whole)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=2), "けさ 8:32"),
        (timedelta(0), "けさ 10:32"),
        (timedelta(days=1), "きのう 10:32"),
        (timedelta(days=6), "6日前"),
        (timedelta(days=7), "R8.11.16"),
        (timedelta(days=400), "R7.10.19"),
    ],
)
def test_when(ago: timedelta, words: str) -> None:
    assert when_words(NOW - ago, NOW) == words


def test_afternoon_is_today_and_zones_are_minded() -> None:
    evening = NOW + timedelta(hours=8)
    assert when_words(NOW + timedelta(hours=4), evening) == "きょう 14:32"
    assert when_words(NOW.astimezone(tz=None), evening) == "けさ 10:32"


def test_the_newest_counts_and_doubt_is_said() -> None:
    old, new = made(NOW - timedelta(days=2)), made(NOW, whole=False)
    assert backup_line([old, new], NOW, practice=False) == "控え：けさ 10:32（確かめ直しが必要）"


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 KB"), (200_000, "195 KB"), (13_000_000, "12.4 MB"), (3 * 1024**3, "3.0 GB")]
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size) == words


def test_what_was_saved_of_a_damaged_store_counts_among_the_copies(desk: Desk) -> None:
    assert SALVAGED not in places_of(desk).values()
    back_up(desk.store, salvaged_folder(desk.store.folder.path), NOW)
    (kept,) = kept_backups(desk)
    assert kept.place == SALVAGED
