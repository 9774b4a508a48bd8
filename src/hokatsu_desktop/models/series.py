"""Regular meetings (定例の会議) and who sits in them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hokatsu_desktop.japanese.regular_days import WhenClosed
from hokatsu_desktop.models.base import Base
from hokatsu_desktop.models.meeting import MeetingBasis


class MemberSeat(StrEnum):
    """What somebody is in a regular meeting; the keys of resources/lists/member_seat.toml."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MEMBER = "member"
    OFFICE = "office"  # 事務局
    AS_NEEDED = "as_needed"  # 必要なときに呼ぶ


class MeetingSeries(Base):
    """A regular meeting with its local name, for example 「さかまる会議」 on every second Tuesday."""

    __tablename__ = "meeting_series"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    basis: Mapped[str] = mapped_column(default=MeetingBasis.SUPPORT)
    also_name: Mapped[str] = mapped_column(default="")  # the body it is held together with
    also_basis: Mapped[str] = mapped_column(default="")  # MeetingBasis of that body
    rule: Mapped[str] = mapped_column(default="")  # 第2火曜
    when_closed: Mapped[str] = mapped_column(default=WhenClosed.NEXT_OPEN)
    begins: Mapped[str] = mapped_column(default="")  # 13:30, as it is written
    minutes: Mapped[int | None] = mapped_column(default=90)
    most_cases: Mapped[int | None] = mapped_column(default=2)
    place: Mapped[str] = mapped_column(default="")
    handout_rule: Mapped[str] = mapped_column(default="collect")  # list handout_rule
    secretariat: Mapped[str] = mapped_column(default="")  # 事務局
    why: Mapped[str] = mapped_column(default="")  # 経緯・意味
    ended_on: Mapped[date | None] = mapped_column(default=None)


class SeriesMember(Base):
    """One seat of a regular meeting (構成員), from a day to a day."""

    __tablename__ = "series_member"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    series_id: Mapped[int] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    agency_name: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    seat: Mapped[str] = mapped_column(default=MemberSeat.MEMBER)
    role: Mapped[str] = mapped_column(default="")  # 地区担当, 医療の窓口
    since: Mapped[str] = mapped_column(default="")  # PartialDate text
    until: Mapped[str] = mapped_column(default="")  # PartialDate text; the last day
    pledged_on: Mapped[str] = mapped_column(default="")  # PartialDate text
