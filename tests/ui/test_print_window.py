"""The print window: pages, choices, printing onto paper of the right size, and files."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Degree
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.page import PageSetup
from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.ui import preview
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_window.choices import SOME, THIS
from hokatsu_desktop.ui.print_window.job import Failed, FileKind, Made, Notice, Output, PrintJob, Wish
from hokatsu_desktop.ui.print_window.painting import leaves
from hokatsu_desktop.ui.print_window.password import PasswordDialog
from hokatsu_desktop.ui.print_window.saving import file_name, trouble_words
from hokatsu_desktop.ui.theme import apply_theme
from tests.ui.hands import TODAY, commit, press, press_here, show

CONTROL = Qt.KeyboardModifier.ControlModifier
SHEETS = {0: "一枚目の紙", 3: "二枚目の紙"}


def made_of(pages: int, *, last_is_a3: bool = False) -> Made:
    """So many empty pages, with a new sheet on the first and the fourth."""
    document = Document("ためし")
    for page in range(pages):
        a3 = last_is_a3 and page == pages - 1
        document.add_page(*PageSetup(paper="A3" if a3 else "A4", landscape=a3).size_pt)
        if page in SHEETS:
            document.add_outline_entry(SHEETS[page])
    return Made(Printed(document.to_bytes(), pages, (), document.starts))


@dataclass
class Told:
    """What the job was told."""

    outputs: list[Output] = field(default_factory=list)

    def hear(self, _made: Made, output: Output) -> None:
        """One line of the log."""
        self.outputs.append(output)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def open_window(qtbot: QtBot, told: Told) -> Iterator[Callable[..., Preview]]:
    """Opens the window on some pages."""
    opened: list[Preview] = []

    def open_it(made: Made | None = None, **more: Any) -> Preview:
        job = PrintJob("ためしの紙", made or made_of(5), "ためし R8-001", told.hear)
        window = Preview(replace(job, **more))
        show(qtbot, window, 1240, 680)
        opened.append(window)
        return window

    yield open_it
    for window in opened:
        window.reject()


@pytest.fixture
def printed_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The system's print window says yes at once, and the printer writes into this file."""
    path = tmp_path / "printer.pdf"

    class PrintDialog(QDialog):
        def __init__(self, printer: QPrinter, parent: Preview) -> None:
            super().__init__(parent)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(path))

        def setVisible(self, visible: bool) -> None:
            super().setVisible(visible)
            if visible:
                self.accept()

    monkeypatch.setattr(preview, "QPrintDialog", PrintDialog)
    return path


def sent(bot: QtBot, window: Preview) -> None:
    """Waits until the printer has everything, or said that it cannot."""
    bot.waitUntil(window.print_button.isEnabled)


def sizes_of(path: Path) -> list[tuple[int, int]]:
    """The size of each page in millimetres."""
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    points = [document.pagePointSize(page) for page in range(document.pageCount())]
    document.close()
    return [(round(one.width() / 72 * 25.4), round(one.height() / 72 * 25.4)) for one in points]


def test_the_keyboard_begins_at_printing_and_reaches_everything(open_window: Callable[..., Preview]) -> None:
    window = open_window(kinds=(plain_kind(),))
    assert window.print_button.hasFocus()
    stops = list(stops_in(window))
    names = [stop.accessibleName() or getattr(stop, "text", str)() for stop in stops]
    assert all(names), names
    order = [window.strip, window.pages.view, window.choices.typed, window.save_button, window.print_button]
    places = [stops.index(stop) for stop in order]
    assert places == sorted(places)


def test_on_a_small_screen_with_large_letters_the_window_fits(
    open_window: Callable[..., Preview], application: QApplication
) -> None:
    apply_theme(application, 150)
    window = open_window(kinds=(plain_kind(),), degrees=DEGREES)
    assert window.minimumSizeHint().width() <= 1240
    assert window.minimumSizeHint().height() <= 680


