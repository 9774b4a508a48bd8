"""What the screens of a case do when the office has edited a sheet."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.edition_archive import sheet_for_use
from hokatsu_desktop.services.editions import make_edition
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.sheets.definition import Kind
from hokatsu_desktop.sheets.editing import add_blank, change_blank
from hokatsu_desktop.ui.cases.reception import ReceptionPage
from hokatsu_desktop.ui.cases.referral_tab import RECEPTION
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, show

A_SHEET = "tsunagi_takashima_a"


def add_own_blank(desk: Desk, key: str, section: str) -> str:
    """The office adds a blank to a sheet; gives its key."""
    with desk.reading() as session:
        sheet, own = add_blank(sheet_for_use(session, key), section, Kind.TEXT, "見守りの合図")
    desk.act(lambda session: make_edition(session, sheet, "合図を書く欄がほしいと言われました。"))
    return own


@pytest.fixture
def referral_id(desk: Desk) -> int:
    referral = desk.act(begin_referral).id
    desk.act(lambda session: save_sheet(session, A_SHEET, referral, {"person_name": "架空 花子"}))
    return referral


def test_a_sheet_half_written_is_offered_the_new_edition_and_keeps_its_words(
    qtbot: QtBot, desk: Desk, referral_id: int
) -> None:
    pane = SheetPane(desk, A_SHEET, referral_id)
    show(qtbot, pane)
    assert pane.message.isHidden()
    own = add_own_blank(desk, A_SHEET, "person")
    assert "新しい版（第2版）" in pane.message.words()
    assert own not in {blank.key for blank in pane.form.sheet.blanks}
    (take,) = pane.message.buttons()
    take.click()
    QApplication.processEvents()
    assert pane.message.isHidden()
    field = pane.form.field_widget(own)
    assert isinstance(field, TextField)
    commit(field, "旗を立てる")
    assert pane.flush()
    with desk.reading() as session:
        opened = open_sheet(session, A_SHEET, referral_id)
    assert (opened.sheet.edition, opened.answers[own]) == (2, "旗を立てる")
    assert opened.answers["person_name"] == "架空 花子"


def test_the_offer_is_made_once(qtbot: QtBot, desk: Desk, referral_id: int) -> None:
    pane = SheetPane(desk, A_SHEET, referral_id)
    show(qtbot, pane)
    add_own_blank(desk, A_SHEET, "person")
    pane.message.dismiss()
    desk.changed.emit()
    assert pane.message.isHidden()


def test_the_reception_asks_what_the_newest_edition_asks(qtbot: QtBot, desk: Desk) -> None:
    page = ReceptionPage(desk)
    show(qtbot, page)
    page.begin()
    own = add_own_blank(desk, RECEPTION, "who")
    with desk.reading() as session:
        sheet = change_blank(sheet_for_use(session, RECEPTION), "person_kana", hidden=True)
    desk.act(lambda session: make_edition(session, replace(sheet, note="短く聞きます。"), "聞くことを減らしました。"))
    page.begin()
    keys = {blank.key for blank in page.form.sheet.blanks}
    assert own in keys
    assert "person_kana" not in keys
    name = page.form.field_widget("person_name")
    assert isinstance(name, TextField)
    commit(name, "架空 花子")
    assert page.flush()
    assert page.referral_id is not None
    with desk.reading() as session:
        assert open_sheet(session, RECEPTION, page.referral_id).sheet.edition == 3
