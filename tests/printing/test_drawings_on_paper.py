"""Genogram and ecomap on the printed sheet: every word of the drawing is in the PDF, in the shapes of the screen."""

from hokatsu_desktop.drawing.genogram import genogram, legend_shapes
from hokatsu_desktop.drawing.marks import with_legend
from hokatsu_desktop.drawing.measure import bounds
from hokatsu_desktop.drawing.shapes import Text
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.load import load_sheet
from tests.drawing.families import relative
from tests.golden.family import picture_for
from tests.golden.pages import IMPRINT
from tests.printing.reading import text_of

TWELVE = [
    relative("self", "female", 41, name="見本 恵"),
    relative("husband", "male", 44, name="見本 学"),
    relative("child", "male", 17, "長男", name="見本 陽太"),
    relative("child", "female", 14, "長女", name="見本 美咲"),
    relative("father", "male", name="例題 勇", dead=True),
    relative("mother", "female", 76, name="例題 和子", away=True),
    relative("younger_brother", "male", 38, name="例題 亮", away=True),
    relative("sibling_spouse", "female", 37, "弟の妻", name="例題 彩", away=True),
    relative("nephew_niece", "female", 4, "弟の子", name="例題 凛", away=True),
    relative("father_in_law", "male", 75, name="見本 茂", away=True),
    relative("mother_in_law", "female", 73, name="見本 節子", away=True),
    relative("other", "male", 52, "元夫", name="仮題 進", away=True),
]


def test_every_word_of_the_drawings_is_on_the_paper() -> None:
    family = with_legend(genogram(TWELVE).shapes, legend_shapes())
    drawings = {"genogram": family, "eco_now": picture_for("eco_now"), "eco_ahead": picture_for("eco_ahead")}
    pdf = print_papers([Paper(load_sheet("relations"), {}, "見本世帯", drawings)], IMPRINT, title="図").pdf
    text = text_of(pdf)
    words = [shape.words for shapes in drawings.values() for shape in shapes if isinstance(shape, Text)]
    assert [one for one in words if "".join(one.split()) not in text] == []


def test_paper_has_the_shapes_of_the_screen_and_the_legend_below() -> None:
    screen = genogram(TWELVE).shapes
    paper = with_legend(screen, legend_shapes())
    right = (bounds(paper)[0] - bounds(screen)[0]) / 2
    assert [type(shape) for shape in paper[: len(screen)]] == [type(shape) for shape in screen]
    places = zip(
        (one for one in paper if isinstance(one, Text)), (one for one in screen if isinstance(one, Text)), strict=False
    )
    assert all(
        abs(one.at[0] - other.at[0] - max(0.0, right)) < 0.6 and one.at[1] == other.at[1] for one, other in places
    )
