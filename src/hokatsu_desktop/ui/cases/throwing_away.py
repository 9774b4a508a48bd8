"""Throwing a draft away, and the way back that stands in the message bar."""

from hokatsu_desktop.services.trash import restore, throw_away
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place


def throw_draft_away(desk: Desk, case_id: int) -> bool:
    """Puts a draft into the trash; False when that is not possible, which is said in the message bar."""
    return desk.try_act(lambda session: throw_away(session, case_id)) is not None


def offer_draft_back(desk: Desk, case_id: int) -> None:
    """Says that a draft was thrown away, with the way back."""
    words = "下書きを捨てました。「書きかけ」の「ごみ箱」に30日のあいだ残ります。"
    desk.offered.emit("info", words, [("元に戻す", lambda: _take_out(desk, case_id))])


def _take_out(desk: Desk, case_id: int) -> None:
    if desk.try_act(lambda session: restore(session, case_id)) is not None:
        desk.said.emit("success", "下書きを元に戻しました。")
        desk.go(Place(section="cases", case_id=case_id))
