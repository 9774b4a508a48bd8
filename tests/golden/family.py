"""A family for the drawings on approved pages: plainly invented."""

from hokatsu_desktop.drawing.ecomap import Tie, ecomap, legend_shapes
from hokatsu_desktop.drawing.genogram import draw_genogram
from hokatsu_desktop.drawing.marks import with_legend
from hokatsu_desktop.drawing.shapes import Shape
from tests.drawing.families import relative

FAMILY = (
    relative("self", "female", 82, name="見本 ハナ"),
    relative("spouse", "male", name="見本 太郎", dead=True),
    relative("child", "male", 54, "長男", name="見本 一郎"),
    relative("child", "female", 58, "長女", name="例題 花子", away=True, key_person=True),
)


TIES = (
    Tie(key="tie:1", name="地域包括支援センター", strength="strong", direction="to_person"),
    Tie(key="tie:2", name="水道課", direction="both", who="長男"),
    Tie(key="tie:3", name="長女 花子", kind="person", strength="weak", direction="from_person"),
    Tie(key="tie:4", name="川べりの喫茶", kind="place"),
    Tie(key="tie:5", name="元の職場", kind="place", strength="conflict", who="長男"),
)


def picture_for(key: str) -> tuple[Shape, ...]:
    """What is drawn in the blank with this key."""
    if not key.startswith("eco_"):
        return family_picture()
    return with_legend(ecomap("見本世帯", "本人・長男", TIES).shapes, legend_shapes())


def family_picture() -> tuple[Shape, ...]:
    """The genogram of the family."""
    return draw_genogram(FAMILY)
