"""An office at work in its real window, and the hands that put wrong and half-filled things into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QTextEdit, QWidget
from sqlalchemy import select

from hokatsu_desktop.models import Base
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.option import Option
from tests.end_to_end.eyes import all_shown
from tests.ui.hands import commit, compose
from tests.ui_cases.town import Heard, Town, received

COUNTER = Place(section="agencies")
CONTROL = Qt.KeyboardModifier.ControlModifier
Seen = TypeVar("Seen", bound=QWidget)
_LEFT_OUT = ("change_entry", "search_entry")


@dataclass
class Office:
    """One window on one store; every row of the table works on a case of its own."""

    desk: Desk
    window: MainWindow
    town: Town
    heard: Heard
    case_id: int = 0
    place: Place = COUNTER
    folder: Path = field(default_factory=Path)  # for files that are chosen
    is_away: bool = True
    held: str = ""  # what the input method has not committed yet

    # Going somewhere

    def the_case(self, tab: str = "overview") -> None:
        """The page of the case at hand, at a tab; the first row that asks for it makes it."""
        if not self.case_id:
            self.a_new_case()
        self.go(Place(section="cases", case_id=self.case_id, tab=tab))

    def a_new_case(self) -> int:
        """A case of the row's own, from now on the one at hand."""
        with self.desk.store.transaction() as session:
            self.case_id = received(session, "仮名 はな", "カメイ ハナ").id
        return self.case_id

    def go(self, place: Place) -> None:
        """Goes to a place as a click on it does."""
        self.place, self.is_away = place, False
        self.desk.go(place)
        self.window.activateWindow()
        self.settle()

    def leave(self) -> None:
        """Goes away by the left bar, as somebody does who is called to the counter."""
        if self.is_away:
            return
        self.is_away = True
        self.desk.go(COUNTER if self.place.section != COUNTER.section else Place(section="meetings"))
        self.settle()

    def settle(self) -> None:
        """Lets everything be laid out and stored that waits for it."""
        for _ in range(2):
            QApplication.processEvents()

    def wait_for_worker(self) -> None:
        """Waits until the worker has nothing more to do."""
        while self.desk.tasks.is_busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.settle()

    def wait_for(self, kind: type[QWidget]) -> QWidget:
        """Waits until the worker has brought a window of this kind."""
        for _ in range(2000):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            found = next((one for one in self.window.findChildren(kind) if one.isVisible()), None)
            if found is not None and not self.desk.tasks.is_busy:
                found.activateWindow()
                self.settle()
                return found
        raise AssertionError(f"no {kind.__name__} came")

    # Hands

    def field(self, name: str) -> QWidget:
        """A visible field by its key; 「due 2」 is the second of that key. The keyboard is in it."""
        key, _, place = name.partition(" ")
        found = [one for one in self._fields() if one.objectName() == key]
        assert len(found) >= int(place or 1), f"{name} is not among {sorted({f.objectName() for f in self._fields()})}"
        chosen = found[int(place or 1) - 1]
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()
        return chosen

    def write(self, name: str, words: str) -> None:
        """Words in place of what stands in a field, as an input method commits them."""
        into = self.field(name)
        QTest.keyClick(into, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(into, Qt.Key.Key_Delete)
        commit(into, words)
        self.settle()

    def keys(self, name: str, letters: str) -> None:
        """Letters key by key, without an input method."""
        into = self.field(name)
        QTest.keyClick(into, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(into, letters)
        self.settle()

    def paste(self, name: str, words: str) -> None:
        """Words from the clipboard."""
        QGuiApplication.clipboard().setText(words)
        into = self.field(name)
        QTest.keyClick(into, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(into, Qt.Key.Key_V, CONTROL)
        self.settle()

    def half(self, name: str, reading: str) -> None:
        """A reading that the input method still holds."""
        compose(self.field(name), reading)
        self.held = reading

    def end_composition(self) -> None:
        """What an input method does when the program asks for it, or the keyboard goes elsewhere: it commits."""
        words, self.held = self.held, ""
        focus = QApplication.focusWidget()
        if words and focus is not None:
            commit(focus, words)

    def tab(self) -> None:
        """Tab, out of the field."""
        self.press(Qt.Key.Key_Tab)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, wherever the keyboard is."""
        focus = QApplication.focusWidget() or self._top().focusWidget() or self._top()
        QTest.keyClick(focus, key, modifiers)
        self.settle()

    def push(self, words: str) -> None:
        """Presses the button that says these words, by the space bar."""
        buttons = [one for one in self._visible(QAbstractButton) if words in (one.text(), one.accessibleName())]
        assert buttons, f"no button 「{words}」"
        buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(buttons[0], Qt.Key.Key_Space)
        self.settle()

    def tick(self, name: str, words: str) -> None:
        """Presses one option of a group by the space bar: the one whose words begin so."""
        found = [one for one in self._visible(Option) if one.words().startswith(words) and _within(one, name)]
        assert found, f"no option 「{words}」 in {name}"
        found[0].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(found[0], Qt.Key.Key_Space)
        self.settle()

    # Eyes

    def shows(self, name: str) -> str:
        """What stands in a field."""
        shown = self.field(name)
        text = shown.toPlainText() if isinstance(shown, QTextEdit) else shown.text()  # type: ignore[attr-defined]
        return text.strip()

    def said_and_shown(self) -> list[str]:
        """What stands in the windows, and what was said in the message bar."""
        return [*all_shown(), *(said for _kind, said in self.heard.said)]

    def holds(self, words: str) -> bool:
        """Whether the store holds exactly these words in one of its records."""
        return any(words == one for one in self._everything())

    def _everything(self) -> Iterator[str]:
        with self.desk.reading() as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in _LEFT_OUT:
                    for row in session.execute(select(table)):
                        yield from _texts(list(row))

    def _fields(self) -> list[QWidget]:
        return [one for one in self._visible(QWidget) if isinstance(one, QLineEdit | QTextEdit | ListChoice)]

    def _visible(self, kind: type[Seen]) -> list[Seen]:
        top = self._top()
        return [one for one in top.findChildren(kind) if one.isVisible() and one.window() is top]

    def _top(self) -> QWidget:
        shown = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        return QApplication.activeModalWidget() or next(iter(shown), self.window)


@dataclass(frozen=True, kw_only=True)
class BadInput:
    """One row: where, what somebody does there, and what has to be true then."""

    name: str
    at: Callable[[Office], object]
    does: tuple[Callable[[Office], object], ...]
    keeps: tuple[str, ...] = ()  # the store holds exactly these texts
    says: tuple[str, ...] = ()  # these words stand on the screen
    comes_back: tuple[str, str] | None = None  # after leaving and coming back, this field shows these words


def _within(widget: QWidget | None, name: str) -> bool:
    while widget is not None:
        if widget.objectName() == name:
            return True
        widget = widget.parentWidget()
    return not name


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case date():
            yield value.isoformat()
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)
        case _:
            return
