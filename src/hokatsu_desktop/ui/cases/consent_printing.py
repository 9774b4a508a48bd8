"""Printing the 同意書 of one person: who signs is asked where there is more than one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.services.consent_sheets import consent_sheet_of, signers
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.palette_dialog import Found, PaletteDialog
from hokatsu_desktop.ui.printer import Printer

CONSENT_FORM = "consent_form"


class ConsentPrinting:
    """Opens the print window on the 同意書 of a person of one case."""

    def __init__(self, desk: Desk, printer: Printer, case_id: int) -> None:
        self._desk = desk
        self._printer = printer
        self._case_id = case_id

    def print_for(self, person_id: int) -> None:
        """Prints one person's sheet with what is recorded of their consent."""
        sheet = self._desk.try_act(lambda session: consent_sheet_of(session, self._case_id, person_id), quiet=True)
        if sheet is not None:
            self._printer.print_sheet(CONSENT_FORM, sheet)

    def ask(self, window: QWidget) -> None:
        """Asks whose sheet; with nobody but 本人 it is printed at once."""
        with self._desk.reading() as session:
            people = signers(session, self._case_id)
        if len(people) == 1:
            self.print_for(people[0].person_id)
            return
        offered = [
            Found(one.name, f"{one.tie}{'　支援の対象' if one.counts else ''}", target=one.person_id) for one in people
        ]
        _choose("だれの同意書を印刷しますか", offered, self.print_for, window)


def _choose(heading: str, offered: list[Found], then: Callable[[int], None], window: QWidget) -> None:
    def find(typed: str) -> list[Found]:
        return [one for one in offered if fold(typed) in fold(f"{one.title}{one.meta}")]

    def chosen(target: object) -> None:
        if isinstance(target, int):
            then(target)

    dialog = PaletteDialog(find, window, heading=heading)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.chosen.connect(chosen)
    dialog.open()
