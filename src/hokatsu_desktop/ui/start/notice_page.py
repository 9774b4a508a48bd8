"""The page for what must be answered before work starts: the store went back in time, or has split in two."""

from collections.abc import Sequence

from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind


class NoticePage(Page):
    """`done` accepts the store as it is; `back` leaves without touching it."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(
            "始める前に確かめてください",
            "台帳は開けましたが、いつもとちがうところがあります。",
            "この台帳で続ける",
            "使わずに閉じる",
        )
        for one in words:
            bar = MessageBar()
            bar.tell(MessageKind.WARNING, one, closes=False)
            self.body.addWidget(narrow(bar))
