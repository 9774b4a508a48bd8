"""パッケージとくらべる: two copies side by side, what only one of them has, and the choice which one goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.going_back import go_on_with_ours, write_down_other_line
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.side_by_side import go_on_with_package
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.handover.compared_page import compared_page
from hokatsu_desktop.ui.handover.comparing_work import Compared, compare_with, difference_list, standing_words
from hokatsu_desktop.ui.handover.paper import show_paper
from hokatsu_desktop.ui.handover.telling import Stopped
from hokatsu_desktop.ui.handover.typed_code import typed_code
from hokatsu_desktop.ui.handover.ways_on import ReceivingStep, steps_comparing
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.busy import Progress
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH, _HEIGHT, _AROUND = 980, 640, 80
_ABOUT = "引継ぎパッケージとこのパソコンの台帳を、どちらも読むだけで開き、くらべます。どちらも書きかえません。"
_CHOOSING = (
    "どちらを続けるかは、所属長が決めます。続けないほうも消しません。台帳なら「控え」に、パッケージなら媒体に残ります。"
    "自動でまとめることはしません。"
    "要るものは、一覧を印刷して、続けるほうに手で入れてください。"
)
_GOES_ON = (
    "このパソコンの台帳に封をして、見るだけにしました。鍵をかけた画面の「引継ぎを受け取る」で、"
    "このパッケージとコードを入れると、パッケージのほうを続けられます。"
)


class ComparingDialog(Dialog):
    """`lock` leads to the screen where the package can be taken over, when that one goes on."""

    def __init__(self, desk: Desk, lock: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("パッケージとくらべる", parent)
        self._desk = desk
        self._lock = lock
        self.compared: Compared | None = None
        self.asking: SecondPersonDialog | None = None
        self._progress: Progress | None = None
        self.place = TextField("package", "引継ぎパッケージ")
        self.choose = button("媒体を選ぶ…", ButtonLook.INLINE)
        self.digits = CodeGroups()
        self.message = MessageBar()
        self.waiting = Words(wrap=True)
        self._stack = QStackedWidget()
        self.compare = self.add_button(button("くらべる", ButtonLook.PRIMARY), closes=False)
        self.ours = self.add_button(button("このパソコンの台帳を続ける"), closes=False)
        self.theirs = self.add_button(button("パッケージのほうを続ける…", ButtonLook.HARM), closes=False)
        self.stop = self.add_button(button("やめる"), closes=False)
        self.close_button = self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.paper = button("ちがいの一覧を印刷する…", picture="print")
        for made, act in (
            (self.choose, self._choose_place),
            (self.compare, self.press),
            (self.stop, self.ask_to_stop),
            (self.ours, self.go_on_here),
            (self.theirs, self.ask_for_package),
            (self.paper, self.print_list),
        ):
            made.clicked.connect(lambda _checked=False, act=act: act())
        self._build()

    def press(self) -> None:
        """Compares, or says what is missing."""
        if not self.place.value():
            self._tell("媒体を選んでください。")
        elif (code := typed_code(self.digits, self._tell)) is not None:
            store, place = self._desk.store, Path(self.place.value()).expanduser()
            self.message.dismiss()
            self._progress = self._desk.tasks.run_long(
                lambda progress: compare_with(store, place, code, progress), self._compared, self._failed
            )
            self._show_working()

    def reject(self) -> None:
        if self._progress is not None:
            self.ask_to_stop()  # the copies that were opened are put away first
        else:
            super().reject()

    def ask_to_stop(self) -> None:
        """Ends the comparing; nothing of it stays."""
        if self._progress is not None:
            self._progress.ask_to_stop()
            self.waiting.say("やめています…")

    def go_on_here(self) -> None:
        """The store of this PC goes on; that it was chosen stays in its log."""
        if (found := self.compared) is not None and self._desk.did(
            lambda session: go_on_with_ours(session, found.package)
        ):
            self.accept()
            self._desk.said.emit(
                "success", "このパソコンの台帳を続けます。パッケージは、コードの紙といっしょに保管してください。"
            )

    def ask_for_package(self) -> None:
        """The package goes on only when a second person agrees."""
        self.asking = ask_second_person(self._desk, TwoPersonAct.OTHER_LINE, self._go_on_there, self)

    def print_list(self) -> None:
        """All that only one of them has, through the preview."""
        if (found := self.compared) is not None:
            store = self._desk.store
            show_paper(self._desk, "二つの台帳のちがい", lambda: difference_list(store, found), self)

    def _go_on_there(self, approval: Approval) -> None:
        found = self.compared
        if found is None:
            return
        try:
            with self._desk.store.transaction() as session:
                write_down_other_line(session, found.package, approval)
            go_on_with_package(self._desk.store, found.package, found.common, self._desk.now())
        except (Refusal, StoreRefusal) as refusal:
            self._tell(refusal.words)
            return
        self.ours.hide()
        self.theirs.hide()
        self.message.tell(MessageKind.SUCCESS, _GOES_ON, [("鍵をかけて、受け取りに進む", self._lock)], closes=False)
        self._desk.changed.emit()

    def _show_working(self) -> None:
        """While the worker compares, the one thing to do is to stop it."""
        working = self._progress is not None
        self.waiting.say("パッケージを読み、くらべています。どちらも書きかえません。" if working else "")
        self._asking.setEnabled(not working)
        for made in (self.compare, self.close_button):
            made.setVisible(not working)
        self.stop.setVisible(working)
        if working:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compared(self, found: Compared) -> None:
        self._progress = None
        self._show_working()
        self.compared = found
        lead = _CHOOSING if found.standing.kind is Kind.FORKED else ""
        self._stack.addWidget(scrolled(compared_page(found, standing_words(found.standing), lead, self.paper)))
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self.compare.hide()
        is_forked = found.standing.kind is Kind.FORKED and not self._desk.store.is_sealed
        self.ours.setVisible(is_forked)
        self.theirs.setVisible(is_forked)
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._progress = None
        self._show_working()
        self.compare.setFocus(Qt.FocusReason.OtherFocusReason)
        match error:
            case Stopped():
                self._tell("くらべるのをやめました。何も残していません。どちらの台帳もそのままです。")
            case StoreRefusal():
                ways = [(one.value, lambda one=one: self.take_step(one)) for one in steps_comparing(error.situation)]
                self.message.tell(MessageKind.WARNING, error.words, ways, closes=False)
            case Refusal():
                self._tell(error.words)
            case _:
                raise error

    def take_step(self, step: ReceivingStep) -> None:
        """Does an offered step."""
        match step:
            case ReceivingStep.TRY_AGAIN:
                self.press()
            case ReceivingStep.OTHER_MEDIUM:
                self._choose_place()
            case ReceivingStep.TYPE_AGAIN:
                self.digits.type_anew()
            case _:
                raise ValueError(step)

    def _tell(self, words: str) -> None:
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, "引継ぎパッケージを選ぶ")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.place.set_value)
        dialog.open()

    def _build(self) -> None:
        self._asking = QWidget()
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(3, 3, 12, 3)
        column.setSpacing(px(12))
        column.addWidget(Words(_ABOUT, wrap=True))
        column.addLayout(labelled("引継ぎパッケージ（HIKITSUGI で始まるフォルダー、またはその入った媒体）", self.place))
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Words("引継ぎコード", Look.LABEL))
        column.addWidget(self.digits)
        outer.addWidget(self._asking)
        outer.addWidget(self.waiting)
        outer.addStretch(1)
        self._stack.addWidget(scrolled(page))
        self.body.addWidget(self.message)
        self.body.addWidget(self._stack, 1)
        for made in (self.ours, self.theirs, self.stop):
            made.hide()
        room = self.screen().availableGeometry()
        self.resize(min(px(_WIDTH), room.width() - _AROUND), min(px(_HEIGHT), room.height() - _AROUND))
