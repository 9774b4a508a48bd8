"""つなぎ: the sheets of a referral in the office's preset, receiving it, answering it, and telling the outcome back."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.models import Answer, Referral, Stage
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.follow_ups import words_after
from hokatsu_desktop.services.referral_presets import sheets_of_referral
from hokatsu_desktop.services.referrals import answer_referral, end_accompanying, receive_referral, tell_back
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import as_text
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.case_facts import came_words
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.cases.tones import answer_tag
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag

RECEPTION = "reception"
C_SHEET = "tsunagi_takashima_c"  # the answer, whatever sheets the referral came on
REPLY = "reply_note"  # what became of it, told back to who referred


class ReferralTab(CaseTab):
    """The sheets of one referral side by side; a case that came by several lets choose which."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._referrals: dict[int, tuple[Referral, Answer | None]] = {}
        self._referral_id: int | None = None
        self._sheets: tuple[str, ...] = ()  # on which the referral came, or may be written
        self._panes: dict[tuple[str, int], SheetPane] = {}
        self.parts = Segments("つなぎの様式")
        self.which = _which()
        self.tag = Tag("")
        self.receive = button("受け付ける", ButtonLook.PRIMARY)
        self.answer = button("回答する", ButtonLook.PRIMARY)
        self.told = button("結果を伝えた", ButtonLook.INLINE)
        self.went = button("同席・同行を終えた", ButtonLook.INLINE)
        self.meet = button("会議を開く", ButtonLook.INLINE)
        self.print = button("印刷", ButtonLook.INLINE, picture="print")
        self.by_hand = button("手書き用", ButtonLook.INLINE)
        self.stack = QStackedWidget()
        self._build()

    def show_page(self, page: CasePage) -> None:
        self._referrals = {referral.id: (referral, answer) for referral, answer in page.referrals}
        self.went.setVisible(page.case.stage == Stage.ASSESSING)
        if self._referral_id not in self._referrals:
            self._referral_id = next(iter(self._referrals), None)
        self._fill_which()
        self._show_referral()

    def show_record(self, record_id: int | None, blank: str) -> None:
        if record_id in self._referrals:
            self._referral_id = record_id
        self._show_referral()
        _, answer = self._now()
        is_open_answer = answer is None or answer.answered_on is None
        if self._is_received() and not blank and is_open_answer and record_id is not None:
            self.show_part(C_SHEET)  # きょう leads here while somebody waits for the answer
        if blank:
            self._go_to_blank(blank)

    def show_part(self, key: str) -> None:
        """Shows one of the sheets. Raises ValueError for one that is not offered."""
        self.parts.show_part(key)
        self._show_referral()

    def pane(self) -> SheetPane | None:
        """The sheet that is open."""
        return self._pane(self.parts.key())

    def spot(self) -> tuple[int | None, str]:
        pane = self.pane()
        return self._referral_id, pane.form.current_blank() if pane is not None else ""

    def flush(self) -> bool:
        stored = [pane.flush() for pane in self._panes.values()]  # every one of them, whatever the first says
        return all(stored)

    def print_here(self) -> bool:
        if self._referral_id is None or not self.flush():
            return False
        key = self.parts.key()
        self.hands.printer.print_sheet(self._sheets[0] if key == RECEPTION else key, self._referral_id)
        return True

    def finish(self) -> bool:
        if not self._is_received():
            self._receive()
            return True
        if self.parts.key() == C_SHEET:
            self._answer()
            return True
        return False

    def _build(self) -> None:
        self.parts.shown.connect(lambda _key: self._switch())
        self.which.changed.connect(self._choose)
        for made, act in (
            (self.receive, self._receive),
            (self.answer, self._answer),
            (self.told, self._tell_back),
            (self.went, self._end_accompanying),
            (self.meet, self._meet),
            (self.print, self.print_here),
            (self.by_hand, self._print_blank),
        ):
            made.clicked.connect(_ignoring(act))
        for made in (self.receive, self.answer):
            made.setToolTip("Ctrl+Enter")
        self.by_hand.setToolTip("何も書いていない紙を印刷します")
        head = FlowLayout(across=8, down=6)
        for widget in (
            self.parts,
            self.which,
            self.tag,
            self.receive,
            self.answer,
            self.told,
            self.went,
            self.meet,
            self.print,
            self.by_hand,
        ):
            head.addWidget(widget)
        around = QVBoxLayout()
        around.setContentsMargins(24, 12, 24, 0)
        around.addLayout(head)
        self.column.addLayout(around)
        self.column.addWidget(self.stack, 1)

    def _go_to_blank(self, blank: str) -> None:
        """Puts the keyboard into a blank: of the sheet that is open, else of the first one that has it."""
        parts = sorted((part for part, _ in self._offered()), key=lambda part: part != self.parts.key())
        for part in parts:
            pane = self._pane(part)
            if pane is not None and any(one.key == blank for one in pane.form.sheet.blanks):
                self.show_part(part)
                pane.form.focus_blank(blank)
                return

    def _now(self) -> tuple[Referral | None, Answer | None]:
        return self._referrals.get(self._referral_id or 0, (None, None))

    def _is_received(self) -> bool:
        referral, _ = self._now()
        return referral is not None and referral.received_on is not None

    def _offered(self) -> tuple[tuple[str, str], ...]:
        parts = tuple((key, load_sheet(key).short_title) for key in self._sheets)
        if not self._is_received():
            return ((RECEPTION, "受付"), *parts)
        _, answer = self._now()
        reply = ((REPLY, "お返事"),) if answer is not None and answer.answered_on is not None else ()
        return (*parts, (C_SHEET, "C票（回答）"), *reply)

    def _find_sheets(self) -> None:
        """The sheets to offer for the referral that is chosen; the answer stands apart."""
        if self._referral_id is None:
            return
        with self.desk.reading() as session:
            found = sheets_of_referral(session, self._referral_id)
        self._sheets = tuple(key for key in found if key not in (C_SHEET, REPLY))

    def _fill_which(self) -> None:
        self.which.blockSignals(True)
        self.which.clear()
        for referral, _ in self._referrals.values():
            self.which.addItem(came_words(referral), str(referral.id))
        self.which.set_value(str(self._referral_id or ""))
        self.which.blockSignals(False)
        self.which.setVisible(len(self._referrals) > 1)

    def _choose(self) -> None:
        self.flush()
        self._referral_id = int(self.which.value()) if self.which.value() else None
        self._show_referral()

    def _switch(self) -> None:
        self.flush()
        self._show_referral()

    def _show_referral(self) -> None:
        """Shows the sheet that is chosen, and only the buttons that lead on from here."""
        self._find_sheets()
        self.parts.set_parts(self._offered())
        pane = self._pane(self.parts.key())
        if pane is not None:
            pane.reread()
            self.stack.setCurrentWidget(pane)
        referral, answer = self._now()
        received = self._is_received()
        answered = answer is not None and answer.answered_on is not None
        if referral is not None:
            words, tone = answer_tag(referral, answer, self.desk.today())
            self.tag.set_tag(words, tone)
        self.receive.setVisible(not received)
        self.answer.setVisible(received and not answered and self.parts.key() == C_SHEET)
        self.told.setVisible(answered and answer is not None and answer.told_back_on is None)
        self.meet.setVisible(answered and answer is not None and "support_meeting" in answer.replies)

    def _pane(self, key: str) -> SheetPane | None:
        """The pane of a sheet, made when it is first looked at."""
        if self._referral_id is None or not key:
            return None
        wanted = (key, self._referral_id)
        if wanted not in self._panes:
            pane = SheetPane(self.desk, key, self._referral_id)
            self._panes[wanted] = pane
            self.stack.addWidget(pane)
        return self._panes[wanted]

    def _receive(self) -> bool:
        referral_id = self._referral_id
        if referral_id is None or not self.flush():
            return False
        case = self.desk.try_act(lambda session: receive_referral(session, referral_id))
        if case is None:
            return False
        self.desk.said.emit("success", received_words(case.number or "", self._now()[0]))
        self.show_part(self._sheets[0])
        return True

    def _answer(self) -> bool:
        pane, referral_id = self.pane(), self._referral_id
        if pane is None or referral_id is None or not self.flush():
            return False
        try:
            self.desk.act(lambda session: answer_referral(session, referral_id))
        except (Refusal, StoreRefusal) as refusal:
            self.desk.said.emit("warning", refusal.words)
            pane.check()
            return False
        missing = len(pane.check())
        words = "回答しました。" + (f"あと{missing}か所を書くと、紙がそろいます。" if missing else "印刷して渡せます。")
        with self.desk.reading() as session:
            then = words_after(session, referral_id)
        self.desk.said.emit("success", words + then)
        return True

    def _tell_back(self) -> None:
        pane, referral_id = self._pane(C_SHEET), self._referral_id
        if pane is None or referral_id is None or not self.flush():
            return
        words = as_text(pane.answers().get("told_back"))
        if self.desk.try_act(lambda session: tell_back(session, referral_id, words)) is not None:
            day = plain(self.desk.today())
            self.desk.said.emit("success", f"つなぎ元に結果を伝えた日を{day}と記録しました。内容はC票に書けます。")
            self.show_part(C_SHEET)
            pane.form.focus_blank("told_back")

    def _end_accompanying(self) -> None:
        if not self.flush():
            return
        if self.desk.try_act(lambda session: end_accompanying(session, self.case_id)) is not None:
            self.desk.said.emit("success", "調整中に戻しました。見たこと、聞いたことを経過に書いてください。")
            self.hands.write_note(None)

    def _meet(self) -> None:
        self.desk.go(Place(section="meetings", case_id=self.case_id, tab="new"))

    def _print_blank(self) -> None:
        key = self.parts.key()
        self.hands.printer.print_blank(self._sheets[0] if key == RECEPTION else key)


def received_words(number: str, referral: Referral | None) -> str:
    """What is said when a referral was received: its number and the day of the answer."""
    due = referral.answer_due_on if referral is not None else None
    return f"受け付けました。ケース番号は{number}です。" + (f"回答の期日は{plain(due)}です。" if due else "")


def _which() -> ListChoice:
    return ListChoice("which_referral", "どのつなぎか", ChoiceList(key="which_referral", label="つなぎ", values=()))


def _ignoring(act: Callable[[], object]) -> Callable[[bool], None]:
    """The act as a slot of `clicked`, whose flag nobody needs."""

    def slot(_checked: bool = False) -> None:
        act()

    return slot
