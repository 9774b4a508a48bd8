"""The page of a store that was handed over: why it is only read, before anybody begins to write."""

from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.widgets.words import Look, Words

_AFTER = "封を解いて書き続けるときは、開いたあと「引継ぎ・設定」の「引継ぎ」で、わけを書き、もう一人が合言葉で確かめて解きます。"


class SealedPage(Page):
    """`done` opens it for reading; `back` leaves."""

    def __init__(self, words: str) -> None:
        super().__init__("引き継いだ台帳です", words, "見るだけで開く", "開かずに閉じる")
        self.body.addWidget(narrow(Words(_AFTER, Look.QUIET, wrap=True)))
