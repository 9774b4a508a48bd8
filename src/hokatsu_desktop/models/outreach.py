"""Outreach (アウトリーチ): how far the relation has come, each visit, and who walks along with the household."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Outreach(Base):
    """That a household is met where it lives, from when, how far the relation is, and where it led."""

    __tablename__ = "outreach"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    began_on: Mapped[date] = mapped_column(index=True)
    stage: Mapped[str] = mapped_column(default="")  # list outreach_stage, the one of now
    connected_to: Mapped[str] = mapped_column(default="")  # つながった先
    connected_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)


class OutreachStep(Base):
    """A stage that was reached, when and why (段階のあゆみ)."""

    __tablename__ = "outreach_step"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str] = mapped_column(default="")  # list outreach_stage
    reached: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    why: Mapped[str] = mapped_column(default="")


class OutreachVisit(Base):
    """What a visit is besides its note, which holds the day, who went and what was noticed."""

    __tablename__ = "outreach_visit"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    day: Mapped[str] = mapped_column(default="")  # as typed: PartialDate text, or "?" and words
    met: Mapped[str] = mapped_column(default="")  # list visit_met
    next_on: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    next_what: Mapped[str] = mapped_column(default="")
    taken_over: Mapped[bool] = mapped_column(default=False)  # the note was written first, in 経過


class Companion(Base):
    """Somebody who walks along with the household (伴走者), from when until when."""

    __tablename__ = "companion"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    who: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")  # どう関わるか
    since: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    until: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
