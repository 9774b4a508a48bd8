"""The card 入力: what Enter does in forms, and how large the letters are. Both are each member of staff's own."""

from hokatsu_desktop.services.office import change_own_setting, own_setting
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.theme import ZOOMS, px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ListChoice
from hokatsu_desktop.ui.widgets.moving import set_enter_moves
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

ENTER_MOVES = "enter_moves"
ENTER = ChoiceList(
    key="enter",
    label="一行の欄で Enter を押すと",
    values=(Choice(key="moves", label="次の欄へ進む"), Choice(key="stays", label="進まない（Tab で進む）")),
)
SIZES = ChoiceList(
    key="zoom",
    label="文字の大きさ",
    values=tuple(Choice(key=str(percent), label=f"{percent}%") for percent in ZOOMS if percent != 100),
)


def wants_enter_to_move(desk: Desk) -> bool:
    """Whether this member of staff goes from field to field with Enter; yes until switched off."""
    with desk.reading() as session:
        return own_setting(session, desk.staff_id, ENTER_MOVES, True) is not False


class TypingCard(Card):
    """Both are in force at once."""

    def __init__(self, desk: Desk, hands: WindowHands) -> None:
        super().__init__("入力と文字")
        self._desk = desk
        self._hands = hands
        self.enter = ChipChoice("enter", ENTER.label, ENTER)
        self.letters = ListChoice("zoom", SIZES.label, SIZES, nothing="100%（ふつう）")
        self.letters.set_widest(220)
        grid = TwelfthsLayout(across=16, down=14)
        grid.place(self.enter, 12, lambda: px(260), Words(ENTER.label, Look.LABEL))
        grid.place(self.letters, 12, lambda: px(200), label_for(SIZES.label, self.letters))
        self.body.addLayout(grid)
        self.add(
            Words(
                "文字の大きさは、このパソコンで覚えておきます。Ctrl++ と Ctrl+- でも変えられます。",
                Look.QUIET,
                wrap=True,
            )
        )
        self.enter.changed.connect(self._enter_chosen)
        self.letters.changed.connect(self._size_chosen)
        desk.changed.connect(self.reread)
        self.reread()

    def reread(self) -> None:
        """Show what is in force now, and put it in force if it was just taken back."""
        moves = wants_enter_to_move(self._desk)
        set_enter_moves(moves)
        self.enter.set_value("moves" if moves else "stays")
        zoom = self._hands.zoom()
        self.letters.set_value("" if zoom == 100 else str(zoom))

    def _enter_chosen(self) -> None:
        moves = self.enter.value() != "stays"  # pressed again, the chosen one is cleared: then Enter moves, as usual
        staff_id = self._desk.staff_id
        self._desk.try_act(lambda session: change_own_setting(session, staff_id, ENTER_MOVES, moves))

    def _size_chosen(self) -> None:
        self._hands.set_zoom(int(self.letters.value() or 100))