def test_arrows_in_the_small_pictures_turn_the_page(open_window: Callable[..., Preview]) -> None:
    window = open_window()
    window.strip.setFocus()
    press(window.strip, Qt.Key.Key_Down)
    press(window.strip, Qt.Key.Key_Down)
    assert window.pages.page() == 2
    press(window.strip, Qt.Key.Key_End)
    assert window.pages.page() == 4
    assert window.pages.place.words() == "5／5ページ"


def test_page_down_turns_pages_from_a_button(open_window: Callable[..., Preview]) -> None:
    window = open_window()
    press_here(Qt.Key.Key_PageDown)
    press_here(Qt.Key.Key_PageDown)
    assert (window.pages.page(), window.strip.page()) == (2, 2)
    press_here(Qt.Key.Key_PageUp)
    assert (window.pages.page(), window.strip.page()) == (1, 1)


def test_keys_make_the_page_larger_and_smaller(open_window: Callable[..., Preview]) -> None:
    window = open_window()
    window.pages.show_size("100")
    press_here(Qt.Key.Key_Plus, CONTROL)
    assert window.pages.view.zoomFactor() == 1.25
    press_here(Qt.Key.Key_Minus, CONTROL)
    press_here(Qt.Key.Key_Minus, CONTROL)
    assert window.pages.view.zoomFactor() == 0.75
    press_here(Qt.Key.Key_0, CONTROL)
    assert window.pages.size_choice.value() == "width"


def test_the_page_stays_when_its_size_changes(open_window: Callable[..., Preview]) -> None:
    window = open_window()
    window.show_page(3)
    window.pages.show_size("whole")
    assert (window.pages.page(), window.strip.page()) == (3, 3)
    top = window.pages.view.verticalScrollBar().value()
    window.show_page(0)
    window.show_page(3)
    assert window.pages.view.verticalScrollBar().value() == top


def test_only_pages_that_are_seen_are_drawn_small(open_window: Callable[..., Preview]) -> None:
    window = open_window(made_of(110))
    QApplication.processEvents()
    assert 0 < window.strip.drawn() <= 8


def test_small_pictures_say_which_sheet_begins(open_window: Callable[..., Preview]) -> None:
    window = open_window()
    model = window.strip.pages
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(5)]
    assert spoken[3] == "4ページ　二枚目の紙"
    assert spoken[1] == "2ページ"


def test_all_pages_are_printed_in_their_own_size(
    open_window: Callable[..., Preview], told: Told, printed_file: Path, qtbot: QtBot
) -> None:
    window = open_window(made_of(3, last_is_a3=True))
    press_here(Qt.Key.Key_P, CONTROL)
    sent(qtbot, window)
    assert sizes_of(printed_file) == [(210, 297), (210, 297), (420, 297)]
    assert told.outputs == [Output("printer", (1, 2, 3), 1)]
    assert "送りました" in window.message.words()


def test_typed_pages_and_copies_are_printed(
    open_window: Callable[..., Preview], told: Told, printed_file: Path, qtbot: QtBot
) -> None:
    window = open_window()
    commit(window.choices.typed, "１、３〜４")
    window.choices.copies.set_value("2")
    assert window.choices.pages.value() == SOME
    window.print_paper()
    sent(qtbot, window)
    assert told.outputs == [Output("printer", (1, 3, 4), 2)]
    assert len(sizes_of(printed_file)) in (3, 6)  # six where the printer knows no copies


