"""The small windows that end in a new passphrase: somebody is added, or one's own is changed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.staff_dialogs import ABOUT_ROLES, ROLE_LIST, WIDTH
from hokatsu_desktop.ui.settings.staff_work import Newcomer
from hokatsu_desktop.ui.start.new_passphrase import NewPassphrase
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.busy import Tasks
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT_PASSPHRASE = "合言葉は、加わる本人が打ち込みます。ほかの人は画面を見ないでください。"
_ABOUT_CHANGE = "次に開くときから、新しい合言葉になります。前に作った控えは、前の合言葉で開きます。"


class NewKeyDialog(TallDialog):
    """What was typed stays until it worked. `wants` is called when the button is pressed and all is in order."""

    def __init__(self, heading: str, press: str, town: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.wants: Callable[[], None] = lambda: None
        self.passphrase = NewPassphrase()
        self.passphrase.set_town(town)
        self.message = MessageBar()
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button(press, ButtonLook.PRIMARY), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self._press())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(WIDTH))

    def tell(self, words: str) -> None:
        """Says why it did not work; everything typed is still there."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def work(self, tasks: Tasks, job: Callable[[], object], done: Callable[[], None]) -> None:
        """Does the job in the worker, closes when it worked and says why when it did not."""
        self.setEnabled(False)

        def worked(_result: object) -> None:
            self.setEnabled(True)
            self.passphrase.clear()
            self.accept()
            done()

        def failed(error: Exception) -> None:
            self.setEnabled(True)
            if not isinstance(error, Refusal | StoreRefusal):
                raise error
            self.tell(error.words)

        tasks.run(job, worked, failed)

    def is_in_order(self) -> bool:
        """Whether all fields can be taken; if not, says what is wrong and goes there."""
        return self.passphrase.accept_or_tell()

    def _press(self) -> None:
        if self.is_in_order():
            self.wants()


class AddStaffDialog(NewKeyDialog):
    """Somebody new, with their own passphrase."""

    def __init__(self, town: str, parent: QWidget | None = None) -> None:
        super().__init__("職員を加える", "加える", town, parent)
        self.name, self.kana, self.post = (
            TextField(key, words) for key, words in (("name", "お名前"), ("kana", "フリガナ"), ("post", "職名"))
        )
        self.role = ChipChoice("role", "区分", ROLE_LIST)
        self.role.set_value(StaffRole.WORKER)
        grid = TwelfthsLayout(across=16, down=14)
        for words, field in (("お名前", self.name), ("フリガナ", self.kana), ("職名", self.post)):
            grid.place(field, 4, lambda: px(130), label_for(words, field))
        grid.place(self.role, 12, lambda: px(130), Words("区分", Look.LABEL))
        self.fields.addLayout(grid)
        self.fields.addWidget(Words(ABOUT_ROLES, Look.QUIET, wrap=True))
        self.fields.addWidget(Words(_ABOUT_PASSPHRASE, Look.QUIET, wrap=True))
        self.fields.addWidget(self.passphrase)

    def newcomer(self) -> Newcomer:
        """Who was typed."""
        role = StaffRole(self.role.value() or StaffRole.WORKER)
        return Newcomer(self.name.value(), self.kana.value(), self.post.value(), role, self.passphrase.value())

    def is_in_order(self) -> bool:
        if not self.name.value().strip():
            self.tell("お名前を入れてください。")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return super().is_in_order()


class PassphraseDialog(NewKeyDialog):
    """A new passphrase of one's own."""

    def __init__(self, town: str, parent: QWidget | None = None) -> None:
        super().__init__("合言葉を変える", "この合言葉に変える", town, parent)
        self.fields.addWidget(Words(_ABOUT_CHANGE, Look.QUIET, wrap=True))
        self.fields.addWidget(self.passphrase)
