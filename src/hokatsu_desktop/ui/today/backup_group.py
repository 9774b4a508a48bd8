"""What きょう says of the backups: the age of the last verified one, a second place that is away, a rehearsal that is due."""

from datetime import datetime

from hokatsu_desktop.japanese.open_days import open_days_after
from hokatsu_desktop.services.backup_drills import drill_due_on, last_drill
from hokatsu_desktop.services.backup_samples import last_sample
from hokatsu_desktop.services.today.row import TodayGroup, TodayRow
from hokatsu_desktop.store.backup import Backup
from hokatsu_desktop.store.second_place import second_place
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_words import when_words
from hokatsu_desktop.ui.settings.kept_backups import kept_backups

OLD_AFTER = 3  # open days of the office
_WHERE = "「引継ぎ・設定」の「控え」"


def backup_group(desk: Desk) -> TodayGroup | None:
    """The heading about the backups; None while there is nothing to do about them.

    A store without any has one as soon as it is locked or closed; in practice there are none.
    """
    if desk.store.practice:
        return None
    kept = [one.backup for one in kept_backups(desk)]
    rows = (*_age(desk, kept), *_sampled(desk), *_second_place(desk), *_drill(desk, kept))
    return TodayGroup("backup", "控え（バックアップ）", rows, worry=True) if rows else None


def _age(desk: Desk, kept: list[Backup]) -> tuple[TodayRow, ...]:
    """The newest verified one is older than three open days, or there is none although backups are there."""
    if not kept:
        return ()
    newest = max((one.made_at for one in kept if one.is_whole), default=None)
    if newest is None:
        return (_row("確かめ済みの控えがありません", f"{_WHERE}の「いま控えを作る」で、いま作れます。"),)
    made_on = newest.astimezone(desk.now().tzinfo).date()
    if desk.today() <= open_days_after(made_on, OLD_AFTER):
        return ()
    last = f"前回：{when_words(newest, desk.now())}。{_WHERE}の「いま控えを作る」で、いま作れます。"
    return (_row(f"控えから{(desk.today() - made_on).days}日たっています", last),)


def _second_place(desk: Desk) -> tuple[TodayRow, ...]:
    place = second_place(desk.store.folder)
    if place is None or not place.away_since:
        return ()
    since = when_words(datetime.fromisoformat(place.away_since), desk.now())
    return (
        _row(
            f"{since}から、2つ目の置き場所に控えを写せていません",
            f"{place.reason}。このパソコンの中の控えはあります。つながれば自動で写します（{_WHERE}）。",
        ),
    )


def _sampled(desk: Desk) -> tuple[TodayRow, ...]:
    with desk.reading() as session:
        last = last_sample(session)
    if last is None or not last.trouble:
        return ()
    made = when_words(last.made_at, desk.now())
    return (
        _row(
            f"{made}の控えが壊れています",
            f"抜き取りの確かめで分かりました。{_WHERE}の「いま控えを作る」で作り直してください。台帳はそのままです。",
        ),
    )


def _drill(desk: Desk, kept: list[Backup]) -> tuple[TodayRow, ...]:
    if not kept:
        return ()
    with desk.reading() as session:
        due, last = drill_due_on(session), last_drill(session)
    if desk.today() < due:
        return ()
    if last is None:
        title = "復元訓練をしてみてください"
    elif last.trouble:
        title = "前回の復元訓練は通りませんでした"
    else:
        title = f"復元訓練から{(desk.today() - last.done_on).days}日たっています"
    return (_row(title, f"控えから本当に戻せるかを、いまの台帳を変えずに試します（{_WHERE}）。"),)


def _row(title: str, meta: str) -> TodayRow:
    return TodayRow(title, meta, "quiet", "backup", 0, None)
