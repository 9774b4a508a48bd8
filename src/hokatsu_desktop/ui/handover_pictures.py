"""Pictures of handing over and of backups: done for real with copies of the practice town, which are gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton

from hokatsu_desktop.services.cases import Show, case_list, change_case
from hokatsu_desktop.services.handover_ways import Way
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.second_person import BY_SHEET_WORDS, Approval, TwoPersonAct
from hokatsu_desktop.store.backup import Backup, back_up, restore_backup
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.ui.camera import Camera, put_away, settle, work_window
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.compared_page import BY_FIELD
from hokatsu_desktop.ui.handover.comparing_dialog import ComparingDialog
from hokatsu_desktop.ui.handover.giving import GivingDialog
from hokatsu_desktop.ui.handover.receive_work import Taking, take_over
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import HOME
from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog
from hokatsu_desktop.ui.settings.disposal_dialog import DisposalDialog
from hokatsu_desktop.ui.settings.drill_dialog import DrillDialog
from hokatsu_desktop.ui.settings.kept_backups import HERE, Kept
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.start.from_backup_page import FromBackupPage
from hokatsu_desktop.ui.start.practice import PRACTICE_PASSPHRASE
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.store_work import Terms
from hokatsu_desktop.ui.start_pictures import START_SIZE
from hokatsu_desktop.ui.widgets.busy import Progress

OPENS = Passphrase(PRACTICE_PASSPHRASE)
RECEIVER, OWN_PASSPHRASE = "見本 花子", "みどり色の 自転車と 夕やけ雲"
MEDIUM = "USB-01"
WRITTEN_HERE = "長男の就労の見学に、井上が付き添う"
WRITTEN_THERE = "長男に、見学の日取りを電話で聞く"
NOTE_THERE = "電話。見学には行ってみたいとのこと。朝は起きにくいので、午後がよいと話される。"


def handover_screens(camera: Camera, desk: Desk, size: tuple[int, int], zoom: int) -> None:
    """Backups, comparing, and one handover from the plan to the successor's first week. The desk's store stays as it is."""
    with tempfile.TemporaryDirectory(prefix="hokatsu-") as name:
        place = Path(name)
        backup = back_up(desk.store, place / "hikae", desk.now())
        from_backup_screen(camera, place, backup)
        with copied(desk, backup, place / "kochira") as here, copied(desk, backup, place / "achira") as there:
            write_on(here, there)
            with work_window(here, size, zoom) as window:
                backup_screens(camera, window, back_up(there.store, place / "hikae-achira", desk.now()), backup)
                comparing_screen(camera, window, packed(there, place / "usb-achira"))
                written = giving_screens(camera, window, place / "usb")
            first_week_screen(camera, here, written, place / "atarashii", size, zoom)


@contextmanager
def copied(desk: Desk, backup: Backup, folder: Path) -> Iterator[Desk]:
    """A desk at a copy of the practice town."""
    restore_backup(folder, backup.path, OPENS, desk.now())
    store = open_store(folder, OPENS, practice=True, cost=Cost.floor(), any_place=True, clock=desk.clock)
    try:
        yield Desk(store, desk.staff_id, desk.tasks, desk.clock)
    finally:
        store.close()


def write_on(here: Desk, there: Desk) -> None:
    """Both copies are written on in, so that their ways part."""
    with here.reading() as session:
        case_id = case_list(session, Show.OPEN)[0].case_id
    here.act(lambda session: change_case(session, case_id, next_what=WRITTEN_HERE))
    there.act(lambda session: change_case(session, case_id, next_what=WRITTEN_THERE))
    there.act(lambda session: write_note(session, case_id, facts=NOTE_THERE))


def packed(desk: Desk, medium: Path) -> WrittenPackage:
    """A handover package of a copy."""
    medium.mkdir()
    return write_package(desk.store, medium, desk.now(), cost=Cost.floor())


def from_backup_screen(camera: Camera, place: Path, backup: Backup) -> None:
    """控えから始める, with what was found."""
    window = StartWindow()
    page = FromBackupPage(place / "daicho")
    page.place.field.set_value("E:/hikae")
    page.show_backups([backup])
    page.goes_to.say("台帳は D:/ほうかつデスク/daicho に作ります。")
    window.show_page(page)
    window.resize(*START_SIZE)
    window.show()
    camera.shoot("hikae-kara-hajimeru", window)
    put_away(window)


def backup_screens(camera: Camera, window: MainWindow, parted: Backup, earlier: Backup) -> None:
    """復元訓練 that passed, a backup beside the store, and 廃棄候補."""
    drill = DrillDialog(window.desk, [Kept(earlier, HERE)], window)
    drill.open()
    drill.field.set_value(PRACTICE_PASSPHRASE)
    drill.press()
    shoot_dialog(camera, "fukugen-kunren", window, drill)
    comparing = CompareBackupDialog(window.desk, [Kept(parted, HERE), Kept(earlier, HERE)], window)
    comparing.open()
    comparing.backups.choose_newest()
    camera.shoot("hikae-to-kuraberu", window)
    comparing.field.set_value(PRACTICE_PASSPHRASE)
    comparing.press()
    shoot_dialog(camera, "hikae-to-kurabeta", window, comparing)
    disposal = DisposalDialog(window.desk, window)
    disposal.open()
    shoot_dialog(camera, "haiki-kouho", window, disposal)


def comparing_screen(camera: Camera, window: MainWindow, package: WrittenPackage) -> None:
    """くらべる: a package that was written on in elsewhere."""
    dialog = ComparingDialog(window.desk, lambda: None, window)
    dialog.open()
    dialog.place.set_value(str(package.path))
    type_code(dialog.digits, package)
    dialog.press()
    camera.shoot("kuraberu", window)
    turn = next(made for made in dialog.findChildren(QPushButton) if made.text() == BY_FIELD)
    turn.click()
    shoot_dialog(camera, "kuraberu-koumoku", window, dialog)


def giving_screens(camera: Camera, window: MainWindow, medium: Path) -> WrittenPackage:
    """引き継ぐ from the plan to the seal; gives the package. Raises AssertionError when it was not written."""
    medium.mkdir()
    dialog = GivingDialog(window.desk, lambda: None, window, Cost.floor())
    dialog.open()
    dialog.plan.way.choose(Way.MEDIUM)
    camera.shoot("hikitsugi-watasu", window)
    for field, answer in (
        (dialog.plan.to_name, RECEIVER),
        (dialog.plan.to_post, "主事"),
        (dialog.plan.medium_number, MEDIUM),
        (dialog.plan.medium_route, "hand"),
        (dialog.plan.code_route, "chief"),
    ):
        field.set_value(answer)
    dialog.approval = Approval(TwoPersonAct.PACKAGE, window.desk.staff_id, None, BY_SHEET_WORDS)
    dialog.write_to(medium)
    settle(window.desk.tasks)
    if dialog.written is None or dialog.check is None:
        raise AssertionError(dialog.message.words())
    camera.shoot("hikitsugi-kakunin", window)
    type_code(dialog.check.digits, dialog.written)
    dialog.press()
    camera.shoot("hikitsugi-fuu", window)
    dialog.press()
    window.show_place(HOME)
    camera.shoot("hikitsugi-juryou-machi", window)
    return dialog.written


def first_week_screen(
    camera: Camera, desk: Desk, package: WrittenPackage, folder: Path, size: tuple[int, int], zoom: int
) -> None:
    """きょう of the successor, in the first week."""
    taking = Taking(package.path, package.code, RECEIVER, OWN_PASSPHRASE)
    terms = Terms(clock=desk.clock, cost=Cost.floor(), any_place=True)
    opened = take_over(folder, taking, terms, Progress(lambda _words, _done, _total: None))
    try:
        with work_window(Desk(opened.store, opened.staff_id or 0, desk.tasks, desk.clock), size, zoom) as window:
            window.show_place(HOME)
            camera.shoot("hajime-no-isshuukan", window)
    finally:
        opened.store.close()


def shoot_dialog(camera: Camera, name: str, window: MainWindow, dialog: QDialog) -> None:
    """A small window over the work; it is gone afterwards."""
    camera.shoot(name, window)
    put_away(dialog)


def type_code(digits: CodeGroups, package: WrittenPackage) -> None:
    """The code of a package, as one pastes it."""
    digits.groups[0].field.setText(package.code.printed)
    digits.groups[0].field.left.emit()
