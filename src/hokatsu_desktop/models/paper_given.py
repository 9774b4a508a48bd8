"""Papers given out of the office (渡した紙): what went to whom, on what ground, and why if no consent carried it."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class PaperGiven(Base):
    """What of one case went to one receiver at one time."""

    __tablename__ = "paper_given"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    given_on: Mapped[date]
    receiver: Mapped[str]  # an agency, 本人, or a meeting
    papers: Mapped[str] = mapped_column(default="")  # titles of the sheets
    degree: Mapped[str] = mapped_column(default="named")  # list naming_degree
    ground: Mapped[str] = mapped_column(default="")  # list sharing_ground
    left_out: Mapped[str] = mapped_column(default="")  # labels of the blanks that were left out
    reason: Mapped[str] = mapped_column(default="")  # why it went out although nothing carried it
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