def test_the_page_that_is_looked_at_can_be_printed_alone(
    open_window: Callable[..., Preview], told: Told, printed_file: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.show_page(2)
    window.choices.pages.choose(THIS)
    window.print_paper()
    sent(qtbot, window)
    assert told.outputs == [Output("printer", (3,), 1)]
    assert len(sizes_of(printed_file)) == 1


def test_wrong_pages_are_said_and_nothing_is_printed(
    open_window: Callable[..., Preview], told: Told, printed_file: Path
) -> None:
    window = open_window()
    commit(window.choices.typed, "7")
    window.print_paper()
    assert "5ページまで" in window.choices.typed_note.words()
    assert window.choices.typed.hasFocus()
    assert not printed_file.exists()
    window.choices.pages.choose("all")
    window.choices.copies.set_value("たくさん")
    window.print_paper()
    assert "99まで" in window.choices.copies_note.words()
    assert told.outputs == []


def test_on_both_sides_every_sheet_begins_on_a_leaf_of_its_own() -> None:
    assert leaves([0, 1, 2, 3, 4], SHEETS, both_sides=True) == [0, 1, 2, None, 3, 4]
    assert leaves([0, 1, 3], SHEETS, both_sides=True) == [0, 1, 3]
    assert leaves([0, 1, 2, 3], SHEETS, both_sides=False) == [0, 1, 2, 3]


def test_a_printer_that_fails_is_said(
    open_window: Callable[..., Preview], told: Told, printed_file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = open_window()
    monkeypatch.setattr(QPrinter, "newPage", lambda _printer: False)
    window.print_paper()
    sent(qtbot, window)
    assert "送れませんでした" in window.message.words()
    assert told.outputs == []


def test_printing_can_be_stopped_and_keeps_the_window(
    open_window: Callable[..., Preview], told: Told, printed_file: Path, qtbot: QtBot
) -> None:
    window = open_window(made_of(30))
    window.print_paper()
    assert not window.print_button.isEnabled()
    window.reject()
    assert window.isVisible()
    (stop,) = window.message.buttons()
    stop.click()
    sent(qtbot, window)
    assert "印刷をやめました" in window.message.words()
    assert told.outputs == []


# Files


def plain_kind(**more: Any) -> FileKind:
    """A kind of file that holds its password."""
    return replace(FileKind("文に書き出す", "word", "docx", lambda _made, password: f"[{password}]".encode()), **more)


def test_pdf_is_saved_whole_with_a_warning_and_a_log_line(
    open_window: Callable[..., Preview], told: Told, tmp_path: Path
) -> None:
    window = open_window()
    window.save_pdf()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert [Path(name).name for name in dialog.selectedFiles()] == ["ためし R8-001.pdf"]
    path = tmp_path / "紙.pdf"
    path.write_bytes(b"old")
    dialog.fileSelected.emit(str(path))
    assert path.read_bytes().startswith(b"%PDF")
    assert [one.name for one in tmp_path.iterdir()] == ["紙.pdf"]
    assert "暗号化されていません" in window.message.words()
    assert told.outputs == [Output("pdf", (1, 2, 3, 4, 5))]


def test_trouble_with_a_file_is_said_and_the_window_stays(
    open_window: Callable[..., Preview], told: Told, tmp_path: Path
) -> None:
    window = open_window()
    window.write(plain_kind(), tmp_path / "ない" / "紙.docx")
    assert "保存先が見つからない" in window.message.words()
    assert window.isVisible()
    assert window.save_button.isEnabled()
    assert told.outputs == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "空きがない"),
        (errno.EACCES, "開いていたら"),
        (errno.ENETUNREACH, "共有フォルダー"),
        (errno.EINVAL, "短い名前"),
        (errno.ENOTDIR, "空き容量"),
    ],
)
def test_each_trouble_has_its_sentence(code: int, words: str) -> None:
    said = trouble_words(OSError(code, "secret path"))
    assert words in said
    assert said.endswith("記録は失われていません。")
    assert "secret" not in said


