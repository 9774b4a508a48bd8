"""The card of the page 会議を開く that fills the others in from a regular meeting."""

from PySide6.QtCore import Signal
from sqlalchemy.orm import Session

from hokatsu_desktop.services.series import running_series
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.words import Look, Words

NONE_YET = ChoiceList(key="series", label="定例の会議", values=())


class SeriesCard(Card):
    """`chosen` carries the id of a regular meeting, or 0 for none."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("定例の会議から")
        self.field = ListChoice("series", "定例の会議", NONE_YET, nothing="定例ではない会議")
        self.field.set_widest(420)
        self.add(self.field)
        self.add(Words("選ぶと、種類・日・場所・時間・構成員が入ります。入ったものは直せます。", Look.QUIET, wrap=True))
        self.field.changed.connect(lambda: self.chosen.emit(self.series_id() or 0))

    def clear(self) -> None:
        """No regular meeting."""
        self.field.set_value("")

    def learn(self, session: Session) -> None:
        """Offers the regular meetings, the one chosen stays; an office without one does not see the card."""
        found = running_series(session)
        kept = self.field.value()
        self.field.blockSignals(True)
        while self.field.count() > 1:
            self.field.removeItem(1)
        for one in found:
            self.field.addItem(one.name, str(one.id))
        self.field.blockSignals(False)
        self.field.set_value(kept if kept in {str(one.id) for one in found} else "")
        self.setVisible(bool(found))

    def series_id(self) -> int | None:
        """The regular meeting chosen."""
        return int(self.field.value()) if self.field.value() else None
