"""Disposals (廃棄): what was removed for good, by whom, and the counts that stay in the figures of the years."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Disposal(Base):
    """One disposal by two persons. Names nobody whose record it was."""

    __tablename__ = "disposal"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    disposed_on: Mapped[date]
    made_by: Mapped[str]  # 廃棄した人
    agreed_by: Mapped[str]  # 確かめた人
    sequence: Mapped[int] = mapped_column(default=0)  # the link before it: a copy whose log ends there still has all
    emptied: Mapped[int] = mapped_column(default=0)  # how many links of the log were emptied
    rewritten_on: Mapped[date | None] = mapped_column(default=None)  # the file was written anew: no page holds it


class DisposedCase(Base):
    """What the 廃棄簿 keeps of one case."""

    __tablename__ = "disposed_case"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    disposal_id: Mapped[int] = mapped_column(ForeignKey("disposal.id"), index=True)
    number: Mapped[str] = mapped_column(default="")  # R8-012
    retention_years: Mapped[int] = mapped_column(default=0)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    starts_on: Mapped[date | None] = mapped_column(default=None)  # 起算日
    expired_on: Mapped[date | None] = mapped_column(default=None)  # 満了日
    first_link: Mapped[int] = mapped_column(default=0)  # since when copies of the store hold it


class KeptFigure(Base):
    """What the disposed cases counted for in one figure of one year, added to what is counted now."""

    __tablename__ = "kept_figure"
    __table_args__ = (Index("ix_kept_figure_year_group", "year", "group"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    disposal_id: Mapped[int] = mapped_column(ForeignKey("disposal.id"), index=True)
    year: Mapped[int]
    group: Mapped[str]  # key of services.figures.yearly.GROUPS
    key: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)  # among the figures of its group
    label: Mapped[str] = mapped_column(default="")
    part_of: Mapped[str] = mapped_column(default="")
    months: Mapped[list[int]] = mapped_column(default_factory=list)  # April first
    of_year: Mapped[int] = mapped_column(default=0)
    quarters: Mapped[list[int]] = mapped_column(default_factory=list)  # empty where they are sums of their months
