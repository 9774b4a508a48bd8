"""The card このパソコンについて: version, places and room, letters, and checking the store."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop import __version__
from hokatsu_desktop.assets import resource
from hokatsu_desktop.store.inspection import Verdict
from hokatsu_desktop.store.place import LEAST_FREE_BYTES
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.verify import verify_open_store
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.cases.facts_grid import FactsGrid
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_words import size_words
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.sign import Sign
from hokatsu_desktop.ui.widgets.words import Look, Words

PAPER_FONTS = (
    "BIZUDMincho-Regular.ttf",
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "NotoSerifJP-Regular.ttf",
)
_MAY_BREAK = "\u200b"  # a path has no blanks to break at
CHECKING = "台帳を確かめています。大きな台帳では、しばらくかかります。"


def breakable(path: Path) -> str:
    """A path that a label may break behind each folder."""
    text = str(path)
    for sign in ("/", "\\"):
        text = text.replace(sign, sign + _MAY_BREAK)
    return text


def room_words(folder: Path) -> str:
    """How much room is left where the store lies."""
    free = shutil.disk_usage(folder).free
    words = size_words(free)
    return words if free >= LEAST_FREE_BYTES else f"{words}（残りわずかです。使わないファイルを消してください）"


def letters_words() -> str:
    """Whether the letters for screen and paper are there."""
    on_screen = theme.FAMILIES[0] in QFontDatabase.families()
    on_paper = all(resource("fonts", name).is_file() for name in PAPER_FONTS)
    if on_screen and on_paper:
        return "画面・印刷とも、そろっています"
    return "足りません。プログラムを入れなおしてください"


class ComputerCard(Card):
    """The store is checked in the worker, while it stays open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("このパソコンについて")
        self._desk = desk
        self._is_checking = False
        self.facts = FactsGrid()
        self.check_button = button("台帳を確かめる")
        self._said = Words(look=Look.QUIET, wrap=True)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(6)
        self.check_button.clicked.connect(lambda _checked=False: self.check())
        self.add(self.facts)
        row = QHBoxLayout()
        row.addWidget(self.check_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self._said)
        self.body.addLayout(self._findings)
        self._say("すべてのページと変更の記録を読み、壊れたところがないか確かめます。")
        self.reread()

    def reread(self) -> None:
        """Show how things stand now."""
        store = self._desk.store
        folder = store.folder.path
        self.facts.set_facts(
            (
                ("版", f"ほうかつデスク {__version__}"),
                ("台帳の場所", breakable(folder)),
                ("台帳の大きさ", size_words(store.generation.db.stat().st_size)),
                ("空き容量", room_words(folder)),
                ("文字", letters_words()),
                ("通信", "インターネットにつなぎません"),
            )
        )

    def check(self) -> None:
        """Checks the whole store; not twice at a time."""
        if self._is_checking:
            return
        self._is_checking = True
        clear(self._findings)
        self._say(CHECKING)
        self._desk.tasks.run(lambda: verify_open_store(self._desk.store), self._checked, self._failed)

    def verdict(self) -> str:
        """What was found, in words."""
        return self._said.words()

    def _checked(self, verdict: Verdict) -> None:
        self._is_checking = False
        now = self._desk.now()
        good = "すべての確認に通りました" if verdict.passed else "確かめが必要なところがあります"
        self._say(f"{now.hour}:{now:%M} {good}。")
        for finding in verdict.findings:
            self._findings.addWidget(_finding_line(finding.words, passed=finding.passed))

    def _failed(self, error: Exception) -> None:
        self._is_checking = False
        if not isinstance(error, StoreRefusal):
            raise error
        self._say(error.words)

    def _say(self, words: str) -> None:
        self._said.say(words)


def _finding_line(words: str, *, passed: bool) -> QWidget:
    sign = Sign(side=18)
    sign.show_picture("check" if passed else "error", theme.GREEN if passed else theme.RED)
    sign.setAccessibleName("よし" if passed else "注意")
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(words, Look.SMALL, wrap=True), 1)
    return line
