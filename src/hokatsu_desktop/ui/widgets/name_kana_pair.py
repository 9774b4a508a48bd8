"""氏名 and フリガナ: the second fills itself while the first is typed, until somebody corrects it by hand."""

from PySide6.QtCore import QObject

from hokatsu_desktop.japanese.kana import to_katakana
from hokatsu_desktop.ui.widgets.reading import kana_of_name
from hokatsu_desktop.ui.widgets.text_field import TextField


class NameKanaPair(QObject):
    """Joins two fields wherever they stand; it lives as long as the name field.

    A kana field that already holds something else than we would write counts as corrected by hand.
    """

    def __init__(self, name: TextField, kana: TextField) -> None:
        super().__init__(name)
        self._name = name
        self._kana = kana
        self._readings: dict[str, str] = {}
        self._ours = ""
        self._hand_written = False
        name.reading_committed.connect(self._learn)
        name.changed.connect(self._fill)
        kana.changed.connect(self._hand)

    def _learn(self, reading: str, committed: str) -> None:
        self._readings[committed.strip()] = to_katakana(reading).strip()
        self._fill()

    def _fill(self) -> None:
        if not self._name.value():
            self._hand_written = False  # a new name begins
            self._readings.clear()
        shown = self._kana.value()
        if self._hand_written or (shown and shown != self._ours):
            return
        kana = kana_of_name(self._name.value(), self._readings).strip()
        if kana != shown and (kana or not self._name.value()):
            self._ours = kana
            self._kana.set_value(kana)
            self._kana.changed.emit()

    def _hand(self) -> None:
        shown = self._kana.value()
        self._hand_written = bool(shown) and shown != self._ours
