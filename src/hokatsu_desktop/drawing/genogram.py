"""The genogram of a household: drawing, legend, and the same in words for a screen reader.

Marks follow the practice of Japanese welfare offices; there is no one standard, so the legend belongs to each drawing.
"""

from collections.abc import Mapping, Sequence

from hokatsu_desktop.drawing.dragged_marks import drag
from hokatsu_desktop.drawing.family import Family, Member
from hokatsu_desktop.drawing.genogram_layout import Block, Reach, arrange
from hokatsu_desktop.drawing.genogram_legend import legend_shapes
from hokatsu_desktop.drawing.genogram_lines import line_shapes
from hokatsu_desktop.drawing.genogram_marks import (
    CAPTION_GAP,
    CAPTION_PITCH,
    MARK,
    STAR_ABOVE,
    lines_beneath,
    mark_shapes,
    reach_of,
)
from hokatsu_desktop.drawing.kinship_places import place
from hokatsu_desktop.drawing.living_together import Standing, outline
from hokatsu_desktop.drawing.marks import Drawing, Mark, from_corner
from hokatsu_desktop.drawing.measure import Box, bounds
from hokatsu_desktop.drawing.relatives import Relative, describe
from hokatsu_desktop.drawing.shapes import Polyline, Shape
from hokatsu_desktop.drawing.style import DrawingStyle

__all__ = ["Relative", "bounds", "draw_genogram", "genogram", "genogram_words", "legend_shapes"]

_ROW_GAP = 5.8  # between the words of one generation and the marks of the next
_TOGETHER_DASH = (3.0, 2.0)
_TOGETHER_PT = 0.6
_USUAL = DrawingStyle()
_NOWHERE: Mapping[str, float] = {}


def draw_genogram(relatives: Sequence[Relative], style: DrawingStyle = _USUAL) -> tuple[Shape, ...]:
    """The shapes of the genogram alone."""
    return genogram(relatives, style).shapes


def genogram(
    relatives: Sequence[Relative], style: DrawingStyle = _USUAL, shifts: Mapping[str, float] = _NOWHERE
) -> Drawing:
    """The family from (0, 0), generations in rows; empty for nobody. The same people give the same drawing.

    Husbands stand left of wives, children by their order in the sequence. A person whose place the kinship leaves open
    stands at the right without a line. Those living together (not the dead) are inside one dashed line.
    shifts: how far marks were dragged to the right of the place that the layout gives them, by key.
    """
    if not relatives:
        return Drawing()
    family, block, reaches = _arranged(relatives)
    dragged = drag(family, block, reaches, shifts)
    rows = _rows(family, block)
    middles = {member: (x, rows[block.rows[member]][0] + MARK / 2) for member, x in block.across.items()}
    shapes = line_shapes(family, middles, style)
    marks: list[Mark] = []
    for member in sorted(middles, key=lambda one: (middles[one][1], middles[one][0])):
        shapes += mark_shapes(family, member, middles[member], style)
        if member.relative is not None:
            box = _box_around(family, member, middles[member][0], reaches, rows[block.rows[member]][0])
            marks.append(Mark(member.relative.key, describe(member.relative), box, (dragged.get(member, 0.0), 0.0)))
    return from_corner([*shapes, *_around_those_together(family, block, reaches, rows)], marks)


def _arranged(relatives: Sequence[Relative]) -> tuple[Family, Block, Mapping[Member, Reach]]:
    """Everybody with a place; who cannot be drawn without crossing lines stands aside."""
    family = place(relatives)
    everybody = family.members()
    while True:
        reaches = {member: reach_of(family, member) for member in family.members()}
        block = arrange(family, reaches)
        lost = [member for member in family.members() if member not in block.across]
        if not lost and not family.drop_crooked(block.rows, block.across):
            return family, block, reaches
        family.put_aside(lost)
        joined = {*family.generations(), *(member for _, member in family.aside)}
        family.put_aside([member for member in everybody if member not in joined])


def genogram_words(relatives: Sequence[Relative]) -> str:
    """The drawing in plain words, one person a line, for those who hear the screen instead of seeing it."""
    if not relatives:
        return "家族の図です。まだ、だれも入っていません。"
    together = sum(1 for relative in relatives if relative.is_resident)
    lines = [f"家族の図です。{len(relatives)}人のうち、いっしょに暮らしている人は{together}人です。"]
    return "\n".join([*lines, *(f"{describe(relative)}。" for relative in relatives)])


def _rows(family: Family, block: Block) -> dict[int, tuple[float, float]]:
    """Top of the marks and bottom of the words of each generation that has anybody in it."""
    rows: dict[int, tuple[float, float]] = {}
    top = 0.0
    for row in sorted(set(block.rows.values())):
        lines = max(lines_beneath(family, member) for member, its_row in block.rows.items() if its_row == row)
        bottom = top + MARK + (CAPTION_GAP + lines * CAPTION_PITCH if lines else 0.0)
        rows[row] = (top, bottom)
        top = bottom + _ROW_GAP
    return rows


def _around_those_together(
    family: Family, block: Block, reaches: Mapping[Member, Reach], rows: Mapping[int, tuple[float, float]]
) -> list[Shape]:
    """The dashed line around those living together; none around a person alone."""
    counted = {row: number for number, row in enumerate(rows)}
    people = [
        Standing(
            _box_around(family, member, x, reaches, rows[block.rows[member]][0]),
            counted[block.rows[member]],
            member.relative is not None and member.relative.is_resident,
        )
        for member, x in block.across.items()
    ]
    if sum(1 for one in people if one.is_inside) < 2:
        return []
    points = outline(people, list(rows.values()))
    return [Polyline(points=points, width_pt=_TOGETHER_PT, dash=_TOGETHER_DASH, closed=True)]


def _box_around(family: Family, member: Member, x: float, reaches: Mapping[Member, Reach], top: float) -> Box:
    """The box around mark, star and words."""
    lines = lines_beneath(family, member)
    bottom = top + MARK + (CAPTION_GAP + lines * CAPTION_PITCH if lines else 0.0)
    return Box(x - reaches[member][0], top - STAR_ABOVE, x + reaches[member][1], bottom)
