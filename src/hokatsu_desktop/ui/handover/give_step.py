"""The last step: what the rehearsal showed, the papers that go along, and the seal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.store.inspection import Verdict
from hokatsu_desktop.ui.meetings.picker import roomy_column
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_SEAL = (
    "渡したら、この台帳に封をします。封をすると、見ることはできますが、書きかえはできません。"
    "二つの台帳に別々に書いてしまうと、あとで一つにできないからです。まだ書くことがあるときは「あとで封をする」で閉じ、書き終えてから、もう一度書き出して封をしてください。"
)


class GiveStep(QWidget):
    """Signals ask for paper; the buttons of the window seal."""

    record_wanted = Signal()
    book_wanted = Signal()

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.record_button = button("媒体引渡・持出記録を印刷する…", picture="print")
        self.book_button = button("事務引継書と別紙を印刷する…", picture="print")
        self.record_button.clicked.connect(self.record_wanted)
        self.book_button.clicked.connect(self.book_wanted)
        column = roomy_column(self)
        column.setSpacing(px(10))
        column.addWidget(Words("媒体の中身を読み直し、受け取る方が開けることを確かめました。", Look.GOOD, wrap=True))
        column.addWidget(Words("".join(finding.words for finding in verdict.findings), Look.QUIET, wrap=True))
        column.addWidget(Words("いっしょに渡す紙", Look.LABEL))
        row = QWidget()
        flow = FlowLayout(row, across=10, down=8)
        flow.addWidget(self.book_button)
        flow.addWidget(self.record_button)
        column.addWidget(row)
        column.addWidget(Words("封をする", Look.LABEL))
        column.addWidget(Words(_SEAL, wrap=True))
        column.addStretch(1)
