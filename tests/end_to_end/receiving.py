"""Receiving and answering referrals: steps of the work, by keyboard."""

from sqlalchemy import select

from hokatsu_desktop.models import Case, OpenQuestion, Person, Referral, Task
from hokatsu_desktop.services.sheets import open_sheet
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import WorkPlace, stand_in_order

STUCK_ON = "どこに頼めばよいか分からない"
PHONE = "0555-12-3456"


def a_referral_is_stored_as_it_is_typed(clerk: Clerk, place: WorkPlace) -> None:
    """Step 2: 山田花子, 昭和20年頃, with worries, what the referrer is stuck on, and what nobody knows yet."""
    clerk.press("Ctrl+N")
    clerk.wait_to_be_at("氏名")
    clerk.type_words(("やまだ", "山田"), ("　", ""), ("はなこ", "花子"))
    clerk.wait_until(lambda: "山田　花子" in people(place), "the name in the store")
    clerk.enter()
    assert "ヤマダ　ハナコ" in clerk.shown()
    clerk.enter(2)
    clerk.type_words(("しょうわ", "昭和"))
    clerk.type_keys("20")
    clerk.type_words(("ねんごろ", "年頃"))
    clerk.enter()
    clerk.type_keys(PHONE)
    clerk.enter()
    clerk.type_words(("みどりちょう", "みどり町"), ("きたまち", "北町"))
    clerk.enter()
    clerk.type_words(("ちいきほうかつしえんせんたー", "地域包括支援センター"))
    clerk.enter()
    clerk.type_words(("すずき", "鈴木"))
    clerk.enter(2)
    say_worries_consent_and_question(clerk)
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("受け付けました。ケース番号はR8-001です。")
    check_first_referral(place)


def say_worries_consent_and_question(clerk: Clerk) -> None:
    """◎収入 ○病気 ○家族, what the referrer is stuck on, consent not asked yet, one open question with a finder."""
    assert "病気や健康" in clerk.where()
    for digit in ("3", "3", "1"):
        clerk.press(digit)
    clerk.press("Down", 9)
    assert "家族との関係" in clerk.where()
    clerk.press("Space")
    clerk.tab()
    clerk.type_kana("どこにたのめばよいかわからない", STUCK_ON)
    clerk.tab()
    clerk.press("4")
    clerk.tab()
    clerk.type_words(("ちょうなんのしごと", "長男の仕事"))
    clerk.enter()
    clerk.type_words(("すずき", "鈴木"))
    clerk.enter()
    clerk.type_keys("11/30")
    clerk.enter()


def people(place: WorkPlace) -> list[str]:
    """The names in the store."""
    with place.stored() as session:
        return list(session.scalars(select(Person.name)))


def check_first_referral(place: WorkPlace) -> None:
    """What the store holds of the first referral."""
    with place.stored() as session:
        case = session.scalars(select(Case).where(Case.number == "R8-001")).one()
        referral = session.scalars(select(Referral).where(Referral.case_id == case.id)).one()
        answers = open_sheet(session, "reception", referral.id).answers
        question = session.scalars(select(OpenQuestion)).one()
        task = session.scalars(select(Task)).one()
    assert answers["person_kana"] == "ヤマダ　ハナコ"
    assert answers["person_birth"] == "1945~"
    assert answers["worries"] == {"most": "income", "also": ["health_disability", "family"]}
    assert answers["consent_state"] == "unconfirmed"
    assert (referral.from_agency_name, referral.stuck_on) == ("地域包括支援センター", STUCK_ON)
    assert (question.what, question.finder) == ("長男の仕事", "鈴木")
    assert (task.what, task.who, str(task.due_on)) == ("「長男の仕事」を調べる", "鈴木", "2026-11-30")


