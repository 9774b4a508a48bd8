"""The degree of naming of a print (名前の出し方): 実名, 記号 (L1), 匿名 (L2), or the copy for the person (開示用).

Nothing stored is touched: papers go in, papers come out. `known` says who is known to the store and what each becomes,
`calling` how each is called, `replacing` finds the words in a text, `softening` coarsens numbers, dates and ages,
`hiding` and `disclosing` do it for whole papers, `doubts` names what is left to look at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.attachments import left_out
from hokatsu_desktop.services.degrees.disclosing import disclose
from hokatsu_desktop.services.degrees.hiding import hide_names
from hokatsu_desktop.services.papers import Packet, Paper, Seat

__all__ = ["Degree", "Degreed", "in_degree", "packet_in_degree", "seat_in_degree", "warning_for"]


@dataclass(frozen=True)
class Degreed:
    """Papers in a degree of naming, and what to look at before they are printed."""

    papers: tuple[Paper, ...]
    doubts: tuple[str, ...] = ()  # 「小林さん」（A票・困りごとのようす）
    warning: str = ""


def in_degree(session: Session, papers: Sequence[Paper], degree: Degree) -> Degreed:
    """The papers in a degree of naming; letters go by the order in which cases come up. What is stored stays as it is.

    A scan of another agency's paper cannot be changed: it is left out of all but 実名.
    """
    if degree is not Degree.NAMED:
        papers = [replace(paper, attached=left_out(paper.attached)) for paper in papers]
    match degree:
        case Degree.NAMED:
            return Degreed(tuple(replace(paper, degree=degree) for paper in papers))
        case Degree.LETTERS | Degree.ANONYMOUS:
            hidden, doubts = hide_names(session, papers, degree)
            return Degreed(tuple(hidden), tuple(doubts), warning_for(degree))
        case Degree.DISCLOSURE:
            shown, doubts = disclose(session, papers)
            return Degreed(tuple(shown), tuple(doubts), warning_for(degree))
        case _:
            raise ValueError(degree)


def packet_in_degree(session: Session, packet: Packet, degree: Degree) -> tuple[Packet, Degreed]:
    """A packet in a degree of naming: its papers, and who holds a copy."""
    degreed = in_degree(session, packet.papers, degree)
    seats = tuple(seat_in_degree(seat, degree) for seat in packet.seats)
    return replace(packet, papers=degreed.papers, seats=seats), degreed


def seat_in_degree(seat: Seat, degree: Degree) -> Seat:
    """Who holds a copy: by the agency alone in letters, by the number of the copy alone where agencies give way."""
    match degree:
        case Degree.LETTERS:
            return replace(seat, name="")
        case Degree.ANONYMOUS:
            return replace(seat, agency_name="", name="")
        case _:
            return seat


def warning_for(degree: Degree) -> str:
    """What to bear in mind before a print in this degree; empty for 実名."""
    match degree:
        case Degree.NAMED:
            return ""
        case Degree.LETTERS:
            return (
                "記号にしても、匿名になったわけではありません。小さな町では、家族の形や年代、地区、できごとから、だれのことか分かることがあります。"
                "その世帯を知っている人が読むつもりで、一度読みかえしてください。心配なときは「匿名」を選んでください。"
            )
        case Degree.ANONYMOUS:
            return (
                "名前や機関の名前は一般の言葉に変えました。めずらしいできごとや病名、家族の形からは、まだ分かることがあります。"
                "配る前に読みかえし、分かりそうなところは書き方を変えてください。"
            )
        case Degree.DISCLOSURE:
            return (
                "本人にわたす写しです。黒い帯と「開示しません」の欄が、開示の決定と合っているか確かめてください。"
                "自由に書いた文の中に、ほかの人から聞いた話が残っていないかも読みかえしてください。"
            )
        case _:
            raise ValueError(degree)
