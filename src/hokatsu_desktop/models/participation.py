"""Participation support (参加支援): what somebody likes, the places that take them in, and the days they went."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.models.base import Base


class Participation(Base):
    """What a person of a case likes, is good at and wishes; the ground of all places."""

    __tablename__ = "participation"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    began_on: Mapped[date] = mapped_column(index=True)
    likes: Mapped[str] = mapped_column(default="")  # 好きなこと・得意なこと
    worries: Mapped[str] = mapped_column(default="")  # 気がかり・苦手なこと
    wish: Mapped[str] = mapped_column(default="")  # やってみたいこと


class ParticipationPlace(Base):
    """A place that was offered (受入れ先): what is done there, what was arranged, and how it settled."""

    __tablename__ = "participation_place"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    place: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(default="")
    how_often: Mapped[str] = mapped_column(default="")
    since: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    state: Mapped[str] = mapped_column(default="")  # list matching
    arranged: Mapped[str] = mapped_column(default="")  # 受入れ先と決めたこと
    goes_along: Mapped[str] = mapped_column(default="")  # はじめに付き添う人
    settled: Mapped[str] = mapped_column(default="")  # 定着した日: PartialDate text, or "?" and words
    follow_on: Mapped[str] = mapped_column(default="")  # 次にようすを聞く日
    ended: Mapped[str] = mapped_column(default="")  # やめた日・終わった日
    ended_why: Mapped[str] = mapped_column(default="")


class ParticipationDay(Base):
    """A day on which somebody went to a place, and how it went (おためし・定着のようす)."""

    __tablename__ = "participation_day"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    day: Mapped[str] = mapped_column(default="")  # PartialDate text, or "?" and words
    place: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")
    next_what: Mapped[str] = mapped_column(default="")