def three_facts_are_enough_and_dates_may_be_vague(clerk: Clerk, place: WorkPlace) -> None:
    """Step 2 again: a name, a date and who referred; then somebody without a name whose birth nobody knows."""
    clerk.press("Ctrl+N")
    clerk.wait_to_be_at("氏名")
    clerk.type_words(("たかはし", "髙橋"), ("　", ""), ("いちろう", "一郎"))
    clerk.enter(3)
    clerk.type_keys("s19.5.3")
    clerk.enter()
    clerk.wait_to_see("昭和19年5月3日")
    clerk.enter(2)
    clerk.type_words(("じゅうみんか", "住民課"))
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("ケース番号はR8-002です。")
    clerk.press("Ctrl+N")
    clerk.wait_to_be_at("氏名")
    clerk.enter(2)
    clerk.type_words(("かわべりのかた", "川べりの方"))
    clerk.enter()
    clerk.type_words(("ふめい", "不明"))
    clerk.enter()
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("ケース番号はR8-003です。")
    with place.stored() as session:
        births = {person.shown_name: person.birth for person in session.scalars(select(Person))}
    assert births["髙橋　一郎"] == "1944-05-03"
    assert births["川べりの方"] == "unknown"


def similar_people_are_shown_beside_and_stop_nobody(clerk: Clerk, place: WorkPlace) -> None:
    """Step 2 again: the same reading in other letters."""
    clerk.press("Ctrl+N")
    clerk.wait_to_be_at("氏名")
    assert "似た人が" not in clerk.shown()
    clerk.type_words(("やまだ", "山田"), ("　", ""), ("はなこ", "華子"))
    clerk.wait_to_see("似た人が1人います。")
    clerk.wait_to_see("R8-001　山田世帯")
    assert "氏名" in clerk.where()
    clerk.enter(3)
    clerk.type_keys("h2.1.9")
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("ケース番号はR8-004です。")
    assert sorted(people(place)) == sorted(["", "山田　花子", "山田　華子", "髙橋　一郎"])


def the_sheets_of_the_referral_print(clerk: Clerk, place: WorkPlace) -> None:
    """Step 3: A票 and B票 from the case, as they are read from top to bottom."""
    find(clerk, "R8-001")
    clerk.wait_to_be_at("つなぎの様式")
    clerk.press("Ctrl+P")
    first, second = place.save_paper(clerk, "a_sheet")
    stand_in_order(first, "A票", "R8-001", "地域包括支援センター", "鈴木", "山田花子", "ヤマダハナコ", "昭和20年頃")
    stand_in_order(first, PHONE, "続柄（本人から）", "81歳くらい", "本人の同意", "[レ]未確認")
    stand_in_order(second, "[○]病気や健康、障害のこと", "[◎]収入・生活費のこと", "[○]家族との関係について", "R8-001")
    clerk.press("Right")
    clerk.press("Ctrl+P")
    pages = place.save_paper(clerk, "b_sheet")
    stand_in_order("".join(pages), "B票", "山田花子", STUCK_ON, "ジェノグラム", "長男の仕事", "令和8年11月30日")


def the_answer_prints_and_leaves_today(clerk: Clerk, place: WorkPlace) -> None:
    """Step 3 again: きょう leads to the C票; two replies, a due date, the paper, and nobody waits any more."""
    clerk.press("Ctrl+1")
    clerk.wait_to_see("山田世帯　に回答する　R8.11.30まで　地域包括支援センターから")
    clerk.go_to("回答を待っているつなぎ")
    clerk.enter()
    clerk.go_to("今ある制度や連携")
    clerk.press("3")
    clerk.press("5")
    clerk.go_to("次にすること")
    clerk.type_words(("しえんかいぎをひらく", "支援会議を開く"))
    clerk.enter()
    clerk.type_keys("11/24")
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("回答しました。")
    clerk.press("Ctrl+P")
    paper = "".join(place.save_paper(clerk, "c_sheet"))
    stand_in_order(paper, "C票（回答）", "地域包括支援センター", "山田花子", "回答日令和8年11月23日", "見本太郎")
    stand_in_order(paper, "[レ]支援会議を開き", "[]参加支援", "[レ]生活の課題", "支援会議を開く", "令和8年11月24日")
    clerk.press("Ctrl+1")
    clerk.wait_to_see("支援会議を開く")  # the next step is something to do now
    assert "地域包括支援センターから" not in clerk.shown()
    assert "髙橋世帯　に回答する　R8.11.30まで　住民課から" in clerk.shown()


def find(clerk: Clerk, typed: str) -> None:
    """Ctrl+K, a few letters, Enter."""
    clerk.press("Ctrl+K")
    clerk.wait_to_be_at("探す")
    clerk.type_keys(typed)
    clerk.enter()
    clerk.wait_until(lambda: "探す" not in clerk.where(), "the case to open")
