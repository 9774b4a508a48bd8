"""Calling a meeting, its board, ending it, and the plan: steps of the work, by keyboard."""

from sqlalchemy import select

from hokatsu_desktop.models import Meeting, Plan, Task
from hokatsu_desktop.services.meetings import agenda_of, attendances_of, decisions_of
from hokatsu_desktop.services.plans import rows_of
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import WorkPlace, stand_in_order

PEOPLE = (
    ("ちいきほうかつしえんせんたー　ほけんし　すずき", "地域包括支援センター　保健師　鈴木"),
    ("しゃかいふくしきょうぎかい　さとう", "社会福祉協議会　佐藤"),
    ("みんせいいいん　たなか", "民生委員　田中"),
)
SEATED = ["地域包括支援センター　鈴木", "社会福祉協議会　佐藤", "民生委員　田中"]
ROLES = (("しゅういっかいのほうもん", "週1回の訪問", "11/24"), ("しょくりょう", "食料を届ける", "11/30"))
GOAL = "だれが何をするか決まる"


def a_meeting_without_consent_is_refused_and_another_one_offered(clerk: Clerk, place: WorkPlace) -> None:
    """Step 4: 重層的支援会議 for a household that was not asked; a sentence, and the 支援会議 with all that was typed."""
    clerk.press("Alt+M")
    clerk.press("N")
    clerk.wait_to_be_at("支援会議")
    clerk.press("2")
    assert "重層的支援会議" in clerk.where()
    clerk.go_to("会議の日 [held_on]")
    clerk.type_kana("きょう")
    clerk.go_to("場所")
    clerk.type_words(("やくばだいいちかいぎしつ", "役場第1会議室"))
    clerk.enter()
    clerk.type_keys("001")
    clerk.enter(2)
    clerk.press("1")
    clerk.press("4")
    clerk.go_to("到達点")
    clerk.type_kana("だれがなにをするかきまる", GOAL)
    clerk.tab()
    for reading, words in PEOPLE:
        clerk.type_kana(reading, words)
        clerk.enter()
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("まだ重層的支援会議にかけられません。本人の同意がまだ確認されていません。")
    clerk.wait_to_be_at("支援会議として開く")
    clerk.press("Space")
    clerk.wait_to_be_at("会議の画面")
    with place.stored() as session:
        meeting = session.scalars(select(Meeting)).one()
        seats = [one.shown for one in attendances_of(session, meeting.id)]
        minutes = sum(item.minutes for item in agenda_of(session, meeting.id))
    assert (meeting.basis, meeting.goal, meeting.aims) == ("support", GOAL, ["share", "roles"])
    assert seats == SEATED
    assert minutes == meeting.minutes == 90
    clerk.wait_to_see("次第の合計は90分で、会議の時間とそろっています")


def guests_become_members_one_key_each(clerk: Clerk, place: WorkPlace) -> None:
    """Step 4 again: three new people, registered without leaving the list."""
    clerk.go_to("構成員に登録する")
    for _ in PEOPLE:
        assert "構成員に登録する" in clerk.where()
        clerk.press("Space")
    assert "は欠席" in clerk.where()
    assert clerk.shown().count("臨時") == 0


def the_packet_prints(clerk: Clerk, place: WorkPlace) -> None:
    """Step 4 again: 次第 and the sheets, one numbered copy for each seat."""
    clerk.press("Ctrl+Shift+P")
    pages = place.save_paper(clerk, "packet")
    stand_in_order(pages[0], "次第", "（地域包括支援センター鈴木）1／3部", "令和8年度第1回支援会議", GOAL, "開会・守秘")
    stand_in_order("".join(pages), "1／3部", "A票", "B票", "行動連携計画シート", "2／3部", "A票", "3／3部")
    *copies, whiteboard = pages  # the draft for the wall is printed once
    assert len(copies) % 3 == 0
    assert "3部" not in whiteboard
    for seat in SEATED:
        assert f"（{seat}）".replace("　", "") in "".join(copies)


