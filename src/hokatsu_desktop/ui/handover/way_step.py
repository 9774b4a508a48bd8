"""The first question of a handover: by which of the three ways, each with the sentence that says when it fits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from hokatsu_desktop.services.handover_ways import Way
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words

_BARRED = "この役場では媒体を使わないことになっています（「媒体の台帳」で変えられます）。"


class WayStep(QWidget):
    """One way is always chosen. A sealed store cannot change hands on this PC: nothing can be written in it."""

    changed = Signal()

    def __init__(self, usual: Way, *, barred: bool, sealed: bool) -> None:
        super().__init__()
        self.ways = {way: QRadioButton(way.words) for way in Way}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))  # room for the ring
        column.addWidget(Words("どう渡しますか", Look.LABEL))
        for way, made in self.ways.items():
            when = f"{way.fits}{_BARRED}" if barred and way is Way.MEDIUM else way.fits
            made.setAccessibleDescription(when)
            sentence = Words(when, Look.QUIET, wrap=True)
            sentence.setContentsMargins(px(28), 0, 0, 0)
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(sentence)
            if sealed and way is Way.HERE:
                made.hide()
                sentence.hide()
        self.choose(Way.SHARE if sealed and usual is Way.HERE else usual)
        for made in self.ways.values():
            made.toggled.connect(lambda on: self.changed.emit() if on else None)

    def way(self) -> Way:
        """The way that is chosen."""
        return next(way for way, made in self.ways.items() if made.isChecked())

    def choose(self, way: Way) -> None:
        """Chooses a way."""
        self.ways[way].setChecked(True)

    def take_keyboard(self) -> None:
        """The keyboard goes to the way that is chosen."""
        self.ways[self.way()].setFocus(Qt.FocusReason.OtherFocusReason)
