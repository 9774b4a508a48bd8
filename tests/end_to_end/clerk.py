"""A clerk at the keyboard: keys and input method events reach whatever has the focus, eyes read what is shown.

Nothing here calls a screen. A key goes to the focused window as the window system would send it, words go to the focused
field as an input method would send them, and what the clerk knows of a screen is what stands on it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.end_to_end.eyes import all_shown, name_of, shown_lines

PATIENCE_SECONDS = 10.0  # how long a clerk waits for the program; only a failing run waits so long
MOST_STEPS = 90  # Tab presses until the clerk gives up looking for a field
_MOVES = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass
class Tally:
    """What one piece of work took. Typed letters are counted apart: nobody can be spared the words themselves."""

    shortcuts: int = 0
    moves: int = 0  # Tab, Enter and the arrows
    ticks: int = 0  # Space and single digits that choose something
    fields: int = 0  # fields and cells that words were typed into
    letters: int = 0  # keys for the words, conversion and commit included


class Clerk:
    """Works by keyboard alone and counts the keys."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = {}
        self._tally = Tally()
        self._last_field: QObject | None = None

    # Hands

    def press(self, keys: str, times: int = 1) -> None:
        """Presses a key such as "Ctrl+N", "Tab", "Enter", "Shift+Tab", "Space", "Down" or "5"."""
        key, held = _key_of(keys)
        for _ in range(times):
            self._count(key, held)
            QTest.keyClick(_window(), key, held)
            self._after_key()

    def tab(self, times: int = 1) -> None:
        """Tab."""
        self.press("Tab", times)

    def enter(self, times: int = 1) -> None:
        """Enter."""
        self.press("Enter", times)

    def type_keys(self, text: str) -> None:
        """Types plain letters, digits and signs without an input method."""
        self._entered_field()
        for letter in text:
            self._tally.letters += 1
            held = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(_window(), Qt.Key(ord(letter.upper())), held)
            self._after_key()

    def type_kana(self, reading: str, words: str = "") -> None:
        """Types a reading kana by kana; with `words` converts it to them; commits."""
        self._entered_field()
        self.compose(reading)
        if words and words != reading:
            self._tally.letters += 1  # the conversion key
            self._send(QInputMethodEvent(words, []))
        self.commit(words or reading)

    def commit(self, words: str) -> None:
        """Words put in at once, as an input method's dictionary or a paste does."""
        self._entered_field()
        self._tally.letters += 1
        event = QInputMethodEvent()
        event.setCommitString(words)
        self._send(event)
        self._after_key()

    def type_words(self, *parts: tuple[str, str]) -> None:
        """Types several (reading, words) pieces, each committed."""
        for reading, words in parts:
            self.type_kana(reading, words)

    def compose(self, reading: str) -> None:
        """Types kana without committing them: the input method still holds them."""
        for end in range(1, len(reading) + 1):
            self._tally.letters += 1
            self._send(QInputMethodEvent(reading[:end], []))
            self._after_key()

    def go_to(self, name: str, *, back: bool = False) -> None:
        """Tabs until the keyboard is in the field, button or list of this name; fails when no Tab leads there."""
        passed: list[str] = []
        for _ in range(MOST_STEPS):
            if name in self.where():
                return
            passed.append(self.where())
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no Tab leads to {name}; passed: {' / '.join(passed)}")

    def push(self, name: str, *, back: bool = False) -> None:
        """Tabs to a button and presses it with Space."""
        self.go_to(name, back=back)
        self.press("Space")

    # Eyes

    def where(self) -> str:
        """The name of what the keyboard is in."""
        give_keyboard_back()
        focus = QApplication.focusWidget()
        return name_of(focus) if focus is not None else ""

    def said_name(self) -> str:
        """What a screen reader calls the field the keyboard is in."""
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    def shown(self) -> str:
        """Everything that stands in the active window, top to bottom."""
        return "\n".join(shown_lines(QApplication.activeWindow()))

    def sees(self, words: str) -> bool:
        """Whether words stand anywhere in a window of the program."""
        return words in "\n".join(all_shown())

    def wait_until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Waits for a condition while the program goes on; fails with what was waited for and what is shown."""
        waited = QElapsedTimer()
        waited.start()
        while not condition():
            if waited.elapsed() > seconds * 1000:
                raise AssertionError(f"waited in vain for: {what}\nat: {self.where()}\n" + "\n".join(all_shown()))
            QTest.qWait(5)

    def wait_to_see(self, words: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Waits until words stand in a window."""
        self.wait_until(lambda: self.sees(words), f"to see 「{words}」", seconds)

    def wait_to_be_at(self, name: str) -> None:
        """Waits until the keyboard is in the field of this name."""
        self.wait_until(lambda: name in self.where(), f"the keyboard to be at {name}")

    # Counting

    @contextmanager
    def counting(self, work: str) -> Iterator[None]:
        """Counts the keys of one piece of work under its name."""
        self._tally, before = self.tallies.setdefault(work, Tally()), self._tally
        self._last_field = None
        try:
            yield
        finally:
            self._tally = before

    def _count(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        if held & _HELD:
            self._tally.shortcuts += 1
        elif key in _MOVES:
            self._tally.moves += 1
        else:
            self._tally.ticks += 1

    def _entered_field(self) -> None:
        focus = QGuiApplication.focusObject()
        if focus is not self._last_field:
            self._tally.fields += 1
            self._last_field = focus

    def _send(self, event: QInputMethodEvent) -> None:
        target = QGuiApplication.focusObject()
        if target is None or not _takes_input_method(target):
            raise AssertionError(f"no input method works at {self.where()}")
        QApplication.sendEvent(target, event)

    def _after_key(self) -> None:
        QApplication.processEvents()


def _key_of(keys: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    named = {"Enter": "Return", "Shift+Tab": "Shift+Backtab", "Ctrl+Enter": "Ctrl+Return"}
    # the stubs know no item access
    combination: QKeyCombination = QKeySequence(named.get(keys, keys))[0]  # type: ignore[index]
    return combination.key(), combination.keyboardModifiers()


def _window() -> QWindow:
    """The window that gets the keys."""
    give_keyboard_back()
    window = QGuiApplication.focusWindow()
    if window is None:
        raise AssertionError("no window has the keyboard")
    return window


def give_keyboard_back() -> None:
    """What a window manager does when a dialog closes and the offscreen platform does not: its parent gets the keyboard."""
    active = QApplication.activeWindow()
    if active is not None and active.isVisible():
        return
    modal = QApplication.activeModalWidget()
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible() and not is_popup(window)]
    for window in [modal] if modal is not None else shown[-1:]:
        window.activateWindow()
        QApplication.processEvents()


def is_popup(window: QWidget) -> bool:
    """Whether a window is one that never gets the keyboard for itself: a menu or a tool tip."""
    return window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


def _takes_input_method(target: QObject) -> bool:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(target, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))
