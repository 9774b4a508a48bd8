"""The window before every print: the very PDF that is printed, shown from memory, and what becomes of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.services.papers_given import NOT_YET
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.print_window.choices import Choices
from hokatsu_desktop.ui.print_window.job import PDF, PRINTER, FileKind, Made, Output, PrintJob, Wish
from hokatsu_desktop.ui.print_window.page_range import PagesNotRead
from hokatsu_desktop.ui.print_window.page_view import WIDTH, PageView
from hokatsu_desktop.ui.print_window.painting import PrintRun, leaves, printer_for
from hokatsu_desktop.ui.print_window.password import PasswordDialog
from hokatsu_desktop.ui.print_window.saving import trouble_words, write_file
from hokatsu_desktop.ui.print_window.thumbnails import PageStrip
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

_ROOM_AROUND = 40  # pixels of the screen kept free around the window
_NOT_PRINTED = (
    "プリンターに送れませんでした。電源とつながりを確かめて、もう一度［印刷する］を押してください。"
    "記録は失われていません。"
)
_SENDING = "プリンターに送っています。"
_PDF_SAVED = "PDFを保存しました。このファイルは暗号化されていません。使い終わったら消してください。"
_PLAIN_PDF = FileKind("PDFに保存する", PDF, "pdf", lambda made, _password: made.printed.pdf, done=_PDF_SAVED)


class Preview(QDialog):
    """Shows a PDF, prints it and writes it to files. The job is told what became of it, for the log."""

    def __init__(self, job: PrintJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("印刷の前に確かめる")
        self._job = job
        self._made = job.made
        self._is_open = True
        self._run: PrintRun | None = None
        self._left: QPushButton | None = None
        self._newest = 0  # number of the wish that was asked for last
        self.document = document_of(job.made.printed.pdf, self)
        self.strip = PageStrip()
        self.pages = PageView()
        self.choices = Choices(job)
        self.message = MessageBar(self)
        self.print_button = button("印刷する", ButtonLook.PRIMARY, picture="print")
        self.save_button = button("PDFに保存する")
        self.files_button = button("ファイルにする ▾", ButtonLook.SECOND)
        self.close_button = button("閉じる", ButtonLook.QUIET)
        self._build()
        self._connect()
        self._show_made()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def made(self) -> Made:
        """The paper that is shown."""
        return self._made

    def kinds(self) -> tuple[FileKind, ...]:
        """The kinds of file that are offered besides the plain PDF."""
        return self._job.kinds

    # Pages

    def show_page(self, page: int) -> None:
        """Goes to a page, from 0."""
        self.pages.go_to(page)
        self.strip.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageUp and PageDown turn pages from wherever the keyboard is; Enter presses nothing by itself."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self.show_page(min(self.pages.page() + 1, self.document.pageCount() - 1))
            case Qt.Key.Key_PageUp:
                self.show_page(max(0, self.pages.page() - 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def done(self, result: int) -> None:
        if self._run is not None:
            self.message.say_on("プリンターに送り終わるまで、この窓は閉じられません。")
            return
        self._is_open = False
        super().done(result)

    # Making it anew

    def make_anew(self, wish: Wish) -> None:
        """Has the paper made as it is wished for now; until it is there nothing can be printed."""
        if self._job.remake is None:
            return
        self._newest += 1
        number = self._newest

        def arrived(made: Made) -> None:
            if self._is_open and number == self._newest:
                self._made = made
                self._replace_document()

        def refused(error: Exception) -> None:
            if self._is_open and number == self._newest:
                self.choices.show_wish(self._made.wish)
                self._let_act(True)
                self._failed(error)

        self._let_act(False)
        self.message.tell(MessageKind.INFO, "紙を作りなおしています。", closes=False)
        self._job.remake(wish, arrived, refused)

    def _replace_document(self) -> None:
        old = self.document
        self.document = document_of(self._made.printed.pdf, self)
        self.message.dismiss()
        self._show_made()
        self._let_act(True)
        old.deleteLater()

    def _show_made(self) -> None:
        self.pages.set_document(self.document)
        self.strip.set_document(self.document, self._made.printed.starts)
        self.strip.go_to(self.pages.page())
        self.choices.show_made(self._made)

    def _let_act(self, can: bool) -> None:
        """The buttons rest while something is being made; the keyboard comes back to the one it was on."""
        made = (self.print_button, self.save_button, self.files_button)
        if not can:
            self._left = next((one for one in made if one.hasFocus()), None)
        for one in made:
            one.setEnabled(can)
        if can and self._left is not None and self.close_button.hasFocus():
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)

    # Printing

    def print_paper(self) -> None:
        """Ask for the printer and print the chosen pages as pictures of the very PDF that is shown."""
        if not self.print_button.isEnabled():
            return
        try:
            pages = self.choices.page_numbers(self.pages.page() + 1, self._made.printed.pages)
            copies = self.choices.copy_count()
        except PagesNotRead as wrong:
            self.message.tell(MessageKind.WARNING, wrong.words)
            return
        if self._is_held_back():
            return
        printer = printer_for(self.choices.sides.value(), copies)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._print_to(printer, pages))
        QDialog.open(dialog)

    def _print_to(self, printer: QPrinter, pages: tuple[int, ...]) -> None:
        both_sides = printer.duplex() in (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide)
        sheets = leaves([page - 1 for page in pages], self._made.printed.starts, both_sides=both_sides)
        made, run = self._made, PrintRun(self.document, printer, sheets, self)
        self._run = run
        self._let_act(False)
        self.message.tell(MessageKind.INFO, _SENDING, [("印刷をやめる", run.stop)], closes=False)
        run.progressed.connect(lambda sent, total: self.message.say_on(f"{_SENDING}　{sent}／{total}ページ"))
        run.ended.connect(
            lambda sent: self._printed(made, self._output(PRINTER, pages, printer.copyCount()), sent=sent)
        )
        run.start()

    def _printed(self, made: Made, output: Output, *, sent: bool) -> None:
        stopped = self._run is not None and self._run.is_stopped
        self._run = None
        self._let_act(True)
        if sent:
            self._job.told(made, output)
            self.message.tell(MessageKind.SUCCESS, "プリンターに送りました。")
        elif stopped:
            self.message.tell(MessageKind.INFO, "印刷をやめました。もう紙に出たページがあれば、片づけてください。")
        else:
            self.message.tell(MessageKind.ERROR, _NOT_PRINTED)

    def _output(self, to: str, pages: tuple[int, ...], copies: int = 1) -> Output:
        return Output(to, pages, copies, self.choices.sharing.written_reason())

    def _is_held_back(self) -> bool:
        """Whether it may not simply go out; then it is said, and the keyboard is where a way out is."""
        if not self._made.held_back or self.choices.sharing.written_reason():
            return False
        self.message.tell(MessageKind.WARNING, NOT_YET)
        self.choices.sharing.show_way_out()
        return True

    # Files

    def save_pdf(self) -> None:
        """Ask where and write the PDF."""
        self.save_as(_PLAIN_PDF)

    def save_as(self, kind: FileKind) -> None:
        """Ask for the password if the kind needs one, then where, and write the file."""
        if not self._is_held_back():
            self._job.gate.ask(self._made, lambda approval: self._ask_password(kind, approval), self)

    def _ask_password(self, kind: FileKind, approval: Approval | None) -> None:
        if not kind.asks_password:
            self._ask_where(kind, "", approval)
            return
        dialog = PasswordDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._ask_where(kind, dialog.password(), approval))
        dialog.open()

    def write(self, kind: FileKind, path: Path, password: str = "", approval: Approval | None = None) -> None:
        """Write the file to a path; trouble is said in the bar and the window stays."""
        made, gate = self._made, self._job.gate
        output = replace(self._output(kind.to, tuple(range(1, made.printed.pages + 1))), approval=approval)

        def work() -> None:
            gate.check(made, approval)
            write_file(path, kind.write(made, password))

        def written(_nothing: object) -> None:
            self._job.told(made, output)
            if self._is_open:
                self._let_act(True)
                self.message.tell(MessageKind.SUCCESS if kind.asks_password else MessageKind.WARNING, kind.done)

        def refused(error: Exception) -> None:
            if self._is_open:
                self._let_act(True)
                self._failed(error)

        self._let_act(False)
        self._job.run(work, written, refused)

    def _ask_where(self, kind: FileKind, password: str, approval: Approval | None) -> None:
        dialog = QFileDialog(self, kind.words, "", f"{kind.suffix.upper()} (*.{kind.suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.suffix)
        dialog.selectFile(f"{self._job.name_for(self._made.wish.degree)}.{kind.suffix}")
        dialog.fileSelected.connect(lambda name: self.write(kind, Path(name), password, approval))
        QDialog.open(dialog)

    def _failed(self, error: Exception) -> None:
        match error:
            case OSError():
                self.message.tell(MessageKind.ERROR, trouble_words(error))
            case Refusal() | StoreRefusal():
                self.message.tell(MessageKind.WARNING, error.words)
            case _:
                raise error

    # Parts

    def _connect(self) -> None:
        acts: tuple[tuple[Any, Callable[[], None]], ...] = (
            (self.save_button, self.save_pdf),
            (self.print_button, self.print_paper),
            (self.close_button, self.reject),
        )
        for made, act in acts:
            made.clicked.connect(lambda _checked=False, do=act: do())
        for keys, act in (
            ("Ctrl+P", self.print_paper),
            ("Ctrl++", lambda: self.pages.step(1)),
            ("Ctrl+=", lambda: self.pages.step(1)),
            ("Ctrl+;", lambda: self.pages.step(1)),  # + stands on this key of a Japanese keyboard
            ("Ctrl+-", lambda: self.pages.step(-1)),
            ("Ctrl+0", lambda: self.pages.show_size(WIDTH)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.strip.chosen.connect(self.pages.go_to)
        self.pages.page_changed.connect(self.strip.go_to)
        self.choices.wished.connect(self.make_anew)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(ElidedWords(self._job.heading, Look.CARD), 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.strip)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.choices)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(Words("プリンターで受け取るまで、そばを離れないでください。", Look.QUIET, wrap=True), 1)
        if self._job.kinds:
            self.files_button.setMenu(self._files_menu())
            foot.addWidget(self.files_button)
        for made in (self.save_button, self.print_button, self.close_button):
            foot.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addLayout(middle, 1)
        column.addWidget(line)
        column.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(px(1240), screen.width() - _ROOM_AROUND), min(px(860), screen.height() - _ROOM_AROUND))

    def _files_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in self._job.kinds:
            menu.addAction(kind.words).triggered.connect(lambda _checked=False, kind=kind: self.save_as(kind))
        return menu


def document_of(pdf: bytes, parent: QWidget) -> QPdfDocument:
    """A PDF in memory as a document; nothing is written to disk."""
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(buffer)
    return document
