"""The part of the card 控え about the second place: where backups go besides, since when it is away, choosing another."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.second_place import (
    SecondPlace,
    bring_up_to_date,
    choose_second_place,
    forget_second_place,
    second_place,
)
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.settings.backup_words import when_words
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

_NONE = (
    "2つ目の置き場所は決めていません。別のディスクや庁内の共有フォルダーを決めると、自動の控えがそこにも写り、"
    "写すたびに読み直して確かめます。パソコンごと壊れても、そこから戻せます。"
)
_COPYING = "2つ目の置き場所に写して、読み直しています。終わるまで、つないだままにしてください。"


def place_words(place: SecondPlace | None, now: datetime) -> str:
    """Where the second place is and how it stands."""
    if place is None:
        return _NONE
    if place.away_since:
        since = when_words(datetime.fromisoformat(place.away_since), now)
        return f"2つ目の置き場所：{place.path}（{since}から写せていません：{place.reason}）"
    if not place.copied_at:
        return f"2つ目の置き場所：{place.path}（まだ写していません）"
    return f"2つ目の置き場所：{place.path}（{when_words(datetime.fromisoformat(place.copied_at), now)}に写しました）"


class SecondPlacePart(QWidget):
    """`copied` is called when something was copied or the place changed."""

    def __init__(self, desk: Desk, copied: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._copied = copied
        self._is_working = False
        self.words = Words(look=Look.BODY, wrap=True)
        self.message = MessageBar()
        self.choose_button = button("2つ目の置き場所を決める…")
        self.copy_button = button("いま写す")
        self.forget_button = button("2つ目をやめる", ButtonLook.QUIET)
        self.choose_button.clicked.connect(lambda _checked=False: self._ask())
        self.copy_button.clicked.connect(lambda _checked=False: self.copy())
        self.forget_button.clicked.connect(lambda _checked=False: self.forget())
        self._build()
        self.reread()

    def reread(self) -> None:
        """Show how it stands now."""
        place = second_place(self._desk.store.folder)
        self.words.say(place_words(place, self._desk.now()))
        for made in (self.copy_button, self.forget_button):
            made.setVisible(place is not None)

    def choose(self, folder: Path) -> None:
        """Backups go to this folder from now on; the newest at once."""
        try:
            choose_second_place(self._desk.store.folder, folder)
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            return
        self.copy()

    def copy(self) -> None:
        """Copies what is missing there, in the worker; one at a time."""
        if self._is_working or second_place(self._desk.store.folder) is None:
            return
        self._is_working = True
        self.message.tell(MessageKind.INFO, _COPYING, closes=False)
        data, moment = self._desk.store.folder, self._desk.now()
        self._desk.tasks.run(
            lambda: bring_up_to_date(data, backups_folder(data.path), moment), self._done, self._failed
        )

    def forget(self) -> None:
        """Backups go nowhere else any more; what lies there stays."""
        try:
            forget_second_place(self._desk.store.folder)
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            return
        self.message.tell(MessageKind.INFO, "2つ目の置き場所をやめました。そこにある控えは、そのまま残っています。")
        self._end()

    def _done(self, place: SecondPlace | None) -> None:
        self._is_working = False
        if place is not None and place.away_since:
            self.message.tell(
                MessageKind.WARNING,
                f"2つ目の置き場所に写せませんでした（{place.reason}）。このパソコンの中の控えはあります。"
                "つながるようになったら、鍵をかけるときに自動で写します。",
            )
        elif place is not None:
            self.message.tell(MessageKind.SUCCESS, "2つ目の置き場所にも控えを写し、読み直して確かめました。")
        else:
            self.message.dismiss()
        self._end()

    def _failed(self, error: Exception) -> None:
        self._is_working = False
        if not isinstance(error, StoreRefusal):
            raise error
        self.message.tell(MessageKind.ERROR, error.words)

    def _end(self) -> None:
        self.reread()
        self._copied()
        self._desk.changed.emit()

    def _ask(self) -> None:
        ask_for_folder(self, "2つ目の置き場所を選ぶ", self.choose)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(10)
        for made in (self.choose_button, self.copy_button, self.forget_button):
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
