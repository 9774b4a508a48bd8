"""The page that Excel and Word print on: A4 with the sheet's margins."""

from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.margins import MARGINS

_SHORT_MM, _LONG_MM = 210.0, 297.0
HEADER_MM = 12.0  # from the edge of the paper to header and footer


def is_landscape(paper: Paper) -> bool:
    """Whether the paper lies on its long side."""
    return paper.sheet.paper == "landscape"


def page_size_mm(paper: Paper) -> tuple[float, float]:
    """Width and height of the paper as it is read."""
    return (_LONG_MM, _SHORT_MM) if is_landscape(paper) else (_SHORT_MM, _LONG_MM)


def edges_mm(paper: Paper) -> tuple[float, float, float, float]:
    """The margins: left, right, top and bottom."""
    return MARGINS[paper.sheet.margins].edges_mm(landscape=is_landscape(paper))


def body_width_mm(paper: Paper) -> float:
    """The width between the margins."""
    left, right, _, _ = edges_mm(paper)
    return page_size_mm(paper)[0] - left - right


def body_height_mm(paper: Paper) -> float:
    """The height between the margins."""
    _, _, top, bottom = edges_mm(paper)
    return page_size_mm(paper)[1] - top - bottom
