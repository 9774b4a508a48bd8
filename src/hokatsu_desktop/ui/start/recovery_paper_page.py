"""The page that shows the recovery sheet and has it printed. Loads the PDF parts; import it late."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.ui.preview import Preview, document_of
from hokatsu_desktop.ui.print_window.job import Made, PrintJob
from hokatsu_desktop.ui.print_window.notices import notices_about
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Words

_PAPER_WIDTH = 250
_WHY = (
    "合言葉をみんなが忘れても、この紙の数字で台帳を開けます。"
    "1枚だけ印刷してください。数字は、この紙のほかには残りません。"
)
_STEPS = (
    "印刷します。プリンターが使えないときは、画面の数字を紙に書き写してください。",
    "次の画面で、紙の数字を打ち込みます。紙が正しいことを確かめるためです。",
    "封筒に入れて、所属長に渡します。金庫など、台帳のあるパソコンとは別の場所で保管します。",
)


class RecoveryPaperPage(Page):
    """`done` only comes after the sheet was seen. `printed_to` is told "printer" or "pdf"."""

    def __init__(self, printed: Printed, printed_to: Callable[[str], None]) -> None:
        super().__init__("復旧シートを印刷します", _WHY, "印刷に進む")
        self._printed = printed
        self._printed_to = printed_to
        self._was_seen = False
        self.preview: Preview | None = None
        self.again = button("もう一度印刷する")
        self.again.hide()
        self.again.clicked.connect(self.show_preview)
        self.buttons.insertWidget(1, self.again)
        self._lay_out()

    def show_preview(self) -> None:
        """Opens the preview, from which it is printed or saved."""
        self.preview = Preview(self._job(), self)
        self.preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preview.finished.connect(lambda _result: self._seen())
        self.preview.open()

    def press(self) -> None:
        if self._was_seen:
            self.done.emit()
        else:
            self.show_preview()

    def _job(self) -> PrintJob:
        return PrintJob(
            heading="復旧シート",
            made=Made(self._printed, notices=notices_about(self._printed, ())),
            file_name="復旧シート",
            told=lambda _made, output: self._printed_to(output.to),
        )

    def _seen(self) -> None:
        """Without a printer the digits may be copied by hand, so having seen the sheet is enough."""
        self.preview = None
        self._was_seen = True
        self.again.show()
        self.main_button.setText("紙が手もとにあるので、次へ")
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        steps = QVBoxLayout()
        steps.setSpacing(14)
        for number, words in enumerate(_STEPS, start=1):
            steps.addWidget(Words(f"{number}. {words}", wrap=True))
        steps.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(24))
        row.addWidget(self._paper(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(steps, 1)
        box = QWidget()
        box.setLayout(row)
        self.body.addWidget(narrow(box))

    def _paper(self) -> QFrame:
        """A small picture of the sheet; too small to read the digits across the room."""
        label = QLabel()
        label.setAccessibleName("復旧シートの縮小図")
        label.setPixmap(first_page(document_of(self._printed.pdf, self), px(_PAPER_WIDTH), self.devicePixelRatioF()))
        frame = QFrame()
        frame.setProperty("look", "popup")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.addWidget(label)
        return frame


def first_page(document: QPdfDocument, width: int, ratio: float) -> QPixmap:
    """The first page as a picture `width` pixels wide, sharp on a screen with this many dots per pixel."""
    points = document.pagePointSize(0)
    height = round(width * points.height() / points.width())
    picture = QPixmap.fromImage(document.render(0, QSize(round(width * ratio), round(height * ratio))))
    picture.setDevicePixelRatio(ratio)
    return picture