def test_a_full_disk_leaves_the_old_file(
    open_window: Callable[..., Preview], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = tmp_path / "紙.docx"
    path.write_bytes(b"old")
    window = open_window()
    monkeypatch.setattr("os.fsync", full)
    window.write(plain_kind(), path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["紙.docx"]
    assert "空きがない" in window.message.words()


def test_a_refusal_of_a_writer_is_said(open_window: Callable[..., Preview], tmp_path: Path) -> None:
    def refuse(_made: Made, _password: str) -> bytes:
        raise Refusal("この紙は書き出せません。")

    window = open_window()
    window.write(plain_kind(write=refuse), tmp_path / "紙.docx")
    assert window.message.words() == "この紙は書き出せません。台帳は変わっていません。"


def test_every_kind_of_file_is_in_the_menu(open_window: Callable[..., Preview]) -> None:
    window = open_window(kinds=(plain_kind(), plain_kind(words="表に書き出す")))
    menu = window.files_button.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["文に書き出す", "表に書き出す"]


def test_a_short_password_is_refused_and_a_long_one_locks(
    open_window: Callable[..., Preview], told: Told, tmp_path: Path
) -> None:
    window = open_window()
    window.save_as(plain_kind(asks_password=True, done="合言葉をつけました。"))
    asked = window.findChild(PasswordDialog)
    assert asked is not None
    commit(asked.field, "ａｂｃ")
    QTest.mouseClick(asked.go_on, Qt.MouseButton.LeftButton)
    assert "8文字" in asked.note.words()
    assert asked.field.text() == "abc"
    commit(asked.field, "－１２３４５")  # goes on where the words ended
    QTest.mouseClick(asked.go_on, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "紙.docx"))
    assert (tmp_path / "紙.docx").read_text(encoding="utf-8") == "[abc-12345]"
    assert window.message.words() == "合言葉をつけました。"
    assert told.outputs == [Output("word", (1, 2, 3, 4, 5))]


def test_file_names_hold_nothing_that_windows_refuses() -> None:
    assert file_name("A/B票：<写>", "R8-001", TODAY) == "A_B票：_写_ R8-001 R8.11.23"


# Naming


class Maker:
    """Makes paper anew when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Wish, Callable[[Made], None], Failed]] = []

    def remake(self, wish: Wish, then: Callable[[Made], None], failed: Failed) -> None:
        """Remembers what was wished for."""
        self.asked.append((wish, then, failed))


DEGREES = ((Degree.NAMED, "実名"), (Degree.LETTERS, "記号"), (Degree.ANONYMOUS, "匿名"))


def test_another_degree_is_made_anew_before_anything_can_be_printed(open_window: Callable[..., Preview]) -> None:
    maker = Maker()
    window = open_window(degrees=DEGREES, remake=maker.remake)
    window.choices.degrees.buttons["anonymous"].click()
    wish, then, _failed = maker.asked[0]
    assert wish == Wish(Degree.ANONYMOUS)
    assert not window.print_button.isEnabled()
    doubts = Notice("まだ人が分かるかもしれないところ", ("「みさき荘」", "「川ぞいの家」"))
    then(replace(made_of(2), notices=(doubts,), wish=wish))
    assert window.print_button.hasFocus()
    assert window.document.pageCount() == 2
    shown = [words.words() for words in window.choices.notice_words()]
    assert shown == ["まだ人が分かるかもしれないところ", "・「みさき荘」", "・「川ぞいの家」"]


def test_the_last_wish_counts(open_window: Callable[..., Preview]) -> None:
    maker = Maker()
    window = open_window(degrees=DEGREES, remake=maker.remake)
    window.choices.degrees.buttons["letters"].click()
    window.choices.degrees.buttons["anonymous"].click()
    (first, then_first, _), (second, then_second, _) = maker.asked
    then_second(replace(made_of(2), wish=second))
    then_first(replace(made_of(3), wish=first))
    assert window.document.pageCount() == 2


def test_a_refused_wish_goes_back_to_what_is_shown(open_window: Callable[..., Preview]) -> None:
    maker = Maker()
    window = open_window(degrees=DEGREES, remake=maker.remake)
    window.choices.degrees.buttons["letters"].click()
    maker.asked[0][2](Refusal("今はできません。"))
    assert window.choices.degrees.value() == "named"
    assert window.message.words() == "今はできません。台帳は変わっていません。"
    assert window.print_button.isEnabled()


def test_paper_that_arrives_after_closing_is_dropped(open_window: Callable[..., Preview]) -> None:
    maker = Maker()
    window = open_window(degrees=DEGREES, remake=maker.remake)
    window.choices.degrees.buttons["letters"].click()
    window.reject()
    maker.asked[0][1](made_of(2))
    assert window.document.pageCount() == 5
