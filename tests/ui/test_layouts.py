"""The twelve-column grid and flowing lines."""

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.twelfths_layout import Part, TwelfthsLayout, column_widths, lines_of, pixels
from tests.ui.hands import show


def _spans(parts: list[tuple[int, int]], width: int) -> list[list[int]]:
    made = [Part(span, least) for span, least in parts]
    return [[span for _, span in line] for line in lines_of(made, width, 16)]


def test_a_wide_window_shows_the_lines_of_the_paper() -> None:
    assert _spans([(6, 150), (3, 150), (3, 150), (12, 240)], 1000) == [[6, 3, 3], [12]]


def test_a_short_line_keeps_its_widths() -> None:
    assert _spans([(4, 150), (12, 150)], 1000) == [[4], [12]]


def test_a_narrow_window_gives_more_room_and_fills_its_lines() -> None:
    assert _spans([(3, 150), (3, 150), (6, 150)], 480) == [[6, 6], [12]]
    assert _spans([(4, 200), (4, 200), (4, 200)], 300) == [[12], [12], [12]]


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 400)), min_size=1, max_size=12),
    st.integers(200, 1200),
)
def test_every_part_is_there_once_in_order_and_no_line_is_too_long(parts: list[tuple[int, int]], width: int) -> None:
    lines = lines_of([Part(span, least) for span, least in parts], width, 16)
    assert [index for line in lines for index, _ in line] == list(range(len(parts)))
    assert all(sum(span for _, span in line) <= 12 for line in lines)
    assert all(pixels(span, width, 16) >= min(parts[i][1], pixels(12, width, 16)) for line in lines for i, span in line)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(30, 120)), min_size=1, max_size=6), st.integers(800, 1400))
def test_table_columns_have_their_least_and_never_pass_the_edge(parts: list[tuple[int, int]], width: int) -> None:
    made = [Part(span, least) for span, least in parts]
    widths = column_widths(made, width, 6)
    assert all(given_width >= part.least for given_width, part in zip(widths, made, strict=True))
    assert sum(widths) + 6 * (len(widths) - 1) <= width


def test_fields_of_one_line_begin_at_one_height(qtbot: QtBot) -> None:
    page = QWidget()
    grid = TwelfthsLayout(page)
    places = []
    for head_height in (20, 60):
        head, field = QWidget(), QWidget()
        head.setFixedHeight(head_height)
        field.setFixedHeight(36)
        grid.place(field, 6, lambda: 100, head)
        places.append((head, field))
    show(qtbot, page, 600, 300)
    (head, field), (other_head, other_field) = places
    assert field.y() == other_field.y() == 66
    assert head.y() == other_head.y()


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    page = QWidget()
    flow = FlowLayout(page)
    buttons = [QPushButton("住まいについて") for _ in range(5)]
    for made in buttons:
        flow.addWidget(made)
    show(qtbot, page, 420, 300)
    assert len({made.y() for made in buttons}) >= 2
    assert all(made.geometry().right() <= page.width() for made in buttons)
    assert flow.heightForWidth(2000) < flow.heightForWidth(420)


@pytest.mark.parametrize("make", [FlowLayout, TwelfthsLayout])
def test_widgets_can_be_taken_out_again(qtbot: QtBot, make: type[FlowLayout] | type[TwelfthsLayout]) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = make(page)
    one, other = QPushButton("一"), QPushButton("二")
    layout.addWidget(one)
    layout.addWidget(other)
    layout.removeWidget(one)
    first = layout.itemAt(0)
    assert layout.count() == 1
    assert first is not None
    assert first.widget() is other
    assert layout.itemAt(5) is None


def test_the_items_of_a_flow_layout_go_with_it(qtbot: QtBot) -> None:
    """An item made by Qt's own addWidget belongs to nobody: each page that was shown would leave all of its own behind."""
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    first, second = QLabel("前"), QLabel("先")
    flow.addWidget(second)
    flow.insert(0, first)
    items = [item for place in range(flow.count()) if (item := flow.itemAt(place)) is not None]
    assert [item.widget() for item in items] == [first, second]
    assert [shiboken6.ownedByPython(item) for item in items] == [True, True]
