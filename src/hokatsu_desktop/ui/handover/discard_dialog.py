"""鍵の廃棄: what goes from the PC of whoever handed over, its paper, the second person, and the end of the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.printing.handover_papers import print_discard_record
from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.services.acts import head_digits
from hokatsu_desktop.services.papers import imprint_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct, checked_approval
from hokatsu_desktop.store.discarding import copies_to_discard, discard_when_closed
from hokatsu_desktop.store.parcels import Outcome, Parcel, note_outcome
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.handover.paper import show_paper
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.settings.kept_backups import places_of
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_WIDTH = 620
_ABOUT = (
    "引継ぎが届いたので、このパソコンに残っている台帳と控えの鍵を廃棄します。鍵がないと、中身はだれにも開けません。"
    "廃棄すると元に戻せません。ほうかつデスクは閉じ、次に開くと、台帳のない画面になります。"
)
_ELSEWHERE = (
    "いま見えない場所（外してあるUSBメモリー、つながっていない共有フォルダー）にある控えは、この操作では開けなくなりません。"
    "出してから廃棄するか、場所を紙に書いて、別に始末してください。"
)
_BY_HAND = ("廃棄した人（署名）", "確かめた人（署名）", "廃棄した日時", "別の場所の控えの始末")


class DiscardDialog(Dialog):
    """`lock` closes the store and the program; the keys go as soon as nothing holds the files."""

    def __init__(self, desk: Desk, parcel: Parcel, lock: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("鍵の廃棄", parent)
        self._desk = desk
        self._parcel = parcel
        self._lock = lock
        self._copies = copies_to_discard(desk.store, places_of(desk))
        self.asking: SecondPersonDialog | None = None
        self.message = MessageBar()
        self.count = Words(f"開けなくなるもの：台帳と控え、あわせて{len(self._copies)}個", wrap=True)
        self.paper = button("鍵の廃棄の記録を印刷する…", picture="print")
        self.go_on = self.add_button(button("もう一人に確かめてもらう…", ButtonLook.HARM), closes=False)
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.offer_guide(HANDOVER)
        self.paper.clicked.connect(lambda _checked=False: self.print_record())
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        for part in (Words(_ABOUT, wrap=True), self.count, Words(_ELSEWHERE, wrap=True), self.message):
            self.body.addWidget(part)
        self.body.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.setMinimumWidth(px(_WIDTH))

    def press(self) -> None:
        """Asks for the second person; without one nothing goes."""
        self.asking = ask_second_person(self._desk, TwoPersonAct.DISPOSAL, self._discard, self)

    def print_record(self) -> None:
        """The paper of it, through the preview: afterwards there is nothing to print it from."""
        show_paper(self._desk, "鍵の廃棄の記録", self._record, self)

    def _discard(self, approval: Approval) -> None:
        try:
            with self._desk.reading() as session:
                checked_approval(session, approval, TwoPersonAct.DISPOSAL)
            note_outcome(self._desk.store, self._parcel, Outcome.DISCARDED, self._desk.today())
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        discard_when_closed(self._desk.store, self._copies)
        self.accept()
        self._lock()

    def _record(self) -> Printed:
        parcel = self._parcel
        with self._desk.store.session() as session:
            imprint = imprint_of(session)
        rows = (
            ("パッケージ", parcel.package),
            ("渡した日", plain(parcel.sent_on)),
            ("受け取りを確かめた日", _received_on(parcel)),
            ("媒体の登録番号", parcel.medium or "（共有フォルダー）"),
            ("台帳の数字", head_digits(self._desk.store.head().hash)),
            ("廃棄する台帳と控え", f"{len(self._copies)}個"),
        )
        return print_discard_record(rows, _BY_HAND, imprint)


def _received_on(parcel: Parcel) -> str:
    """By hand where discarding was cut short before: its day has taken the place."""
    return plain(parcel.outcome_on) if parcel.outcome is Outcome.RECEIVED and parcel.outcome_on else ""
