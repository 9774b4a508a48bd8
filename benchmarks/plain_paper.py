"""A paper as plain parts, and the same parts as HTML and as Typst: what other makers of PDF are given to set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from hokatsu_desktop.assets import resource
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import as_rows, as_text
from hokatsu_desktop.sheets.definition import Blank, Kind
from hokatsu_desktop.sheets.grid import TABLES, paper_rows
from hokatsu_desktop.sheets.wording import (
    SIGNS,
    Option,
    cell_words,
    date_spellings,
    ticks_of,
    with_unit,
    yes_no_options,
)


@dataclass(frozen=True)
class Heading:
    """The title of a section."""

    words: str


@dataclass(frozen=True)
class Line:
    """Labels and what was answered, side by side."""

    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows below column heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Line | Table


@dataclass(frozen=True)
class PlainPaper:
    """One sheet of one copy."""

    title: str
    copy_line: str
    parts: tuple[Part, ...]


def plain(paper: Paper, copy_line: str) -> PlainPaper:
    """The paper without its layout."""
    return PlainPaper(paper.sheet.title, copy_line, tuple(_parts(paper)))


def _parts(paper: Paper) -> Iterator[Part]:
    for section in paper.sheet.sections:
        if section.title:
            yield Heading(section.title)
        for row in paper_rows(section.blanks):
            if row[0].kind in TABLES:
                yield _table(row[0], paper)
            else:
                yield Line(tuple((blank.label, _words(blank, paper)) for blank in row))


def _table(blank: Blank, paper: Paper) -> Table:
    rows = tuple(
        tuple(cell_words(column, row, paper.sheet.choice_list) for column in blank.columns)
        for row in as_rows(paper.answers.get(blank.key))
    )
    by_hand = (("",) * len(blank.columns),) * blank.empty_rows
    return Table(tuple(column.label for column in blank.columns), rows + by_hand)


def _words(blank: Blank, paper: Paper) -> str:
    answer = as_text(paper.answers.get(blank.key))
    match blank.kind:
        case Kind.TEXT | Kind.LINES | Kind.NUMBER:
            return with_unit(answer, blank.suffix)
        case Kind.DATE:
            return date_spellings(answer)[0]
        case Kind.YES_NO:
            return _ticked(yes_no_options(answer))
        case Kind.CHOICE | Kind.CHOICES | Kind.MARKS:
            return _ticked(ticks_of(blank, paper.answers, paper.sheet.choice_list(blank.list)).options)
        case _:
            return ""


def _ticked(options: Sequence[Option]) -> str:
    return "　".join(f"{SIGNS[option.tick]}{option.label}" for option in options)


# --- HTML -------------------------------------------------------------------------------------------------------------

_STYLE = """
@font-face {{ font-family: body; src: url("{body}"); }}
@font-face {{ font-family: label; src: url("{label}"); }}
@page {{ size: A4; margin: 25mm 17mm 25mm 30mm; @bottom-right {{ content: counter(page); }} }}
body {{ font: 10.5pt/1.5 body; }}
h1 {{ font: 17pt label; text-align: center; }} h2 {{ font: 11pt label; }} p {{ text-align: right; font-size: 8.5pt; }}
section {{ break-before: page; }}
table {{ width: 100%; border-collapse: collapse; }} td, th {{ border: 0.5pt solid black; padding: 2pt 4pt; }}
th {{ font: 9.7pt label; background: #eee; }}
"""


def in_html(papers: Sequence[PlainPaper]) -> str:
    """The papers as one HTML document for a maker of PDF."""
    fonts = {"body": "BIZUDMincho-Regular.ttf", "label": "BIZUDPGothic-Regular.ttf"}
    style = _STYLE.format(**{name: resource("fonts", file).as_uri() for name, file in fonts.items()})
    sections = (
        f"<section><h1>{escape(paper.title)}</h1><p>{escape(paper.copy_line)}</p>"
        + "".join(map(_html, paper.parts))
        + "</section>"
        for paper in papers
    )
    return f'<!doctype html><html lang="ja"><style>{style}</style><body>{"".join(sections)}</body></html>'


def _html(part: Part) -> str:
    match part:
        case Heading(words):
            return f"<h2>{escape(words)}</h2>"
        case Line(cells):
            inner = "".join(f"<th>{escape(label)}</th><td>{_html_words(words)}</td>" for label, words in cells)
            return f"<table><tr>{inner}</tr></table>"
        case Table(heads, rows):
            lines = "".join(f"<tr>{''.join(f'<td>{_html_words(cell)}</td>' for cell in row)}</tr>" for row in rows)
            top = "".join(f"<th>{escape(head)}</th>" for head in heads)
            return f"<table><thead><tr>{top}</tr></thead>{lines}</table>"
        case _:
            raise ValueError(type(part).__name__)


def _html_words(words: str) -> str:
    return escape(words).replace("\n", "<br>")


# --- Typst ------------------------------------------------------------------------------------------------------------

_TYPST = """#set page(paper: "a4", margin: (left: 30mm, right: 17mm, top: 25mm, bottom: 25mm), numbering: "1")
#set text(font: "BIZ UDMincho", size: 10.5pt, lang: "ja")
#let label(words) = table.cell(fill: luma(238), text(font: "BIZ UDPGothic", size: 9.7pt, words))
#let heading2(words) = text(font: "BIZ UDPGothic", size: 11pt, words)
"""


def in_typst(papers: Sequence[PlainPaper]) -> str:
    """The papers as one Typst document."""
    sheets = (
        f"#align(center, text(font: {_quoted('BIZ UDPGothic')}, size: 17pt, {_quoted(paper.title)}))\n"
        f"#align(right, text(size: 8.5pt, {_quoted(paper.copy_line)}))\n" + "".join(map(_typst, paper.parts))
        for paper in papers
    )
    return _TYPST + "#pagebreak()\n".join(sheets)


def _typst(part: Part) -> str:
    match part:
        case Heading(words):
            return f"#heading2({_quoted(words)})\n"
        case Line(cells):
            inner = ", ".join(f"label({_quoted(label)}), {_quoted(words)}" for label, words in cells)
            return f"#table(columns: ({'auto, 1fr, ' * len(cells)}), {inner})\n"
        case Table(heads, rows):
            top = ", ".join(f"label({_quoted(head)})" for head in heads)
            body = "".join(f", {_quoted(cell)}" for row in rows for cell in row)
            return f"#table(columns: {len(heads)} * (1fr,), table.header({top}){body})\n"
        case _:
            raise ValueError(type(part).__name__)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
