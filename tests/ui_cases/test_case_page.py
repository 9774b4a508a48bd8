"""The page of a case: what it shows, what it stores, and what each tab does."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import (
    Answer,
    Case,
    CasePerson,
    ConsentState,
    Note,
    Part,
    Plan,
    Referral,
    Stage,
)
from hokatsu_desktop.services.consents import consent_summary, newest_consent
from hokatsu_desktop.services.plans import monitorings_of, rows_of
from hokatsu_desktop.services.referral_presets import choose_referral_preset
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import open_tasks, waiting_tasks
from hokatsu_desktop.ui.cases.detail import TABS
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.notes_tab import NotesTab
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.plan_tab import PlanTab
from hokatsu_desktop.ui.cases.referral_tab import C_SHEET, ReferralTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.cases.side_panel import SidePanel
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.theme import apply_theme, px
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, focus_name
from tests.ui_cases.town import CONTROL, TODAY, FakePrinter, Heard, Keys, Town, held_meeting, new_case

AGE = 3  # the column of the members' table


def go(section: CasesSection, case_id: int, tab: str, record_id: int | None = None) -> None:
    section.show_place(Place(section="cases", case_id=case_id, tab=tab, record_id=record_id))


def overview(section: CasesSection, case_id: int) -> OverviewTab:
    go(section, case_id, "overview")
    tab = section.detail.tab()
    assert isinstance(tab, OverviewTab)
    return tab


def household(section: CasesSection, case_id: int) -> HouseholdTab:
    go(section, case_id, "household")
    tab = section.detail.tab()
    assert isinstance(tab, HouseholdTab)
    return tab


def plan_tab(section: CasesSection, case_id: int, tab: str = "plan") -> PlanTab:
    go(section, case_id, tab)
    shown = section.detail.tab()
    assert isinstance(shown, PlanTab)
    return shown


def referral_tab(section: CasesSection, case_id: int, record_id: int | None = None) -> ReferralTab:
    go(section, case_id, "referral", record_id)
    tab = section.detail.tab()
    assert isinstance(tab, ReferralTab)
    return tab


def test_ctrl_tab_walks_through_the_tabs(section: CasesSection, town: Town) -> None:
    go(section, town.main, "overview")
    section.detail.enter()
    keys, seen = Keys(), []
    for _ in TABS:
        seen.append(section.detail.tab_key())
        keys.press(Qt.Key.Key_Tab, CONTROL)
    assert seen == list(TABS)
    assert section.detail.tab_key() == "overview"


def test_head_says_who_where_consent_and_lead_stand(section: CasesSection, town: Town) -> None:
    go(section, town.main, "overview")
    header = section.detail.header
    assert (header.title.words(), header.number.words()) == ("架空世帯", "R8-001")
    assert header.consent.text() == "同意 未確認"
    assert header.lead.text() == "主担当 未定"
    assert "回答 いま" in header.steps.accessibleName()


def test_what_can_be_done_now_is_stored_within_two_seconds(
    section: CasesSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    field = overview(section, town.main).words["can_do_now"]
    field.setFocus()
    commit(field, "月に2回訪ねる")

    def stored() -> bool:
        with desk.reading() as session:
            return session.get_one(Case, town.main).can_do_now == "月に2回訪ねる"

    qtbot.waitUntil(stored)


def test_a_task_is_added_by_enter_and_ticked_off(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    tab = overview(section, case_id)
    field = next(one for one in tab.findChildren(TextField, "task_what") if one.isVisible())
    field.setFocus()
    keys = Keys()
    keys.type("受診歴をたずねる")
    keys.press(Qt.Key.Key_Return)
    keys.type("木村")
    keys.press(Qt.Key.Key_Return)
    keys.type("11/25")
    keys.press(Qt.Key.Key_Return)
    with desk.reading() as session:
        task = open_tasks(session, case_id)[0]
    assert (task.what, task.who, task.due_on) == ("受診歴をたずねる", "木村", date(2026, 11, 25))
    assert focus_name() == "task_what"
    tab.tasks.ticks()[0].click()
    assert "済み" in heard.words()
    with desk.reading() as session:
        assert open_tasks(session, case_id) == []


def test_the_end_of_accompanying_leads_to_the_note(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    with desk.reading() as session:
        referral = session.scalars(select(Referral).where(Referral.case_id == case_id)).one()
    tab = referral_tab(section, case_id, referral.id)
    assert not tab.went.isVisibleTo(tab)
    desk.act(lambda session: save_sheet(session, C_SHEET, referral.id, {"replies": ["accompany"]}))
    section.finish()
    assert tab.went.isVisibleTo(tab)
    tab.went.click()
    assert "調整中に戻しました" in heard.words()
    assert not tab.went.isVisibleTo(tab)
    writer = section.window().findChild(NoteWriter)
    assert writer is not None
    writer.close()
    with desk.reading() as session:
        assert session.get_one(Case, case_id).stage == Stage.ARRANGING


def test_answer_flow_from_due_date_to_telling_back(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    with desk.reading() as session:
        referral = session.scalars(select(Referral).where(Referral.case_id == case_id)).one()
    tab = referral_tab(section, case_id, referral.id)
    assert tab.parts.key() == C_SHEET
    assert tab.tag.text() == "○ 回答はR8.11.30まで"
    section.finish()
    pane = tab.pane()
    assert heard.kind() == "warning"
    assert pane is not None
    assert pane.form.gap_list.isVisibleTo(pane)
    desk.act(lambda session: save_sheet(session, C_SHEET, referral.id, {"replies": ["support_meeting"]}))
    section.finish()
    assert heard.kind() == "success"
    with desk.reading() as session:
        answer = session.scalars(select(Answer).where(Answer.referral_id == referral.id)).one()
        assert (answer.answered_on, answer.answered_by) == (TODAY, "井上 まこと")
    assert tab.tag.text() == "R8.11.23 回答しました"
    tab.meet.click()
    assert (heard.wanted[-1].section, heard.wanted[-1].tab, heard.wanted[-1].case_id) == ("meetings", "new", case_id)
    tab.told.click()
    assert tab.tag.text() == "R8.11.23 結果を伝えました"
    assert focus_name() == "told_back"


def test_sheets_print_filled_in_and_for_handwriting(
    section: CasesSection, town: Town, printer: FakePrinter, desk: Desk, heard: Heard
) -> None:
    tab = referral_tab(section, town.main)
    with desk.reading() as session:
        referral = session.scalars(select(Referral).where(Referral.case_id == town.main)).one()
    section.print_here()
    tab.by_hand.click()
    assert printer.asked == [("tsunagi_takashima_a", referral.id), ("tsunagi_takashima_a", 0)]
    go(section, town.main, "notes")
    section.print_here()
    assert isinstance(section.detail.tab(), PapersTab)
    section.print_packet()
    assert heard.kind() == "info"


def test_recording_consent_wakes_what_waited(section: CasesSection, desk: Desk, town: Town, heard: Heard) -> None:
    tab = household(section, town.main)
    assert tab.consents.parts[town.son].isChecked()
    with desk.reading() as session:
        principal = session.get_one(Case, town.main).principal_id
    for person_id in (principal, town.son):
        tab.consents.buttons[person_id].setFocus()
        keys = Keys()
        keys.press(Qt.Key.Key_Space)
        keys.press(Qt.Key.Key_1)  # 同意あり
        keys.press(Qt.Key.Key_Return, CONTROL)
    assert "1件" in heard.words()
    with desk.reading() as session:
        assert consent_summary(session, town.main).state == ConsentState.GIVEN
        assert waiting_tasks(session, town.main) == []
        consent = newest_consent(session, town.main, town.son)
        assert consent is not None
        assert (consent.obtained_on, consent.give, consent.take) == (TODAY, True, True)
    assert section.detail.header.consent.text() == "同意あり"
    assert "重層的支援会議を開けます" in tab.consents.summary.words()


def test_who_counts_for_consent_is_ticked(section: CasesSection, desk: Desk, town: Town) -> None:
    tab = household(section, town.main)
    tab.consents.parts[town.daughter].click()
    with desk.reading() as session:
        query = select(CasePerson.part).where(CasePerson.case_id == town.main, CasePerson.person_id == town.daughter)
        assert session.scalar(query) == Part.SUBJECT
    tab.consents.parts[town.daughter].click()
    with desk.reading() as session:
        assert session.scalar(query) == Part.FAMILY


def test_an_age_between_two_years_is_read_whole_in_large_letters(
    section: CasesSection, town: Town, qtbot: QtBot, application: QApplication
) -> None:
    apply_theme(application, 150)
    tab = household(section, town.main)
    section.resize(1030, 600)
    age = tab.members.stop(0, AGE)
    assert isinstance(age, TextField)
    qtbot.waitUntil(lambda: age.fontMetrics().horizontalAdvance("52歳か53歳") + px(24) <= age.width(), timeout=1000)


def test_a_family_member_is_typed_into_the_table_and_drawn(section: CasesSection, desk: Desk, town: Town) -> None:
    tab = household(section, town.other)
    last = tab.members.row_count() - 1
    tab.members.stop(last, 0).setFocus()
    keys = Keys()
    keys.type("例示 ゆき")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    keys.type("s50.4.2")
    section.flush()
    row = tab.members.value()[last]
    assert (row["name"], row["birth"], row["age"]) == ("例示 ゆき", "1975-04-02", "51歳")
    assert "例示 ゆき" in tab.genogram.view.accessibleName()
    assert tab.genogram.view.heightForWidth(400) > 20


def test_plan_is_made_from_the_decision_and_decided(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    held_meeting(desk, case_id)
    tab = plan_tab(section, case_id)
    buttons = [one for one in tab.findChildren(QPushButton) if one.text() == "決定からプランを作る"]
    buttons[0].setFocus()
    keys = Keys()
    keys.press(Qt.Key.Key_Space)
    pane = tab.pane()
    assert pane is not None
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert heard.kind() == "success"
    with desk.reading() as session:
        plan = session.get_one(Plan, pane.subject_id)
        assert plan.decided_on == TODAY
        assert [(row.who, row.what) for row in rows_of(session, plan.id)] == [("保健センター　木村", "訪問する")]
    assert not tab.decide.isVisibleTo(tab)
    assert section.place().record_id == plan.id
    section.print_here()
    tab.back.click()
    assert tab.pane() is None


def test_w9_records_a_review_in_four_keys_and_a_memo(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    keys = Keys()
    plan_tab(section, case_id, "monitoring")  # きょう: Enter on the row
    keys.pressed = 1
    keys.press(Qt.Key.Key_2)
    assert focus_name() == "monitoring_memo"
    keys.type("電話に出るようになった")
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert keys.pressed <= 4
    with desk.reading() as session:
        coming, done = monitorings_of(session, case_id)
        assert (done.change, done.memo, done.done_on) == ("same", "電話に出るようになった", TODAY)
        assert coming.due_on == date(2027, 2, 22)
        assert session.get_one(Case, case_id).next_on == date(2027, 2, 22)
    assert "令和9年2月22日" in heard.words()


def test_a_review_without_a_change_is_asked_for(section: CasesSection, town: Town, heard: Heard) -> None:
    plan_tab(section, town.other, "monitoring")
    section.finish()
    assert heard.kind() == "warning"
    assert "1 良い" in heard.words()


def test_notes_keep_the_kinds_of_knowledge_apart(section: CasesSection, desk: Desk, town: Town) -> None:
    go(section, town.main, "notes")
    tab = section.detail.tab()
    assert isinstance(tab, NotesTab)
    with desk.reading() as session:
        newest = session.scalars(select(Note).where(Note.case_id == town.main).order_by(Note.id.desc())).first()
        assert newest is not None
    card = tab.cards[newest.id]
    words = [label.text() for label in card.findChildren(type(tab.empty._words))]
    assert any("本人のことば" in one for one in words)
    assert any("小さな変化" in one for one in words)
    go(section, town.main, "notes", newest.id)
    assert card.edit.hasFocus()


def test_side_panel_shows_the_household_and_who_is_involved(section: CasesSection, town: Town) -> None:
    go(section, town.main, "overview")
    panel = section.side_panel()
    assert isinstance(panel, SidePanel)
    assert "架空 一郎" in panel.drawing.accessibleName()
    assert panel._cards["people"].isVisibleTo(panel)
    section.show_place(Place(section="cases", tab="new"))
    assert panel._cards["why"].isVisibleTo(panel)
    assert not panel._cards["people"].isVisibleTo(panel)


def test_a_referral_is_written_on_the_sheets_that_the_office_uses(
    section: CasesSection, desk: Desk, town: Town
) -> None:
    desk.act(lambda session: choose_referral_preset(session, "sakai"))
    tab = referral_tab(section, town.main)
    offered = [tab.parts.tabText(place) for place in range(tab.parts.count())]
    assert offered == ["紹介シート", "A票", "C票（回答）"]  # the A票 is filled in already, the B票 is not
    tab.show_part("tsunagi_sakai")
    pane = tab.pane()
    assert pane is not None
    assert pane.answers()["person_name"]
    desk.act(lambda session: choose_referral_preset(session, "takashima"))
    assert [tab.parts.tabText(place) for place in range(tab.parts.count())] == ["A票", "B票", "C票（回答）"]


def test_place_leads_back_to_the_same_blank(section: CasesSection, town: Town) -> None:
    tab = referral_tab(section, town.main)
    tab.show_part("tsunagi_takashima_b")
    pane = tab.pane()
    assert pane is not None
    pane.form.focus_blank("stuck_on")
    place = section.place()
    assert (place.case_id, place.tab, place.blank) == (town.main, "referral", "stuck_on")
    go(section, town.other, "overview")
    section.show_place(place)
    assert focus_name() == "stuck_on"


def test_where_there_is_no_room_the_list_gives_way_to_the_case(section: CasesSection, town: Town, qtbot: QtBot) -> None:
    section.resize(800, 600)
    go(section, town.main, "overview")
    assert not section.list.isVisible()
    section.detail.header.back.click()
    assert section.list.isVisible()
    assert section.place().case_id is None
