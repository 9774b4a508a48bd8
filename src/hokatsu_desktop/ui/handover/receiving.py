"""引継ぎを受け取る before the first window: package and code, an own passphrase, and the store is the receiver's."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.handover_code import HandoverCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.handover.receive_page import ReceivePage
from hokatsu_desktop.ui.handover.receive_work import Taking, look_at_package, take_over
from hokatsu_desktop.ui.handover.telling import Stopped
from hokatsu_desktop.ui.handover.ways_on import ReceivingStep, steps_receiving
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage
from hokatsu_desktop.ui.start.start_notes import remember_folder
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.store_work import Opened, Terms
from hokatsu_desktop.ui.start.waiting_page import StoppableWaiting
from hokatsu_desktop.ui.widgets.busy import Tasks

STEPS = ("パッケージとコード", "合言葉", "復旧シート")
_LOOKING = "パッケージをすみずみまで読んで、コードを確かめています。"
_TAKING = "台帳を写し、あなたの鍵に替え、開けることを確かめています。媒体を抜かないでください。"


class Receiving(QObject):
    """Asks page by page; after a no the answers are all still there, and nothing was left on the disk."""

    opened = Signal(object)
    """Opened: the store that was handed over, with its new recovery code"""
    back = Signal()
    ours_wanted = Signal(object)
    """Path: the folder whose own store is to be opened instead"""

    def __init__(self, window: StartWindow, tasks: Tasks, terms: Terms, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._terms = terms
        self._folder = folder
        self._taking: Taking | None = None
        self.page = ReceivePage()
        self.passphrase = PassphrasePage(
            "合言葉を決めます",
            "受け取った台帳は、この合言葉でだけ開きます。前の担当の方の合言葉や引継ぎコードでは、もう開けません。"
            "忘れたときは、次に作る復旧シートで開けます。",
            "受け取る",
            "戻る",
        )
        self.passphrase.offer_guide(HANDOVER)
        self.page.answered.connect(self._look)
        self.page.back.connect(self.back)
        self.passphrase.done.connect(self._passphrase_chosen)
        self.passphrase.back.connect(self.ask)

    def ask(self) -> None:
        """Shows the first page, with what was answered before."""
        self._window.show_page(self.page, STEPS, 0)

    def _look(self, place: Path, code: HandoverCode) -> None:
        def looked(package: Path) -> None:
            self._rest()
            self._taking = Taking(package, code, self.page.name())
            self._window.show_page(self.passphrase, STEPS, 1)

        waiting = self._wait("引継ぎパッケージを確かめています", _LOOKING)
        waiting.watch(self._tasks.run_long(lambda told: look_at_package(place, code, told), looked, self._failed))

    def _passphrase_chosen(self) -> None:
        if self._taking is None or not self.passphrase.passphrase.accept_or_tell():
            return
        taking = replace(self._taking, passphrase=self.passphrase.passphrase.value())
        waiting = self._wait("引継ぎを受け取っています", _TAKING)
        waiting.watch(
            self._tasks.run_long(
                lambda told: take_over(self._folder, taking, self._terms, told), self._taken, self._failed
            )
        )

    def _taken(self, opened: Opened) -> None:
        self._rest()
        self._taking = None
        self.passphrase.passphrase.clear()
        self.page.digits.clear()
        if not opened.store.practice:
            remember_folder(opened.store.folder.path)
        self.opened.emit(opened)

    def _failed(self, error: Exception) -> None:
        """The page that can put it right is shown again, with the reason."""
        self._rest()
        if isinstance(error, StoreRefusal) and error.situation is Situation.WEAK_PASSPHRASE:
            self._window.show_page(self.passphrase, STEPS, 1)
            self.passphrase.passphrase.first_question.wrong(error.words)
            return
        self.ask()
        if isinstance(error, Stopped):
            self.page.tell("やめました。何も取り込んでいません。")
        elif isinstance(error, StoreRefusal):
            ways = [(one.value, lambda one=one: self.take_step(one)) for one in steps_receiving(error.situation)]
            self.page.tell(error.words, ways)
        elif isinstance(error, Refusal):
            self.page.tell(error.words)
        else:
            raise error

    def take_step(self, step: ReceivingStep) -> None:
        """Does an offered step."""
        match step:
            case ReceivingStep.TRY_AGAIN:
                self.page.press()
            case ReceivingStep.OTHER_MEDIUM:
                self.page.choose_place()
            case ReceivingStep.TYPE_AGAIN:
                self.page.digits.type_anew()
            case ReceivingStep.OPEN_OURS:
                self.ours_wanted.emit(self._folder)
            case ReceivingStep.OTHER_FOLDER:
                self._choose_folder()
            case _:
                raise ValueError(step)

    def take_into(self, folder: Path) -> None:
        """The package is to become the store of this folder; goes on with what was answered."""
        self._folder = folder
        self.page.press()

    def _choose_folder(self) -> None:
        ask_for_folder(self._window, "受け取った台帳を置く、空のフォルダーを選ぶ", self.take_into, self._folder.parent)

    def _wait(self, title: str, words: str) -> StoppableWaiting:
        self._window.is_busy = True
        page = StoppableWaiting(title, words, self._tasks)
        self._window.show_page(page, STEPS, 0 if self._taking is None else 1)
        return page

    def _rest(self) -> None:
        self._window.is_busy = False
