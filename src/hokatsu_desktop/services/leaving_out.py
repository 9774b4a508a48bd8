"""Which kinds of information stand on a paper, and the paper without those that the consent does not carry."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import is_filled
from hokatsu_desktop.sheets.definition import Blank, Kind
from hokatsu_desktop.sheets.information import NONE, information_in

IDENTITY = "identity"
LEFT_OUT = "同意の範囲の外なので載せていないところ"


def kinds_on(papers: Sequence[Paper]) -> frozenset[str]:
    """The kinds of information (list consent_category) that are written on these papers."""
    found = {information_in(blank) for paper in papers for blank in paper.sheet.as_used.blanks if holds(paper, blank)}
    return frozenset(found - {NONE})


def holds(paper: Paper, blank: Blank) -> bool:
    """Whether something stands in a blank of a paper."""
    if blank.kind is Kind.DRAWING:
        return bool(paper.drawings.get(blank.key))
    return is_filled(blank, paper.answers.get(blank.key))


def labels_outside(papers: Sequence[Paper], outside: Collection[str]) -> list[str]:
    """The labels of the blanks that hold these kinds of information, each once."""
    labels = [blank.label for paper in papers for blank in _blanks_outside(paper, outside)]
    return list(dict.fromkeys(labels + ["別紙"] * any(paper.attached for paper in papers)))


def without(paper: Paper, outside: Collection[str]) -> Paper:
    """The paper without these kinds of information and without what is attached; it says which blanks were left out.

    Where nobody may be named, the household's title goes too and its number stays.
    """
    left = _blanks_outside(paper, outside)
    if not left and not paper.attached:
        return paper
    gone = {blank.key for blank in left}
    label = paper.case_label.partition("　")[0] if IDENTITY in outside else paper.case_label
    return replace(
        paper,
        answers={key: answer for key, answer in paper.answers.items() if key not in gone},
        drawings={key: shapes for key, shapes in paper.drawings.items() if key not in gone},
        case_label=label,
        attached=(),
        remarks=(*paper.remarks, f"{LEFT_OUT}：{'、'.join(labels_outside((paper,), outside))}"),
    )


def _blanks_outside(paper: Paper, outside: Collection[str]) -> list[Blank]:
    return [one for one in paper.sheet.as_used.blanks if holds(paper, one) and information_in(one) in outside]
