"""The small windows over case work, figures, settings and the handover, each as far as a user gets in it."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, ChangeEntry
from hokatsu_desktop.services.attachments import attach
from hokatsu_desktop.services.differences import differences_after
from hokatsu_desktop.services.media import register_medium
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.services.sheet_work import papers_to_show
from hokatsu_desktop.store.backup import back_up
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.comparing import Standing
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.agencies.paste_dialog import PasteDialog
from hokatsu_desktop.ui.camera import settle
from hokatsu_desktop.ui.cases.attachment_dialog import About, AttachmentDialog
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.sheet_parts import ATTACHED, PAST
from hokatsu_desktop.ui.figures.section import FiguresSection
from hokatsu_desktop.ui.handover.comparing_dialog import ComparingDialog
from hokatsu_desktop.ui.handover.comparing_work import Compared
from hokatsu_desktop.ui.handover.giving import GivingDialog
from hokatsu_desktop.ui.handover.receiving import STEPS, Receiving
from hokatsu_desktop.ui.handover.ways_on import steps_receiving, steps_writing
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.pictures import SMALL
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.second_person import ask_second_person
from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog
from hokatsu_desktop.ui.settings.disposal_dialog import DisposalDialog
from hokatsu_desktop.ui.settings.drill_dialog import DrillDialog
from hokatsu_desktop.ui.settings.kept_backups import kept_backups
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.store_work import Terms
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui_room.scenes import Scene, opened_dialog

ROWS = (
    "機関\t係\t電話\n架空の薬局　みどり町本店\t\t0155-00-0301\n\t\t0155-00-0303\n"
    "例の相談支援センター（障害のある人とその家族のための総合窓口）\t相談係\t0155-00-0302"
)
PEOPLE = "例示 一郎\t子\t昭和60年4月1日\n例示 二郎\t子\t平成2年5月3日"
MEDIUM = "U-9"
AGREED = Approval(TwoPersonAct.PACKAGE, 1, None, "課長 太郎")
TYPED = "みどり色の 自転車と 夕やけ雲"


def small_windows(window: MainWindow, case_ids: list[int]) -> Iterator[Scene]:
    """All of them; what the handover writes comes last."""
    yield from case_windows(window, case_ids)
    yield from preview_windows(window, case_ids[0])
    yield from pasting_windows(case_ids[0])
    yield Scene("window-by-hand", by_hand)
    yield from settings_windows()
    yield from giving_windows()
    yield from comparing_windows()
    yield from receiving_windows(window)


# Over a case


def case_windows(window: MainWindow, case_ids: list[int]) -> Iterator[Scene]:
    """ケースを閉じる, 保存年限, a sheet's 別紙 and what stood on it before, the window of one 別紙."""
    for case_id in case_ids:
        yield Scene(f"window-veil-{case_id}", partial(veil, case_id=case_id))
        yield Scene(f"window-keep-{case_id}", partial(keeping, case_id=case_id))
    for part in (ATTACHED, PAST):
        yield Scene(f"window-sheet-{part}", partial(sheet_part, case_id=case_ids[0], part=part))
    about = About("保健センターからの訪問の記録（令和8年10月から11月まで）", "保健センター", window.desk.today())
    yield Scene("window-attachment", lambda window: attachment_window(window, about))


def veil(window: MainWindow, case_id: int) -> QWidget:
    """To whom a case is to be closed."""
    return overview_of(window, case_id).begin_veil()


def keeping(window: MainWindow, case_id: int) -> QWidget:
    """How long a case is kept."""
    return overview_of(window, case_id).begin_keeping()


def overview_of(window: MainWindow, case_id: int) -> OverviewTab:
    """概要 of a case."""
    window.show_place(Place(section="cases", case_id=case_id, tab="overview"))
    tab = window.cases.made().detail.tab()
    assert isinstance(tab, OverviewTab)
    return tab


def papers_of(window: MainWindow, case_id: int) -> PapersTab:
    """書類 of a case."""
    window.show_place(Place(section="cases", case_id=case_id, tab="papers"))
    tab = window.cases.made().detail.tab()
    assert isinstance(tab, PapersTab)
    return tab


def sheet_part(window: MainWindow, case_id: int, part: str) -> QWidget:
    """A part of a sheet that has a 別紙."""
    tab = papers_of(window, case_id)
    with window.desk.reading() as session:
        paper = papers_to_show(session, case_id)[0][0]
    title = "保健センターからの訪問の記録（令和8年10月から11月まで）"
    if part == ATTACHED:
        scan = picture()
        window.desk.act(
            lambda session: attach(session, paper.key, paper.subject_id, scan, pages=1, title=title, from_whom="保健所")
        )
    tab.open_sheet(paper)
    assert tab.sheet is not None
    tab.sheet.show_part(part)
    return window


