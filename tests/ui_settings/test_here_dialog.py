"""同じパソコンで引き継ぐ, and a handover over a share: no stick, and the successor has what they need."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.services.handover import newest_handover
from hokatsu_desktop.services.handover_ways import Way, bar_media
from hokatsu_desktop.services.office import give_key, present_staff
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.today.first_week import first_week_rows
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.sealing import seal_store
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.card import HandoverCard
from hokatsu_desktop.ui.handover.media_card import MediaCard
from hokatsu_desktop.ui.widgets.words import Words
from tests.services.test_growth import received
from tests.ui.hands import show


def join(desk: Desk) -> int:
    """A colleague who opens the store with a passphrase of their own."""

    def joined(session: Session) -> int:
        one = join_office(session, "後任 花子")
        give_key(session, one.id, "another-slot")
        return one.id

    return desk.act(joined)


def begin_here(card: HandoverCard) -> None:
    """From the one entry, by the third of the three ways."""
    card.give_button.click()
    giving = card.giving
    assert giving is not None
    giving.plan.way.choose(Way.HERE)
    assert giving.go_on.text() == "後任の方を選ぶ…"
    assert not giving.plan.to_name.isVisible()
    giving.go_on.click()
    assert not giving.isVisible()


def test_the_user_of_one_pc_changes(qtbot: QtBot, desk: Desk) -> None:
    case_id = desk.act(lambda session: received(session, "架空 ハナ").case_id)
    printed: list[bool] = []
    card = HandoverCard(desk, lambda: printed.append(True), Cost.floor())
    show(qtbot, card, 700, 600)
    begin_here(card)
    dialog = card.here
    assert dialog is not None
    dialog.go_on.click()
    assert "後任の方を選んでください" in dialog.message.words()
    dialog.reject()
    successor = join(desk)
    begin_here(card)
    dialog = card.here
    assert dialog is not None
    dialog.book.click()
    assert printed == [True]
    dialog.successor.set_value(str(successor))
    dialog.reason.set_value("transfer")
    dialog.go_on.click()
    assert not dialog.isVisible()
    with desk.reading() as session:
        handover = newest_handover(session)
        assert handover is not None
        assert (handover.accepted_by, handover.case_ids, handover.package) == ("後任 花子", [case_id], "")
        assert first_week_rows(session, desk.today())[0].title.startswith("読む")
        assert {one.name for one in present_staff(session)} == {"𠮷田 まこと", "後任 花子"}
    assert "から引き継ぎました。" in card.state.words()
    assert case_id in card.ticks
    assert not card.receipt_button.isVisible()


def test_over_a_share_there_is_nothing_to_plug_in(
    qtbot: QtBot, desk: Desk, idle: Callable[[], None], tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    card = HandoverCard(desk, lambda: None, Cost.floor())
    show(qtbot, card, 700, 600)
    dialog = card.begin_giving()
    dialog.plan.to_name.set_value("後任 花子")
    dialog.plan.way.choose(Way.SHARE)
    assert not dialog.plan.medium_number.isVisible()
    dialog.plan.code_route.set_value("chief")
    dialog.approval = Approval(TwoPersonAct.PACKAGE, 1, None, "課長 太郎")
    dialog.write_to(tmp_path / "share")
    idle()
    assert dialog.check is not None
    words = "\n".join(one.words() for one in dialog.check.findChildren(Words))
    assert "開き直します" in words
    assert "安全に取り外す" not in words
    dialog.reject()


def test_where_no_media_are_used_another_way_is_chosen_beforehand(qtbot: QtBot, desk: Desk) -> None:
    media = MediaCard(desk, lambda: None)
    show(qtbot, media, 700, 400)
    card = HandoverCard(desk, lambda: None, Cost.floor())
    assert card.begin_giving().plan.way.way() is Way.MEDIUM
    media.barred.click()
    assert card.begin_giving().plan.way.way() is Way.SHARE
    join(desk)
    giving = card.begin_giving()
    assert giving.plan.way.way() is Way.HERE  # a colleague opens this PC's store already
    assert "媒体を使わないことになっています" in giving.plan.way.ways[Way.MEDIUM].accessibleDescription()
    media.barred.click()
    assert card.begin_giving().plan.way.way() is Way.MEDIUM


def test_a_sealed_store_is_given_once_more_but_not_here(qtbot: QtBot, desk: Desk) -> None:
    join(desk)
    desk.act(lambda session: bar_media(session, barred=True))
    seal_store(desk.store, "HIKITSUGI_2026-11-23_AAAA", desk.now())
    card = HandoverCard(desk, lambda: None, Cost.floor())
    show(qtbot, card, 700, 600)
    giving = card.begin_giving()
    assert giving.plan.way.way() is Way.SHARE
    assert not giving.plan.way.ways[Way.HERE].isVisible()
    giving.reject()
