"""Where rows and sections are parted between pages."""

import pytest

from hokatsu_desktop.printing.contents import NOTHING
from hokatsu_desktop.printing.table import TWELFTHS, Area, Block, Cell, Row, place

AREA = Area(left=0, width=400, first_top=0, next_top=0, bottom=200)


def block(rows: int, height_pt: float = 30) -> Block:
    return Block(rows=(Row(cells=(Cell(content=NOTHING, share=TWELFTHS),), least_height_pt=height_pt),) * rows)


def rows_on_pages(*blocks: Block, whole_up_to_pt: float = 0) -> list[int]:
    pages = place(blocks, AREA, whole_up_to_pt=whole_up_to_pt)
    return [sum(len(part.rows) for part in page) for page in pages]


def test_no_short_row_stands_alone_before_or_after_a_page_end() -> None:
    assert rows_on_pages(block(7)) == [5, 2]
    assert rows_on_pages(block(5), block(3)) == [5, 3]
    assert rows_on_pages(block(3, height_pt=70)) == [2, 1]


@pytest.mark.parametrize(("whole_up_to_pt", "rows"), [(0, [6, 2]), (119, [6, 2]), (120, [4, 4])])
def test_a_section_up_to_a_height_is_not_parted(whole_up_to_pt: float, rows: list[int]) -> None:
    assert rows_on_pages(block(4), block(4), whole_up_to_pt=whole_up_to_pt) == rows
