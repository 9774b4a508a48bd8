"""見立て: marking blocks and blanks with one key, the timeline in rows, risks that set a date, and the day as it was."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.models import Case
from hokatsu_desktop.services.assessment import BlockState, blocks_of
from hokatsu_desktop.services.households import household_rows, left_members, other_cases, save_household
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.services.timeline import timeline_rows
from hokatsu_desktop.ui.cases.assessment_tab import KNOWN_ON, TIMELINE, AssessmentTab
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.choices_field import ChoicesField
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui_cases.town import CONTROL, TODAY, FakePrinter, Heard, Keys, Town, held_meeting, new_case

SHIFT = Qt.KeyboardModifier.ShiftModifier


def assessment(section: CasesSection, case_id: int, blank: str = "", record_id: int | None = None) -> AssessmentTab:
    place = Place(section="cases", case_id=case_id, tab="assessment", blank=blank, record_id=record_id)
    section.show_place(place)
    tab = section.detail.tab()
    assert isinstance(tab, AssessmentTab)
    return tab


def state(desk: Desk, case_id: int, key: str) -> BlockState:
    with desk.reading() as session:
        return next(block.state for block in blocks_of(session, case_id) if block.key == key)


def answer(desk: Desk, case_id: int, key: str) -> object:
    with desk.reading() as session:
        return open_sheet(session, "assessment", case_id).answers.get(key)


def test_one_key_marks_the_block_the_keyboard_is_in(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = assessment(section, case_id, "treatment")
    assert "13のうち0つ済み" in tab.strip.words.text()
    keys.press(Qt.Key.Key_F8)
    assert state(desk, case_id, "health") is BlockState.DONE
    assert "13のうち1つ済み" in tab.strip.words.text()
    keys.press(Qt.Key.Key_F8)
    assert state(desk, case_id, "health") is BlockState.UNCONFIRMED
    assert "13のうち0つ済み、1つ未確認" in tab.strip.words.text()
    keys.press(Qt.Key.Key_F8)
    assert state(desk, case_id, "health") is BlockState.LATER


def test_what_is_typed_is_kept_when_the_block_is_marked(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    assessment(section, case_id, "treatment")
    keys.type("町立病院に月に一度")
    keys.press(Qt.Key.Key_F8)
    assert answer(desk, case_id, "treatment") == "町立病院に月に一度"
    assert state(desk, case_id, "health") is BlockState.DONE


def test_one_key_writes_unconfirmed_and_takes_it_back_but_never_over_words(
    section: CasesSection, desk: Desk, heard: Heard
) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = assessment(section, case_id, "treatment")
    for blank, wanted in (
        ("treatment", "未確認"),
        ("health", "unconfirmed"),
        ("strengths", ["unconfirmed"]),
        ("screened_on", "?未確認"),
    ):
        tab.pane.form.focus_blank(blank)
        keys.press(Qt.Key.Key_F9)
        assert tab.flush()
        assert answer(desk, case_id, blank) == wanted
    keys.press(Qt.Key.Key_F9)
    assert tab.flush()
    assert answer(desk, case_id, "screened_on") in ("", None)
    tab.pane.form.focus_blank("rent")
    keys.type("月3万円")
    keys.press(Qt.Key.Key_F9)
    assert tab.flush()
    assert answer(desk, case_id, "rent") == "月3万円"
    assert "もう書いてある" in heard.words()


def test_a_block_is_reached_from_the_strip_and_the_place_is_kept(section: CasesSection, desk: Desk) -> None:
    case_id, other = new_case(desk), new_case(desk)
    tab = assessment(section, case_id)
    tab.strip.wanted.emit("work")
    assert tab.pane.form.section_of(tab.pane.form.current_blank()) == "work"
    kept = section.place()
    assessment(section, other)
    section.show_place(kept)
    tab = section.detail.tab()  # type: ignore[assignment]  # checked below
    assert isinstance(tab, AssessmentTab)
    assert tab.spot() == kept_spot(kept)


def kept_spot(place: Place) -> tuple[int | None, str]:
    return place.record_id, place.blank


def test_a_risk_sets_the_next_date_says_so_and_can_be_taken_back(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    offered: list[tuple[str, str, list[tuple[str, object]]]] = []
    desk.offered.connect(lambda kind, words, acts: offered.append((kind, words, acts)))
    tab = assessment(section, case_id, "risks")
    risks = tab.pane.form.field_widget("risks")
    assert isinstance(risks, ChoicesField)
    tab.pane.form._told("risks")
    risks.set_value(["loss_of_home"])
    assert tab.flush()
    assert next_on(desk, case_id) == (date(2026, 11, 26), "リスク「住居喪失」を確かめる")  # three open days on
    risks.set_value(["loss_of_home", "life"])
    tab.pane.form._told("risks")
    assert tab.flush()
    assert next_on(desk, case_id) == (TODAY, "リスク「生命」を確かめる")
    kind, words, acts = offered[-1]
    assert kind == "warning"
    assert "次の確認日をR8.11.23にしました" in words
    acts[0][1]()  # type: ignore[operator]  # what the button does
    assert next_on(desk, case_id) == (date(2026, 11, 26), "リスク「住居喪失」を確かめる")


def next_on(desk: Desk, case_id: int) -> tuple[date | None, str]:
    with desk.reading() as session:
        case = session.get_one(Case, case_id)
        return case.next_on, case.next_what


def timeline(desk: Desk, case_id: int) -> list[dict[str, str]]:
    with desk.reading() as session:
        return timeline_rows(session, case_id)


def test_facts_are_typed_by_keyboard_kept_in_words_and_stand_in_the_order_of_time(
    section: CasesSection, desk: Desk
) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = assessment(section, case_id, TIMELINE)
    tab.timeline.rows.focus_row(0)
    for when, what in (
        ("平成12年", "仕事をやめる"),
        ("中学のころ", "学校を休みがちになる"),
        ("昭和50年頃", "町に移り住む"),
    ):
        row = tab.timeline.rows.row_count() - 1
        tab.timeline.rows.stop(row, 0).setFocus()
        keys.type(when)
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Return)
        keys.type(what)
    assert [row["what"] for row in tab.timeline.rows.value()][2] == "町に移り住む"  # nothing moves under the hands
    tab.parts.setFocus()
    QApplication.processEvents()
    assert tab.flush()
    tab.timeline.reread()
    rows = timeline(desk, case_id)
    assert [(row["happened"], row["what"]) for row in rows] == [
        ("1975~", "町に移り住む"),
        ("2000", "仕事をやめる"),
        ("?中学のころ", "学校を休みがちになる"),
    ]
    assert {row["learned_on"] for row in rows} == {"2026-11-23"}
    assert [row["what"] for row in tab.timeline.rows.value()] == [row["what"] for row in rows]
    tab.timeline.rows.focus_row(2)
    keys.press(Qt.Key.Key_Up, CONTROL | SHIFT)
    tab.parts.setFocus()
    assert tab.flush()
    tab.timeline.reread()
    assert [row["happened"] for row in timeline(desk, case_id)] == ["1975~", "?中学のころ", "2000"]


def test_a_fact_is_found_by_search_and_opened(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = assessment(section, case_id, TIMELINE)
    tab.timeline.rows.stop(0, 2).setFocus()
    keys.type("養蚕をやめて漁に出る")
    assert tab.flush()
    with desk.reading() as session:
        (hit,) = [one for one in find(session, "養蚕") if one.kind == "life"]
    assert hit.case_id == case_id
    tab = assessment(section, case_id, record_id=hit.target_id)
    assert tab.parts.key() == TIMELINE
    assert tab.timeline.rows.current() == (0, 0)


def test_the_day_of_a_meeting_is_shown_as_it_was(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    meeting_id = held_meeting(desk, case_id)
    tab = assessment(section, case_id, KNOWN_ON, meeting_id)
    assert tab.parts.key() == KNOWN_ON
    assert tab.known.day.value() == "2026-11-20"
    assert "まだありませんでした" in shown(tab)
    tab.known.day.set_day(TODAY)
    assert "仮名 はな" in shown(tab)
    assert "保健センター　木村：訪問する" in shown(tab)
    tab.known.day.set_day(TODAY - timedelta(days=1))
    assert "仮名 はな" not in shown(tab)


def shown(tab: AssessmentTab) -> str:
    QApplication.processEvents()
    return "\n".join(words.text() for words in tab.known.findChildren(Words) if words.isVisibleTo(tab.known))


def test_the_sheet_is_printed_and_an_empty_one_for_the_visit(
    section: CasesSection, desk: Desk, printer: FakePrinter
) -> None:
    case_id = new_case(desk)
    tab = assessment(section, case_id)
    assert tab.print_here()
    tab.by_hand.click()
    assert printer.asked == [("assessment", case_id), ("assessment", 0)]


def test_key_person_where_somebody_lives_and_whom_they_support_are_kept(
    section: CasesSection, desk: Desk, town: Town
) -> None:
    section.show_place(Place(section="cases", case_id=town.main, tab="household"))
    tab = section.detail.tab()
    assert isinstance(tab, HouseholdTab)
    rows = tab.members.value()
    rows[2] |= {"lives_where": "となりの市", "key_person": "yes", "supports": "母", "since": "2020-04"}
    desk.act(lambda session: save_household(session, town.main, rows))
    with desk.reading() as session:
        kept = household_rows(session, town.main)[2]
    assert [kept[name] for name in ("lives_where", "key_person", "supports", "since")] == [
        "となりの市",
        "yes",
        "母",
        "2020-04",
    ]
    assert tab.members.value()[2]["lives_where"] == "となりの市"


def test_who_left_is_in_view_and_can_be_taken_in_again(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    desk.act(
        lambda session: save_household(
            session, case_id, [*household_rows(session, case_id), {"name": "仮名 みのる", "kinship": "child"}]
        )
    )
    desk.act(lambda session: save_household(session, case_id, household_rows(session, case_id)[:1]))
    section.show_place(Place(section="cases", case_id=case_id, tab="household"))
    tab = section.detail.tab()
    assert isinstance(tab, HouseholdTab)
    with desk.reading() as session:
        (left,) = left_members(session, case_id)
        assert other_cases(session, case_id) == []
    assert (left.name, left.until_on) == ("仮名 みのる", TODAY)
    assert not tab.left.isHidden()
    assert tab.others.isHidden()
    tab.left._take_back(left)
    assert tab.left.isHidden()
    with desk.reading() as session:
        assert [row["name"] for row in household_rows(session, case_id)][1] == "仮名 みのる"
