"""What stands in a cell: words, labels, choices with squares, room for handwriting; laid out as lines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal, Protocol

from hokatsu_desktop.printing.fonts import units
from hokatsu_desktop.printing.labels import cuts_a_word, wrap_phrases
from hokatsu_desktop.printing.marks import Mark, draw_mark, mark_size
from hokatsu_desktop.printing.surface import Surface, baseline
from hokatsu_desktop.printing.text import TextStyle, measure, wrap

Align = Literal["left", "centre", "right"]
_SMALLEST_SHARE = 0.85  # of the type size: 9 pt for 10.5 pt
_WIDEST_PITCH_PT = 110.0  # squares much farther apart than their words no longer read as one list
_COLUMN_COST = 0.5  # in lines: squares in few columns look calmer than a line less
_CLOSE_COLUMN_COST = 0.04  # where a page is to be saved, a line less counts more
_MOST_COLUMNS, _MOST_CLOSE_COLUMNS = 12, 24


class Piece(Protocol):
    """Something drawn on one line of a cell."""

    def draw(self, surface: Surface, left: float, top: float) -> None:
        """Draw it on a line whose top left corner this is."""


@dataclass(frozen=True)
class WordPiece:
    """Words at some distance from the left edge of the cell's text."""

    left_pt: float
    text: str
    style: TextStyle
    spread_pt: float = 0.0

    def draw(self, surface: Surface, left: float, top: float) -> None:
        """Draw the words."""
        surface.words(left + self.left_pt, top + baseline(self.style), self.text, self.style, spread_pt=self.spread_pt)


@dataclass(frozen=True)
class MarkPiece:
    """A mark at some distance from the left edge of the cell's text."""

    left_pt: float
    mark: Mark
    style: TextStyle

    def draw(self, surface: Surface, left: float, top: float) -> None:
        """Draw the mark."""
        draw_mark(surface, self.mark, left + self.left_pt, top + baseline(self.style), self.style.size_pt)


@dataclass(frozen=True)
class ContentLine:
    """One line of a cell, never parted."""

    height_pt: float
    width_pt: float  # from the left edge of the cell's text to the right end of the ink
    pieces: tuple[Piece, ...]


class Content(Protocol):
    """Anything that can stand in a cell."""

    def lines(self, width_pt: float) -> list[ContentLine]:
        """The content in lines no wider than width_pt."""


@dataclass(frozen=True)
class Words:
    """Running text."""

    text: str
    style: TextStyle
    align: Align = "left"
    phrases: bool = False  # a few words in a narrow column: break where a reader pauses

    def lines(self, width_pt: float) -> list[ContentLine]:
        """Lines by the rules of text.wrap; no lines for an empty text."""
        if not self.text:
            return []
        if self.phrases:
            parts = self.text.split("\n")
            lines = tuple(line for part in parts for line in wrap_phrases(part, width_pt, self.style, more_lines=0))
        else:
            lines = tuple(wrap(self.text, width_pt, self.style))
        return [_word_line(line.text, line.width_pt, width_pt, self.style, self.align) for line in lines]


@dataclass(frozen=True)
class OneLine:
    """A name, number or date that should stay on one line: a shorter spelling or slightly smaller type may help."""

    spellings: tuple[str, ...]  # the same said shorter and shorter
    style: TextStyle
    align: Align = "left"
    parts: bool = (
        False  # in a table: 「保健センター　木村」 goes on two lines before it gets smaller than its neighbours
    )

    def lines(self, width_pt: float) -> list[ContentLine]:
        """One line if it fits in some spelling and size; otherwise the first spelling, broken at phrases."""
        if not self.spellings[0]:
            return []
        if self.parts and (lines := self._on_two_lines(width_pt)):
            return lines
        for style in self._styles():
            for text in self.spellings:
                if "\n" not in text and (ink := measure(text, style)) <= width_pt:
                    return [_word_line(text, ink, width_pt, style, self.align)]
        return [
            _word_line(line.text, line.width_pt, width_pt, self.style, self.align)
            for line in wrap_phrases(self.spellings[0], width_pt, self.style, more_lines=0)
        ]

    def _on_two_lines(self, width_pt: float) -> list[ContentLine]:
        """The two parts around a wide space, if the whole is too wide and each part fits; else nothing."""
        first, space, second = self.spellings[0].partition("　")
        inks = [measure(part, self.style) for part in (first, second)]
        if not space or measure(self.spellings[0], self.style) <= width_pt or max(inks) > width_pt:
            return []
        return [
            _word_line(part, ink, width_pt, self.style, self.align)
            for part, ink in zip((first + space, second), inks, strict=True)
        ]

    def _styles(self) -> Iterator[TextStyle]:
        """The style itself, then smaller type with the same distance from line to line."""
        size = self.style.size_pt
        while size >= self.style.size_pt * _SMALLEST_SHARE:
            yield replace(self.style, size_pt=size)
            size -= 0.5


