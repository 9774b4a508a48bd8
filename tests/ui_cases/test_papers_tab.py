"""書類: filling in any sheet of a case, finishing it, its attachments, and what stood on it before."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Degree
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.services.attachments import attachments_of
from hokatsu_desktop.services.case_papers import CasePaper
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.papers_given import give_papers, sharing_of
from hokatsu_desktop.services.sheet_work import papers_to_show
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.ui.cases.attachment_dialog import AttachmentDialog
from hokatsu_desktop.ui.cases.attachment_view import AttachmentView
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.cases.sheet_page import SheetPage
from hokatsu_desktop.ui.cases.sheet_parts import ATTACHED, PAST, SHEET
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.palette_dialog import PaletteDialog
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.drawing_view import DrawingView
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import commit
from tests.ui_cases.town import FakePrinter, Heard, Town, names_of_stops, new_case

B_SHEET = "tsunagi_takashima_b"


def papers_tab(section: CasesSection, case_id: int) -> PapersTab:
    section.show_place(Place(section="cases", case_id=case_id, tab="papers"))
    tab = section.detail.tab()
    assert isinstance(tab, PapersTab)
    return tab


def paper(desk: Desk, case_id: int, key: str = B_SHEET) -> CasePaper:
    with desk.reading() as session:
        return next(one for one in papers_to_show(session, case_id)[0] if one.key == key)


def opened(section: CasesSection, desk: Desk) -> tuple[PapersTab, SheetPage, CasePaper]:
    """The B票 of a new case, opened by its button."""
    case_id = new_case(desk)
    tab = papers_tab(section, case_id)
    wanted = paper(desk, case_id)
    push(tab, f"{wanted.title}　{wanted.about}を開く")
    assert tab.sheet is not None
    return tab, tab.sheet, wanted


def push(part: QWidget, name: str) -> None:
    made = next(one for one in part.findChildren(QPushButton) if one.accessibleName() == name)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def write(page: SheetPage, words: str) -> None:
    field = page.pane.form.field_widget("tried")
    assert isinstance(field, LinesField)
    commit(field, words)
    assert page.flush()


def said_on(part: QWidget) -> str:
    return "\n".join(words.words() for words in part.findChildren(Words))


def dialog_of(kind: type[QWidget]) -> QWidget:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def small_pdf(pages: int = 2) -> bytes:
    document = Document("よその紙")
    for _ in range(pages):
        document.add_page(595.0, 842.0)
    return document.to_bytes()


def test_a_sheet_is_opened_filled_in_and_finished(
    section: CasesSection, desk: Desk, heard: Heard, printer: FakePrinter
) -> None:
    tab, page, wanted = opened(section, desk)
    write(page, "手紙を置いた。")
    with desk.reading() as session:
        assert open_sheet(session, wanted.key, wanted.subject_id).answers["tried"] == "手紙を置いた。"
    assert page.tag.text() == "書きかけ"
    section.finish()
    assert page.tag.text() == "R8.11.23 仕上げ"
    assert "仕上げました" in heard.words()
    assert tab.print_here()
    assert printer.asked == [(wanted.key, wanted.subject_id)]
    page.go_on()
    assert page.tag.text() == "書きかけ"
    section.finish()
    page.left.emit()
    assert tab.sheet is None
    assert any("仕上げ" in one.text() for one in tab.findChildren(type(page.tag)))


def test_the_drawing_of_the_household_stands_on_the_sheet(section: CasesSection, desk: Desk) -> None:
    _tab, page, _wanted = opened(section, desk)
    (drawing,) = page.pane.findChildren(DrawingView)
    assert drawing.accessibleName().startswith("ジェノグラム")
    assert drawing.heightForWidth(600) > 40
    assert not page.pane.form.field_widget("genogram").isVisible()


def test_what_is_still_being_typed_is_stored_on_the_way_back(section: CasesSection, desk: Desk) -> None:
    tab, page, wanted = opened(section, desk)
    field = page.pane.form.field_widget("tried")
    assert isinstance(field, LinesField)
    commit(field, "とちゅう")
    tab.to_list()
    with desk.reading() as session:
        assert open_sheet(session, wanted.key, wanted.subject_id).answers["tried"] == "とちゅう"


def test_another_sheet_is_begun_from_a_list_and_stays(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    tab = papers_tab(section, case_id)
    QTest.mouseClick(tab.begin, Qt.MouseButton.LeftButton)
    palette = dialog_of(PaletteDialog)
    assert isinstance(palette, PaletteDialog)
    commit(palette.field, "アセスメント")
    palette.take_current()
    assert tab.sheet is not None
    assert tab.sheet.paper.key == "assessment"
    commit(tab.sheet.pane.form.field_widget("own_complaint"), "ひとりで心ぼそい。")
    tab.to_list()
    assert paper(desk, case_id, "assessment").changed_on is not None
    section.show_place(Place(section="cases", case_id=case_id, tab="overview"))
    papers_tab(section, case_id)
    assert any(words.startswith("インテーク") for words in said_on(tab.page).splitlines())


def test_empty_forms_are_chosen_from_a_list_that_narrows(
    section: CasesSection, town: Town, printer: FakePrinter
) -> None:
    tab = papers_tab(section, town.main)
    QTest.mouseClick(tab.by_hand, Qt.MouseButton.LeftButton)
    palette = dialog_of(PaletteDialog)
    assert isinstance(palette, PaletteDialog)
    whole = palette.list.rows.rowCount()
    commit(palette.field, "行動連携")
    assert 0 < palette.list.rows.rowCount() < whole
    palette.take_current()
    assert printer.asked == [("action_linkage", 0)]


def test_the_log_tells_what_stood_there_before(section: CasesSection, desk: Desk) -> None:
    _tab, page, _wanted = opened(section, desk)
    write(page, "手紙を置いた。")
    page.parts.setCurrentIndex([SHEET, ATTACHED, PAST].index(PAST))
    words = said_on(page.past)
    assert "R8.11.23 10:32" in words
    assert "手紙を置いた。" in words


def test_a_file_is_attached_looked_at_and_taken_off(
    section: CasesSection, desk: Desk, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    _tab, page, wanted = opened(section, desk)
    page.parts.setCurrentIndex(1)
    path = tmp_path / "訪問記録.pdf"
    path.write_bytes(small_pdf())
    page.attachments.read_file(path)
    qtbot.waitUntil(lambda: any(isinstance(one, AttachmentDialog) for one in QApplication.topLevelWidgets()))
    dialog = dialog_of(AttachmentDialog)
    assert isinstance(dialog, AttachmentDialog)
    assert dialog.title.value() == "訪問記録"
    dialog.from_whom.set_value("保健センター")
    dialog.accept()
    assert page.parts.tabText(1) == "別紙（1）"
    assert "2枚　保健センターから　R8.11.23 受け取り" in said_on(page.attachments)
    with desk.reading() as session:
        (attached,) = attachments_of(session, wanted.key, wanted.subject_id)
    page.attachments.open_file(attached)
    qtbot.waitUntil(lambda: any(isinstance(one, AttachmentView) for one in QApplication.topLevelWidgets()))
    view = dialog_of(AttachmentView)
    assert isinstance(view, AttachmentView)
    assert view.document.pageCount() == 2
    view.reject()
    page.attachments.take_off(attached)
    assert page.parts.tabText(1) == "別紙"
    desk.act(undo)
    assert page.parts.tabText(1) == "別紙（1）"


def test_what_cannot_be_attached_is_said(
    section: CasesSection, desk: Desk, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    _tab, page, _wanted = opened(section, desk)
    for name, content, words in (
        ("表.xlsx", b"PK\x03\x04", "PDFにしてから"),
        ("切れた.pdf", small_pdf()[:200], "壊れている"),
    ):
        (tmp_path / name).write_bytes(content)
        with qtbot.waitSignal(desk.said):
            page.attachments.read_file(tmp_path / name)
        assert words in heard.words()
    page.attachments.read_file(tmp_path / "ない.pdf")
    assert "読めませんでした" in heard.words()


def test_a_copied_picture_is_attached(section: CasesSection, desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    _tab, page, wanted = opened(section, desk)
    QGuiApplication.clipboard().setText("文字")
    page.attachments.paste_picture()
    assert "貼り付けられる画像がありません" in heard.words()
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("black"))
    QGuiApplication.clipboard().setImage(picture)
    page.parts.setCurrentIndex(1)
    page.attachments.paste.setFocus()
    QTest.keyClick(page.attachments.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(isinstance(one, AttachmentDialog) for one in QApplication.topLevelWidgets()))
    dialog = dialog_of(AttachmentDialog)
    assert isinstance(dialog, AttachmentDialog)
    dialog.accept()
    with desk.reading() as session:
        (attached,) = attachments_of(session, wanted.key, wanted.subject_id)
    assert (attached.title, attached.media_type, attached.pages) == ("別紙", "image/png", 1)


def test_every_stop_of_an_opened_sheet_has_a_name(section: CasesSection, desk: Desk) -> None:
    tab, page, _wanted = opened(section, desk)
    for part in range(3):
        page.parts.setCurrentIndex(part)
        assert [name for name in names_of_stops(tab) if name.startswith("?")] == []


def test_a_sheet_whose_record_is_gone_leads_back_to_the_list(section: CasesSection, desk: Desk) -> None:
    tab, page, wanted = opened(section, desk)
    page.paper = CasePaper(wanted.key, 99_999, wanted.title, wanted.about, None)
    page.reread()
    assert tab.sheet is None
    assert tab.stack.currentWidget() is tab.page


def test_a_sheet_to_be_written_takes_the_keyboard_and_a_finished_one_does_not(
    section: CasesSection, desk: Desk, town: Town
) -> None:
    tab, page, wanted = opened(section, desk)
    assert page.pane.form.current_blank() != ""
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.pane.form.isAncestorOf(focus)
    page.finish()
    tab.to_list()
    tab.open_sheet(wanted)
    assert tab.sheet is not None
    assert tab.sheet.back.hasFocus()


def test_what_went_out_stands_below_the_papers(section: CasesSection, desk: Desk, town: Town) -> None:
    tab = papers_tab(section, town.main)
    assert tab.given.isHidden()

    def give(session: Session) -> None:
        papers = (paper_of(session, "assessment", town.main),)
        answers = sharing_of(session, papers, "agency:水道課", Degree.NAMED)
        give_papers(session, answers, receiver="水道課", papers=papers, reason="止水まで1日")

    desk.act(give)
    assert not tab.given.isHidden()
    words = "\n".join(one.words() for one in tab.given.findChildren(Words))
    assert "R8.11.23　水道課" in words
    assert "わけ：止水まで1日" in words
