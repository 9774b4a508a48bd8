"""The rows of the yearly papers: wholes by quarters, breakdowns in a line each, the background; in full or for outside."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hokatsu_desktop.models import YearBook
from hokatsu_desktop.services.figures.outside import breakdown_of, told_outside
from hokatsu_desktop.services.figures.yearly import GROUPS, Line, Year, the_year
from hokatsu_desktop.sheets.answers import Row


def figure_rows(session: Session, book: YearBook) -> list[Row]:
    """Every whole of a year with its quarters, the year, and the year before; quarters to come stay empty."""
    found = the_year(session, book.id, years_before=1)
    rows: list[Row] = []
    for counted in found.groups:
        for place, line in enumerate(wholes(counted.lines)):
            quarters = line.figure.by_quarter(found.months_begun)
            rows.append(
                {
                    "group": counted.group.title if place == 0 else "",
                    "label": line.figure.label,
                    **{f"quarter_{number}": told for number, told in enumerate(quarters, 1) if told},
                    "year": str(line.figure.year),
                    "before": "" if line.before[0] is None else str(line.before[0]),
                }
            )
    return rows


def wholes(lines: Sequence[Line]) -> list[Line]:
    """The lines that are no part of another."""
    return [line for line in lines if not line.figure.part_of]


def breakdown_rows(session: Session, book: YearBook) -> list[Row]:
    """Each breakdown of a year in a line: 高齢 5（前年度3）、障害 3."""
    found = the_year(session, book.id, years_before=1)
    return [
        {"what": what, "words": "、".join(part_words(line) for line in lines if line.figure.year or line.before[0])}
        for what, lines in breakdowns(found)
    ]


def breakdowns(year: Year) -> list[tuple[str, list[Line]]]:
    """The breakdowns of a year: what is broken down, and the lines of its parts."""
    found: dict[str, list[Line]] = {}
    for counted in year.groups:
        for line in counted.lines:
            if line.figure.part_of:
                found.setdefault(breakdown_of(line.figure), []).append(line)
    return [(lines[0].figure.label.partition("　")[0], lines) for lines in found.values()]


def part_words(line: Line) -> str:
    """高齢 5（前年度3）."""
    before = f"（前年度{line.before[0]}）" if line.before[0] else ""
    return f"{part_name(line)} {line.figure.year}{before}"


def part_name(line: Line) -> str:
    """高齢 of 属性　高齢."""
    return line.figure.label.partition("　")[2] or line.figure.label


def outside_rows(session: Session, book: YearBook) -> list[Row]:
    """The wholes of the year and of two years before, as they may leave the office."""
    found = the_year(session, book.id, years_before=2)
    told = [outside_numbers(the_year(session, book.id - back, years_before=0)) for back in range(3)]
    return [
        {
            "group": counted.group.title if place == 0 else "",
            "label": line.figure.label,
            "year": told[0].get(line.figure.key, "0"),
            "before": "" if line.before[0] is None else told[1].get(line.figure.key, "0"),
            "earlier": "" if line.before[1] is None else told[2].get(line.figure.key, "0"),
        }
        for counted in found.groups
        for place, line in enumerate(wholes(counted.lines))
    ]


def outside_breakdown_rows(session: Session, book: YearBook) -> list[Row]:
    """Each breakdown of the year in a line, as it may leave the office."""
    found = the_year(session, book.id, years_before=0)
    told = outside_numbers(found)
    return [
        {
            "what": what,
            "words": "、".join(f"{part_name(one)} {told[one.figure.key]}" for one in lines if one.figure.year),
        }
        for what, lines in breakdowns(found)
    ]


def outside_numbers(year: Year) -> dict[str, str]:
    """The numbers of one year by the key of the figure, as they may leave the office."""
    found: dict[str, str] = {}
    for counted in year.groups:
        figures = [line.figure for line in counted.lines]
        found |= told_outside(figures) if counted.group.of_people else {one.key: str(one.year) for one in figures}
    return found


def reason_rows(_session: Session, book: YearBook) -> list[Row]:
    """What was written about each group of figures."""
    return [{"group": one.title, "reason": book.reasons[one.key]} for one in GROUPS if book.reasons.get(one.key)]