def picture() -> bytes:
    """A white page as a scanner gives it."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    page = QImage(210, 297, QImage.Format.Format_Grayscale8)
    page.fill(Qt.GlobalColor.white)
    QImageWriter(kept, QByteArray(b"PNG")).write(page)
    return bytes(kept.data().data())


def attachment_window(window: MainWindow, about: About) -> QWidget:
    """The window that asks what a 別紙 is."""
    return opened_dialog(AttachmentDialog("別紙を付ける", "付ける", about, window.desk.today(), window))


# Print preview


def preview_windows(window: MainWindow, case_id: int) -> Iterator[Scene]:
    """A sheet of a case, one that goes to somebody without a consent, and the packet of a meeting."""
    with window.desk.reading() as session:
        papers = papers_to_show(session, case_id)[0]
        meeting_id = session.scalar(select(Attendance.meeting_id).order_by(Attendance.id.desc()))
    paper = papers[0]
    assert meeting_id is not None

    def sheet(window: MainWindow) -> QWidget:
        window.printer.print_sheet(paper.key, paper.subject_id)
        return preview_of(window)

    def given(window: MainWindow) -> QWidget:
        window.printer.print_sheet(paper.key, paper.subject_id)
        preview = preview_of(window)
        receiver = preview.choices.sharing.receiver
        receiver.setCurrentIndex(receiver.count() - 1)
        return preview

    def packet(window: MainWindow) -> QWidget:
        window.printer.print_packet(meeting_id)
        return preview_of(window)

    for name, show in (("sheet", sheet), ("given", given), ("packet", packet)):
        yield Scene(f"window-preview-{name}", show)


def preview_of(window: MainWindow) -> Preview:
    """The preview that was opened, as large as the screen gives it."""
    settle(window.desk.tasks)
    preview = next(one for one in window.findChildren(Preview) if one.isVisible())
    preview.resize(*SMALL)
    return preview


# Pasting, and figures by hand


def pasting_windows(case_id: int) -> Iterator[Scene]:
    """Rows from Excel for the directory, and for the members of a household."""
    yield Scene("window-paste-empty", lambda window: opened_dialog(PasteDialog(window.desk, parent=window)))
    yield Scene("window-paste", lambda window: opened_dialog(PasteDialog(window.desk, ROWS, parent=window)))

    def people(window: MainWindow) -> QWidget:
        window.show_place(Place(section="cases", case_id=case_id, tab="household"))
        tab = window.cases.made().detail.tab()
        assert isinstance(tab, HouseholdTab)
        tab.page.ensureWidgetVisible(tab.members)
        name = tab.members.stop(tab.members.row_count() - 1, 0)
        assert isinstance(name, TextField)
        QGuiApplication.clipboard().setText(PEOPLE)
        name.paste_plain()
        assert tab.members.message.isVisible()
        return window

    yield Scene("window-paste-people", people)


def by_hand(window: MainWindow) -> QWidget:
    """The month of the figures that only the office can count."""
    window.show_place(Place(section="figures"))
    settle(window.desk.tasks)
    (section,) = window.findChildren(FiguresSection)
    dialog = section.enter_by_hand()
    assert dialog is not None
    return dialog


# Backups and what is disposed of


def settings_windows() -> Iterator[Scene]:
    """廃棄候補, 復元訓練 before and after it, くらべる with a backup, the second person."""
    yield Scene("window-disposal", lambda window: opened_dialog(DisposalDialog(window.desk, window)))
    yield Scene("window-drill", drill)
    yield Scene("window-drill-done", drilled)
    yield Scene("window-compare-backup", compare_backup)
    yield Scene(
        "window-second-person",
        lambda window: ask_second_person(window.desk, TwoPersonAct.PACKAGE, lambda _approval: None, window),
    )


def drill(window: MainWindow) -> DrillDialog:
    """復元訓練 with a backup to choose."""
    desk = window.desk
    into = backups_folder(desk.store.folder.path)
    if not into.exists():
        back_up(desk.store, into, desk.now())
    dialog = DrillDialog(desk, kept_backups(desk), window)
    opened_dialog(dialog)
    return dialog


def drilled(window: MainWindow) -> QWidget:
    """復元訓練 that says the passphrase is wrong."""
    dialog = drill(window)
    dialog.field.set_value("ちがう 合言葉 です")
    dialog.press()
    settle(window.desk.tasks)
    return dialog


def compare_backup(window: MainWindow) -> QWidget:
    """The first page of くらべる with a backup."""
    return opened_dialog(CompareBackupDialog(window.desk, kept_backups(window.desk), window))


# The handover


def giving_windows() -> Iterator[Scene]:
    """引き継ぐ: the plan, a refusal with ways on, read back, sealed."""
    yield Scene("window-giving-plan", planned)
    yield Scene("window-giving-refused", refused)
    yield Scene("window-giving-check", written)
    yield Scene("window-giving-seal", read_back)


def planned(window: MainWindow) -> GivingDialog:
    """The window with everything answered on its first step."""
    dialog = GivingDialog(window.desk, lambda: None, window, Cost.floor())
    opened_dialog(dialog)
    dialog.plan.to_name.set_value("後任 花子")
    dialog.plan.medium_number.set_value(MEDIUM)
    dialog.plan.medium_route.set_value("hand")
    dialog.plan.code_route.set_value("chief")
    dialog.approval = AGREED
    return dialog


def refused(window: MainWindow) -> QWidget:
    """The plan after the medium was full."""
    dialog = planned(window)
    refusal = StoreRefusal(Situation.MEDIUM_READ_ONLY)
    ways = [(one.value, lambda: None) for one in steps_writing(refusal.situation)]
    dialog.message.tell(MessageKind.WARNING, refusal.words, ways, closes=False)
    return dialog


def written(window: MainWindow) -> GivingDialog:
    """The second step, after the package was written."""
    with suppress(Refusal), window.desk.store.transaction() as session:
        register_medium(session, MEDIUM)  # it is there already the second time
    stick = new_folder(window, "usb")
    dialog = planned(window)
    dialog.write_to(stick)
    settle(window.desk.tasks)
    assert dialog.written is not None
    return dialog


def read_back(window: MainWindow) -> QWidget:
    """The last step."""
    dialog = written(window)
    assert dialog.check is not None
    assert dialog.written is not None
    dialog.check.digits.groups[0].field.setText(dialog.written.code.printed)
    dialog.check.digits.groups[0].field.left.emit()
    dialog.press()
    settle(window.desk.tasks)
    assert dialog.give is not None
    return dialog


def new_folder(window: MainWindow, name: str) -> Path:
    """An empty folder beside that of the store."""
    beside = window.desk.store.folder.path.parent
    made = beside / f"{name}{sum(1 for _ in beside.iterdir())}"
    made.mkdir()
    return made


def comparing_windows() -> Iterator[Scene]:
    """くらべる with a package: the question, and two copies that were both written on."""
    yield Scene("window-comparing", lambda window: opened_dialog(ComparingDialog(window.desk, lambda: None, window)))
    yield Scene("window-compared", compared)


def compared(window: MainWindow) -> QWidget:
    """What only one of two copies has."""
    dialog = ComparingDialog(window.desk, lambda: None, window)
    opened_dialog(dialog)

    def differences(session: Session) -> Compared:
        newest = session.scalar(select(ChangeEntry.id).order_by(ChangeEntry.id.desc()))
        assert newest is not None
        many, few = (differences_after(session, newest - links) for links in (120, 12))
        standing = Standing(newest - 120, 120, 12, window.desk.now())
        return Compared(standing, "HIKITSUGI-20261128", Head(newest - 120, ""), many, few)

    with window.desk.reading() as session:
        found = differences(session)
    dialog.show_compared(found)
    return dialog


def receiving_windows(window: MainWindow) -> Iterator[Scene]:
    """受け取る on a new PC: the question, a refusal with ways on, the new passphrase."""
    for situation in (None, Situation.WRONG_HANDOVER, Situation.MEDIUM_LIES):
        yield Scene(f"window-receiving-{situation}", partial(receiving, situation=situation))

    def passphrase(window: MainWindow) -> QWidget:
        start = StartWindow()
        made = Receiving(start, window.desk.tasks, Terms(any_place=True), new_folder(window, "pc"))
        made.passphrase.passphrase.first.set_value(TYPED)
        start.show_page(made.passphrase, STEPS, 1)
        return shown_small(start)

    yield Scene("window-receiving-passphrase", passphrase)


def receiving(window: MainWindow, situation: Situation | None) -> QWidget:
    """The first page, as it is or after a no."""
    start = StartWindow()
    made = Receiving(start, window.desk.tasks, Terms(any_place=True), new_folder(window, "pc"))
    made.ask()
    if situation is not None:
        refusal = StoreRefusal(situation)
        made.page.tell(refusal.words, [(one.value, lambda: None) for one in steps_receiving(situation)])
    return shown_small(start)


def shown_small(start: StartWindow) -> StartWindow:
    """The window before unlocking on a small screen."""
    start.resize(*SMALL)
    start.show()
    return start
