"""The pages for renewing the keys after somebody has left: why, and the passphrases to hand on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.widgets.words import Look, Words

_WHY = (
    "職員の異動があったので、台帳の鍵を新しくします。異動した方の合言葉と、いままでの復旧シートでは、これからの台帳は開けなくなります。"
    "あなたの合言葉は、そのまま使えます。"
)
_NEXT = (
    "続けて使う職員には、ここで「仮の合言葉」を作ります。次の画面で紙に書き写し、本人に手わたします。",
    "新しい復旧シートを印刷し、紙の数字を打ち込んで確かめます。前の復旧シートは捨ててください。",
    "終わったら、設定の「控え」で、前の鍵で開ける古い控えを捨てられます。",
)
_HAND_OVER = (
    "名前ごとに1枚の紙に書き写し、本人に手わたしてください。メールでは送りません。"
    "本人が次に開くときに、自分の合言葉に替えます。この画面を閉じると、もう見られません。"
)


class RekeyPage(Page):
    """`done` renews the keys; `back` leaves it for another day."""

    def __init__(self, colleagues: Sequence[str]) -> None:
        super().__init__("鍵を作り直します", _WHY, "鍵を作り直す", "あとで作り直す")
        for number, words in enumerate(_NEXT, start=1):
            self.body.addWidget(narrow(Words(f"{number}. {words}", wrap=True)))
        self.names = Words(_names(colleagues), Look.QUIET, wrap=True)
        self.body.addWidget(narrow(self.names))


class TemporaryPage(Page):
    """The passphrases made for colleagues, large enough to copy by hand."""

    def __init__(self, made: Sequence[tuple[str, str]]) -> None:
        super().__init__("仮の合言葉を手わたします", _HAND_OVER, "書き写したので、次へ")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        for row, (name, passphrase) in enumerate(made):
            shown = Words(passphrase, Look.CARD, wrap=True)
            shown.setAccessibleName(f"{name}さんの仮の合言葉")
            grid.addWidget(Words(f"{name}さん", Look.LABEL), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)
        box = QWidget()
        box.setLayout(grid)
        self.body.addWidget(narrow(box))


def _names(colleagues: Sequence[str]) -> str:
    return f"仮の合言葉を作る職員：{'、'.join(colleagues)}" if colleagues else "ほかに、この台帳を開く職員はいません。"
