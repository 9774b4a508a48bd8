"""A family for the drawings on approved pages: plainly invented."""

from hokatsu_desktop.drawing.genogram import draw_genogram
from hokatsu_desktop.drawing.shapes import Shape
from tests.drawing.families import relative

FAMILY = (
    relative("self", "female", 82, name="見本 ハナ"),
    relative("spouse", "male", name="見本 太郎", dead=True),
    relative("child", "male", 54, "長男", name="見本 一郎"),
    relative("child", "female", 58, "長女", name="例題 花子", away=True, key_person=True),
)


def family_picture() -> tuple[Shape, ...]:
    """The genogram of the family."""
    return draw_genogram(FAMILY)