@dataclass(frozen=True)
class Label:
    """The name of a blank, centred; a name of two characters is spread (同　意)."""

    text: str
    style: TextStyle

    def lines(self, width_pt: float) -> list[ContentLine]:
        """Evenly filled lines, broken between phrases; in slightly smaller type if that spares a word."""
        if len(units(self.text)) == 2 and self.text.isalpha():
            return [self._spread(width_pt)]
        sizes = (self.style, *(replace(self.style, size_pt=self.style.size_pt - less) for less in (0.5, 1.0)))
        tried = [(wrap_phrases(self.text, width_pt, style), style) for style in sizes]
        lines, style = next(((lines, style) for lines, style in tried if not cuts_a_word(lines)), tried[0])
        return [_word_line(line.text.rstrip(), line.width_pt, width_pt, style, "centre") for line in lines]

    def _spread(self, width_pt: float) -> ContentLine:
        natural = measure(self.text, self.style)
        spread = max(0.0, min(self.style.size_pt, width_pt - natural))
        left = (width_pt - natural - spread) / 2
        piece = WordPiece(left, self.text, self.style, spread)
        return ContentLine(self.style.leading_pt, left + natural + spread, (piece,))


@dataclass(frozen=True)
class Option:
    """One value of a list with its square."""

    label: str
    mark: Mark


@dataclass(frozen=True)
class Options:
    """Values side by side in columns, each with its square; closely: in as few lines as there can be."""

    options: tuple[Option, ...]
    style: TextStyle
    closely: bool = False

    def lines(self, width_pt: float) -> list[ContentLine]:
        """As few lines as possible, the squares below each other; a value wider than the cell is wrapped."""
        if not self.options:
            return []
        widest_pitch = max(_WIDEST_PITCH_PT, 1.6 * max(map(self._ink, self.options)))
        most = _MOST_CLOSE_COLUMNS if self.closely else _MOST_COLUMNS
        counts = [columns for columns in range(1, most + 1) if width_pt / columns <= widest_pitch]
        columns = min(counts, key=lambda columns: self._cost(self._rows(width_pt, columns)))
        return [line for row in self._rows(width_pt, columns) for line in self._row_lines(row, width_pt, columns)]

    def _cost(self, rows: list[list[tuple[int, Option]]]) -> float:
        cost = _CLOSE_COLUMN_COST if self.closely else _COLUMN_COST
        return len(rows) + cost * len({column for row in rows for column, _ in row})

    def _rows(self, width_pt: float, columns: int) -> list[list[tuple[int, Option]]]:
        """Rows of (column, option); a wide value takes several columns."""
        pitch = width_pt / columns
        rows: list[list[tuple[int, Option]]] = [[]]
        column = 0
        for option in self.options:
            if column and column * pitch + self._ink(option) > width_pt:
                rows.append([])
                column = 0
            rows[-1].append((column, option))
            column += ceil((self._ink(option) + self.style.size_pt * 0.5) / pitch)
        return rows

    def _indent(self) -> float:
        return mark_size(self.style.size_pt) + self.style.size_pt * 0.3

    def _ink(self, option: Option) -> float:
        return self._indent() + measure(option.label, self.style)

    def _row_lines(self, row: list[tuple[int, Option]], width_pt: float, columns: int) -> Iterator[ContentLine]:
        height = self.style.leading_pt
        first: list[Piece] = []
        rest: list[ContentLine] = []
        right = 0.0
        for column, option in row:
            left = column * width_pt / columns
            words_left = left + self._indent()
            words = wrap(option.label, max(width_pt - words_left, self.style.size_pt), self.style)
            first += [MarkPiece(left, option.mark, self.style), WordPiece(words_left, words[0].text, self.style)]
            right = max(right, words_left + words[0].width_pt)
            rest += [
                ContentLine(height, words_left + line.width_pt, (WordPiece(words_left, line.text, self.style),))
                for line in words[1:]
            ]
        yield ContentLine(height, right, tuple(first))
        yield from rest


@dataclass(frozen=True)
class DateByHand:
    """年 月 日 with room between them to write in."""

    style: TextStyle

    def lines(self, width_pt: float) -> list[ContentLine]:
        """One line, the signs spread over the width but not too far apart."""
        step = min(width_pt / 3, self.style.size_pt * 4.2)
        pieces = tuple(
            WordPiece((number + 1) * step - self.style.size_pt, sign, self.style)
            for number, sign in enumerate("年月日")
        )
        return [ContentLine(self.style.leading_pt, 3 * step, pieces)]


@dataclass(frozen=True)
class Stack:
    """Contents below each other."""

    contents: tuple[Content, ...]

    def lines(self, width_pt: float) -> list[ContentLine]:
        """The lines of each, one after the other."""
        return [line for content in self.contents for line in content.lines(width_pt)]


def _word_line(text: str, ink_pt: float, width_pt: float, style: TextStyle, align: Align) -> ContentLine:
    free = max(0.0, width_pt - ink_pt)
    left = {"left": 0.0, "centre": free / 2, "right": free}[align]
    return ContentLine(style.leading_pt, left + ink_pt, (WordPiece(left, text, style),))


NOTHING = Stack(())
"""Room kept free for handwriting."""
