"""The card 鍵: when the lock falls by itself, the recovery sheet, and locking now."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.quick_unlock import Vault, os_vault
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.slots import ask_for_recovery_code, recovery_checked_on
from hokatsu_desktop.ui.capture_shield import SETTING as SHIELD
from hokatsu_desktop.ui.capture_shield import is_wanted
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.locking import LEAST_MINUTES, MOST_MINUTES, SETTING, USUAL_MINUTES, lock_minutes
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.new_key_dialogs import PassphraseDialog
from hokatsu_desktop.ui.settings.quick_dialog import QuickDialog
from hokatsu_desktop.ui.settings.staff_dialogs import RecoveryDialog
from hokatsu_desktop.ui.settings.staff_work import change_own_passphrase, town_of
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

MINUTES = ChoiceList(
    key="lock_minutes",
    label="席を離れたとき、鍵がかかるまで",
    values=tuple(Choice(key=str(minutes), label=f"{minutes}分") for minutes in range(LEAST_MINUTES, MOST_MINUTES + 1)),
)
_ABOUT = "鍵をかけると、書きかけも保存して画面を閉じます。開けなおすと、同じところから続けられます。"
_ABOUT_SHIELD = (
    "オンラインの会議で画面を共有するときだけ、印を外します。外したことは記録に残ります（Windows だけで効きます）。"
)
_QUICK_OFF = "短い番号では開けません（はじめはこのままです）。"
_QUICK_ON = "このパソコンでは、鍵がかかったあと、短い番号でも開けます。"


def recovery_words(desk: Desk) -> str:
    """What is known about the recovery sheet."""
    if desk.store.practice:
        return "練習用の町には、復旧シートはありません。"
    day = recovery_checked_on(desk.store)
    if day is None:
        return "復旧シートは、まだ紙から打ち込んで確かめていません。次に開くときに確かめられます。"
    return f"復旧シートは、{plain(day)}に紙から打ち込んで、開けることを確かめました。"


class KeyCard(Card):
    """The minutes are stored at once."""

    def __init__(
        self,
        desk: Desk,
        hands: WindowHands,
        cost: Cost | None = None,
        vault: Callable[[], Vault | None] = os_vault,
    ) -> None:
        super().__init__("鍵")
        self._desk = desk
        self._hands = hands
        self._cost = cost
        self._vault = vault
        usual = f"{USUAL_MINUTES}分（ふつう）"
        self.minutes = ListChoice("lock_minutes", MINUTES.label, MINUTES, nothing=usual)
        self.minutes.set_widest(220)
        self.lock_button = button("今すぐ鍵をかける", picture="lock")
        self.recovery = Words(look=Look.BODY, wrap=True)
        self.passphrase_button = button("合言葉を変える…")
        self.recovery_button = button("復旧シートを確かめる・作り直す…")
        self.quick = Words(look=Look.BODY, wrap=True)
        self.quick_button = button("短い番号で開く…")
        self.quick_button.clicked.connect(lambda _checked=False: self.begin_quick())
        self.choosing: QuickDialog | None = None
        self.changing: PassphraseDialog | None = None
        self.asking: RecoveryDialog | None = None
        self.shield = QCheckBox("画面の写し（スクリーンショットや録画）に写さない")
        self.minutes.changed.connect(self._chosen)
        self.shield.toggled.connect(self._shield_chosen)
        self.passphrase_button.clicked.connect(lambda _checked=False: self.begin_change())
        self.recovery_button.clicked.connect(lambda _checked=False: self.begin_recovery())
        self.lock_button.clicked.connect(lambda _checked=False: hands.lock())
        desk.changed.connect(self.reread)
        self._build()
        self.reread()

    def reread(self) -> None:
        """Show what is stored now."""
        minutes = lock_minutes(self._desk)
        with self._desk.reading() as session:
            is_set = SETTING in the_office(session).settings
        self.minutes.set_value(str(minutes) if is_set and minutes != USUAL_MINUTES else "")
        self.recovery.say(recovery_words(self._desk))
        self.quick.say(_QUICK_ON if self._desk.quick_half else _QUICK_OFF)
        blocked = self.shield.blockSignals(True)
        self.shield.setChecked(is_wanted(self._desk))
        self.shield.blockSignals(blocked)

    def begin_change(self) -> PassphraseDialog:
        """Asks for a new passphrase of one's own."""
        dialog = self.changing = PassphraseDialog(town_of(self._desk.store), self)
        dialog.wants = lambda: self._change(dialog)
        dialog.open()
        return dialog

    def begin_quick(self) -> QuickDialog:
        """Asks for a short number for this PC."""
        dialog = self.choosing = QuickDialog(self._desk, self._vault, self)
        dialog.finished.connect(lambda _result: self.reread())
        dialog.open()
        return dialog

    def begin_recovery(self) -> RecoveryDialog:
        """Asks whether to lock now, because the sheet is typed back at the lock screen."""
        dialog = self.asking = RecoveryDialog(self)
        dialog.accepted.connect(self._check_recovery)
        dialog.open()
        return dialog

    def _change(self, dialog: PassphraseDialog) -> None:
        def done() -> None:
            self._desk.said.emit("success", "合言葉を変えました。次に開くときから、新しい合言葉です。")

        store, cost, passphrase = self._desk.store, self._cost, dialog.passphrase.value()
        dialog.work(self._desk.tasks, lambda: change_own_passphrase(store, passphrase, cost), done)

    def _check_recovery(self) -> None:
        try:
            ask_for_recovery_code(self._desk.store)
        except StoreRefusal as refusal:
            self._desk.said.emit("warning", refusal.words)
            return
        self._hands.lock()

    def _chosen(self) -> None:
        minutes = int(self.minutes.value() or USUAL_MINUTES)
        self._desk.try_act(lambda session: change_setting(session, SETTING, minutes))

    def _shield_chosen(self, wanted: bool) -> None:
        if not self._desk.did(lambda session: change_setting(session, SHIELD, wanted)):
            self.reread()  # the mark shows what holds

    def _build(self) -> None:
        grid = TwelfthsLayout(across=16, down=14)
        grid.place(self.minutes, 12, lambda: px(200), label_for(MINUTES.label, self.minutes))
        self.body.addLayout(grid)
        self.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.add(self.shield)
        self.add(Words(_ABOUT_SHIELD, Look.QUIET, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.lock_button)
        row.addWidget(self.passphrase_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self.recovery)
        if not self._desk.store.practice:
            below = QHBoxLayout()
            below.addWidget(self.recovery_button)
            below.addStretch(1)
            self.body.addLayout(below)
            self.add(self.quick)
            last = QHBoxLayout()
            last.addWidget(self.quick_button)
            last.addStretch(1)
            self.body.addLayout(last)
