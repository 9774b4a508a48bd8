"""別紙: the papers of others on a sheet: adding from a file or from the clipboard, looking at them, taking them away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Attachment
from hokatsu_desktop.services.attachments import (
    MOST_BYTES,
    AttachedFile,
    attach,
    attachments_of,
    content_of,
    describe,
    refuse_unfit,
    take_away,
)
from hokatsu_desktop.services.case_papers import CasePaper
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.store.durable_files import read_bounded
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.attachment_dialog import About, AttachmentDialog
from hokatsu_desktop.ui.cases.page import Page, clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "ほかの機関の様式や、読み取った紙、ホワイトボードの写真を、この様式のうしろに付けます。"
    "印刷すると「別紙のとおり」と入り、続けて出ます。PDFと画像（PNG・JPEG）、1つ20 MBまでです。"
)
_NOTHING = "まだ別紙はありません。"
_NO_PICTURE = "貼り付けられる画像がありません。画像をコピーしてから、もう一度押してください。"
_NOT_READ = "ファイルを読めませんでした。USBメモリや共有フォルダーのつながりを確かめて、もう一度選んでください。"


class AttachmentsPage(Page):
    """One line for each attachment."""

    def __init__(self, desk: Desk, paper: CasePaper) -> None:
        super().__init__()
        self._desk = desk
        self._paper = paper
        self._shown: object = None
        self.add_file = button("ファイルを選ぶ", ButtonLook.SECOND)
        self.paste = button("画像を貼り付ける　Ctrl+V", ButtonLook.SECOND)
        self.grid = QGridLayout()
        self._build()
        self.add_file.clicked.connect(lambda _checked=False: self._choose())
        self.paste.clicked.connect(lambda _checked=False: self.paste_picture())

    def reread(self) -> None:
        """Shows what is attached now."""
        try:
            with self._desk.reading() as session:
                attached = attachments_of(session, self._paper.key, self._paper.subject_id)
        except Gone:
            attached = []
        told = [(one.id, one.title, one.from_whom, one.received_on) for one in attached]
        if told != self._shown:
            self._shown = told
            self._show(attached)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_picture()
        else:
            super().keyPressEvent(event)

    # Adding

    def read_file(self, path: Path) -> None:
        """Attaches a file, after asking what it is; what cannot be attached is said."""
        try:
            content = read_bounded(path, MOST_BYTES)
        except OSError:
            self._desk.said.emit("warning", _NOT_READ)
        else:
            self.look_at(content, path.stem)

    def paste_picture(self) -> None:
        """Attaches the picture that was copied."""
        picture = QGuiApplication.clipboard().image()
        if picture.isNull():
            self._desk.said.emit("info", _NO_PICTURE)
            return
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(kept, QByteArray(b"PNG")).write(picture)
        self.look_at(bytes(kept.data().data()), "")

    def look_at(self, content: bytes, title: str) -> None:
        """Looks in the worker whether a file can be read, then asks what it is."""

        def count_pages() -> int:
            from hokatsu_desktop.printing.foreign_pages import pages_in

            return pages_in(content, refuse_unfit(content))

        self._desk.tasks.run(count_pages, lambda pages: self._ask(content, pages, title), self._failed)

    def _ask(self, content: bytes, pages: int, title: str) -> None:
        dialog = AttachmentDialog(
            "別紙を付ける", "付ける", About(title, "", self._desk.today()), self._desk.today(), self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._attach(content, pages, dialog.about()))
        dialog.open()

    def _attach(self, content: bytes, pages: int, about: About) -> None:
        made = self._desk.try_act(
            lambda session: attach(
                session,
                self._paper.key,
                self._paper.subject_id,
                content,
                pages=pages,
                title=about.title,
                from_whom=about.from_whom,
                received_on=about.received_on,
            )
        )
        if made is not None:
            self._desk.said.emit("success", f"別紙を付けました（{pages}枚）。この様式を印刷すると、うしろに続きます。")

    # What is there

    def open_file(self, attachment: Attachment) -> None:
        """Shows an attachment as it is printed; it never becomes a file."""
        try:
            with self._desk.reading() as session:
                content = content_of(session, attachment.id)
        except Refusal as refusal:
            self._desk.said.emit("warning", refusal.words)
            return
        file = AttachedFile(attachment.title, attachment.media_type, attachment.pages, content, attachment.from_whom)

        def make() -> bytes:
            from hokatsu_desktop.printing.attached import pages_of

            return pages_of(file)

        def show(pdf: bytes) -> None:
            from hokatsu_desktop.ui.cases.attachment_view import AttachmentView

            view = AttachmentView(pdf, attachment.title, self)
            view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            view.open()

        self._desk.tasks.run(make, show, self._failed)

    def rename(self, attachment: Attachment) -> None:
        """Asks anew what an attachment is."""
        about = About(attachment.title, attachment.from_whom, attachment.received_on)
        dialog = AttachmentDialog("別紙について", "書きなおす", about, self._desk.today(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._describe(attachment.id, dialog.about()))
        dialog.open()

    def take_off(self, attachment: Attachment) -> None:
        """Takes an attachment away; Ctrl+Z brings it back."""
        self._desk.try_act(lambda session: take_away(session, attachment.id))
        self._desk.said.emit("info", "別紙を外しました。Ctrl+Z で元に戻せます。")
        self.add_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self, attachment_id: int, about: About) -> None:
        self._desk.try_act(
            lambda session: describe(
                session,
                attachment_id,
                title=about.title,
                from_whom=about.from_whom,
                received_on=about.received_on,
            )
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self, "別紙にするファイルを選ぶ", "", "PDFと画像 (*.pdf *.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        QFileDialog.open(dialog)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | StoreRefusal):
            self._desk.said.emit("warning", error.words)
        else:
            raise error

    # Parts

    def _show(self, attached: Sequence[Attachment]) -> None:
        clear(self.grid)
        if not attached:
            self.grid.addWidget(Words(_NOTHING, Look.QUIET), 0, 0)
        for row, one in enumerate(attached):
            from_whom = f"{one.from_whom}から" if one.from_whom else ""
            came = f"{short(one.received_on)} 受け取り" if one.received_on else ""
            known = QVBoxLayout()
            known.setSpacing(2)
            known.addWidget(Words(f"別紙{row + 1}　{one.title}", wrap=True))
            known.addWidget(Words("　".join(filter(None, (f"{one.pages}枚", from_whom, came))), Look.QUIET, wrap=True))
            self.grid.addLayout(known, row, 0)
            self.grid.addLayout(self._buttons(one), row, 1)
        self.grid.setColumnStretch(0, 1)
        show_all(self.grid)

    def _buttons(self, attachment: Attachment) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for words, act in (("開く", self.open_file), ("名前など", self.rename), ("外す", self.take_off)):
            made = button(words, ButtonLook.INLINE)
            made.setAccessibleName(f"{attachment.title}　{words}")
            made.clicked.connect(lambda _checked=False, act=act: act(attachment))
            line.addWidget(made)
        return line

    def _build(self) -> None:
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        card = Card("別紙")
        card.corner.addWidget(self.add_file)
        card.corner.addWidget(self.paste)
        card.add(Words(_ABOUT, Look.QUIET, wrap=True))
        card.body.addLayout(self.grid)
        self.add(card)
