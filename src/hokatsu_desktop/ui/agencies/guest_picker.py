"""With the heading of a training: who came is chosen from the staff and the directory, one after the other."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.services.trainings import add_guest, guests_of, invited_from
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.palette_dialog import Found, PaletteDialog
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words

HEADING = "来た人を選びます。Esc で終わります。"


class GuestPicker(QObject):
    """`parts` stand with the heading. The list opens again after each choice, until Esc."""

    def __init__(self, desk: Desk, training_id: int, flush: Callable[[], bool]) -> None:
        super().__init__()
        self._desk = desk
        self._training_id = training_id
        self._flush = flush
        self.palette: PaletteDialog | None = None
        self.button = button("来た人を名簿から選ぶ…", picture="add")
        self.words = Words(look=Look.QUIET)
        self.parts: tuple[QWidget, ...] = (self.button, self.words)
        self.button.clicked.connect(lambda _checked=False: self.ask())
        self.setParent(self.button)  # it goes with its widgets, and hears of nothing afterwards
        desk.changed.connect(self.reread)
        self.reread()

    def reread(self) -> None:
        """Say how many are known by name."""
        with self._desk.reading() as session:
            named = len(guests_of(session, self._training_id))
        self.words.say(f"名前を書いた人　{named}人" if named else "")

    def ask(self) -> None:
        """Opens the list of those who are not there yet."""
        if not self._flush():
            return
        with self._desk.reading() as session:
            offered = self._offered(session)

        def find(typed: str) -> list[Found]:
            return [one for one in offered if all(fold(word) in fold(one.title + one.meta) for word in typed.split())]

        self.palette = PaletteDialog(find, self.button.window(), heading=HEADING)
        self.palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.palette.chosen.connect(self._take)
        self.palette.open()

    def _offered(self, session: Session) -> list[Found]:
        there = {(fold(one.agency_name), fold(one.name)) for one in guests_of(session, self._training_id)}
        return [
            Found(name, agency, label_of("training_guest", came_as), (agency, name, came_as))
            for agency, name, came_as in invited_from(session)
            if (fold(agency), fold(name)) not in there
        ]

    def _take(self, target: object) -> None:
        match target:
            case (str() as agency, str() as name, str() as came_as):
                if self._desk.did(lambda session: add_guest(session, self._training_id, agency, name, came_as)):
                    self.ask()
            case _:
                raise TypeError(type(target).__name__)
