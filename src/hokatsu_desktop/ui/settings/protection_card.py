"""The card 守られるもの・守られないもの: a short honest list."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

PROTECTED = (
    "台帳と控えは暗号化しています。合言葉か復旧シートがなければ、ファイルだけ持ち出されても読めません。",
    "鍵をかけると、このプログラムは終わり、開くための鍵もパソコンの記憶から消えます。",
    "だれが、いつ、何を書き、何を印刷したかが残ります。あとから書き換えられた記録は、確かめたときに見つかります。",
    "書いたものは2秒以内に保存します。停電しても、それより前に書いたものは残ります。",
)
NOT_PROTECTED = (
    "印刷した紙、PDFに保存したもの、写して別のソフトに貼ったもの。配った数と、集めた数を確かめてください。",
    "鍵がかかっていない間の画面。席を離れるときは Ctrl+Shift+L を押してください。",
    "ウイルスなどに乗っ取られたパソコンで開いた台帳。",
    "合言葉と復旧シートの両方をなくしたとき。作った者にも開けません。",
    "前に作った控え。合言葉を替えても、前の控えは前の合言葉で開きます。",
)


class ProtectionCard(Card):
    """Two lists side by side."""

    def __init__(self) -> None:
        super().__init__("守られるもの・守られないもの")
        row = QHBoxLayout()
        row.setSpacing(32)
        for heading, entries in (("守られるもの", PROTECTED), ("守られないもの（人の手で守るもの）", NOT_PROTECTED)):
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addWidget(Words(heading, Look.SIDE))
            for entry in entries:
                column.addWidget(Words(f"・{entry}", Look.SMALL, wrap=True))
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addLayout(row)
