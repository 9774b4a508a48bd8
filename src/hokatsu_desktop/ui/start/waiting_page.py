"""The page shown while the worker makes a store or a practice town: a sentence and a moving bar."""

from PySide6.QtWidgets import QProgressBar

from hokatsu_desktop.ui.start.page import Page, narrow


class WaitingPage(Page):
    """It asks nothing."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(title, sentence, "")
        self.main_button.hide()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName("進み具合")
        self.body.addWidget(narrow(bar, 360))

    def first_field(self) -> None:
        return None
