"""Choices in columns, names on one line, drawings in their box."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.drawing.shapes import Line, Rect, Text
from hokatsu_desktop.printing.contents import DateByHand, Label, OneLine, Option, Options, WordPiece, Words
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.marks import Mark
from hokatsu_desktop.printing.pictures import Picture
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.text import TextStyle
from tests.printing.reading import character_boxes

STYLE = TextStyle(Face.MINCHO, 10.0, 15.0)
LABELS = st.text(st.sampled_from("あいう漢字（）、ab1"), min_size=1, max_size=30)


def words_of(content: OneLine | Options | Label | Words, width_pt: float) -> list[str]:
    return [
        "".join(piece.text for piece in line.pieces if isinstance(piece, WordPiece)) for line in content.lines(width_pt)
    ]


@given(st.lists(LABELS, min_size=1, max_size=20), st.integers(min_value=60, max_value=400), st.booleans())
def test_options_lose_nothing_and_stay_inside(labels: list[str], width_pt: int, closely: bool) -> None:
    options = Options(tuple(Option(label, Mark.UNTICKED) for label in labels), STYLE, closely)
    assert "".join(words_of(options, width_pt)) == "".join(labels)
    assert all(line.width_pt <= width_pt + 0.001 for line in options.lines(width_pt))


def test_squares_of_short_options_stand_below_each_other() -> None:
    options = Options(tuple(Option(f"項目{number}", Mark.UNTICKED) for number in range(6)), STYLE)
    lines = options.lines(200)
    starts = [[piece.left_pt for piece in line.pieces if not isinstance(piece, WordPiece)] for line in lines]  # type: ignore[attr-defined]  # marks
    assert len(lines) > 1
    assert all(set(row) <= set(starts[0]) for row in starts)


def test_where_a_page_is_to_be_saved_options_of_unlike_lengths_take_one_line_less() -> None:
    labels = ("良い", "通院中", "良くないが未受診", "受診中断", "入院中", "不明", "未確認")
    options = tuple(Option(label, Mark.UNTICKED) for label in labels)
    calm, close = (Options(options, STYLE, closely).lines(420) for closely in (False, True))
    assert (len(calm), len(close)) == (2, 1)
    starts = [piece.left_pt for piece in close[0].pieces if not isinstance(piece, WordPiece)]  # type: ignore[attr-defined]  # marks
    assert all(after - before > STYLE.size_pt for before, after in pairwise(starts))


def test_an_agency_and_its_worker_go_on_two_lines_in_a_table_instead_of_getting_smaller() -> None:
    lines = OneLine(("保健センター　木村",), STYLE, parts=True).lines(85)
    pieces = [piece for line in lines for piece in line.pieces if isinstance(piece, WordPiece)]
    assert [piece.text for piece in pieces] == ["保健センター　", "木村"]
    assert {piece.style.size_pt for piece in pieces} == {STYLE.size_pt}
    assert len(OneLine(("保健センター　木村",), STYLE).lines(85)) == 1


def test_a_name_that_does_not_fit_gets_smaller_type_before_it_gets_a_second_line() -> None:
    (line,) = OneLine(("0157-42-21111",), TextStyle(Face.MINCHO, 10.5, 16.0)).lines(62)
    piece = line.pieces[0]
    assert isinstance(piece, WordPiece)
    assert 9.0 <= piece.style.size_pt < 10.5
    assert words_of(OneLine(("たかはしよしえ　ふじわらのたろう",), STYLE), 90) == [
        "たかはしよしえ　",
        "ふじわらのたろう",
    ]


def test_a_shorter_spelling_is_taken_in_a_narrow_column() -> None:
    assert words_of(OneLine(("令和8年12月10日", "R8.12.10"), STYLE), 60) == ["R8.12.10"]
    assert words_of(OneLine(("令和8年12月10日", "R8.12.10"), STYLE), 90) == ["令和8年12月10日"]


def test_a_few_words_in_a_narrow_column_are_not_cut_inside_a_phrase() -> None:
    words = Words("月2回の声かけを続ける", STYLE, phrases=True)
    assert words_of(words, 95) == ["月2回の", "声かけを続ける"]


def test_a_label_of_two_characters_is_spread_and_stays_in_the_middle() -> None:
    (line,) = Label("同意", STYLE).lines(60)
    piece = line.pieces[0]
    assert isinstance(piece, WordPiece)
    assert (piece.left_pt, piece.spread_pt, line.width_pt) == (15.0, 10.0, 45.0)


def test_the_signs_of_a_date_leave_room_to_write() -> None:
    (line,) = DateByHand(STYLE).lines(150)
    lefts = [piece.left_pt for piece in line.pieces if isinstance(piece, WordPiece)]
    assert lefts[0] >= 20
    assert lefts[1] - lefts[0] - STYLE.size_pt >= 20


def test_a_drawing_larger_than_its_box_is_scaled_down_into_it() -> None:
    shapes = (
        Rect(left=0, top=0, width=300, height=200),
        Line(start=(0, 0), end=(300, 200), arrow=True),
        Text(at=(300, 200), words="右下の人", align="right"),
    )
    (line,) = Picture(shapes, 50.0).lines(mm(100))
    document = Document("絵")
    line.pieces[0].draw(document.add_page(500, 500), 50.0, 40.0)
    boxes = character_boxes(document.to_bytes(), 0)
    assert "".join(sign for sign, _ in boxes) == "右下の人"
    assert all(
        box.left >= 50 and box.right <= 50 + mm(100) and box.bottom <= 40 + line.height_pt + 1 for _, box in boxes
    )


def test_without_shapes_the_room_is_kept_free() -> None:
    (line,) = Picture((), 120.0).lines(200)
    assert line.height_pt == 120.0
