"""Numbered copies handed out at a meeting (資料), and which of them came back."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Degree(StrEnum):
    """How people are named on paper; the keys of resources/lists/naming_degree.toml."""

    NAMED = "named"  # L0 実名
    LETTERS = "letters"  # L1 記号: Aさん, Aさんの母
    ANONYMOUS = "anonymous"  # L2 匿名: agencies, schools and places too
    DISCLOSURE = "disclosure"  # 開示用: for the person whose record it is

    @property
    def hides_names(self) -> bool:
        """Whether names give way to letters and general words."""
        return self in (Degree.LETTERS, Degree.ANONYMOUS)


class Handout(Base):
    """One print of numbered copies for a meeting."""

    __tablename__ = "handout"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    printed_at: Mapped[datetime]  # UTC
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
    degree: Mapped[str] = mapped_column(default=Degree.NAMED)
    rule: Mapped[str] = mapped_column(default="collect")  # list handout_rule
    papers: Mapped[list[str]] = mapped_column(default_factory=list)  # titles in the order of 資料1, 資料2, …
    pages: Mapped[int] = mapped_column(default=0)  # of one copy
    shredded_on: Mapped[date | None] = mapped_column(default=None)
    shredded_by: Mapped[str] = mapped_column(default="")


class HandoutCopy(Base):
    """One numbered copy, who holds it, and whether it came back."""

    __tablename__ = "handout_copy"
    __table_args__ = (
        # What came back grows without end; what is still out is a handful.
        Index(
            "ix_handout_copy_out",
            "handout_id",
            "number",
            sqlite_where=text("returned_on IS NULL AND explained_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id"), index=True)
    number: Mapped[int]  # 1 of n
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"), default=None)
    holder: Mapped[str] = mapped_column(default="")  # as printed: 「社会福祉協議会　見本」
    returned_on: Mapped[date | None] = mapped_column(default=None)
    returned_at: Mapped[time | None] = mapped_column(default=None)
    missing_why: Mapped[str] = mapped_column(default="")  # why it did not come back
    explained_on: Mapped[date | None] = mapped_column(default=None)  # from then on きょう no longer asks
