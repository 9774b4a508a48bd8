"""How the office draws is chosen in the settings and in force at once."""

from pytestqt.qtbot import QtBot

from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle, MarriageLine
from hokatsu_desktop.services.drawing_places import drawing_style
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.drawing_card import DrawingCard
from tests.ui.hands import show


def test_style_is_stored_when_chosen_and_taken_back(desk: Desk, qtbot: QtBot) -> None:
    card = DrawingCard(desk)
    show(qtbot, card)
    next(one for one in card.dead.options() if one.key == DeadMark.BLACK).click()
    next(one for one in card.marriage.options() if one.key == MarriageLine.DOUBLE).click()
    with desk.reading() as session:
        assert drawing_style(session) == DrawingStyle(DeadMark.BLACK, MarriageLine.DOUBLE)
    desk.act(undo)  # acts of one kind in a row are taken back together
    assert (card.dead.value(), card.marriage.value()) == (DeadMark.CROSS, MarriageLine.SINGLE)
    for _ in range(2):  # pressed again, the chosen one is cleared
        next(one for one in card.dead.options() if one.key == DeadMark.BLACK).click()
    with desk.reading() as session:
        assert drawing_style(session) == DrawingStyle()
