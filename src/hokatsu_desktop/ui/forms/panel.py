"""The middle of 様式を直す: the properties of the part that is chosen in the outline."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import TABLE_KINDS
from hokatsu_desktop.ui.cases.page import Page, clear, lay_out_now, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.forms.blank_facts import blank_card, choices_card, columns_card, lists_of_blank
from hokatsu_desktop.ui.forms.head_card import HeadCard
from hokatsu_desktop.ui.forms.outline import SHEET, Part
from hokatsu_desktop.ui.forms.sheet_facts import Change, name_card, paper_card, section_card, stamps_card
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField


class Panel(Page):
    """Shows one part of a sheet and tells every change; it keeps no sheet of its own."""

    changed = Signal(object, str)
    """A function from the sheet to the changed sheet, and the name of the step."""
    rebuild_wanted = Signal(str)
    """Show the part anew, with the keyboard in the field of this name."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName("選んだところの直し")

    def show_part(self, sheet: Sheet, part: Part) -> None:
        """Shows the properties of a part."""
        clear(self.column)
        for card in self._cards(sheet, part):
            self.add(card)
        show_all(self.column)
        lay_out_now()
        self.verticalScrollBar().setValue(0)

    def focus_field(self, name: str = "") -> None:
        """Puts the keyboard into the field of this name, or the first one; its words are ready to be typed over."""
        stops = stops_in(self)
        field = next((stop for stop in stops if name in ("", stop.objectName())), None)
        if field is None:
            return
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, TextField | LinesField):
            field.selectAll()
        self.ensureWidgetVisible(field)

    def _cards(self, sheet: Sheet, part: Part) -> list[Card]:
        if part == SHEET:
            return [
                name_card(sheet, self._tell),
                HeadCard(self._desk, sheet, self._tell),
                stamps_card(sheet, self._tell),
                paper_card(sheet, self._tell),
            ]
        if not part.blank:
            return [section_card(sheet, part.section, self._tell)]
        blank = sheet.blank(part.blank)
        cards = [blank_card(sheet, part.blank, self._tell)]
        if blank.kind in TABLE_KINDS:
            cards.append(columns_card(sheet, part.blank, self._tell, self._rebuild))
        make = partial(choices_card, sheet, told=self._tell, rebuild=self._rebuild)
        return cards + [make(key) for key in lists_of_blank(blank)]

    def _tell(self, change: Change, name: str) -> None:
        self.changed.emit(change, name)

    def _rebuild(self, name: str) -> None:
        self.rebuild_wanted.emit(name)
