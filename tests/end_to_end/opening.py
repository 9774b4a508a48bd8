"""First start, lock and unlock: steps of the work, by keyboard."""

import re

from hokatsu_desktop.services.office import present_staff, the_office
from hokatsu_desktop.store.slots import recovery_checked_on
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import NOW, PASSPHRASE, WorkPlace

TOWN, DEPARTMENT, CLERK = "みどり町", "福祉課", "見本　太郎"
QUESTIONS = ("町名", "課名", "お名前", "保存場所", "新しい合言葉")


def first_start_asks_five_things_and_opens_today(clerk: Clerk, place: WorkPlace) -> None:
    """Step 1: the questions, the recovery sheet on paper, its digits typed back, きょう."""
    place.start()
    asked = answer_the_questions(clerk, place)
    assert asked == list(QUESTIONS)
    clerk.wait_to_see("復旧シートを印刷します")
    clerk.press("Space")
    clerk.wait_to_see("プリンターで受け取るまで")
    clerk.press("Ctrl+P")
    clerk.wait_to_see("プリンターに送りました")
    pages = place.save_paper(clerk, "recovery")
    clerk.press("Space")
    type_digits_back(clerk, pages[0])
    clerk.wait_to_see("はじめに")
    clerk.wait_to_be_at("つなぎを受け付ける")
    assert place.window().section() == "today"
    with place.stored() as session:
        office, staff = the_office(session), present_staff(session)
    assert (office.town, office.department, [one.name for one in staff]) == (TOWN, DEPARTMENT, [CLERK])
    assert recovery_checked_on(place.window().desk.store) == NOW.date()


def answer_the_questions(clerk: Clerk, place: WorkPlace) -> list[str]:
    """Answers what is asked; gives the names of the questions in their order."""
    asked = []
    clerk.wait_to_be_at("町名")
    for reading, words in (("みどりちょう", TOWN), ("ふくしか", DEPARTMENT), ("みほん　たろう", CLERK)):
        asked.append(clerk.said_name())
        clerk.type_kana(reading, words)
        clerk.enter()
    asked.append(clerk.said_name())
    assert str(place.folder) in clerk.shown()
    clerk.enter(2)  # the place is right; 次へ
    asked.append(clerk.said_name())
    for _ in range(2):
        clerk.type_kana(PASSPHRASE)
        clerk.enter()
    clerk.press("Space")
    return asked


def type_digits_back(clerk: Clerk, paper: str) -> None:
    """Reads the nine groups from the paper and types them."""
    clerk.wait_to_be_at("第1組")
    groups = re.findall(r"第\d組(\d{6})", paper)
    assert len(groups) == 9
    for group in groups:
        clerk.type_keys(group)
        clerk.enter()
    clerk.press("Space")


def unlock(clerk: Clerk, place: WorkPlace, passphrase: str = PASSPHRASE) -> None:
    """Types the passphrase at the lock screen and waits for the main window."""
    program = place.start()
    clerk.wait_to_be_at("合言葉")
    clerk.type_kana(passphrase)
    clerk.enter()
    clerk.wait_until(lambda: program.main_window is not None and program.main_window.isVisible(), "the main window")
    place.window().activateWindow()


def lock_gives_back_what_was_typed_at_the_same_place(clerk: Clerk, place: WorkPlace) -> None:
    """Step 9: Ctrl+Shift+L in the middle of a word field; the next process comes back to it."""
    clerk.press("Ctrl+N")
    clerk.type_kana("かきかけ", "書掛　")
    clerk.type_kana("みつ", "みつ")
    clerk.go_to("生年月日")
    clerk.type_keys("s60")
    clerk.press("Ctrl+Shift+L")
    assert place.left == 1
    assert [command[1:3] for command in place.spawned] == [["-m", "hokatsu_desktop"]]
    assert place.window().desk.store.is_closed
    assert not place.window().isVisible()
    assert (place.folder / "hikae").is_dir()  # the backup made when leaving
    place.end()
    unlock(clerk, place)
    clerk.wait_to_be_at("生年月日")
    shown = clerk.shown()
    assert "書掛　みつ" in shown
    assert "昭和60年" in shown
    assert "つなぎを受け付ける" in shown
