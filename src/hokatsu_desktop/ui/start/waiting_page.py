"""The page shown while the worker makes a store or a practice town: a sentence, a bar, and for some jobs a way to stop."""

from PySide6.QtWidgets import QProgressBar, QPushButton

from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.widgets.busy import Progress, Tasks
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_STOP = "やめる"
_STOPPING = "やめています…"


class WaitingPage(Page):
    """It asks nothing."""

    def __init__(self, title: str, sentence: str, stop_words: str = "") -> None:
        super().__init__(title, sentence, "", stop_words)
        self.main_button.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("進み具合")
        self.body.addWidget(narrow(self.bar, 360))

    def first_field(self) -> QPushButton | None:
        return None

    def say_failed(self, words: str) -> None:
        """There is nothing to wait for any more, and why."""
        self.bar.hide()
        self.message.tell(MessageKind.WARNING, words, closes=False)


class StoppableWaiting(WaitingPage):
    """Says how far the long job of `watch` is; its button asks that job to stop."""

    def __init__(self, title: str, sentence: str, tasks: Tasks) -> None:
        super().__init__(title, sentence, _STOP)
        self._progress: Progress | None = None
        self.step = Words(wrap=True)
        self.body.addWidget(narrow(self.step))
        tasks.told.connect(self._tell)
        self.back.connect(self.ask_to_stop)

    def watch(self, progress: Progress) -> None:
        """This is the job that the page waits for."""
        self._progress = progress

    def first_field(self) -> QPushButton:
        return self.back_button

    def ask_to_stop(self) -> None:
        """Ends the job at its next step; until then nothing else can be pressed."""
        if self._progress is not None:
            self._progress.ask_to_stop()
            self.step.say(_STOPPING)
            self.bar.setRange(0, 0)
            self.back_button.setEnabled(False)

    def _tell(self, words: str, done: int, total: int) -> None:
        if self._progress is None or self._progress.is_asked_to_stop:
            return
        self.step.say(f"{words}　{done}／{total}" if total else words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
