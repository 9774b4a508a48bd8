"""引き継ぐ: the window that takes the sender from the plan to the sealed store, in four presses."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.handover import SHARE, HandoverPlan, cases_to_hand_over, check_plan
from hokatsu_desktop.services.handover_ways import Way, media_are_barred, usual_way
from hokatsu_desktop.services.media import REGISTER, note_unfit, register_medium, usable_medium
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.inspection import Verdict
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.package import WrittenPackage
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.handover.check_step import CheckStep
from hokatsu_desktop.ui.handover.give_step import GiveStep
from hokatsu_desktop.ui.handover.paper import show_paper
from hokatsu_desktop.ui.handover.plan_step import PlanStep
from hokatsu_desktop.ui.handover.telling import Stopped
from hokatsu_desktop.ui.handover.way_step import WayStep
from hokatsu_desktop.ui.handover.ways_on import UNFIT, GivingStep, steps_reading_back, steps_writing
from hokatsu_desktop.ui.handover.work import code_papers, medium_record, note_proved, rehearse, seal, write
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.busy import Progress
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.step_bar import Step, StepBar, StepState
from hokatsu_desktop.ui.widgets.words import Words

STEPS = ("どう・だれに渡すか", "書き出す", "差し直して確かめる", "渡して封をする")
_CHOOSE, _HERE = "書き出す場所を選ぶ…", "後任の方を選ぶ…"
_WIDTH, _HEIGHT, _AROUND = 860, 640, 60
_UNPROVED = "引継ぎパッケージ {name} は、まだ確かめていません。渡す前に、もう一度書き出して確かめてください。"
_LIED = "書いたものを読み戻せなかった"
_MARKED = "登録番号 {number} には、媒体の台帳で「使わない」の印を付けました。"
_MARK_BY_HAND = "封をした台帳には書けないので、登録番号 {number} を使わないことを、紙の媒体の台帳に書いてください。"
_SEALED = "台帳に封をしました。見ることはできますが、書きかえはできません。"


class GivingDialog(Dialog):
    """`print_book` opens the preview of 事務引継書 and 別紙. `cost` is for tests only."""

    here_wanted = Signal()
    """The user of this PC changes instead; the window has closed."""

    def __init__(
        self, desk: Desk, print_book: Callable[[], None], parent: QWidget | None = None, cost: Cost | None = None
    ) -> None:
        super().__init__("引き継ぐ", parent)
        self._desk = desk
        self._cost = cost
        self._print_book = print_book
        self._decided: HandoverPlan | None = None
        self.approval: Approval | None = None
        self.asking: SecondPersonDialog | None = None
        self._progress: Progress | None = None
        self.written: WrittenPackage | None = None
        self.verdict: Verdict | None = None
        with desk.reading() as session:
            cases = cases_to_hand_over(session)
            way = WayStep(usual_way(session), barred=media_are_barred(session), sealed=desk.store.is_sealed)
        self.plan = PlanStep(cases, desk.today(), way)
        self.check: CheckStep | None = None
        self.give: GiveStep | None = None
        self.steps = StepBar()
        self.message = MessageBar()
        self.waiting = _Waiting()
        self._stack = QStackedWidget()
        self.go_on = self.add_button(button(_CHOOSE, ButtonLook.PRIMARY), closes=False)
        self.later = self.add_button(button("あとで封をする"))
        self.stop = self.add_button(button("中止"), closes=False)
        self.leave = self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.offer_guide(HANDOVER)
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        way.changed.connect(self._name_press)
        self.stop.clicked.connect(lambda _checked=False: self._ask_to_stop())
        self._build()

    def press(self) -> None:
        """What the main button does at this step."""
        if self.give is not None:
            self._seal()
        elif self.check is not None:
            self._rehearse()
        elif self.plan.way.way() is Way.HERE:
            self.accept()
            self.here_wanted.emit()
        elif self._plan_is_right():
            self._ask_second_person()

    def write_to(self, into: Path) -> None:
        """Writes the package into a folder of a stick or a share, in the worker."""
        if not self._plan_is_right():
            return
        desk, decided, cost, approval = self._desk, self._decided or HandoverPlan(), self._cost, self.approval
        self._wait("引継ぎパッケージを書き出しています。媒体を抜かないでください。", 1)
        self._progress = desk.tasks.run_long(
            lambda progress: write(desk, decided, into, progress, cost, approval=approval),
            self._written,
            self._write_failed,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.plan.way.take_keyboard()

    def reject(self) -> None:
        if self._progress is not None:
            self._ask_to_stop()  # it goes on to the end of what cannot be left half done, and then says so
            return
        if self.written is not None and self.verdict is None:
            self._desk.said.emit("warning", _UNPROVED.format(name=self.written.name))
        super().reject()

    def _plan_is_right(self) -> bool:
        plan = self.plan.plan()
        try:
            if not self._desk.store.is_sealed:
                check_plan(plan, self._desk.today())
            if plan.medium_route != SHARE:
                with self._desk.reading() as session:
                    usable_medium(session, plan.medium_number)
        except Refusal as refusal:
            self._refused(refusal, plan.medium_number)
            return False
        self._decided = plan
        return True

    def _refused(self, refusal: Refusal, number: str) -> None:
        """Says why; a medium that is not in the ledger can be entered there at once, while the store is written to."""
        if refusal.offer != REGISTER or self._desk.store.is_sealed:
            self._tell(refusal.words)
            return
        self.message.tell(
            MessageKind.WARNING, refusal.words, [(f"{number} を登録する", lambda: self._register(number))], closes=False
        )

    def _register(self, number: str) -> None:
        if self._desk.did(lambda session: register_medium(session, number)):
            self.message.tell(MessageKind.SUCCESS, f"{number} を媒体の台帳に登録しました。")

    def _ask_second_person(self) -> None:
        """Once for this window: another stick for the same handover needs no other answer."""
        if self.approval is not None:
            self._choose()
            return

        def agreed(approval: Approval) -> None:
            self.approval = approval
            self._choose()

        self.asking = ask_second_person(self._desk, TwoPersonAct.PACKAGE, agreed, self)

    def _choose(self) -> None:
        ask_for_folder(self, "USBメモリーか共有フォルダーを選ぶ", self.write_to)

    def _written(self, written: WrittenPackage) -> None:
        self.written = written
        self.check = CheckStep(written, shared=self._decided is not None and self._decided.medium_route == SHARE)
        self.check.print_wanted.connect(self.print_codes)
        self.check.told.connect(self._tell)
        self._rest()
        self._show(self.check, 2, "読み直して確かめる")
        self.check.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.changed.emit()

    def _write_failed(self, error: Exception) -> None:
        self._rest()
        self._show_scrolled(0)
        self._say_why(error, "中止しました。途中までのものは引継ぎには使えません。台帳はそのままです。", steps_writing)

    def _rehearse(self) -> None:
        if self.check is None or self.written is None or (code := self.check.code_or_none()) is None:
            return
        store, written, now = self._desk.store, self.written, self._desk.now()
        self._wait("媒体を読み直し、受け取る方と同じように開いてみています。", 2)
        self._progress = self._desk.tasks.run_long(
            lambda progress: rehearse(store, written, code, progress, now), self._rehearsed, self._rehearsal_failed
        )

    def _rehearsed(self, verdict: Verdict) -> None:
        self._rest()
        if self.written is None or self._decided is None:
            raise AssertionError("nothing was written")
        if not verdict.passed:
            self._show_scrolled(2)
            self._tell(verdict.words)
            return
        try:
            note_proved(self._desk, self.written, self._decided)
        except StoreRefusal as refusal:
            self._show_scrolled(2)
            self._tell(refusal.words)
            return
        self.verdict = verdict
        self.give = GiveStep(verdict)
        self.give.record_wanted.connect(self.print_record)
        self.give.book_wanted.connect(self._print_book)
        self._show(self.give, 3, "この台帳に封をする")
        self.later.show()
        self.leave.hide()
        self.give.book_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rehearsal_failed(self, error: Exception) -> None:
        self._rest()
        self._show_scrolled(2)
        self._say_why(
            error,
            "中止しました。パッケージは、まだ確かめていません。もう一度押すと、はじめから読み直します。",
            steps_reading_back,
        )

    def _seal(self) -> None:
        if self.written is None:
            return
        if not self._desk.store.is_sealed:
            try:
                seal(self._desk, self.written)
            except StoreRefusal as refusal:
                self._tell(refusal.words)
                return
        self.accept()
        self._desk.said.emit("success", _SEALED)
        self._desk.changed.emit()

    def print_codes(self) -> None:
        """The two code sheets through the preview; what is on them is nowhere in the store."""
        if self.written is not None:
            store, written = self._desk.store, self.written
            show_paper(self._desk, "引継ぎコード", lambda: code_papers(store, written), self)

    def print_record(self) -> None:
        """媒体引渡・持出記録 through the preview."""
        if self.written is not None and self.verdict is not None:
            store, written, verdict = self._desk.store, self.written, self.verdict
            show_paper(self._desk, "媒体引渡・持出記録", lambda: medium_record(store, written, verdict), self)

    def _ask_to_stop(self) -> None:
        if self._progress is not None:
            self._progress.ask_to_stop()

    def _say_why(
        self, error: Exception, when_stopped: str, steps: Callable[[Situation], tuple[GivingStep, ...]]
    ) -> None:
        match error:
            case Stopped():
                self._tell(when_stopped)
            case Refusal():
                self._tell(error.words)
            case StoreRefusal():
                marked = self._mark_unfit() if error.situation in UNFIT else ""
                ways = [(step.value, lambda step=step: self.take_step(step)) for step in steps(error.situation)]
                self.message.tell(MessageKind.WARNING, error.words + marked, ways, closes=False)
            case _:
                raise error

    def take_step(self, step: GivingStep) -> None:
        """Does an offered step."""
        match step:
            case GivingStep.WRITE_AGAIN | GivingStep.OTHER_PLACE | GivingStep.READ_AGAIN:
                self.press()
            case GivingStep.OTHER_MEDIUM:
                self.plan.medium_number.setFocus(Qt.FocusReason.OtherFocusReason)
                self.plan.medium_number.selectAll()
            case GivingStep.TYPE_AGAIN:
                if self.check is not None:
                    self.check.digits.type_anew()
            case GivingStep.PRINT_CODES:
                self.print_codes()
            case _:
                raise ValueError(step)

    def _mark_unfit(self) -> str:
        """The medium is not used again, and what was written on it does not count; says how that was noted."""
        self.written = self.check = None
        self._show_scrolled(0)
        number = self._decided.medium_number.strip() if self._decided is not None else ""
        if self._decided is None or self._decided.medium_route == SHARE or not number:
            return ""
        if self._desk.store.is_sealed:
            return _MARK_BY_HAND.format(number=number)
        was_marked = self._desk.did(lambda session: note_unfit(session, number, _LIED))
        return _MARKED.format(number=number) if was_marked else ""

    def _tell(self, words: str) -> None:
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def _wait(self, words: str, step: int) -> None:
        self.message.dismiss()
        self.waiting.begin(words)
        self._stack.setCurrentWidget(self.waiting)
        self._mark(step)
        self.go_on.hide()
        self.leave.hide()
        self.stop.show()

    def _rest(self) -> None:
        self._progress = None
        self.stop.hide()
        self.go_on.show()
        self.leave.show()

    def _show(self, page: QWidget, step: int, press: str) -> None:
        self._stack.addWidget(scrolled(page))
        self.go_on.setText(press)
        self._show_scrolled(step)

    def _show_scrolled(self, step: int) -> None:
        """The page of a step that was begun: the first is the plan, the others were added after the waiting one."""
        if step == 0:
            self._name_press()
        self._stack.setCurrentIndex(0 if step == 0 else self._stack.count() - 1)
        self._mark(step)

    def _name_press(self) -> None:
        """What the main button of the first step does, by the way that is chosen."""
        if self.check is None:
            self.go_on.setText(_HERE if self.plan.way.way() is Way.HERE else _CHOOSE)

    def _mark(self, now: int) -> None:
        self.steps.set_steps(
            [
                Step(words, StepState.DONE if place < now else StepState.NOW if place == now else StepState.AHEAD)
                for place, words in enumerate(STEPS)
            ]
        )

    def _build(self) -> None:
        self._stack.addWidget(scrolled(self.plan))
        self._stack.addWidget(self.waiting)
        self.body.addWidget(self.steps)
        self.body.addWidget(self.message)
        self.body.addWidget(self._stack, 1)
        self.later.hide()
        self.stop.hide()
        self._mark(0)
        self._desk.tasks.told.connect(self.waiting.tell)
        room = self.screen().availableGeometry()
        self.resize(min(px(_WIDTH), room.width() - _AROUND), min(px(_HEIGHT), room.height() - _AROUND))


class _Waiting(QWidget):
    """Words and a bar while the worker reads and writes."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words(wrap=True)
        self.more = Words()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("進み具合")
        column = QVBoxLayout(self)
        column.setSpacing(px(12))
        column.addWidget(self.words)
        column.addWidget(self.more)
        column.addWidget(self.bar)
        column.addStretch(1)

    def begin(self, words: str) -> None:
        """Says what is being done; nobody knows yet how long."""
        self.words.say(words)
        self.more.say("")
        self.bar.setRange(0, 0)

    def tell(self, words: str, done: int, total: int) -> None:
        """Shows how far it is."""
        self.more.say(f"{words}　{done}／{total}" if total else words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
