"""The page shown while the worker makes a store or a practice town: a sentence and a moving bar."""

from PySide6.QtWidgets import QProgressBar

from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.widgets.message_bar import MessageKind


class WaitingPage(Page):
    """It asks nothing."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(title, sentence, "")
        self.main_button.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("進み具合")
        self.body.addWidget(narrow(self.bar, 360))

    def first_field(self) -> None:
        return None

    def say_failed(self, words: str) -> None:
        """There is nothing to wait for any more, and why."""
        self.bar.hide()
        self.message.tell(MessageKind.WARNING, words, closes=False)
