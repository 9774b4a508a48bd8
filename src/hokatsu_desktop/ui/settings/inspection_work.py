"""What can be said of the store on this PC for the yearly sheet: keys, backups, versions, places."""

from sqlalchemy.orm import Session

from hokatsu_desktop import __version__
from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.self_checks import CheckItem, items_in_store, write_self_check
from hokatsu_desktop.store.connection import library_versions
from hokatsu_desktop.store.slots import recovery_checked_on, slots_in_use
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.locking import lock_minutes
from hokatsu_desktop.ui.settings.backup_words import proved_words
from hokatsu_desktop.ui.settings.kept_backups import kept_backups, old_kept_copies


def make_self_check(desk: Desk) -> bool:
    """Writes this year's sheet with how things stand now; False, and said, where it cannot be written."""
    beside = items_beside(desk)
    slots = slots_in_use(desk.store)

    def job(session: Session) -> None:
        write_self_check(session, [*items_in_store(session, slots), *beside])

    return desk.did(job)


def items_beside(desk: Desk) -> list[CheckItem]:
    """The lines about what lies outside the records."""
    tested = recovery_checked_on(desk.store)
    old = len(old_kept_copies(desk))
    sqlite, cipher = library_versions()
    return [
        CheckItem("復旧シート", f"{plain(tested)}に紙の数字を確かめました。" if tested else "まだ確かめていません。"),
        CheckItem("いちばん新しい控え", newest_backup_words(desk)),
        CheckItem("前の鍵で開く控え", f"{old}個あります。" if old else "ありません。"),
        CheckItem("鍵がかかるまで", f"さわらずに{lock_minutes(desk)}分"),
        CheckItem("版", f"ほうかつデスク {__version__}、SQLite {sqlite}、SQLCipher {cipher}"),
        CheckItem("パソコンの暗号化（BitLockerなど）と、Windowsの更新", "手で確かめます。"),
    ]


def newest_backup_words(desk: Desk) -> str:
    """The newest backup, how many there are, and where."""
    found = kept_backups(desk)
    if not found:
        return "まだありません。"
    newest = found[0].backup
    local = newest.made_at.astimezone(desk.now().tzinfo)
    places = "、".join(dict.fromkeys(one.place for one in found))
    return f"{plain(local.date())} {local:%H:%M}（{proved_words(newest)}）。{len(found)}個（{places}）"
