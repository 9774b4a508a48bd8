"""The circles of an ecomap: how large their words make them, where they stand, where lines to them begin."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hokatsu_desktop.drawing.eco_ties import Tie
from hokatsu_desktop.drawing.measure import MM_PER_PT, Box, text_width
from hokatsu_desktop.drawing.shapes import Ellipse, Point, Rect, Shape, Text

_NAME_PT, _WHO_PT, _CENTRE_PT = 8.0, 6.5, 9.0
_WIDEST = 25.0  # of the words in a circle
_PITCH = 1.2  # of the text size, from line to line
_ROOM = (1.16, 1.34)  # of an ellipse around its words, to the sides and up and down
_EDGE = (3.0, 2.6)
_NEVER_FIRST = "）」』、。ー・ぁぃぅぇぉっゃゅょァィゥェォッャュョ)"
_SQUARENESS = 3.0  # of the ring: 2 is an ellipse
_SAMPLES = 1440

Segment = tuple[Point, Point]


@dataclass(frozen=True)
class Node:
    """One circle (of a place: a box) around its middle."""

    key: str
    lines: tuple[tuple[str, float], ...]  # words and their size
    half_width: float
    half_height: float
    is_round: bool
    is_centre: bool = False
    middle: Point = (0.0, 0.0)

    @property
    def box(self) -> Box:
        """The box around it."""
        return self.wider(0.0)

    def wider(self, by: float) -> Box:
        """The box with room around it."""
        x, y = self.middle
        across, down = self.half_width + by, self.half_height + by
        return Box(x - across, y - down, x + across, y + down)

    def moved(self, right: float, down: float) -> "Node":
        """The same circle elsewhere."""
        return replace(self, middle=(self.middle[0] + right, self.middle[1] + down))

    def edge(self, towards: Point) -> Point:
        """Where a line from its middle to a point leaves it."""
        x, y = towards[0] - self.middle[0], towards[1] - self.middle[1]
        if not (x or y):
            return self.middle
        if self.is_round:
            part = 1 / math.hypot(x / self.half_width, y / self.half_height)
        else:
            part = min(self.half_width / abs(x) if x else math.inf, self.half_height / abs(y) if y else math.inf)
        return self.middle[0] + x * part, self.middle[1] + y * part

    def shapes(self) -> list[Shape]:
        """Form and words."""
        (x, y), width_pt = self.middle, 1.5 if self.is_centre else 0.75
        form = Ellipse if self.is_round else Rect
        shapes: list[Shape] = [
            form(
                left=x - self.half_width,
                top=y - self.half_height,
                width=2 * self.half_width,
                height=2 * self.half_height,
                width_pt=width_pt,
            )
        ]
        top = y - sum(size for _, size in self.lines) * _PITCH * MM_PER_PT / 2
        for words, size in self.lines:
            baseline = top + size * MM_PER_PT * (_PITCH / 2 + 0.38)
            shapes.append(Text(at=(x, baseline), words=words, size_pt=size, align="centre"))
            top += size * _PITCH * MM_PER_PT
        return shapes


def node_of(tie: Tie) -> Node:
    """The circle of one tie, not placed yet."""
    lines = [(line, _NAME_PT) for line in wrapped(tie.name.strip() or "（名前なし）", _NAME_PT)]
    if tie.who:
        lines += [(line, _WHO_PT) for line in wrapped(f"（{tie.who}と）", _WHO_PT)]
    return _sized(tie.key, lines, is_round=tie.kind != "place")


def centre_node(title: str, members: str) -> Node:
    """The circle of the household in the middle."""
    lines = [(line, _CENTRE_PT) for line in wrapped(title, _CENTRE_PT)]
    lines += [(line, _WHO_PT) for line in wrapped(members, _WHO_PT)] if members else []
    return replace(_sized("", lines, is_round=True), is_centre=True)


def wrapped(words: str, size: float) -> list[str]:
    """The words in lines of nearly the same length, none wider than a circle's words may be."""
    count = max(1, math.ceil(text_width(words, size) / _WIDEST))
    room = max(text_width(words, size) / count + size * MM_PER_PT * 0.6, size * MM_PER_PT)
    lines = [""]
    for character in words:
        is_full = text_width(lines[-1] + character, size) > room
        if lines[-1] and is_full and character not in _NEVER_FIRST:
            lines.append("")
        lines[-1] += character
    return [line.strip() for line in lines if line.strip()]


def ring(nodes: Sequence[Node], across: float, down: float) -> list[Node]:
    """The circles on a rounded ring of this half width and half height, clockwise from above, evenly for their size."""
    if not nodes:
        return []
    unit = (sum(node.half_width for node in nodes), sum(node.half_height for node in nodes))
    points = [_on_ring(step * math.tau / _SAMPLES, across, down) for step in range(_SAMPLES + 1)]
    way = list(
        itertools.accumulate(
            (abs(b[0] - a[0]) / unit[0] + abs(b[1] - a[1]) / unit[1] for a, b in itertools.pairwise(points)),
            initial=0.0,
        )
    )
    placed = []
    at = 0
    for number, node in enumerate(nodes):
        wanted = way[-1] * number / len(nodes)
        while way[at] < wanted:
            at += 1
        placed.append(replace(node, middle=points[at]))
    return placed


def segment(centre: Node, node: Node) -> Segment:
    """The line between the two, from edge to edge."""
    return centre.edge(node.middle), node.edge(centre.middle)


def meets(line: Segment, box: Box) -> bool:
    """Whether a line runs through a box."""
    (x, y), (end_x, end_y) = line
    enter, leave = 0.0, 1.0
    for start, way, least, most in ((x, end_x - x, box.left, box.right), (y, end_y - y, box.top, box.bottom)):
        if not way:
            if not least < start < most:
                return False
            continue
        first, second = sorted(((least - start) / way, (most - start) / way))
        enter, leave = max(enter, first), min(leave, second)
    return enter < leave


def _sized(key: str, lines: Sequence[tuple[str, float]], *, is_round: bool) -> Node:
    width = max(text_width(words, size) for words, size in lines)
    height = sum(size * _PITCH * MM_PER_PT for _, size in lines)
    room = _ROOM if is_round else (1.0, 1.0)
    return Node(key, tuple(lines), (width * room[0] + _EDGE[0]) / 2, (height * room[1] + _EDGE[1]) / 2, is_round)


def _on_ring(angle: float, across: float, down: float) -> Point:
    """A point of the rounded ring; 0 is above, clockwise."""
    sine, cosine = math.sin(angle), -math.cos(angle)
    power = 2 / _SQUARENESS
    return (
        across * math.copysign(abs(sine) ** power, sine),
        down * math.copysign(abs(cosine) ** power, cosine),
    )
