"""渡した紙: what of a case went out of the office, to whom, on what ground, and why where no consent carried it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Degree, PaperGiven
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words, mark_found


@dataclass(frozen=True)
class GivenLine:
    """One paper that went out, in words."""

    given_on: date
    receiver: str
    papers: str
    how: str


def line_of(given: PaperGiven) -> GivenLine:
    """A record of what went out: on what ground, in which degree of naming, what was left out, and the reason."""
    degree = "" if given.degree == Degree.NAMED else label_of("naming_degree", given.degree)
    ground = label_of("sharing_ground", given.ground).partition("。")[0]
    parts = (
        ground,
        degree,
        f"空けた欄：{given.left_out}" if given.left_out else "",
        f"わけ：{given.reason}" if given.reason else "",
    )
    return GivenLine(given.given_on, given.receiver, given.papers, "　".join(part for part in parts if part))


def words_of(line: GivenLine) -> tuple[Words, ...]:
    """A paper that went out as it stands on the card: when and to whom, what, on what ground."""
    return (
        Words(f"{short(line.given_on)}　{line.receiver}", wrap=True),
        Words(line.papers, wrap=True),
        Words(line.how, Look.QUIET, wrap=True),
    )


class GivenCard(Card):
    """Hidden while nothing went out."""

    def __init__(self) -> None:
        super().__init__("渡した紙")
        self._shown: Sequence[GivenLine] | None = None
        self._lines: dict[int, tuple[Words, ...]] = {}  # by the record of what went out
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self.body.addLayout(self.grid)

    def show_given(self, given: Sequence[PaperGiven]) -> None:
        """Shows what went out, newest first."""
        lines = [line_of(one) for one in given]
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        clear(self.grid)
        self._lines = {one.id: words_of(line) for one, line in zip(given, lines, strict=True)}
        for row, line_words in enumerate(self._lines.values()):
            for column, words in enumerate(line_words):
                self.grid.addWidget(words, row, column)
        for column, share in enumerate((2, 2, 5)):
            self.grid.setColumnStretch(column, share)
        show_all(self.grid)

    def mark(self, given_id: int) -> QWidget | None:
        """Puts a ground behind a paper that went out; gives the middle of its line, None where it is not shown."""
        for known, line in self._lines.items():
            for words in line:
                mark_found(words, known == given_id)
        found = self._lines.get(given_id)
        return found[1] if found is not None else None
