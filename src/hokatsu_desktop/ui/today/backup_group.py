"""The age of the last verified backup, as a heading of きょう when it is high."""

from datetime import timedelta

from hokatsu_desktop.services.today.row import TodayGroup, TodayRow
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_words import when_words
from hokatsu_desktop.ui.settings.kept_backups import kept_backups

OLD = timedelta(days=7)


def backup_group(desk: Desk) -> TodayGroup | None:
    """The heading about the backup; None while the newest verified one is younger than a week.

    A store without any has one as soon as it is locked or closed; in practice there are none.
    """
    if desk.store.practice:
        return None
    kept = [one.backup for one in kept_backups(desk)]
    if not kept:
        return None
    newest = max((one.made_at for one in kept if one.is_whole), default=None)
    if newest is not None and desk.now() - newest < OLD:
        return None
    if newest is None:
        title, meta = "確かめ済みの控えがありません", "「引継ぎ・設定」の「控え」の「いま控えを作る」で、いま作れます。"
    else:
        days = (desk.now() - newest).days
        title, meta = (
            f"控えから{days}日たっています",
            f"前回：{when_words(newest, desk.now())}。「引継ぎ・設定」の「いま控えを作る」で、いま作れます。",
        )
    row = TodayRow(title, meta, "quiet", "backup", 0, None)
    return TodayGroup("backup", "控え（バックアップ）", (row,), worry=True)
