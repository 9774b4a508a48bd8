"""このケースの履歴: who did what when, in words, of this case alone."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Note
from hokatsu_desktop.services.case_history import ACTS_AT_ONCE, history_of_case
from hokatsu_desktop.services.cases import add_family_member, change_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.notes import save_note, write_note
from hokatsu_desktop.services.papers import note_print
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.sheets.definition import Subject
from tests.services.test_growth import statements
from tests.services.test_story import A_SHEET, received


def test_acts_are_told_newest_first_with_what_stood_there(session: Session) -> None:
    case_id = received(session).case_id
    change_case(session, case_id, lead_supporter="地域包括支援センター")
    change_case(session, case_id, lead_supporter="社会福祉協議会")
    newest, earlier = history_of_case(session, case_id).acts[:2]
    assert newest.title == earlier.title == "ケースの内容を直す"
    assert newest.number > earlier.number
    (change,) = newest.changes
    assert (change.label, change.before, change.after) == (
        "ケース：主担当",
        "地域包括支援センター",
        "社会福祉協議会",
    )
    assert f"{newest.at:%Y-%m-%d %H:%M}" == "2026-11-23 01:00"  # the clock of these tests stands in UTC


def test_choices_days_and_sheets_read_in_words(session: Session) -> None:
    referral = received(session)
    note = write_note(session, referral.case_id, facts="電話で話した", mode="phone")
    written = {change.label: change.after for change in history_of_case(session, referral.case_id).acts[0].changes}
    assert written["経過：事実"] == "電話で話した"
    assert "phone" not in written.values()
    assert any(words.startswith("令和8年11月23日") for words in written.values())
    assert isinstance(session.get(Note, note.id), Note)


def test_of_a_long_text_only_the_changed_part_is_shown(session: Session) -> None:
    case_id = received(session).case_id
    text = "はじめの文です。" * 30
    note = write_note(session, case_id, facts=text)
    save_note(session, note.id, facts=f"{text}あとで足した文。")
    newest = history_of_case(session, case_id).acts[0]
    assert [(one.before, one.after) for one in newest.changes] == [("", "…あとで足した文。")]


def test_prints_and_undoing_are_told(session: Session) -> None:
    referral = received(session)
    change_case(session, referral.case_id, lead_supporter="水道課")
    undo(session)
    note_print(session, [A_SHEET], subject=Subject.REFERRAL, subject_id=referral.id, to="printer")
    note_print(session, [A_SHEET], subject=Subject.REFERRAL, subject_id=referral.id, to="excel")
    excel, printed, undone = history_of_case(session, referral.case_id).acts[:3]
    assert printed.title.startswith("印刷する（")
    assert excel.title.startswith("ファイルに書き出す（")
    assert undone.title == "元に戻す（ケースの内容を直す）"
    assert [(one.before, one.after) for one in undone.changes] == [("水道課", "")]


def test_a_row_that_is_gone_is_still_told(session: Session) -> None:
    case_id = received(session).case_id
    write_note(session, case_id, facts="まちがえて書いた")
    undo(session)
    undone = history_of_case(session, case_id).acts[0]
    assert undone.title == "元に戻す（経過を書く）"
    assert ("経過：事実", "まちがえて書いた", "") in [(one.label, one.before, one.after) for one in undone.changes]


def test_nothing_of_another_household_is_told(session: Session) -> None:
    case_id = received(session).case_id
    other = received(session, "例示 太郎", "レイジ タロウ")
    save_sheet(session, A_SHEET, other.id, {"person_name": "例示 二郎", "person_phone": "0155-00-9999"})
    add_family_member(session, other.case_id, name="例示 さち")
    note_print(session, [A_SHEET], subject=Subject.REFERRAL, subject_id=other.id, to="printer")
    told = repr(history_of_case(session, case_id).acts)
    assert "例示" not in told
    assert "9999" not in told
    assert "印刷" not in told
    assert "例示 さち" in repr(history_of_case(session, other.case_id).acts)


def test_no_column_is_shown_under_its_raw_name(session: Session) -> None:
    case_id = received(session).case_id
    labels = {one.label for act in history_of_case(session, case_id).acts for one in act.changes}
    assert labels
    assert not [label for label in labels if any("a" <= sign <= "z" for sign in label)]


def test_pages_hold_fifty_acts_and_ask_the_same_questions(session: Session) -> None:
    case_id = received(session).case_id
    session.flush()
    session.expunge_all()
    with statements(session) as few:
        first = history_of_case(session, case_id)
    assert not first.has_older
    for number in range(ACTS_AT_ONCE):
        change_case(session, case_id, next_what=f"{number}回目")
    session.expunge_all()
    with statements(session) as many:
        page = history_of_case(session, case_id)
    assert len(many) == len(few) <= 5
    assert (len(page.acts), page.has_older) == (ACTS_AT_ONCE, True)
    rest = history_of_case(session, case_id, before=page.acts[-1].number)
    assert [act.number for act in rest.acts] == [act.number for act in first.acts]
    assert not rest.has_older
