"""Filled-in sheets with the edition of their day, their earlier answers, and the editions themselves."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class FilledSheet(Base):
    """One sheet filled in for one subject. What is bound to typed attributes lives there, the rest here."""

    __tablename__ = "filled_sheet"
    __table_args__ = (UniqueConstraint("sheet_key", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sheet_key: Mapped[str]
    edition: Mapped[int]
    subject: Mapped[str]  # Subject of the sheet definition
    subject_id: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    finished_on: Mapped[date | None] = mapped_column(default=None)
    changed_at: Mapped[datetime | None] = mapped_column(default=None)


class SheetEdition(Base):
    """One edition of a sheet, whole and for ever: the office's own with the reason, or a shipped one once it was used."""

    __tablename__ = "sheet_edition"
    __table_args__ = (UniqueConstraint("sheet_key", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sheet_key: Mapped[str]
    edition: Mapped[int]
    definition: Mapped[dict[str, Any]]
    why: Mapped[str]
    made_on: Mapped[date]
    origin: Mapped[str] = mapped_column(default="office")  # office, shipped or imported (from another town)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)


class EditionDraft(Base):
    """A sheet half way through 「様式を直す」: nobody prints it yet. It is a screen's memory and stays out of the log."""

    __tablename__ = "edition_draft"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sheet_key: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), default=None)
