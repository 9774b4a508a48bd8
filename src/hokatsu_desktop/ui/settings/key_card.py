"""The card 鍵: when the lock falls by itself, the recovery sheet, and locking now."""

from PySide6.QtWidgets import QHBoxLayout

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.slots import recovery_checked_on
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.locking import LEAST_MINUTES, MOST_MINUTES, SETTING, USUAL_MINUTES, lock_minutes
from hokatsu_desktop.ui.meetings.call_cards import label_for
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

    def __init__(self, desk: Desk, hands: WindowHands) -> None:
        super().__init__("鍵")
        self._desk = desk
        usual = f"{USUAL_MINUTES}分（ふつう）"
        self.minutes = ListChoice("lock_minutes", MINUTES.label, MINUTES, nothing=usual)
        self.minutes.set_widest(220)
        self.lock_button = button("今すぐ鍵をかける", picture="lock")
        self.recovery = Words(look=Look.BODY, wrap=True)
        self.minutes.changed.connect(self._chosen)
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

    def _chosen(self) -> None:
        minutes = int(self.minutes.value() or USUAL_MINUTES)
        self._desk.try_act(lambda session: change_setting(session, SETTING, minutes))

    def _build(self) -> None:
        grid = TwelfthsLayout(across=16, down=14)
        grid.place(self.minutes, 12, lambda: px(200), label_for(MINUTES.label, self.minutes))
        self.body.addLayout(grid)
        self.add(Words(_ABOUT, Look.QUIET, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.lock_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self.recovery)
