"""キーの一覧: every shortcut on one card, from the window's own acts and from what fields understand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.frame_acts import ACTS, Act, Menu
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words

SIGNS = {"Left": "←", "Right": "→", "Return": "Enter"}
COLUMN = 400  # pixels at 100 %
MOST_COLUMNS = 3
ALWAYS = "どの画面でも"
IN_FIELDS = "欄の中で"
FRAME_KEYS = (
    ("Ctrl++", "文字を大きく"),
    ("Ctrl+-", "文字を小さく"),
    ("Ctrl+0", "文字をふつうの大きさに"),
    ("F6", "次の枠へ"),
    ("Esc", "閉じる、やめる"),
)
"""Keys of the frame that are no acts."""
FIELD_KEYS = (
    ("Enter", "次の欄へ（広い欄では改行）"),
    ("Shift+Enter", "前の欄へ"),
    ("Tab", "次の欄へ"),
    ("Alt+Enter", "表の中で改行"),
    ("↑ ↓", "表の上の行、下の行へ"),
    ("1〜9", "その番号の選択肢を選ぶ"),
    ("スペース", "選ぶ、やめる、ボタンを押す"),
    ("Delete", "選んだものを消す"),
    ("Ctrl+D", "表で、上の行と同じことを書く"),
    ("Ctrl+Delete", "表の行を消す"),
    ("Ctrl+Shift+↑ ↓", "表の行を上へ、下へ動かす"),
    ("F7", "ケースで、次のまとまりへ（Shift+F7で前へ）"),
    ("F8", "アセスメントの区切りを、済・未確認にする"),
    ("F9", "アセスメントの欄に「未確認」と入れる"),
    ("F12", "機関・資源で、いま確かめたことにする"),
    ("Ctrl+;", "きょうの日付を入れる"),
    ("Ctrl+:", "いまの時刻を入れる"),
    ("Ctrl+Tab", "ケースと会議で、次の見出しへ"),
    ("F3", "会議で、心得を出す・しまう"),
    ("F4", "会議で、決まったことを読み上げる"),
    ("F7", "会議で、時間をはかる・止める"),
    ("F8", "会議で、次の議題へ（Shift+F8で前へ）"),
    ("F9", "会議で、持ち越したことを目的にする"),
    ("Ctrl+PgDn", "会議で、次のケースへ"),
    ("F11", "会議で、映す・戻る"),
)


@dataclass(frozen=True)
class KeyGroup:
    """Keys under one heading: (key, what it does)."""

    heading: str
    keys: tuple[tuple[str, str], ...]


def key_words(keys: str) -> str:
    """A key sequence as it stands on the keyboard: "Alt+Left" → 「Alt+←」."""
    return "+".join(SIGNS.get(part, part) for part in keys.split("+")) if not keys.endswith("++") else keys


def act_words(words: str) -> str:
    """A menu entry without its access key and dots: 「探す…(&F)」 → 「探す」."""
    return words.split("(&", maxsplit=1)[0].rstrip("…")


def key_groups(sections: Sequence[tuple[str, str]], offered: Sequence[Act]) -> tuple[KeyGroup, ...]:
    """All keys of the window: `sections` are (shortcut, title), `offered` the acts that it can do."""
    groups = []
    for menu in Menu:
        facts = [one for one in ACTS if one.menu is menu and one.keys and one.act in offered]
        keys = tuple((key_words(one.keys[0]), act_words(one.words)) for one in facts)
        if keys:
            groups.append(KeyGroup(act_words(menu.value), keys))
    places = tuple((keys, f"「{title}」へ") for keys, title in sections)
    return (KeyGroup("画面", places), *groups, KeyGroup(ALWAYS, FRAME_KEYS), KeyGroup(IN_FIELDS, FIELD_KEYS))


class KeysCard(Dialog):
    """One card in two columns."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__("キーの一覧", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = (parent.width() if parent is not None else px(COLUMN * MOST_COLUMNS)) - 96
        columns = max(1, min(MOST_COLUMNS, room // px(COLUMN)))
        area = self._page(columns_of(groups, columns))
        self.body.addWidget(area)
        self._close = self.add_way_out(button("閉じる"))
        if parent is not None:
            page = area.widget()
            needed = page.sizeHint().height() + px(160) if page is not None else 0
            self.resize(min(px(COLUMN * columns) + 64, parent.width() - 48), min(needed, parent.height() - 48))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, columns: Sequence[Sequence[KeyGroup]]) -> QScrollArea:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(px(32))
        for column in columns:
            row.addLayout(_column(column, wrap=len(columns) == 1), 1)
        area = scrolled(page)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName("キーの一覧")
        return area


def columns_of(groups: Sequence[KeyGroup], many: int) -> list[list[KeyGroup]]:
    """The groups in their order, in so many columns of about the same height; some may be empty."""
    columns: list[list[KeyGroup]] = [[] for _ in range(many)]
    share = _height(groups) / many
    used = 0
    for group in groups:
        columns[min(many - 1, int((used + _height([group]) / 2) / share))].append(group)
        used += _height([group])
    return columns


def _height(groups: Sequence[KeyGroup]) -> int:
    return sum(len(group.keys) + 2 for group in groups)


def _column(groups: Sequence[KeyGroup], *, wrap: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(14)
    for group in groups:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Words(group.heading, Look.SIDE), 0, 0, 1, 2)
        for place, (keys, words) in enumerate(group.keys, 1):
            name = Words(keys, Look.LABEL)
            name.setMinimumWidth(px(118))
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(words, wrap=wrap), place, 1)
        column.addLayout(grid)
    column.addStretch(1)
    return column
