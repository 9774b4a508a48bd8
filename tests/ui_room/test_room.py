"""Nothing is cut at 1280×720, neither at 100 % nor at 150 %; and what looks for it does find it."""

from collections.abc import Iterator
from datetime import timedelta, timezone
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.sheets.definition import Kind
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.ui.camera import put_away, settle, settled_picture_of, work_window
from hokatsu_desktop.ui.cases.detail import TABS, CaseDetail
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.pictures import SMALL
from hokatsu_desktop.ui.sheet_form.blank_box import BlankBox
from hokatsu_desktop.ui.start.practice import practice_town
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.busy import Tasks
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.words import ElidedWords, Words
from tests.ui.hands import NOW, TODAY, show
from tests.ui_room.room import cut_words, overlapping, room_in
from tests.ui_room.scenes import scenes, telling_cases
from tests.ui_room.small_windows import small_windows

LONG = "住まいと暮らしのこれからについて"
JAPAN = timezone(timedelta(hours=9))


def page_of(qtbot: QtBot, *parts: QWidget) -> QWidget:
    """A page with these parts, one below the other."""
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    show(qtbot, page, 400, 300)
    return page


def narrow(widget: QWidget) -> QWidget:
    """A widget that gets less room than its words need."""
    widget.setFixedWidth(60)
    return widget


def locked_field() -> QLineEdit:
    field = QLineEdit(LONG)
    field.setReadOnly(True)
    return field


@pytest.mark.parametrize("make", [lambda: QLabel(LONG), lambda: QPushButton(LONG), locked_field])
def test_words_without_room_are_found(qtbot: QtBot, make: type[QLabel]) -> None:
    (told,) = cut_words(page_of(qtbot, narrow(make())))
    assert LONG in told


def test_a_paragraph_that_is_too_low_is_found(qtbot: QtBot) -> None:
    words = Words(LONG * 8, wrap=True)
    words.setFixedHeight(20)
    (told,) = cut_words(page_of(qtbot, words))
    assert "高さ" in told


def test_what_is_shortened_on_purpose_is_not_told(qtbot: QtBot) -> None:
    tipped = QPushButton(LONG)
    tipped.setToolTip(LONG)
    assert cut_words(page_of(qtbot, narrow(ElidedWords(LONG)), narrow(tipped), QLabel(LONG))) == []


def test_what_nobody_can_scroll_to_is_found_and_what_one_can_is_not(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setMinimumSize(900, 900)
    button = QPushButton("とどかない", inner)
    button.move(700, 700)
    area = QScrollArea()
    area.setWidget(inner)
    page = page_of(qtbot, area)
    assert cut_words(page) == []
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    (told,) = cut_words(page)
    assert "とどかない" in told


def test_words_that_lie_over_others_are_found(qtbot: QtBot) -> None:
    page = QWidget()
    for words, across in (("上の言葉", 10), ("下の言葉", 30)):
        QLabel(words, page).move(across, 10)
    show(qtbot, page, 400, 300)
    (told,) = overlapping(page)
    assert "上の言葉" in told
    assert "下の言葉" in told


@pytest.mark.parametrize("zoom", [100, 150])
@pytest.mark.parametrize("width", [690, 738, 845, 1000])
def test_an_age_of_two_possible_years_is_shown_whole(
    qtbot: QtBot, application: QApplication, zoom: int, width: int
) -> None:
    apply_theme(application, zoom)
    sheet = load_sheet("assessment")
    members = next(blank for blank in sheet.blanks if blank.kind is Kind.PEOPLE)
    field = RowsField(members.key, members.label, members.columns, sheet.choice_list, TODAY)
    show(qtbot, field, width, 500)
    field.set_value([{"name": "架空 花子", "age": "52歳か53歳"}])
    QApplication.processEvents()
    age = field.stop(0, [column.key for column in members.columns].index("age"))
    assert isinstance(age, QLineEdit)
    assert room_in(age) >= age.fontMetrics().horizontalAdvance(age.text())


def test_a_label_longer_than_its_field_gets_the_room_it_needs(qtbot: QtBot, application: QApplication) -> None:
    apply_theme(application, 150)
    sheet = load_sheet("support_plan")
    blank = next(one for one in sheet.blanks if one.label == "アウトリーチ等の継続的支援を利用する")
    box = BlankBox(blank, sheet.choice_list, TODAY)
    qtbot.addWidget(box)
    qtbot.addWidget(box.head)
    assert box.least_width() >= box.head.minimumSizeHint().width()


@pytest.fixture
def practice_desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of the practice town."""
    now = NOW.replace(tzinfo=JAPAN)
    opened = practice_town(tmp_path / "renshu", lambda: now)
    assert opened.staff_id is not None
    tasks = Tasks()
    yield Desk(opened.store, opened.staff_id, tasks, lambda: now)
    tasks.close()
    opened.store.close()


@pytest.mark.long  # draws about a hundred and fifty screens of the practice town, twice
@pytest.mark.qt_log_ignore(r"This plugin does not support", extend=True)
@pytest.mark.parametrize("zoom", [100, 150])
def test_no_screen_of_case_work_and_meetings_cuts_its_words(practice_desk: Desk, zoom: int) -> None:
    found: dict[str, list[str]] = {}
    with work_window(practice_desk, SMALL, zoom) as window:
        cases = telling_cases(window)
        for scene in chain(scenes(window, cases), small_windows(window, cases)):
            shown = scene.show(window)
            settle(practice_desk.tasks)
            settled_picture_of(window)
            if lines := [*cut_words(shown), *overlapping(shown)]:
                found[scene.name] = lines
            if scene.name.endswith("-overview"):
                assert has_all_tabs(window.cases.made().detail)
            if shown is not window:
                put_away(shown)
    assert found == {}


def has_all_tabs(detail: CaseDetail) -> bool:
    """Whether the last tab of a case is on the screen, not behind arrows."""
    return bar_end(detail.bar) <= detail.bar.width() and detail.bar.count() == len(TABS)


def bar_end(bar: QTabBar) -> int:
    """Where the last tab ends."""
    return bar.tabRect(bar.count() - 1).right()
