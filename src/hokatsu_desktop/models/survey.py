"""Rounds of household visits (世帯訪問調査): a line for each household, and what became of the worrying ones."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class SurveyRound(Base):
    """One round: when, who visits, and for what."""

    __tablename__ = "survey_round"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    period_from: Mapped[date | None] = mapped_column(default=None)
    period_until: Mapped[date | None] = mapped_column(default=None)
    visitors: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")


class SurveyVisit(Base):
    """One household of a round; `case_id` once it is a case, `reported_on` once it was passed on."""

    __tablename__ = "survey_visit"
    __table_args__ = (Index("ix_survey_visit_round_id_position", "round_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("survey_round.id"))
    position: Mapped[int] = mapped_column(default=0)
    district: Mapped[str] = mapped_column(default="")
    household: Mapped[str] = mapped_column(default="")  # 世帯主の名前や呼び方
    day: Mapped[str] = mapped_column(default="")  # PartialDate text
    who: Mapped[str] = mapped_column(default="")  # 訪ねた人
    met: Mapped[str] = mapped_column(default="")  # list visit_met
    noticed: Mapped[str] = mapped_column(default="")
    worrying: Mapped[str] = mapped_column(default="")  # 気になる: yes, no or empty
    case_number: Mapped[str] = mapped_column(default="")  # as it was typed
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None, index=True)
    reported_on: Mapped[date | None] = mapped_column(default=None)
