"""The right side of 様式: what the chosen sheet is for, printing it, and how it looks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.edition_archive import Origin
from hokatsu_desktop.services.editions import Draft, Edition
from hokatsu_desktop.sheets.definition import Sheet, Subject
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.forms.paper_picture import PaperPicture
from hokatsu_desktop.ui.forms.words import ORIGINS
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

PAPER_WIDTH = 640
WAITING = "見本を用意しています…"


def edition_words(sheet: Sheet, newest: Edition) -> str:
    """「様式第1号　標準の様式　取扱注意」 or 「様式第1号　町で直した様式（第2版）」."""
    edition = ORIGINS[newest.origin]
    if newest.origin != Origin.SHIPPED:
        edition += f"（第{newest.number}版）"
    return "　".join(word for word in (sheet.form_number, edition, sheet.handling) if word)


def draft_words(draft: Draft) -> str:
    """「直しかけがあります（R8.11.23 井上）。…」."""
    who = " ".join(word for word in (short(draft.changed_on), draft.changed_by) if word)
    return f"直しかけがあります（{who}）。まだ印刷には使われていません。"


class FormPage(QWidget):
    """Shows one sheet; pictures of its pages come later, from the worker."""

    print_wanted = Signal()
    live_wanted = Signal()
    """The sheet of the office as the records stand now."""
    fill_wanted = Signal()
    edit_wanted = Signal()
    editions_wanted = Signal()
    standard_wanted = Signal()
    drop_wanted = Signal()
    """The draft is to be given up."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedWords("", Look.TITLE)
        self.edition = ElidedWords("", Look.QUIET)
        self.why = Words(look=Look.BODY, wrap=True)
        self.print_button = button("手書き用を印刷", ButtonLook.PRIMARY, picture="print")
        self.live_button = button("いまの台帳から印刷", picture="print")
        self.fill_button = button("書きこむ", picture="pen")
        self.edit_button = button("様式を直す", picture="pen")
        self.editions_button = button("版と理由を見る", ButtonLook.QUIET)
        self.standard_button = button("標準に戻す", ButtonLook.QUIET)
        self.message = MessageBar()
        self.waiting = Words(WAITING, Look.QUIET)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(16)
        self._build()
        for made, wanted in (
            (self.print_button, self.print_wanted),
            (self.live_button, self.live_wanted),
            (self.fill_button, self.fill_wanted),
            (self.edit_button, self.edit_wanted),
            (self.editions_button, self.editions_wanted),
            (self.standard_button, self.standard_wanted),
        ):
            made.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit())

    def show_sheet(self, sheet: Sheet, newest: Edition, draft: Draft | None) -> None:
        """Shows the words about a sheet, its edition and draft, and that its picture is on the way."""
        self.title.say(sheet.title)
        self.edition.say(edition_words(sheet, newest))
        self.why.say(sheet.why)
        of_office = sheet.subject is Subject.OFFICE
        self.live_button.setVisible(of_office)
        self.fill_button.setVisible(of_office and any(not blank.shown_only for blank in sheet.blanks))
        self.standard_button.setVisible(newest.origin != Origin.SHIPPED)
        self.edit_button.setText("続きを直す" if draft else "様式を直す")
        if draft:
            self.message.tell(
                MessageKind.INFO, draft_words(draft), (("直しかけを捨てる", self.drop_wanted.emit),), closes=False
            )
        else:
            self.message.dismiss()
        self.waiting.show()
        clear(self._pages)
        self._area.verticalScrollBar().setValue(0)

    def show_pages(self, name: str, pages: Sequence[QImage]) -> None:
        """Shows the pictures of the pages."""
        self.waiting.hide()
        clear(self._pages)
        for number, picture in enumerate(pages, 1):
            self._pages.addWidget(PaperPicture(f"{name} {number}ページ目の見本", picture))

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._pages.count()

    def picture_width(self) -> int:
        """How many dots wide a page is drawn on this screen."""
        return round(px(PAPER_WIDTH) * self.devicePixelRatioF())

    def _build(self) -> None:
        acts = FlowLayout(across=8, down=6)
        for made in (
            self.print_button,
            self.live_button,
            self.fill_button,
            self.edit_button,
            self.editions_button,
            self.standard_button,
        ):
            acts.addWidget(made)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.edition)
        head.addSpacing(8)
        head.addLayout(acts)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 4, 16, 24)
        column.setSpacing(16)
        self.why.setMaximumWidth(px(PAPER_WIDTH + 80))
        column.addWidget(self.message)
        column.addWidget(self.why)
        column.addWidget(self.waiting)
        column.addLayout(self._pages)
        column.addStretch(1)
        self._area = scrolled(page)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll the paper
        self._area.setAccessibleName("様式の見本")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head.setContentsMargins(24, 14, 24, 10)
        outer.addLayout(head)
        outer.addWidget(self._area, 1)
