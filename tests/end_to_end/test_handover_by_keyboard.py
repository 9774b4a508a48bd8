"""W12 within its limits: written, read back and sealed on one PC, taken over on another, the receipt typed on the first."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.store.parcels import Outcome, parcels_of
from tests.end_to_end import handing_over, opening
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import PASSPHRASE, WorkPlace


@pytest.mark.qt_log_ignore(r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True)  # menus
def test_a_store_is_handed_over_on_a_stick_by_keyboard_alone(
    clerk: Clerk, place: WorkPlace, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    opening.first_start_asks_five_things_and_opens_today(clerk, place)
    handing_over.a_medium_is_registered(clerk, place)
    code = handing_over.the_package_is_written_and_read_back_and_the_store_sealed(clerk, place, stick)
    place.check()
    place.end()
    other = WorkPlace(place.application, tmp_path / "次のパソコン", place.papers)
    receipt = handing_over.the_other_pc_takes_it_over(clerk, other, stick, code)
    other.check()
    other.end()
    the_receipt_is_typed(clerk, place, receipt)
    place.check()
    print(f"\n{clerk.tallies}")
    assert handing_over.over_limit(clerk.tallies) == []


def the_receipt_is_typed(clerk: Clerk, place: WorkPlace, receipt: str) -> None:
    """On the PC that handed over, the digits of the receipt end the waiting."""
    program = place.start()
    clerk.wait_to_be_at("合言葉")
    clerk.type_kana(PASSPHRASE)
    clerk.enter()
    clerk.wait_to_see("引き継いだ台帳です")
    clerk.press("Space")
    clerk.wait_until(lambda: program.main_window is not None and program.main_window.isVisible(), "the main window")
    place.window().activateWindow()
    clerk.press("Ctrl+1")
    clerk.go_to("受領の数字")
    clerk.type_keys(receipt.replace("-", ""))
    clerk.push("確かめる")
    clerk.wait_to_see("受け取りを確かめました")
    assert [one.outcome for one in parcels_of(place.window().desk.store)] == [Outcome.RECEIVED]
