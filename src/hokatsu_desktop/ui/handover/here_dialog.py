"""同じパソコンで引き継ぐ: who goes on, and the steps that make the store theirs, without any medium."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.handover_here import hand_over_here, possible_successors
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, load_list
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.task_list import stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.meetings.picker import roomy_column, scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_WIDTH, _HEIGHT, _AROUND = 680, 620, 80
_STEPS = (
    "「職員」で後任の方を加え、後任の方がご自分の合言葉で一度開きます。",
    "事務引継書を印刷し、二人と所属長が署名します。",
    "下で後任の方を選び、「引き継ぐ」を押します。後任の方に、読むケースの一覧と、はじめの1週間の欄が出ます。",
    "異動の日に、「職員」で異動する方を外します。次に開くときに鍵を作り直し、前の合言葉では開けなくなります。",
)


class HereDialog(Dialog):
    """`print_book` opens the preview of 事務引継書."""

    def __init__(self, desk: Desk, print_book: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("同じパソコンで引き継ぐ", parent)
        self._desk = desk
        with desk.reading() as session:
            names = tuple(Choice(key=str(one.id), label=one.name) for one in possible_successors(session))
        self.successor = ListChoice(
            "successor", "後任の方", ChoiceList(key="successor", label="後任の方", values=names)
        )
        self.reason = ListChoice("here_reason", "事由", load_list("handover_reason"))
        self.effective_on = DateField("here_effective_on", "引継ぎの日", desk.today())
        self.message = MessageBar()
        self.book = button("事務引継書を印刷する…", picture="print")
        self.go_on = self.add_button(button("引き継ぐ", ButtonLook.PRIMARY), closes=False)
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.offer_guide(HANDOVER)
        self.book.clicked.connect(lambda _checked=False: print_book())
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self._build()

    def press(self) -> None:
        """Writes down who goes on; a no is told here."""
        chosen, reason = self.successor.value(), self.reason.value()
        successor_id, on = int(chosen) if chosen else None, stored_day(self.effective_on.value())
        try:
            self._desk.act(lambda session: hand_over_here(session, successor_id, reason, on))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.accept()
        self._desk.said.emit(
            "success", "引き継いだことを書きました。異動の日に、「職員」で異動する方を外してください。"
        )

    def _build(self) -> None:
        page = QWidget()
        column = roomy_column(page)
        column.setSpacing(px(10))
        for number, words in enumerate(_STEPS, start=1):
            column.addWidget(Words(f"{number}. {words}", wrap=True))
        column.addWidget(self.book, 0, Qt.AlignmentFlag.AlignLeft)
        for label, field in (("後任の方", self.successor), ("事由", self.reason), ("引継ぎの日", self.effective_on)):
            column.addLayout(labelled(label, field))
        column.addStretch(1)
        self.body.addWidget(scrolled(page), 1)
        self.body.addWidget(self.message)
        room = self.screen().availableGeometry()
        self.resize(min(px(_WIDTH), room.width() - _AROUND), min(px(_HEIGHT), room.height() - _AROUND))
