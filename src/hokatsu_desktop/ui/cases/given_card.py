"""渡した紙: what of a case went out of the office, to whom, on what ground, and why where no consent carried it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Degree, PaperGiven
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words


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


class GivenCard(Card):
    """Hidden while nothing went out."""

    def __init__(self) -> None:
        super().__init__("渡した紙")
        self._shown: Sequence[GivenLine] | None = None
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
        for row, line in enumerate(lines):
            self.grid.addWidget(Words(f"{short(line.given_on)}　{line.receiver}", wrap=True), row, 0)
            self.grid.addWidget(Words(line.papers, wrap=True), row, 1)
            self.grid.addWidget(Words(line.how, Look.QUIET, wrap=True), row, 2)
        for column, share in enumerate((2, 2, 5)):
            self.grid.setColumnStretch(column, share)
        show_all(self.grid)
