"""The section 引継ぎ・設定: the office, its staff, the key, backups, typing, and this PC."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.ui.cases.page import let_grow
from hokatsu_desktop.ui.cases.veil_card import VeilCard
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.handover.card import HandoverCard
from hokatsu_desktop.ui.handover.media_card import MediaCard
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings.backup_card import BackupCard
from hokatsu_desktop.ui.settings.computer_card import ComputerCard
from hokatsu_desktop.ui.settings.drawing_card import DrawingCard
from hokatsu_desktop.ui.settings.inspection_card import InspectionCard
from hokatsu_desktop.ui.settings.key_card import KeyCard
from hokatsu_desktop.ui.settings.office_card import OfficeCard
from hokatsu_desktop.ui.settings.protection_card import ProtectionCard
from hokatsu_desktop.ui.settings.retention_card import RetentionCard
from hokatsu_desktop.ui.settings.setup_card import SetupCard
from hokatsu_desktop.ui.settings.staff_card import StaffCard
from hokatsu_desktop.ui.settings.typing_card import TypingCard
from hokatsu_desktop.ui.settings.watch_card import WatchCard
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

TITLE = "引継ぎ・設定"
LEDGER = "medium_ledger"
TWO_COLUMNS = 900
_WIDEST = 1240
_ABOVE = 16  # pixels above a card that was asked for


class SettingsSection(QWidget):
    """Keeps the contract of ui/section.py. All of it stores itself."""

    def __init__(self, desk: Desk, hands: WindowHands) -> None:
        super().__init__()
        self._desk = desk
        self.office = OfficeCard(desk)
        self.setup = SetupCard(desk)
        self.staff = StaffCard(desk)
        self.veils = VeilCard(desk)
        self.watch = WatchCard(desk)
        self.key = KeyCard(desk, hands)
        self.backups = BackupCard(desk, hands)
        self.retention = RetentionCard(desk, hands)
        self.handover = HandoverCard(desk, hands.print_book, lock=hands.lock)
        self.media = MediaCard(desk, lambda: hands.print_sheet(LEDGER, self._office_id()))
        self.typing = TypingCard(desk, hands)
        self.drawing = DrawingCard(desk)
        self.computer = ComputerCard(desk)
        self.inspection = InspectionCard(desk, hands)
        self.protection = ProtectionCard()
        self.parts: dict[str, Card] = {
            "handover": self.handover,
            "media": self.media,
            "backups": self.backups,
            "retention": self.retention,
            "inspection": self.inspection,
        }
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        desk.changed.connect(self.veils.reread)
        self._build()

    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """設定 has none."""
        return None

    def show_place(self, place: Place) -> None:
        """Brings the page up to date, and the card that is asked for into sight, with the keyboard on its first act."""
        self.reread()
        if (card := self.parts.get(place.tab)) is not None:
            QTimer.singleShot(0, card, lambda: self._bring_forward(card))

    def _bring_forward(self, card: Card) -> None:
        stop = self.handover.first_act() if card is self.handover else first_stop_in(card)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        if (page := self._area.widget()) is not None:
            self._area.verticalScrollBar().setValue(card.mapTo(page, QPoint(0, 0)).y() - _ABOVE)

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="settings")

    def close_gone(self) -> bool:
        """No record is open here."""
        return False

    def _office_id(self) -> int:
        with self._desk.reading() as session:
            return the_office(session).id

    def flush(self) -> None:
        """Store everything typed."""
        self.office.flush()
        self.staff.flush()
        self.watch.flush()

    def finish(self) -> None:
        """Ctrl+Enter: everything is stored already; this only does not wait for the pause."""
        self.flush()

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def print_here(self) -> None:
        """There is no paper of the settings."""
        self._desk.said.emit("info", "設定は印刷できません。様式は「様式」から印刷できます。")

    def print_packet(self) -> None:
        """There is no packet of the settings."""
        self.print_here()

    def reread(self) -> None:
        """Show how things stand now."""
        for card in (
            self.office,
            self.staff,
            self.veils,
            self.watch,
            self.key,
            self.backups,
            self.retention,
            self.handover,
            self.media,
            self.typing,
            self.drawing,
            self.computer,
            self.inspection,
        ):
            card.reread()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(TWO_COLUMNS)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.office, self.setup, self.staff, self.veils, self.watch, self.typing, self.drawing)),
            (
                right,
                (self.handover, self.media, self.key, self.backups, self.retention, self.inspection, self.computer),
            ),
        ):
            column.setSpacing(16)
            for card in cards:
                column.addWidget(let_grow(card))
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._columns.setSpacing(16)
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        rows.addWidget(Words(TITLE, Look.TITLE))
        rows.addLayout(self._columns)
        rows.addWidget(let_grow(self.protection))
        rows.addStretch(1)
        page = QWidget()
        around = QHBoxLayout(page)
        around.setContentsMargins(24, 16, 24, 24)
        around.addWidget(inner, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(page)
        outer.addWidget(self._area)
