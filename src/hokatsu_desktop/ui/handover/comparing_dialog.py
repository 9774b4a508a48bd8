"""パッケージとくらべる: two copies side by side, what only one of them has, and the choice which one goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.going_back import go_on_with_ours, write_down_other_line
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.side_by_side import go_on_with_package
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.handover.comparing_window import ComparingWindow
from hokatsu_desktop.ui.handover.comparing_work import Compared, compare_with, standing_words
from hokatsu_desktop.ui.handover.typed_code import typed_code
from hokatsu_desktop.ui.handover.ways_on import ReceivingStep, steps_comparing
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_PACKAGE = "引継ぎパッケージ（HIKITSUGI で始まるフォルダー、またはその入った媒体）"
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


class ComparingDialog(ComparingWindow):
    """`lock` leads to the screen where the package can be taken over, when that one goes on."""

    def __init__(self, desk: Desk, lock: Callable[[], None], parent: QWidget | None = None) -> None:
        self.ours = button("このパソコンの台帳を続ける")
        self.theirs = button("パッケージのほうを続ける…", ButtonLook.HARM)
        super().__init__(desk, "パッケージとくらべる", parent, self.ours, self.theirs)
        self.offer_guide(HANDOVER)
        self._lock = lock
        self.asking: SecondPersonDialog | None = None
        self.place = TextField("package", "引継ぎパッケージ")
        self.choose = button("媒体を選ぶ…", ButtonLook.INLINE)
        self.digits = CodeGroups()
        for made, act in (
            (self.choose, self._choose_place),
            (self.ours, self.go_on_here),
            (self.theirs, self.ask_for_package),
        ):
            made.clicked.connect(lambda _checked=False, act=act: act())
        name = Words(_PACKAGE, Look.LABEL, wrap=True)
        name.setBuddy(self.place)
        code = Words("引継ぎコード", Look.LABEL)
        self.lay_out((Words(_ABOUT, wrap=True), name, self.place, self.choose, code, self.digits))

    def press(self) -> None:
        if not self.place.value():
            self.tell("媒体を選んでください。")
        elif (code := typed_code(self.digits, self.tell)) is not None:
            store, place = self._desk.store, Path(self.place.value()).expanduser()
            self.begin(lambda progress: compare_with(store, place, code, progress))

    def standing(self, found: Compared) -> str:
        return standing_words(found.standing)

    def lead(self, found: Compared) -> str:
        return _CHOOSING if found.standing.kind is Kind.FORKED else ""

    def refused(self, refusal: StoreRefusal) -> None:
        ways = [(one.value, lambda one=one: self.take_step(one)) for one in steps_comparing(refusal.situation)]
        self.message.tell(MessageKind.WARNING, refusal.words, ways, closes=False)

    def show_compared(self, found: Compared) -> None:
        super().show_compared(found)
        is_forked = found.standing.kind is Kind.FORKED and not self._desk.store.is_sealed
        self.ours.setVisible(is_forked)
        self.theirs.setVisible(is_forked)

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

    def _go_on_there(self, approval: Approval) -> None:
        found = self.compared
        if found is None:
            return
        try:
            with self._desk.store.transaction() as session:
                write_down_other_line(session, found.package, approval)
            go_on_with_package(self._desk.store, found.package, found.common, self._desk.now())
        except (Refusal, StoreRefusal) as refusal:
            self.tell(refusal.words)
            return
        self.ours.hide()
        self.theirs.hide()
        self.message.tell(MessageKind.SUCCESS, _GOES_ON, [("鍵をかけて、受け取りに進む", self._lock)], closes=False)
        self._desk.changed.emit()

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

    def _choose_place(self) -> None:
        ask_for_folder(self, "引継ぎパッケージを選ぶ", lambda place: self.place.set_value(str(place)))
