"""W12: the store is handed over on a stick and taken over on another PC, by keyboard alone."""

import re
from collections.abc import Mapping
from pathlib import Path

from hokatsu_desktop.services.handover import newest_handover
from hokatsu_desktop.services.handover_receipt import receipt_digits
from hokatsu_desktop.services.media import media_states
from hokatsu_desktop.store.package_check import Found, packages_in, state_of
from tests.end_to_end.clerk import Clerk, Tally
from tests.end_to_end.opening import CLERK, type_digits_back
from tests.end_to_end.workplace import WorkPlace
from tests.printing.reading import page_texts

WRITE, RESTORE = "W12 書き出し", "W12 受け取り"
LIMITS: Mapping[str, int] = {WRITE: 4, RESTORE: 3}
"""Buttons that are pressed at most; what is typed and the second person's confirmation are apart."""
NUMBER = "U-1"
SUCCESSOR, OWN = "後任　花子", "はじめての 引継ぎと 白い自転車"


def over_limit(tallies: Mapping[str, Tally]) -> list[str]:
    """The pieces of W12 that took more presses than they may, or were never done."""
    return [
        f"{work}: {tallies[work].ticks if work in tallies else 'never done'}"
        for work, most in LIMITS.items()
        if work not in tallies or tallies[work].ticks > most
    ]


def a_medium_is_registered(clerk: Clerk, place: WorkPlace) -> None:
    """Before anything can be written to it."""
    clerk.press("Ctrl+7")
    clerk.wait_to_see("媒体の台帳")
    clerk.push("媒体を登録する")
    clerk.wait_to_be_at("登録番号")
    clerk.commit(NUMBER)
    clerk.push("登録する")
    clerk.wait_to_see("手もとにあります")
    with place.stored() as session:
        assert [one.number for one in media_states(session)] == [NUMBER]


def the_package_is_written_and_read_back_and_the_store_sealed(clerk: Clerk, place: WorkPlace, stick: Path) -> str:
    """Open, choose the stick, read back, seal; gives the digits of the code as they are on the paper."""
    with clerk.counting(WRITE):
        clerk.push("引き継ぐ")
        clerk.wait_to_be_at("媒体で渡す")
        clerk.go_to("後任の方のお名前")
        clerk.type_words(("こうにん　はなこ", SUCCESSOR))
        clerk.go_to("媒体の届け方")
        clerk.press("Down")
        clerk.go_to("媒体の登録番号")
        clerk.commit(NUMBER)
        clerk.go_to("コードの届け方")
        clerk.press("Down", 2)
        clerk.push("書き出す場所を選ぶ")
    the_second_person_agrees(clerk, place)
    clerk.wait_to_be_at("fileNameEdit")
    clerk.commit(str(stick))
    clerk.enter()
    clerk.wait_to_see("書き出しました", seconds=60)
    (package,) = packages_in(stick)
    assert state_of(package).found is Found.COMPLETE
    clerk.push("コードの紙を印刷する")
    code = place.save_paper(clerk, "codes")[0]
    clerk.go_to("第1組")
    for group in groups_of(code):
        clerk.type_keys(group)
        clerk.enter()
    with clerk.counting(WRITE):
        clerk.push("読み直して確かめる")
        clerk.wait_to_see("受け取る方が開けることを確かめました", seconds=60)
        clerk.push("この台帳に封をする")
        clerk.wait_to_see("台帳に封をしました")
    assert place.window().desk.store.is_sealed
    return code


def the_second_person_agrees(clerk: Clerk, place: WorkPlace) -> None:
    """The office has one member of staff: the digits of the recovery sheet stand for the second person."""
    clerk.wait_to_see("もう一人の確認が要ります")
    clerk.go_to("第1組")
    for group in groups_of(page_texts((place.papers / "recovery.pdf").read_bytes())[0]):
        clerk.type_keys(group)
        clerk.enter()
    clerk.push("確かめたので、進める")


def the_other_pc_takes_it_over(clerk: Clerk, place: WorkPlace, stick: Path, code: str) -> str:
    """Stick, name and code; an own passphrase; the recovery sheet. Gives the digits of the receipt."""
    program = place.start()
    clerk.wait_to_be_at("町名")
    with clerk.counting(RESTORE):
        clerk.push("引継ぎを受け取る")
        clerk.go_to("引継ぎパッケージ", back=True)
        clerk.commit(str(stick))
        clerk.go_to("お名前")
        clerk.type_words(("こうにん　はなこ", SUCCESSOR))
        clerk.go_to("第1組")
        for group in groups_of(code):
            clerk.type_keys(group)
            clerk.enter()
        clerk.push("次へ")
        clerk.wait_to_see("合言葉を決めます", seconds=60)
        for _ in range(2):
            clerk.type_kana(OWN)
            clerk.enter()
        clerk.push("受け取る")
        clerk.wait_to_see("復旧シートを印刷します", seconds=60)
    clerk.press("Space")
    pages = place.save_paper(clerk, "recovery2")
    clerk.press("Space")
    type_digits_back(clerk, pages[0])
    clerk.wait_until(lambda: program.main_window is not None and program.main_window.isVisible(), "the main window")
    place.window().activateWindow()
    clerk.wait_to_see("きょう")
    with place.stored() as session:
        handover = newest_handover(session)
        assert handover is not None
        assert (handover.accepted_by, handover.from_name) == (SUCCESSOR, CLERK)
        return receipt_digits(session, handover.package)


def groups_of(paper: str) -> list[str]:
    """The nine groups of digits on a paper."""
    groups = re.findall(r"第\d組(\d{6})", paper)
    assert len(groups) == 9
    return groups
