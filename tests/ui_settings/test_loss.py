"""紛失したとき at work: a written package is in the side record, the sheet keeps itself in the store, a print is logged."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.losses import loss_report
from hokatsu_desktop.services.media import register_medium
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.sheets.answers import as_text
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.side_record import side_facts
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.handover.card import HandoverCard
from hokatsu_desktop.ui.loss.dialog import LossDialog
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_window.job import PRINTER, Output
from tests.ui.hands import show, type_by_ime

Wait = Callable[[], None]


def test_a_package_that_was_written_can_be_chosen_as_lost(qtbot: QtBot, desk: Desk, tmp_path: Path, idle: Wait) -> None:
    desk.act(lambda session: register_medium(session, "U-3"))
    card = HandoverCard(desk, lambda: None, Cost.floor())
    show(qtbot, card, 700, 500)
    giving = card.begin_giving()
    for field, value in (
        (giving.plan.to_name, "後任 花子"),
        (giving.plan.medium_number, "U-3"),
    ):
        field.set_value(value)
    giving.plan.medium_route.set_value("hand")
    giving.plan.code_route.set_value("chief")
    giving.approval = Approval(TwoPersonAct.PACKAGE, 1, None, "課長 太郎")
    (tmp_path / "usb").mkdir()
    giving.write_to(tmp_path / "usb")
    idle()
    assert giving.written is not None
    (fact,) = side_facts(desk.store.folder.path)
    assert (fact.package, fact.medium_number, fact.code_route) == (giving.written.name, "U-3", "chief")
    giving.reject()
    card.loss_button.click()
    dialog = card.findChild(LossDialog)
    assert dialog is not None
    dialog.panel.choice.setCurrentIndex(1)
    assert as_text(dialog.panel.answers().get("code_route")) == "所属長から手わたし"
    dialog.reject()
    with desk.reading() as session:
        assert as_text(loss_report(session).answers.get("package")) == giving.written.name


def test_the_menu_opens_it_and_a_lock_keeps_what_is_half_typed(qtbot: QtBot, desk: Desk) -> None:
    window = MainWindow(desk, lock=lambda: None)
    show(qtbot, window, 1280, 720)
    dialog = window.open_loss_report()
    assert dialog.focusWidget() is dialog.panel.choice
    assert [stop.objectName() for stop in stops_in(dialog)][:2] == ["lost_thing", "noticed_on"]
    type_by_ime(dialog.panel.form.field_widget("done"), ["さが"], "探しています")
    window.flush()
    with desk.reading() as session:
        assert as_text(loss_report(session).answers.get("done")) == "探しています"
    dialog.close()


def test_a_print_leaves_its_line_in_the_log(qtbot: QtBot, desk: Desk) -> None:
    dialog = LossDialog(desk)
    show(qtbot, dialog)
    dialog.print_report()
    preview = dialog.findChild(Preview)
    assert preview is not None
    preview._job.told(preview.made(), Output(PRINTER, (1,)))
    preview.close()
    with desk.reading() as session:
        last = session.scalars(select(ChangeEntry).order_by(ChangeEntry.id.desc())).first()
        assert last is not None
        assert last.act == "print_sheets"
        assert last.after is not None
        assert last.after["sheets"] == ["loss_report"]
