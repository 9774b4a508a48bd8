"""The parts of a letter in Word: paragraphs to be worked on, in the places they have on paper."""

from collections.abc import Iterator
from typing import Any

from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.exchange.word_xml import paragraph, set_hanging
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.definition import Section
from hokatsu_desktop.sheets.letters import is_a_line, line_words, record_number, record_words

_NAME_MM = 38.0  # from the left edge to what is said, below 記


def letter_parts(section: Section, paper: Paper, style: str) -> Iterator[Any]:
    """The lines of one section in its place in the letter; what cannot stand on a line is not among them."""
    answers = paper.given
    lines = [blank for blank in section.blanks if is_a_line(blank)]
    yield paragraph(style)
    if section.letter == "record" and section.title:
        yield paragraph(style, writable(section.title), across="center")
    for number, blank in enumerate(lines, start=1):
        match section.letter:
            case "right" | "left" as side:
                words = line_words(blank, answers, by_hand=paper.blank)
                yield paragraph(style, writable(words), across=side)
            case "body":
                yield paragraph(style, writable(f"　{line_words(blank, answers, by_hand=paper.blank)}"))
            case "record":
                name, words = record_words(blank, answers)
                line = paragraph(style, writable(f"{record_number(number)}　{name}\t{words}"))
                set_hanging(line, _NAME_MM)
                yield line
            case _:
                raise ValueError(section.letter)
