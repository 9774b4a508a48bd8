"""What somebody should look at before the paper leaves the house."""

from collections.abc import Iterator, Sequence

from hokatsu_desktop.printing.missing_places import places_of
from hokatsu_desktop.printing.papers import Printed
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.check import gaps
from hokatsu_desktop.ui.print_window.job import Notice

_MOST_LINES = 12


def notices_about(
    printed: Printed,
    papers: Sequence[Paper],
    *,
    doubts: Sequence[str] = (),
    warning: str = "",
    is_packet: bool = False,
    not_shown: str = "",
) -> tuple[Notice, ...]:
    """Cases that are left out, who may still be known, missing characters, and the blanks that are still empty.

    A packet is brought to a meeting to be filled in; a copy without names is no 正本: their gaps are not named.
    """
    found = [Notice("この印刷に入っていない案件", (not_shown,))] if not_shown else []
    if warning:
        found.append(Notice("気をつけること", (warning,)))
    if doubts:
        found.append(Notice("まだ人が分かるかもしれないところ", shortened(doubts, "か所", most=20)))
    if printed.missing:
        found.append(_missing(printed, papers))
    if not is_packet and not warning:
        found += list(_gaps(papers))
    return tuple(found)


def _missing(printed: Printed, papers: Sequence[Paper]) -> Notice:
    lines = []
    for one in printed.missing:
        places = "、".join(places_of(one, papers)) or "日付や見出しの行"
        lines.append(f"「{one.character}」（{one.code_points}）　{places}")
    heading = "印刷できない文字が〓になっています。手で書き入れるか、別の字に直してください。"
    return Notice(heading, shortened(lines, "字"))


def _gaps(papers: Sequence[Paper]) -> Iterator[Notice]:
    labels = [gap.label for paper in papers if not paper.blank for gap in gaps(paper.sheet.as_used, paper.answers)]
    if labels:
        heading = f"{len(labels)}か所がまだです（このままでも印刷できます）"
        yield Notice(heading, ("、".join(f"「{label}」" for label in labels),), is_warning=False)


def shortened(lines: Sequence[str], counted: str, *, most: int = _MOST_LINES) -> tuple[str, ...]:
    """The first lines, and how many more there are."""
    more = len(lines) - most
    return (*lines[:most], *([f"ほかに{more}{counted}"] if more > 0 else []))
