"""The card 点検と説明: the yearly sheet, and the paper for the information officer."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.self_check_days import SELF_CHECK, checked_on
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "年度の初めに一度、鍵・控え・媒体・紙を一枚で見ます。いまの様子は台帳から入るので、見て、印を付けて、所属長に渡します。"
    "情報担当から聞かれたときは、説明資料をそのまま渡せます。"
)


class InspectionCard(Card):
    """Both papers go through the preview."""

    def __init__(self, desk: Desk, hands: WindowHands) -> None:
        super().__init__("点検と説明")
        self._desk = desk
        self._hands = hands
        self.state = Words(wrap=True)
        self.check_button = button("点検表を作る…", picture="print")
        self.again_button = button("前に作った点検表を印刷する…")
        self.evidence_button = button("情報担当への説明資料…", picture="print")
        self.check_button.clicked.connect(lambda _checked=False: self.make_check())
        self.again_button.clicked.connect(lambda _checked=False: self._print_check())
        self.evidence_button.clicked.connect(lambda _checked=False: self.print_evidence())
        self.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.add(self.state)
        row = QWidget()
        flow = FlowLayout(row, across=10, down=8)
        for made in (self.check_button, self.again_button, self.evidence_button):
            flow.addWidget(made)
        self.add(row)
        self.reread()

    def make_check(self) -> None:
        """Writes this year's sheet and shows it before it is printed."""
        from hokatsu_desktop.ui.settings.inspection_work import make_self_check

        if make_self_check(self._desk):
            self.reread()
            self._print_check()

    def print_evidence(self) -> None:
        """The paper for the information officer through the preview."""
        from hokatsu_desktop.ui.handover.paper import show_paper
        from hokatsu_desktop.ui.settings.evidence_work import evidence

        desk = self._desk
        show_paper(desk, "情報担当への説明資料", lambda: evidence(desk), self)

    def reread(self) -> None:
        """Show how things stand now."""
        with self._desk.reading() as session:
            on = checked_on(session)
        self.state.say(f"前の点検表：{plain(on)}" if on else "点検表は、まだ作っていません。")
        self.again_button.setVisible(on is not None)

    def _print_check(self) -> None:
        with self._desk.reading() as session:
            office_id = the_office(session).id
        self._hands.print_sheet(SELF_CHECK, office_id)