def everybody_at_the_board_gets_a_row_and_a_role(clerk: Clerk, place: WorkPlace) -> None:
    """Step 5: the sheet on the wall; empty roles are seen, rows are typed with Tab and Enter."""
    with clerk.counting("W6 会議の記録"):
        clerk.press("Ctrl+M")
        clerk.wait_to_be_at("何を 1行目")
        clerk.wait_to_see("役割がまだない人　あと3人")
        for seat in SEATED:
            assert seat in clerk.shown()
        for reading, words, due in ROLES:
            clerk.type_kana(reading, words)
            clerk.tab()
            clerk.type_keys(due)
            clerk.enter(2)
        clerk.wait_to_see("役割がまだない人　あと1人")
        clerk.type_words(("あさのこえかけ", "朝の声かけ"))
        clerk.enter()
        clerk.type_words(("まいあさ", "毎朝"))
        clerk.enter()
        clerk.wait_to_see("全員に役割があります")
        clerk.go_to("主担当")
        clerk.type_words(("ちいきほうかつしえんせんたー", "地域包括支援センター"), ("　すずき", "　鈴木"))
        clerk.go_to("次回（モニタリング） [next_on]")
        clerk.type_keys("11/27")
        clerk.press("Ctrl+Enter")
        clerk.wait_to_be_at("届いた")
        clerk.press("1")
        clerk.press("Ctrl+Enter")
        clerk.wait_to_see("会議を終えました。")
    with place.stored() as session:
        meeting = session.scalars(select(Meeting)).one()
        rows = [(one.who, one.what, one.due) for one in decisions_of(session, 1)]
    assert (meeting.state, meeting.goal_result) == ("held", "reached")
    assert rows == [
        (SEATED[0], "週1回の訪問", "2026-11-24"),
        (SEATED[1], "食料を届ける", "2026-11-30"),
        (SEATED[2], "朝の声かけ", "?毎朝"),
    ]


def make_the_plan(clerk: Clerk) -> None:
    """From the meeting that has just ended to a plan that is decided; the keyboard is left on printing it."""
    clerk.wait_to_be_at("プランを作る")
    clerk.press("Space")
    clerk.wait_to_see("R8-001-P1")
    clerk.go_to("長期目標")
    clerk.type_words(("じたくでくらしつづける", "自宅で暮らし続ける"))
    clerk.tab(2)
    clerk.type_words(("せいかつをたてなおす", "生活を立て直す"))
    clerk.press("Ctrl+Enter")
    clerk.wait_to_be_at("このまま決める")
    clerk.press("Space")
    clerk.wait_to_see("プランを決めました。")
    assert "印刷" in clerk.where()


def the_plan_takes_everything_over_and_prints_two_pages(clerk: Clerk, place: WorkPlace) -> None:
    """Step 6: goal, rows and members without retyping; signature lines; roles and the next day on きょう."""
    make_the_plan(clerk)
    clerk.press("Space")
    pages = place.save_paper(clerk, "plan")
    assert len(pages) == 2
    stand_in_order(pages[0], "R8-001-P1", "山田花子", "自宅で暮らし続ける", GOAL, "生活を立て直す", *ROLES[0][1:2])
    stand_in_order(pages[0], SEATED[0], "週1回の訪問", SEATED[1], "食料を届ける", SEATED[2], "朝の声かけ", "主担当")
    stand_in_order(pages[1], "次回モニタリング令和8年11月27日", "同意した日", "氏名（署名）", "決定日令和8年11月23日")
    clerk.press("Ctrl+1")
    for words in ("週1回の訪問　R8.11.24まで", "食料を届ける　R8.11.30まで", "山田世帯　プランの確認（モニタリング）"):
        clerk.wait_to_see(words)
    with place.stored() as session:
        plan = session.scalars(select(Plan)).one()
        rows = [(row.who, row.what) for row in rows_of(session, plan.id)]
        waiting = set(session.scalars(select(Task.what).where(Task.done_on.is_(None))))
    assert rows == [(SEATED[0], "週1回の訪問"), (SEATED[1], "食料を届ける"), (SEATED[2], "朝の声かけ")]
    assert waiting >= {"週1回の訪問", "食料を届ける", "朝の声かけ", "「長男の仕事」を調べる"}
