"""The card of the words and the office's picture above the title of a sheet."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from hokatsu_desktop.services.logo import keep_logo, office_logo, remove_logo
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.fields import Fields
from hokatsu_desktop.ui.forms.logo_picture import logo_of
from hokatsu_desktop.ui.forms.sheet_facts import Told
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

NO_LOGO = "ロゴの画像は、まだありません。"
HAS_LOGO = "ロゴの画像があります。どの様式にも同じ画像を使います。"


class HeadCard(Card):
    """Tells changes of the sheet; the picture itself belongs to the office and is stored at once."""

    def __init__(self, desk: Desk, sheet: Sheet, told: Told) -> None:
        super().__init__("いちばん上の言葉とロゴ")
        self._desk = desk
        self._told = told
        self.body.setSpacing(12)
        fields = Fields(self.body)
        self.header = fields.text("header", "名前の上に印刷する言葉", sheet.header, self._tell_header)
        self.town = fields.button("町名と課名を入れる", self._take_town)
        self.print_logo = fields.tick("logo", "町のロゴを印刷する", sheet.logo, self._tell_logo)
        self.state = Words("", Look.QUIET, wrap=True)
        self.body.addWidget(self.state)
        self.choose = fields.button("ロゴの画像を選ぶ…", self.choose_logo)
        self.remove = fields.button("ロゴの画像を外す", self._remove_logo)
        self._show_state()

    def choose_logo(self) -> None:
        """Asks for the file of the office's picture."""
        dialog = QFileDialog(self, "ロゴの画像を選ぶ", "", "画像 (*.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_logo)
        dialog.open()

    def take_logo(self, path: str) -> None:
        """Keeps the picture in a file as the office's, and prints it on this sheet."""

        try:
            content = logo_of(path)
            self._desk.act(lambda session: keep_logo(session, content))
        except Refusal as refusal:
            self._desk.said.emit("warning", refusal.words)
            return
        self.print_logo.setChecked(True)
        self._show_state()

    def _remove_logo(self) -> None:
        self._desk.try_act(remove_logo)
        self._show_state()

    def _take_town(self) -> None:
        with self._desk.reading() as session:
            office = the_office(session)
            words = f"{office.town}　{office.department}"
        self.header.set_value(words)
        self._tell_header(words)
        self.header.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_header(self, words: str) -> None:
        self._told(lambda now: replace(now, header=words), "sheet header")

    def _tell_logo(self, printed: bool) -> None:
        self._told(lambda now: replace(now, logo=printed), "sheet logo")

    def _show_state(self) -> None:
        with self._desk.reading() as session:
            has_logo = bool(office_logo(session))
        self.state.say(HAS_LOGO if has_logo else NO_LOGO)
        self.remove.setVisible(has_logo)
