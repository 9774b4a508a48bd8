"""All editions of a sheet with their day, who made them and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.editions import Edition
from hokatsu_desktop.ui.cases.page import let_grow
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.forms.words import ORIGINS
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words


def heading_of(edition: Edition) -> str:
    """「第2版　町で直した様式」."""
    return f"第{edition.number}版　{ORIGINS[edition.origin]}"


def about(edition: Edition) -> str:
    """「R8.11.23　井上　この版で書いた紙 12枚」."""
    day = short(edition.made_on) if edition.made_on else ""
    sheets = f"この版で書いた紙 {edition.sheets}枚" if edition.sheets else "この版で書いた紙はまだありません"
    return "　".join(word for word in (day, edition.made_by, sheets) if word)


class EditionsDialog(Dialog):
    """The newest edition stands on top."""

    def __init__(self, title: str, editions: Sequence[Edition], parent: QWidget | None = None) -> None:
        super().__init__(f"「{title}」の版と理由", parent)
        self.setMinimumSize(px(600), px(360))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for edition in editions:
            column.addWidget(let_grow(_card(edition)))
        column.addStretch(1)
        area = scrolled(page)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll
        area.setAccessibleName("版の一覧")
        area.setAccessibleDescription("。".join(f"{heading_of(one)}。{about(one)}。{one.why}" for one in editions))
        self.body.addWidget(area, 1)
        self.add_way_out(button("閉じる"))


def _card(edition: Edition) -> Card:
    card = Card(heading_of(edition), small=True)
    if edition.in_use:
        card.corner.addWidget(Tag("いま使っている版", Tone.GOOD))
    card.add(Words(about(edition), Look.QUIET, wrap=True))
    card.add(Words(edition.why, wrap=True))
    return card
