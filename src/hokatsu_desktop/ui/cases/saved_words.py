"""Fields of a screen of its own that store themselves: only what changed, within a second of a pause."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from hokatsu_desktop.services.unsent import keep_unsent, unsent_words
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ChoiceField
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField

Field = TextField | LinesField | DateField | ChipChoice | ChoiceField


class SavedWords(QObject):
    """Calls `save` with the changed words by name. What fails to be stored stays on the screen and is tried again."""

    def __init__(
        self, desk: Desk, fields: Mapping[str, Field], save: Callable[[Mapping[str, str]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.fields = dict(fields)
        self._store = save
        self._touched: set[str] = set()
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.said.connect(lambda words: self._tell(desk, words))
        for name, field in self.fields.items():
            field.changed.connect(lambda name=name: self._changed(name))
            field.left.connect(self.autosave.leave)

    def show_stored(self, words: Mapping[str, str]) -> None:
        """Shows what is stored, except in fields whose words are still to be stored."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        for name, field in self.fields.items():
            field.set_value(words.get(name, ""))

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def drop(self) -> None:
        """Nothing of what is typed is to be stored any more."""
        self.autosave.stop()
        self.autosave.state = SaveState.QUIET
        self._touched.clear()

    def _changed(self, name: str) -> None:
        self._touched.add(name)
        self.autosave.touch()

    def _save(self) -> None:
        names = set(self._touched)
        if names:
            self._store({name: self.fields[name].value() for name in names})
            self._touched -= names

    @staticmethod
    def _tell(desk: Desk, words: str) -> None:
        if words.startswith("保存できません"):
            desk.not_stored.emit(words.removeprefix("保存できません（").removesuffix("）"))


class UnsentWords:
    """The words of a form that is sent by a button: they come back when the form does, until it was sent."""

    def __init__(self, desk: Desk, fields: Mapping[str, Field], parent: QObject) -> None:
        self._desk = desk
        self._place = ""
        self._saved = SavedWords(desk, fields, self._keep, parent)

    def show(self, place: str) -> None:
        """Fills the fields with what was typed at this place and not sent; what stands in them is stored first."""
        self.flush()
        self._place = place
        with self._desk.reading() as session:
            words = unsent_words(session, self._desk.staff_id, place)
        for name, word in words.items():
            self._saved.fields[name].set_value(word)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self._saved.flush()

    def forget(self) -> None:
        """The form was sent or given up."""
        self._saved.drop()
        self._keep(dict.fromkeys(self._saved.fields, ""))

    def _keep(self, words: Mapping[str, str]) -> None:
        place, staff_id = self._place, self._desk.staff_id
        if place:
            self._desk.act(lambda session: keep_unsent(session, staff_id, place, words), quiet=True)
