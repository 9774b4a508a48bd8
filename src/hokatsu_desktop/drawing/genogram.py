"""The genogram of a household: drawing, legend, and the same in words for a screen reader.

Marks follow the practice of Japanese welfare offices; there is no one standard, so the legend belongs to each drawing.
"""

from collections.abc import Sequence

from hokatsu_desktop.drawing.family import Family, Member
from hokatsu_desktop.drawing.genogram_layout import Block, arrange
from hokatsu_desktop.drawing.genogram_legend import legend_shapes
from hokatsu_desktop.drawing.genogram_lines import line_shapes
from hokatsu_desktop.drawing.genogram_marks import (
    CAPTION_GAP,
    CAPTION_PITCH,
    MARK,
    lines_beneath,
    mark_shapes,
    reach_of,
)
from hokatsu_desktop.drawing.kinship_places import place
from hokatsu_desktop.drawing.living_together import Standing, outline
from hokatsu_desktop.drawing.measure import Box, bounds, box_of, moved
from hokatsu_desktop.drawing.relatives import Relative, describe
from hokatsu_desktop.drawing.shapes import Point, Polyline, Shape

__all__ = ["Relative", "bounds", "draw_genogram", "genogram_words", "legend_shapes"]

_ROW_GAP = 6.4  # between the words of one generation and the marks of the next
_MARGIN = 0.5
_TOGETHER_DASH = (3.0, 2.0)
_TOGETHER_PT = 0.6


def draw_genogram(relatives: Sequence[Relative]) -> tuple[Shape, ...]:
    """The family as shapes from (0, 0), generations in rows; () for nobody. The same people give the same drawing.

    Husbands stand left of wives, children by their order in the sequence. A person whose place the kinship leaves open
    stands at the right without a line. Those living together (not the dead) are inside one dashed line.
    """
    if not relatives:
        return ()
    family = place(relatives)
    block = arrange(family, _Reaches(family))
    rows = _rows(family, block)
    order = sorted(rows)
    tops = {member: rows[row][0] for member, row in block.rows.items()}
    middles = {member: (x, tops[member] + MARK / 2) for member, x in block.across.items()}
    shapes = line_shapes(family, middles, tops)
    for member in sorted(middles, key=lambda one: (middles[one][1], middles[one][0])):
        shapes += mark_shapes(family, member, middles[member])
    around = _together(family, block, rows)
    return _from_corner([*shapes, *around])
