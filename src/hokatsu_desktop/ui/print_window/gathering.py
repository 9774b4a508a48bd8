"""Gathers what is to be printed in the way it is wished for: plain facts without a session, ready for the worker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from hokatsu_desktop.models import MeetingCase
from hokatsu_desktop.services.degrees import Degreed, in_degree, packet_in_degree
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.handover_papers import papers_of_handover
from hokatsu_desktop.services.leaving_out import labels_outside, without
from hokatsu_desktop.services.looking_back import Fate, Span
from hokatsu_desktop.services.looking_back_rows import outcome_rows
from hokatsu_desktop.services.may_share import Sharing
from hokatsu_desktop.services.meeting_papers import papers_at_the_end
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, blank_paper, imprint_of, paper_of
from hokatsu_desktop.services.papers_given import MEETING, sharing_of
from hokatsu_desktop.services.pledges import pledge_paper
from hokatsu_desktop.services.sheet_history import with_additions
from hokatsu_desktop.services.veils import hidden_words
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.ui.print_window.job import Made, Wish

if TYPE_CHECKING:
    from hokatsu_desktop.printing.papers import Printed

LOOKING_BACK, DECISIONS = "looking_back", "decisions"  # the sheet, and its one blank

Compose = Callable[[Sequence[Paper], Imprint], "Printed"]


@dataclass(frozen=True)
class Gathered:
    """Papers in their degree of naming, and how they become a PDF."""

    papers: tuple[Paper, ...]
    imprint: Imprint
    compose: Compose
    wish: Wish
    doubts: tuple[str, ...] = ()
    warning: str = ""
    is_packet: bool = False
    not_shown: str = ""  # the cases of a meeting that are closed to whoever prints
    sharing: tuple[Sharing, ...] = ()
    left_out: tuple[str, ...] = ()

    def make(self) -> Made:
        """The PDF and what to look at; runs in the worker, where the libraries for PDF are loaded."""
        from hokatsu_desktop.ui.print_window.notices import notices_about

        printed = self.compose(self.papers, self.imprint)
        notices = notices_about(
            printed,
            self.papers,
            doubts=self.doubts,
            warning=self.warning,
            is_packet=self.is_packet or self.wish.leave_out,
            not_shown=self.not_shown,
        )
        return Made(printed, self.papers, self.imprint, notices, self.wish, self.sharing, self.left_out)


def gather_sheet(session: Session, key: str, subject_id: int, wish: Wish) -> Gathered:
    """One filled-in sheet. Raises Gone."""
    paper = paper_of(session, key, subject_id)
    if wish.additions:
        answers, named = with_additions(session, key, subject_id)
        remark = f"仕上げたあとに書いたところ　{'、'.join(named)}" if named else ""
        paper = replace(paper, answers=answers, remarks=(*paper.remarks, remark))
    judged = judge(session, (paper,), wish, meeting_id=meeting_of(session, paper))
    made = gathered(session, in_degree(session, judged.papers, wish.degree), plain(paper.sheet.title), wish, judged)
    return replace(made, not_shown=not_shown_at(session, subject_id) if paper.sheet.subject is Subject.MEETING else "")


def gather_blank(session: Session, key: str, title: str, wish: Wish) -> Gathered:
    """One sheet without answers, for handwriting."""
    return Gathered((blank_paper(session, key),), imprint_of(session), plain(title), wish)


def gather_pledge(session: Session, seat_id: int, title: str, wish: Wish) -> Gathered:
    """The 誓約書 of a member of a regular meeting; it is about no household. Raises Gone."""
    return Gathered((pledge_paper(session, seat_id),), imprint_of(session), plain(title), wish)


def gather_packet(session: Session, meeting_id: int, wish: Wish) -> Gathered:
    """All papers of a meeting, in numbered copies. Raises Gone."""
    whole, wish = packet_of(session, meeting_id), replace(wish, receiver=MEETING)
    judged = judge(session, whole.papers, wish, meeting_id=meeting_id)
    packet, degreed = packet_in_degree(session, replace(whole, papers=judged.papers), wish.degree)
    made = gathered(session, degreed, numbered(packet), wish, judged)
    return replace(made, is_packet=True, not_shown=not_shown_at(session, meeting_id))


def gather_looking_back(session: Session, span: Span, fates: Sequence[Fate], narrowed: str, wish: Wish) -> Gathered:
    """What meetings decided within a span and what became of it; `narrowed` says below it what was looked for."""
    paper = paper_of(session, LOOKING_BACK, the_office(session).id)
    rows = outcome_rows(session, span, fates)
    paper = replace(paper, answers={**paper.answers, DECISIONS: rows}, remarks=(narrowed,))
    return gathered(
        session, in_degree(session, (paper,), wish.degree), plain(paper.sheet.title), wish, Judged((paper,))
    )


def gather_meeting_end(session: Session, meeting_id: int, title: str, wish: Wish) -> Gathered:
    """The sheet of each case of a meeting, and the page of each who came. Raises Gone."""
    papers = [paper_of(session, key, subject_id) for key, subject_id in papers_at_the_end(session, meeting_id)]
    wish = replace(wish, receiver=MEETING)
    judged = judge(session, papers, wish, meeting_id=meeting_id)
    made = gathered(session, in_degree(session, judged.papers, wish.degree), plain(title), wish, judged)
    return replace(made, not_shown=not_shown_at(session, meeting_id))


@dataclass(frozen=True)
class Judged:
    """Papers after the consent was asked, and what it said."""

    papers: tuple[Paper, ...]
    sharing: tuple[Sharing, ...] = ()
    left_out: tuple[str, ...] = ()


def judge(session: Session, papers: Sequence[Paper], wish: Wish, *, meeting_id: int | None) -> Judged:
    """What the consent says of these papers for who gets them; as wished without what is outside of it."""
    answers = sharing_of(session, papers, wish.receiver, wish.degree, meeting_id=meeting_id)
    outside = {one.case_id: one.outside for one in answers if one.can_leave_out}
    concerned = [paper for paper in papers if paper.case_id in outside]
    labels = tuple(label for paper in concerned for label in labels_outside((paper,), outside[paper.case_id or 0]))
    if not wish.leave_out:
        return Judged(tuple(papers), answers, tuple(dict.fromkeys(labels)))
    kept = tuple(without(paper, outside[paper.case_id]) if paper.case_id in outside else paper for paper in papers)
    return Judged(kept, answers, tuple(dict.fromkeys(labels)))


def meeting_of(session: Session, paper: Paper) -> int | None:
    """The meeting that a paper belongs to."""
    if paper.subject_id is None:
        return None
    match paper.sheet.subject:
        case Subject.MEETING:
            return paper.subject_id
        case Subject.MEETING_CASE:
            return still_there(session, MeetingCase, paper.subject_id).meeting_id
        case _:
            return None


def gather_handover(session: Session, title: str, wish: Wish) -> Gathered:
    """事務引継書, and the 別紙 of each case of the handover, or of every open case before there is one."""
    papers = tuple(papers_of_handover(session))  # they go to a colleague of the office: no consent is asked
    return gathered(session, in_degree(session, papers, wish.degree), plain(title), wish, Judged(papers))


def not_shown_at(session: Session, meeting_id: int) -> str:
    """That cases of a meeting are missing on its papers, and what to do; empty when all are there."""
    words = hidden_words(session, meeting_id)
    return f"この会議の案件のうち{words}。すべてそろえるときは、ほかの職員が印刷してください。" if words else ""


def gathered(session: Session, degreed: Degreed, compose: Compose, wish: Wish, judged: Judged) -> Gathered:
    """Papers in a degree of naming, with how they become a PDF."""
    return Gathered(
        degreed.papers,
        imprint_of(session),
        compose,
        wish,
        degreed.doubts,
        degreed.warning,
        sharing=judged.sharing,
        left_out=judged.left_out,
    )


def plain(title: str) -> Compose:
    """One paper after the other under a title."""

    def compose(papers: Sequence[Paper], imprint: Imprint) -> "Printed":
        from hokatsu_desktop.printing.papers import print_papers

        return print_papers(papers, imprint, title=title)

    return compose


def numbered(packet: Packet) -> Compose:
    """One numbered copy of all papers for each seat."""

    def compose(papers: Sequence[Paper], imprint: Imprint) -> "Printed":
        from hokatsu_desktop.printing.papers import print_packet

        return print_packet(replace(packet, papers=tuple(papers)), imprint)

    return compose
