"""Shows an attachment inside the program, from memory: it never becomes a file that somebody would have to remove."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.ui.preview import document_of
from hokatsu_desktop.ui.print_window.page_view import PageView
from hokatsu_desktop.ui.print_window.thumbnails import PageStrip
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look


class AttachmentView(QDialog):
    """Small pages at the left, the page at the right."""

    def __init__(self, pdf: bytes, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("別紙を見る")
        self.document = document_of(pdf, self)
        self.strip = PageStrip()
        self.pages = PageView()
        self.close_button = button("閉じる")
        self.close_button.clicked.connect(lambda _checked=False: self.reject())
        self.pages.set_document(self.document)
        self.strip.set_document(self.document, {})
        self.strip.chosen.connect(self.pages.go_to)
        self.pages.page_changed.connect(self.strip.go_to)
        self._build(title)
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, title: str) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.strip)
        middle.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(ElidedWords(title, Look.CARD))
        column.addLayout(middle, 1)
        column.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(px(920), screen.width() - 40), min(px(820), screen.height() - 40))
