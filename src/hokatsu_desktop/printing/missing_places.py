"""Where on the papers the characters stand that no font has, so that somebody can go there and mend them."""

from collections.abc import Iterator, Sequence

from hokatsu_desktop.drawing.shapes import Text
from hokatsu_desktop.printing.glyphs import Missing
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answer
from hokatsu_desktop.sheets.keys import other_key


def places_of(missing: Missing, papers: Sequence[Paper]) -> list[str]:
    """「つなぎシート（A票）の「氏名」」: each blank that holds the character, once, in the order of the papers."""
    return list(dict.fromkeys(place for paper in papers for place in _places_on(missing.character, paper)))


def _places_on(character: str, paper: Paper) -> Iterator[str]:
    sheet = paper.sheet
    labels = {key: blank.label for blank in sheet.blanks for key in (blank.key, other_key(blank.key))}
    for key, answer in paper.answers.items():
        if key in labels and any(character in text for text in texts_in(answer)):
            yield f"{sheet.short_title}の「{labels[key]}」"
    for key, shapes in paper.drawings.items():
        if any(isinstance(shape, Text) and character in shape.words for shape in shapes):
            yield f"{sheet.short_title}の「{labels.get(key, '図')}」"
    if character in f"{sheet.title}{sheet.header}{sheet.note}{paper.case_label}":
        yield f"{sheet.short_title}の見出し"


def texts_in(answer: Answer) -> Iterator[str]:
    """Every text in an answer."""
    match answer:
        case str():
            yield answer
        case dict():
            return
        case _:
            for one in answer:
                yield from (one.values() if isinstance(one, dict) else (one,))
