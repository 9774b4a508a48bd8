"""The preview before every print: the very PDF that is printed, shown from memory, without a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

DOTS_PER_INCH = 300


class Preview(QDialog):
    """Shows a PDF and prints it. `printed_to` is told "printer" or "pdf" once paper or file was made."""

    def __init__(
        self, printed: Printed, heading: str, printed_to: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("印刷の前に確かめる")
        self._printed = printed
        self._printed_to = printed_to
        self.document = document_of(printed.pdf, self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("印刷するページ")
        self.message = MessageBar(self)
        self.print_button = button("印刷する", ButtonLook.PRIMARY, picture="print")
        self.save_button = button("PDFに保存する")
        self.close_button = button("閉じる", ButtonLook.QUIET)
        self._build(heading)
        if printed.warning:
            self.message.tell(MessageKind.WARNING, printed.warning)

    def _build(self, heading: str) -> None:
        head = QHBoxLayout()
        head.addWidget(Words(heading, Look.CARD))
        head.addWidget(Words(f"{self._printed.pages}ページ", Look.QUIET))
        head.addStretch(1)
        for made, act in (
            (self.save_button, self.save_pdf),
            (self.print_button, self.print_paper),
            (self.close_button, self.reject),
        ):
            made.clicked.connect(lambda _checked=False, do=act: do())
            head.addWidget(made)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.view, 1)
        column.addWidget(Words("プリンターで受け取るまで、そばを離れないでください。", Look.QUIET))
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_paper)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(px(820), px(900))

    def print_paper(self) -> None:
        """Ask for the printer and print the pages as pictures of the very PDF that is shown."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("ほうかつデスク")  # the spooler's list must not name a person
        printer.setFullPage(True)
        printer.setResolution(DOTS_PER_INCH)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, self._printed.pages)
        dialog.accepted.connect(lambda: self._print_to(printer))
        QDialog.open(dialog)

    def _print_to(self, printer: QPrinter) -> None:
        first, last = printer.fromPage() or 1, printer.toPage() or self._printed.pages
        if paint_pages(self.document, printer, range(first - 1, last)):
            self._printed_to("printer")
            self.message.tell(MessageKind.SUCCESS, "プリンターに送りました。")
        else:
            self.message.tell(
                MessageKind.ERROR,
                "プリンターに送れませんでした。電源とつながりを確かめて、もう一度［印刷する］を押してください。記録は失われていません。",
            )

    def save_pdf(self) -> None:
        """Ask where and write the PDF."""
        dialog = QFileDialog(self, "PDFに保存する", "", "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.write_pdf(Path(name)))
        QDialog.open(dialog)

    def write_pdf(self, path: Path) -> None:
        """Write the PDF to a path; trouble is said in the bar."""
        try:
            path.write_bytes(self._printed.pdf)
        except OSError:
            self.message.tell(
                MessageKind.ERROR,
                "PDFを保存できませんでした。空き容量と、書き込める場所かどうかを確かめてください。記録は失われていません。",
            )
            return
        self._printed_to("pdf")
        self.message.tell(
            MessageKind.WARNING, "PDFを保存しました。このファイルは暗号化されていません。使い終わったら消してください。"
        )


def document_of(pdf: bytes, parent: QWidget) -> QPdfDocument:
    """A PDF in memory as a document; nothing is written to disk."""
    buffer = QBuffer(parent)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(buffer)
    return document


def paint_pages(document: QPdfDocument, printer: QPrinter, pages: range) -> bool:
    """Paint pages (from 0) at their actual size; False when the printer cannot be started."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    dots = printer.resolution()
    for count, page in enumerate(pages):
        if count:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() / 72 * dots), round(points.height() / 72 * dots))
        painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return True
