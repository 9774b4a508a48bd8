"""What could be saved of a damaged store and what could not, by numbers; then one of two ways on."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.store.backup import Backup
from hokatsu_desktop.store.salvage import Salvaged
from hokatsu_desktop.ui.guide_names import BACKUPS, name_guide
from hokatsu_desktop.ui.start.backup_list import words_of
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

KINDS = {
    "case": "ケース",
    "person": "人",
    "referral": "つなぎ",
    "note": "経過",
    "consent": "同意",
    "meeting": "会議",
    "decision": "決定",
    "plan": "プラン",
    "task": "やること",
    "filled_sheet": "様式の記入",
    "attachment": "別紙",
    "agency": "機関",
    "resource": "資源",
}
OTHERS = "そのほか"
_MOST_CASES = 30
_COMPLETE = "読めないところが{pages}か所ありましたが、なくなった記録はありません。この台帳で続けられます。"
_PARTLY = "読めないところが{pages}か所あり、救い出せなかった記録があります。"
_OR_BACKUP = "数を見て、救い出した台帳で続けるか、控えに戻すかを選んでください。控えに戻すと、その控えのあとに書いたものは入りません。"
_LINKS = (
    "変更の記録は{known}件のうち、つながりを確かめられた{links}件を移しました。"
    "そのあとに失われたものは、数に出ないことがあります。"
)
_STAYS = "壊れたファイルには書き込んでいません。調べられるように、そのまま残します。"


class SalvagePage(Page):
    """`wanted` brings the folder that is to be used; `others_wanted` leads to the backups."""

    wanted = Signal(object)
    others_wanted = Signal()

    def __init__(self, salvaged: Salvaged, newest: Backup | None) -> None:
        words = (_COMPLETE if salvaged.is_complete else _PARTLY).format(pages=salvaged.bad_pages)
        if newest is not None and not salvaged.is_complete:
            words += _OR_BACKUP
        super().__init__("救い出した結果", f"{words}{_STAYS}", "救い出した台帳で続ける", "やめる")
        name_guide(self, BACKUPS)
        self._salvaged = salvaged
        self.backups_button = button("控えを選ぶ…", ButtonLook.SECOND)
        self.backups_button.setAutoDefault(True)
        self.backups_button.setVisible(newest is not None)
        self.backups_button.clicked.connect(self.others_wanted)
        self.buttons.insertWidget(1, self.backups_button)
        self.body.addWidget(narrow(_table(salvaged)))
        for line in _lines(salvaged, newest):
            self.body.addWidget(narrow(Words(line, wrap=True)))

    def press(self) -> None:
        self.wanted.emit(self._salvaged.path)

    def tell(self, words: str) -> None:
        """Says why it could not be put to use."""
        self.message.tell(MessageKind.WARNING, words, closes=False)


def by_kind(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts of tables as counts of what people call them, in their order; what has no name of its own at the end."""
    found: Counter[str] = Counter()
    for table, count in counts.items():
        found[KINDS.get(table, OTHERS)] += count
    return {kind: found[kind] for kind in (*KINDS.values(), OTHERS)}


def _table(salvaged: Salvaged) -> QWidget:
    saved, lost = by_kind(salvaged.saved), by_kind(salvaged.lost)
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(28))
    grid.setVerticalSpacing(px(4))
    rows: list[tuple[str, str, str]] = [("", "救い出した", "なくなった")]
    rows += [(kind, f"{saved[kind]}件", f"{lost[kind]}件") for kind in saved if saved[kind] or lost[kind]]
    for place, (kind, there, gone) in enumerate(rows):
        look = Look.BODY if place else Look.LABEL
        grid.addWidget(Words(kind, look), place, 0)
        for column, words in ((1, there), (2, gone)):
            grid.addWidget(Words(words, look), place, column, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(3, 1)
    return made


def _lines(salvaged: Salvaged, newest: Backup | None) -> Iterable[str]:
    if salvaged.links != salvaged.links_known:
        yield _LINKS.format(known=salvaged.links_known, links=salvaged.links)
    if salvaged.cases:
        more = len(salvaged.cases) - _MOST_CASES
        tail = f" ほか{more}件" if more > 0 else ""
        yield f"足りないところがあるケース：{'、'.join(salvaged.cases[:_MOST_CASES])}{tail}"
    yield f"いちばん新しい控え：{words_of(newest)}" if newest else "このパソコンに控えは見つかりません。"
