"""心得: the office's ground rules, shown on the board by a key."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.sheets.shown import ground_rules
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words


class RulesCard(QWidget):
    """Large enough for the wall when the board's letters are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rules = Words(look=Look.LABEL, wrap=True)
        card = Card("会議の心得")
        card.add(self.rules)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 16, 24)
        column.addWidget(card)
        column.addStretch(1)

    def reread(self) -> None:
        """Show the rules as the office has them now."""
        with self._desk.reading() as session:
            self.rules.say(ground_rules(the_office(session)))
