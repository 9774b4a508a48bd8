"""The ecomap of a household: agencies, people and places around it, and by which lines they are joined.

Thick for a strong tie, thin for an ordinary one, dotted for a weak one, zigzag for a conflict; arrows point where help goes.
"""

import itertools
from collections.abc import Mapping, Sequence

from hokatsu_desktop.drawing.eco_lines import legend_shapes, line_shapes
from hokatsu_desktop.drawing.eco_nodes import Node, centre_node, meets, node_of, ring, segment
from hokatsu_desktop.drawing.eco_ties import Tie, describe
from hokatsu_desktop.drawing.marks import Drawing, Mark, from_corner
from hokatsu_desktop.drawing.shapes import Point, Shape

__all__ = ["Tie", "ecomap", "ecomap_words", "legend_shapes"]

_APART = 2.0  # between two circles
_SHORTEST_LINE = 9.0
_GROWTH = 1.06
_START = (46.0, 26.0)  # half the width and half the height of the ring of a small drawing
_NOWHERE: Mapping[str, Point] = {}


def ecomap(title: str, members: str, ties: Sequence[Tie], shifts: Mapping[str, Point] = _NOWHERE) -> Drawing:
    """The household in the middle and a circle for each tie around it, clockwise from above; the same ties, the same drawing.

    shifts: how far circles were dragged from the place that the layout gives them, by key.
    """
    centre = centre_node(title, members)
    places = _round_about(centre, [node_of(tie) for tie in ties])
    nodes, applied = _dragged(centre, places, shifts)
    shapes: list[Shape] = []
    for tie, node in zip(ties, nodes, strict=True):
        shapes += line_shapes(tie, *segment(centre, node))
    marks: list[Mark] = []
    for node in (centre, *nodes):
        shapes += node.shapes()
    for tie, node in zip(ties, nodes, strict=True):
        marks.append(Mark(tie.key, describe(tie), node.box, applied.get(tie.key, (0.0, 0.0))))
    return from_corner(shapes, marks)


def ecomap_words(title: str, ties: Sequence[Tie]) -> str:
    """The drawing in plain words, one tie a line."""
    if not ties:
        return f"{title}のエコマップです。まだ、線がありません。"
    return "\n".join([f"{title}のエコマップです。線は{len(ties)}本です。", *(f"{describe(tie)}。" for tie in ties)])


def _round_about(centre: Node, nodes: Sequence[Node]) -> list[Node]:
    """The circles on a ring that is as small as it can be without anything touching or crossing."""
    across, down = _START
    while True:
        placed = ring(nodes, across, down)
        if _is_clear(centre, placed):
            return placed
        across, down = across * _GROWTH, down * _GROWTH


def _dragged(centre: Node, places: Sequence[Node], shifts: Mapping[str, Point]) -> tuple[list[Node], dict[str, Point]]:
    """The circles moved where somebody dragged them to, all of them or as many as stay clear of the others."""
    wanted = {node.key: shifts[node.key] for node in places if shifts.get(node.key, (0.0, 0.0)) != (0.0, 0.0)}
    moved = [node.moved(*wanted.get(node.key, (0.0, 0.0))) for node in places]
    if _is_clear(centre, moved):
        return moved, wanted
    nodes, applied = list(places), dict[str, Point]()
    for at, node in enumerate(places):
        if node.key in wanted:
            trial = [*nodes[:at], node.moved(*wanted[node.key]), *nodes[at + 1 :]]
            if _is_clear(centre, trial):
                nodes, applied[node.key] = trial, wanted[node.key]
    return nodes, applied


def _is_clear(centre: Node, nodes: Sequence[Node]) -> bool:
    """Whether circles keep apart, every line can be seen, and none runs through a circle of another."""
    if any(one.wider(_APART).overlaps(other.box) for one, other in itertools.combinations((centre, *nodes), 2)):
        return False
    lines = [segment(centre, node) for node in nodes]
    return all(
        (start[0] - end[0]) ** 2 + (start[1] - end[1]) ** 2 >= _SHORTEST_LINE**2
        and not any(meets((start, end), other.wider(_APART / 2)) for other in nodes if other is not node)
        for node, (start, end) in zip(nodes, lines, strict=True)
    )
